"""A few people a week to hear from: as many as the person likes, near and far (R047)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Whoever was written to lately is left in peace; both by our own choice.
REST = timedelta(weeks=4)
DORMANT_AFTER = timedelta(days=180)
MOST = 5
ODD = 2


class Nearness(StrEnum):
    """How close someone is. New openings come more often from those one sees seldom."""

    CLOSE = "close"
    WEAK = "weak"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Known:
    """Someone the person knows. `last` is when they last wrote or spoke, None when that is not known.

    `rests_until` is when they may be suggested again, where the person said "not now".
    """

    key: int
    close: bool = False
    last: datetime | None = None
    rests_until: datetime | None = None


def nearness(one: Known, now: datetime) -> Nearness:
    """Close where the person says so; whom they have not heard of for half a year is dormant."""
    if one.last is not None and now - one.last > DORMANT_AFTER:
        return Nearness.DORMANT
    return Nearness.CLOSE if one.close else Nearness.WEAK


def this_week(people: Iterable[Known], size: int, monday: datetime, now: datetime) -> tuple[Known, ...]:
    """Whom to hear from in the week that began on `monday`: at most `size`, less those written to in it.

    Far and near take turns, a far one first, the longest unheard before the others. What earlier weeks
    brought is never looked at: nothing is carried over, and nothing is said about it.
    """
    known = list(people)
    done = [one for one in known if one.last is not None and one.last >= monday]
    free = [one for one in known if one not in done and _may_be_asked(one, now)]
    free.sort(key=lambda one: (one.last is not None, one.last or now, one.key))
    near = [one for one in free if nearness(one, now) is Nearness.CLOSE]
    far = [one for one in free if nearness(one, now) is not Nearness.CLOSE]
    reached_far = any(not one.close for one in done)
    return tuple(_in_turns(near, far, max(0, min(size, MOST) - len(done)), near_first=reached_far))


def _may_be_asked(one: Known, now: datetime) -> bool:
    rested = one.last is None or now - one.last >= REST
    return rested and (one.rests_until is None or one.rests_until <= now)


def _in_turns(near: Sequence[Known], far: Sequence[Known], many: int, near_first: bool) -> list[Known]:
    queues = [list(near), list(far)] if near_first else [list(far), list(near)]
    picked: list[Known] = []
    while len(picked) < many and any(queues):
        turn = queues[len(picked) % ODD] or queues[(len(picked) + 1) % ODD]
        picked.append(turn.pop(0))
    return picked
