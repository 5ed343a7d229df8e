"""Which phrases a sentence could meet at all, told from its words alone.

Hundreds of phrases against every sentence of every mail cost too much, and one automaton of them all has so
many states that it is built anew for each mail. But a phrase can only be met by a sentence that holds its
words. Each phrase names up to four groups of words of which one each must be there (`pattern.Part.needs`);
each word knows, as one long number, the phrases and groups it speaks for. The words of a sentence, laid over
each other, leave the few phrases worth a real look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

Needs = tuple[frozenset[str], ...]

GROUPS = 4
_MOST_KNOWN = 20_000  # words whose numbers are remembered: the common ones come again at once
_FIRST = 3  # letters by which beginnings of words are looked up; hardly a word begins with those of one
# How common words of so many letters are, roughly: a group of short words lets nearly everything through.
_COMMON = {1: 60, 2: 40, 3: 20, 4: 8, 5: 4}
_Stems = dict[bytes, list[tuple[bytes, int]]]


def rarest(needs: Sequence[frozenset[str]], most: int = GROUPS) -> Needs:
    """The groups that are met least often, at most `most` of them."""
    return tuple(needs) if len(needs) < 2 else tuple(sorted(needs, key=_commonness)[:most])


@lru_cache(maxsize=10_000)
def _commonness(group: frozenset[str]) -> tuple[int, str]:
    return sum(_COMMON.get(len(word.strip("*")), 1) for word in group), min(group)


class Sieve:
    """Phrases by their needs; a phrase without any passes always."""

    def __init__(self, needs: Sequence[Needs]) -> None:
        self.size = len(needs)
        self._all = (1 << self.size) - 1
        self._always = 0
        self._whole: dict[bytes, int] = {}
        self._begun: _Stems = {}
        self._ended: _Stems = {}
        self._inside: dict[bytes, int] = {}
        words: dict[str, int] = {}
        for number, groups in enumerate(needs):
            self._add(words, number, groups)
        for word, bits in words.items():
            self._put(word, bits)
        self._known = _Known(self)

    def _add(self, words: dict[str, int], number: int, groups: Needs) -> None:
        for place in range(GROUPS):
            bit = 1 << (place * self.size + number)
            if place >= len(groups):
                self._always |= bit
                continue
            for word in groups[place]:
                words[word] = words.get(word, 0) | bit

    def _put(self, word: str, bits: int) -> None:
        bare = word.strip("*").encode()
        if word.startswith("*") and word.endswith("*"):
            self._inside[bare] = bits
        elif word.startswith("*"):
            self._ended.setdefault(bare[-_FIRST:], []).append((bare, bits))
        elif word.endswith("*"):
            self._begun.setdefault(bare[:_FIRST], []).append((bare, bits))
        else:
            self._whole[bare] = bits

    def plain(self) -> dict[str, Any]:
        """All of it in plain values, to be kept."""
        return {name: value for name, value in vars(self).items() if name != "_known"}

    @classmethod
    def again(cls, plain: dict[str, Any]) -> Sieve:
        """The sieve of these plain values."""
        sieve = cls(())
        vars(sieve).update(plain)
        return sieve

    def could(self, words: Sequence[bytes]) -> int:
        """The phrases that a sentence of these words could meet: a number with a bit for each of them."""
        met = self._always
        for said in filter(None, map(self._known.__getitem__, words)):
            met |= said
        left = met & self._all
        for _ in range(GROUPS - 1):
            met >>= self.size
            left &= met
        return left

    def passes(self, words: Sequence[bytes]) -> Iterator[int]:
        """The numbers of the phrases that a sentence of these words could meet, in order."""
        return numbers(self.could(words))

    def says(self, word: bytes) -> int:
        """The phrases and groups that a word speaks for."""
        said = self._whole.get(word, 0)
        for size in range(1, min(_FIRST, len(word)) + 1):
            for stem, bits in self._begun.get(word[:size], ()):
                said |= bits if word.startswith(stem) else 0
            for stem, bits in self._ended.get(word[-size:], ()):
                said |= bits if word.endswith(stem) else 0
        for part, bits in self._inside.items():
            if part in word:
                said |= bits
        return said


class _Known(dict[bytes, int]):
    """What words say, kept for the next time they are met. Most say nothing."""

    def __init__(self, sieve: Sieve) -> None:
        super().__init__()
        self._sieve = sieve

    def __missing__(self, word: bytes) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = said = self._sieve.says(word)
        return said


def numbers(bits: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest on."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
