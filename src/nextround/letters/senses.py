"""What the words of a sentence mean, whatever their language: features that languages share.

The table (`library/letter_checks/senses.toml`) is written by hand. A sentence is taken to be in the language
that knows most of its words; each word then stands for its senses, and senses near each other say more than
one alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from operator import add
from struct import Struct

from nextround.library import load_toml
from nextround.library.linear import SIGN
from nextround.library.remembered import Remembered

FILE = "letter_checks/senses.toml"
LANGUAGES = ("en", "de", "fr", "es")
Senses = tuple[str, ...]
_WHOLE = "."
_REACH = 5  # words with senses that stand so near each other are a pair
_ROOM = 16  # bits of a number that stands for the senses of a word
_SIDE, _NEAR = 1 << 2 * _ROOM, 2 << 2 * _ROOM
_COUNT = 32  # bits: room to count the words of any sentence
_apart = Struct(f"<{len(LANGUAGES)}I").unpack
_JOINTS = {0: "", 1: " ", 2: "~ "}


@cache
def table() -> tuple[Mapping[str, Senses], ...]:
    """For each language the senses of beginnings of words; a dot at the end: of whole words."""
    found: list[dict[str, Senses]] = [{} for _ in LANGUAGES]
    for rows in load_toml(FILE).values():
        for sense, row in rows.items():
            for stems, words in zip(found, row.split("|"), strict=True):
                for word in words.split():
                    stems[word] = (*stems.get(word, ()), sense)
    return tuple(found)


class _Numbers(dict[Senses, int]):
    """A number for each set of senses that some word has; nought for none."""

    def __init__(self) -> None:
        super().__init__({(): 0})
        self.sets: list[Senses] = [()]

    def __missing__(self, found: Senses) -> int:
        self[found] = number = len(self.sets)
        self.sets.append(found)
        return number


_numbers = _Numbers()


def _number(word: str, language: int) -> int:
    """The senses of one word in a language, as a number."""
    told, stems = word.replace("ß", "ss"), table()[language]
    keys = [*(told[:end] for end in range(1, len(told) + 1)), told + _WHOLE]
    return _numbers[tuple(dict.fromkeys(sense for key in keys for sense in stems.get(key, ())))]


_in_language = [Remembered(partial(_number, language=at)) for at in range(len(LANGUAGES))]


def _known_in(word: str) -> int:
    """A one for each language that has a sense of the word, side by side in one number."""
    return sum((found[word] > 0) << _COUNT * at for at, found in enumerate(_in_language))


_known = Remembered(_known_in)


def _heard(words: Sequence[str]) -> list[int]:
    """The senses of each word that has any, in the language that knows most of the words."""
    known = _apart(sum(map(_known.__getitem__, words)).to_bytes(_COUNT // 8 * len(LANGUAGES), "little"))
    language = _in_language[known.index(max(known))]
    return list(filter(None, map(language.__getitem__, words)))


def senses(words: Sequence[str]) -> list[Senses]:
    """The senses of each word that has any, in the language that knows most of the words."""
    return [_numbers.sets[number] for number in _heard(words)]


def keys(words: Sequence[str]) -> list[int]:
    """What a sentence means, as numbers that `names` spells out: the senses of its words, those of words side
    by side, and those of words that stand near each other."""
    told = _heard(words)
    found = [*told, *map(add, [_SIDE + (one << _ROOM) for one in told], told[1:])]
    first = [_NEAR + (one << _ROOM) for one in told]
    for gap in range(2, min(_REACH + 1, len(told))):
        found += map(add, first, told[gap:])
    return found


def names(key: int) -> Iterator[str]:
    """The features that a number of `keys` stands for."""
    mask = (1 << _ROOM) - 1
    joint, twos = _JOINTS[key >> 2 * _ROOM], _numbers.sets[key & mask]
    ones = _numbers.sets[key >> _ROOM & mask]
    if not joint:
        yield from (f"{SIGN}{two}" for two in twos)
    yield from (f"{SIGN}{one}{joint}{two}" for one in ones for two in twos)


def signs(words: Sequence[str]) -> Iterator[str]:
    """All features of a sentence."""
    return (name for key in keys(words) for name in names(key))
