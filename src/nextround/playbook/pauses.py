"""After a pause: one small offer, then room; never sooner because it was not taken (R054)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# By our own choice.
SHORTEST_GAP = timedelta(days=1)
LONGEST_GAP = timedelta(days=14)
AN_OFFER_STANDS = timedelta(hours=16)  # for the day on which it was seen
LONGEST_EASE = timedelta(days=60)  # after which Today is as it always is


class Ease(StrEnum):
    """What Today shows: nothing, one step, nothing for now, or everything."""

    AWAY = "away"
    OFFER = "offer"
    ROOM = "room"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of the person's choice. `offers` counts the days on which one step was shown since it ended,
    `offered_at` is when that was last. `ended_at` is set when the person asked for everything."""

    began: datetime
    until: datetime
    offers: int = 0
    offered_at: datetime | None = None
    ended_at: datetime | None = None


def ease(pause: Pause | None, acted_at: datetime | None, now: datetime) -> Ease:
    """How much Today shows at `now`; `acted_at` is when the person last did anything themselves."""
    if pause is None or pause.ended_at is not None:
        return Ease.ALL
    if now < pause.until:
        return Ease.AWAY
    if now >= pause.until + LONGEST_EASE or (acted_at is not None and acted_at >= pause.until):
        return Ease.ALL
    last = pause.offered_at
    if last is None or now < last + AN_OFFER_STANDS or now >= next_offer(pause):
        return Ease.OFFER
    return Ease.ROOM


def next_offer(pause: Pause) -> datetime:
    """When the next step is offered, if the last one is not taken: each wait is as long as the pause or
    longer, and longer than the wait before it, up to two weeks."""
    if pause.offered_at is None:
        return pause.until
    gap = max(pause.until - pause.began, SHORTEST_GAP)
    return pause.offered_at + min(gap * (1 << min(pause.offers - 1, 8)), max(gap, LONGEST_GAP))


def seen(pause: Pause, now: datetime) -> tuple[int, datetime]:
    """How many offers there are, and when the last one began, once one is shown at `now`."""
    if pause.offered_at is not None and now < pause.offered_at + AN_OFFER_STANDS:
        return pause.offers, pause.offered_at
    return pause.offers + 1, now
