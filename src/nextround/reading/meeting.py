"""A meeting that a mail names, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Doubt(StrEnum):
    """Why a meeting's time is a guess."""

    ZONE = "zone"  # no zone is told; the writer's or the person's is taken
    DAY = "day"  # weekday and day contradict each other, or "next Thursday" may be a week later
    ORDER = "order"  # 03/04 may be in March or in April
    HALF = "half"  # "at 3:30" without am or pm
    CLOCK = "clock"  # the clocks change that night: the time comes twice, or not at all
    TIME = "time"  # only the day is told
    SLOTS = "slots"  # several times are offered


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conversation at a time.

    `start` and `end` are aware, on the clocks of `zone` (an IANA name, or `UTC+02:00`). `where` is a place or
    a link as the mail gives it. `because` are the mail's own words. `all_day` says that only the day is told.
    Invitations carry a `uid`, which stays the same when they are moved (with a higher `sequence`) or called
    off (`cancelled`).
    """

    start: datetime
    zone: str
    end: datetime | None = None
    where: str = ""
    because: str = ""
    doubts: frozenset[Doubt] = frozenset()
    all_day: bool = False
    uid: str = ""
    sequence: int = 0
    cancelled: bool = False

    @property
    def sure(self) -> bool:
        """Whether nothing about it is a guess."""
        return not self.doubts
