"""How a no feels: the words on offer, the answer to each, and what may be said afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from nextround.library import load_toml

NOT_NOW = "not_now"
# By our own choice: a no older than this is not brought up by itself.
FRESH = timedelta(days=7)
SELDOM = timedelta(days=14)  # between two hopeful lines
LATELY = timedelta(days=21)  # what counts as the same hard stretch
# What was offered once is remembered under these names.
HOPE, TRUE_CARD, SUPPORT = "hope", "true_card", "support"
LOW_FOR_CARD = 2
LOW_FOR_SUPPORT = 3


@dataclass(frozen=True, slots=True)
class Feeling:
    """One feeling: its word, the answer to it, and whether it is a heavy one."""

    id: str
    word: str
    said: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A feeling that the person named, or "not now", and when."""

    feeling: str
    at: datetime


@cache
def feelings() -> dict[str, Feeling]:
    """The feelings by id, in the order in which they are offered."""
    return {row["id"]: Feeling(**row) for row in load_toml("feelings.toml")["feeling"]}


def is_heavy(feeling: str) -> bool:
    """Whether this is a feeling after which nothing hopeful is said."""
    known = feelings().get(feeling)
    return known is not None and known.heavy


def to_acknowledge(noes: Iterable[datetime], named: Iterable[Named], now: datetime) -> int:
    """How many fresh noes nobody has said a word about yet (R050).

    A word, "not now" among them, answers every no before it: nobody is asked once a no.
    """
    heard = max((one.at for one in named), default=None)
    fresh = [no for no in noes if now - FRESH <= no <= now]
    return sum(heard is None or no > heard for no in fresh)


def may_hope(named: Iterable[Named], offered: Mapping[str, datetime], now: datetime) -> bool:
    """Whether a hopeful line may be shown (R024): after a feeling was named that is not heavy, and seldom."""
    last = _last(named, now)
    if last is None or last.feeling == NOT_NOW or is_heavy(last.feeling):
        return False
    before = offered.get(HOPE)
    return before is None or now - before >= SELDOM


def offers_card(named: Iterable[Named], offered: Mapping[str, datetime], now: datetime) -> bool:
    """Whether to offer the card of what stays true: after the second heavy day, and once (R058)."""
    return TRUE_CARD not in offered and _heavy_lately(named, now) >= LOW_FOR_CARD


def offers_support(named: Iterable[Named], offered: Mapping[str, datetime], now: datetime) -> bool:
    """Whether to name the page of people one can talk to: after the third heavy day, and once."""
    return SUPPORT not in offered and _heavy_lately(named, now) >= LOW_FOR_SUPPORT


def _last(named: Iterable[Named], now: datetime) -> Named | None:
    known = [one for one in named if one.at <= now]
    return max(known, key=lambda one: one.at, default=None)


def _heavy_lately(named: Iterable[Named], now: datetime) -> int:
    """On how many days of late a heavy feeling was named; twice a day is one hard day."""
    return len({one.at.date() for one in named if is_heavy(one.feeling) and now - LATELY <= one.at <= now})
