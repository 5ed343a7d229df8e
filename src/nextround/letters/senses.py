"""What the words of a sentence mean, whatever their language: features that languages share.

The table (`library/letter_checks/senses.toml`) is written by hand. A sentence is taken to be in the language
that knows most of its words; each word then stands for its senses, and senses near each other say more than
one alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from nextround.library import load_toml
from nextround.library.linear import SIGN

FILE = "letter_checks/senses.toml"
LANGUAGES = ("en", "de", "fr", "es")
Senses = tuple[str, ...]
_WHOLE = "."
_REMEMBERED = 30_000
_REACH = 5  # senses that stand so near each other are a pair


@cache
def table() -> tuple[Mapping[str, Senses], ...]:
    """For each language the senses of beginnings of words; a dot at the end: of whole words."""
    found: list[dict[str, Senses]] = [{} for _ in LANGUAGES]
    for rows in load_toml(FILE).values():
        for sense, row in rows.items():
            for table, stems in zip(found, row.split("|"), strict=True):
                for stem in stems.split():
                    table[stem] = (*table.get(stem, ()), sense)
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def _of(word: str) -> tuple[Senses, ...]:
    """The senses of one word in each language."""
    told = word.replace("ß", "ss")
    keys = [*(told[:end] for end in range(1, len(told) + 1)), told + _WHOLE]
    return tuple(tuple(dict.fromkeys(sense for key in keys for sense in of.get(key, ()))) for of in table())


def senses(words: Sequence[str]) -> list[Senses]:
    """The senses of each word that has any, in the language that knows most of the words."""
    each = list(map(_of, words))
    known = [len(column) - column.count(()) for column in zip(*each, strict=True)] or [0]
    best = known.index(max(known))
    return [found[best] for found in each if found[best]]


def signs(words: Sequence[str]) -> Iterator[str]:
    """The features of a sentence: its senses, and those that stand near each other."""
    told = senses(words)
    for at, found in enumerate(told):
        yield from _alone(found)
        for later in told[at + 1 : at + 2]:
            yield from _pairs(found, later, " ")
        for later in told[at + 2 : at + 1 + _REACH]:
            yield from _pairs(found, later, "~ ")


@lru_cache(maxsize=_REMEMBERED)
def _alone(found: Senses) -> tuple[str, ...]:
    return tuple(f"{SIGN}{one}" for one in found)


@lru_cache(maxsize=_REMEMBERED)
def _pairs(found: Senses, later: Senses, between: str) -> tuple[str, ...]:
    return tuple(f"{SIGN}{one}{between}{two}" for one in found for two in later)
