"""A sentence of the person's own for the next no, and what stays true about them (R058, R060)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line for the next no. `every` is the least time between two showings, zero for every no; `on` is
    its switch."""

    text: str
    every: timedelta = timedelta(0)
    on: bool = True
    shown_at: datetime | None = None


def due(lines: Iterable[OwnLine], no_at: datetime, now: datetime) -> OwnLine | None:
    """The line to show beside a no that came at `no_at`: the one that was shown longest ago.

    A line that was shown for this very no stays for as long as the no is on the page.
    """
    on = [line for line in lines if line.on]
    staying = [line for line in on if line.shown_at is not None and line.shown_at >= no_at]
    rested = [line for line in on if line.shown_at is None or now - line.shown_at >= line.every]
    first = datetime.min.replace(tzinfo=now.tzinfo)
    return next(iter(staying), None) or min(rested, key=lambda line: line.shown_at or first, default=None)
