"""Which phrases a sentence could meet at all, told from its words alone.

Hundreds of phrases against every sentence of every mail cost too much, and one automaton of them all has so
many states that it is built anew for each mail. But a phrase can only be met by a sentence that holds its
words. Each phrase names up to three groups of words of which one each must be there (`pattern.Part.needs`);
each word knows, as one long number, the phrases and groups it speaks for. The words of a sentence, laid over
each other, leave the few phrases worth a real look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

Needs = tuple[frozenset[str], ...]

GROUPS = 3
_MOST_KNOWN = 20_000  # words whose numbers are remembered: the common ones come again at once
# How common words of so many letters are, roughly: a group of short words lets nearly everything through.
_COMMON = {1: 60, 2: 40, 3: 20, 4: 8, 5: 4}


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
        self._begun: dict[bytes, int] = {}
        self._ended: dict[bytes, int] = {}
        self._inside: dict[bytes, int] = {}
        self._known: dict[bytes, int] = {}
        for number, groups in enumerate(needs):
            self._add(number, groups)
        self._lengths = sorted({len(stem) for stem in (*self._begun, *self._ended)})

    def _add(self, number: int, groups: Needs) -> None:
        for place in range(GROUPS):
            bit = 1 << (place * self.size + number)
            if place >= len(groups):
                self._always |= bit
                continue
            for word in groups[place]:
                table, key = self._table(word), word.strip("*").encode()
                table[key] = table.get(key, 0) | bit

    def _table(self, word: str) -> dict[bytes, int]:
        if word.startswith("*"):
            return self._inside if word.endswith("*") else self._ended
        return self._begun if word.endswith("*") else self._whole

    def passes(self, words: Sequence[bytes]) -> Iterator[int]:
        """The numbers of the phrases that a sentence of these words could meet, in order."""
        met, known = self._always, self._known
        for word in words:
            said = known.get(word)
            met |= self._says(word) if said is None else said
        left = met & (met >> self.size) & (met >> 2 * self.size) & self._all
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest

    def _says(self, word: bytes) -> int:
        said = self._whole.get(word, 0)
        for length in self._lengths:
            if length > len(word):
                break
            said |= self._begun.get(word[:length], 0) | self._ended.get(word[-length:], 0)
        for part, bits in self._inside.items():
            if part in word:
                said |= bits
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[word] = said
        return said
