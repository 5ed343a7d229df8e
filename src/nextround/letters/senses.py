"""What the words of a sentence mean, whatever their language: features that languages share.

The table (`library/letter_checks/senses.toml`) is written by hand. A sentence is taken to be in the language
that knows most of its words; each word then stands for its senses, and senses near each other say more than
one alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import add, methodcaller

from nextround.library import load_toml
from nextround.library.linear import SIGN

FILE = "letter_checks/senses.toml"
LANGUAGES = ("en", "de", "fr", "es")
Senses = tuple[str, ...]
_WHOLE = "."
_REMEMBERED = 30_000
_REACH = 5  # words with senses that stand so near each other are a pair
_ROOM = 16  # bits of a number that stands for the senses of a word
_SIDE, _NEAR = 1 << 2 * _ROOM, 2 << 2 * _ROOM
_UNKNOWN = methodcaller("count", 0)
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


@lru_cache(maxsize=_REMEMBERED)
def _of(word: str) -> tuple[int, ...]:
    """The senses of one word in each language, as numbers."""
    told = word.replace("ß", "ss")
    keys = [*(told[:end] for end in range(1, len(told) + 1)), told + _WHOLE]
    each = (dict.fromkeys(sense for key in keys for sense in stems.get(key, ())) for stems in table())
    return tuple(_numbers[tuple(found)] for found in each)


def _heard(words: Sequence[str]) -> list[int]:
    """The senses of each word that has any, in the language that knows most of the words."""
    columns = list(zip(*map(_of, words), strict=True)) or [()]
    return list(filter(None, min(columns, key=_UNKNOWN)))


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
