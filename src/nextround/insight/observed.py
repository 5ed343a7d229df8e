"""A practice interview seen from two sides: the person's own marks and the observer's (R098, R099)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nextround.library import load_toml

LOWEST, HIGHEST = 1, 5
APART = 2  # marks this far apart are worth a word; one apart is taste


class Seen(StrEnum):
    """How the two sides compare."""

    BLIND_SPOT = "blind_spot"  # the observer saw less of it than the person did
    HARDER = "harder"  # the person was harder on themselves
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: its name, and words for both ends of the scale."""

    id: str
    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to ask aloud, and what it is about."""

    asks: str
    about: str


@dataclass(frozen=True, slots=True)
class Both:
    """One item with both marks (1 to 5), and how they compare."""

    item: Item
    own: int
    observer: int
    seen: Seen


@cache
def items() -> tuple[Item, ...]:
    """The five things on the observer's sheet."""
    return tuple(Item(**row) for row in load_toml("mock.toml")["item"])


@cache
def asked() -> tuple[Asked, ...]:
    """The questions of a practice interview."""
    return tuple(Asked(**row) for row in load_toml("mock.toml")["question"])


def minutes() -> int:
    """How many minutes each answer gets."""
    return int(load_toml("mock.toml")["minutes"])


def compare(own: Mapping[str, int], observer: Mapping[str, int]) -> tuple[Both, ...]:
    """Every item that both sides marked, blind spots first."""
    both = [
        Both(item, own[item.id], observer[item.id], _seen(own[item.id] - observer[item.id]))
        for item in items()
        if item.id in own and item.id in observer
    ]
    return tuple(sorted(both, key=lambda one: -abs(one.own - one.observer)))


def _seen(more: int) -> Seen:
    if more >= APART:
        return Seen.BLIND_SPOT
    return Seen.HARDER if more <= -APART else Seen.ALIKE


# The mark stands last on the line, after a colon or dots; a number out of five may say so.
_MARK = re.compile(r"^\s*(?:(\d)\s*[.):])?\s*(\D*?)[\s:.…_–-]*\b([1-5])(?:\s*(?:/|of|out of)\s*5)?\s*$")


def read_sheet(text: str) -> dict[str, int]:
    """The marks on a sheet that came back as text: by the item's number or name, the last mark wins.

    Lines that name no item, or give no mark from 1 to 5, are passed over.
    """
    found: dict[str, int] = {}
    for line in text[:20_000].splitlines():
        match = _MARK.match(line[:300])
        item = _item(match[1], match[2]) if match else None
        if match and item:
            found[item] = int(match[3])
    return found


def _item(number: str | None, name: str) -> str | None:
    words = " ".join(name.casefold().split())
    named = next((item.id for item in items() if words and words.startswith(item.name.casefold())), None)
    if named or not number:
        return named
    at = int(number) - 1
    return items()[at].id if 0 <= at < len(items()) and not words else None


def sheet_text(lines: Iterable[Item]) -> str:
    """The observer's sheet as text, one line an item with room for a mark."""
    rows = [
        f"{n}. {item.name}: __\n   1 = {item.low}; 5 = {item.high}" for n, item in enumerate(lines, start=1)
    ]
    return "\n".join(rows)


def pack_text() -> str:
    """The whole pack as text: the questions with their time, then the sheet. It holds nothing private."""
    questions = [f"{n}. {one.asks}" for n, one in enumerate(asked(), start=1)]
    return "\n".join(
        [
            "A practice interview",
            "",
            f"Ask these aloud, about {minutes()} minutes an answer. Any order; leave out what you like.",
            "",
            *questions,
            "",
            "For the person who listens",
            "One mark each, from 1 to 5, for what you saw and heard. One line below: what worked best?",
            "",
            sheet_text(items()),
            "",
            "What worked best: ",
            "",
        ]
    )
