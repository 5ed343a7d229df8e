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
_WHOLE = "."
_REACH = 5  # senses that stand so near each other are a pair


@cache
def table() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """For each language the senses of beginnings of words; a dot at the end: of whole words."""
    found: list[dict[str, tuple[str, ...]]] = [{} for _ in LANGUAGES]
    for rows in load_toml(FILE).values():
        for sense, row in rows.items():
            for table, stems in zip(found, row.split("|"), strict=True):
                for stem in stems.split():
                    table[stem] = (*table.get(stem, ()), sense)
    return tuple(found)


@lru_cache(maxsize=30_000)
def _of(word: str) -> tuple[tuple[str, ...], ...]:
    """The senses of one word in each language."""
    told = word.replace("ß", "ss")
    keys = [*(told[:end] for end in range(1, len(told) + 1)), told + _WHOLE]
    return tuple(
        tuple(dict.fromkeys(sense for key in keys for sense in table.get(key, ()))) for table in table()
    )


def senses(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The senses of each word that has any, in the language that knows most of the words."""
    each = [_of(word) for word in words]
    known = [sum(map(bool, column)) for column in zip(*each, strict=True)] if each else [0]
    best = known.index(max(known))
    return [found[best] for found in each if found[best]]


def signs(words: Sequence[str]) -> Iterator[str]:
    """The features of a sentence: its senses, and those that stand near each other."""
    told = senses(words)
    yield from (f"{SIGN}{sense}" for found in told for sense in found)
    for at, found in enumerate(told):
        for gap, later in enumerate(told[at + 1 : at + 1 + _REACH]):
            yield from _pairs(found, later, "" if gap < 1 else "~")


@lru_cache(maxsize=30_000)
def _pairs(found: tuple[str, ...], later: tuple[str, ...], near: str) -> tuple[str, ...]:
    return tuple(f"{SIGN}{one}{near} {two}" for one in found for two in later)
