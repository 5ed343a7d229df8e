"""What the person did, week by week, for their own eyes (R101): no streak, no score, and no empty week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Did(StrEnum):
    """Each kind of thing that is told, in the order of a week's line."""

    APPLIED = "applied"
    WROTE = "wrote"
    RANG = "rang"
    LOOKED_BACK = "looked_back"
    PRACTISED = "practised"
    KEPT = "kept"


# How each is said: for one, and for several.
WORDS = {
    Did.APPLIED: ("one application", "{} applications"),
    Did.WROTE: ("one letter", "{} letters"),
    Did.RANG: ("one call", "{} calls"),
    Did.LOOKED_BACK: ("looked back once", "looked back {} times"),
    Did.PRACTISED: ("practised once", "practised {} times"),
    Did.KEPT: ("wrote down one thing that came of it", "wrote down {} things that came of it"),
}


@dataclass(frozen=True, slots=True)
class Week:
    """A week in which something was done: its Monday, and what, in words."""

    monday: date
    words: str


def weeks(done: Iterable[tuple[Did, datetime]], now: datetime, zone: ZoneInfo) -> tuple[Week, ...]:
    """The weeks in which something was done, the newest first; a week with nothing is not among them."""
    found: dict[date, Counter[Did]] = {}
    for did, at in done:
        if at <= now:
            day = at.astimezone(zone).date()
            found.setdefault(day - timedelta(days=day.weekday()), Counter())[did] += 1
    return tuple(Week(monday, said(found[monday])) for monday in sorted(found, reverse=True))


def said(counts: Counter[Did]) -> str:
    """A week's doings as one line: `Two applications, one letter`."""
    pieces = [_one(did, counts[did]) for did in Did if counts[did]]
    line = ", ".join(pieces)
    return line[:1].upper() + line[1:]


def _one(did: Did, how_many: int) -> str:
    one, several = WORDS[did]
    return one if how_many == 1 else several.format(number(how_many))


def number(how_many: int) -> str:
    """A count as it is written in a sentence."""
    return NUMBERS[how_many - 1] if how_many <= len(NUMBERS) else str(how_many)
