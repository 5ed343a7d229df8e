"""When a call reaches an open office, on their clocks and on the person's (R010)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nextround.library.office import is_working_day, opening

DAY = timedelta(days=1)
STRIDE = timedelta(minutes=30)
# Longer than any run of days off (a Golden Week, two Eids beside weekends); beyond it nothing is offered.
FURTHEST = 30


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which the person wants nothing, on their own clocks; over midnight when they end earlier.

    Both the same: there are none.
    """

    begins: time = time(0)
    ends: time = time(0)

    def hold(self, moment: datetime) -> bool:
        """Whether a moment (aware, on the person's clocks) lies in them."""
        at = moment.time().replace(fold=0)
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


NONE = QuietHours()


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which a call is welcome: `at` on their clocks; `now` says that it is this very moment."""

    at: datetime
    now: bool = False


def is_open(now: datetime, there: ZoneInfo, region: str = "") -> bool:
    """Whether their office is likely open at this moment."""
    local = now.astimezone(there)
    opens, closes, _ = opening()
    return opens <= local.time() < closes and is_working_day(local.date(), region)


def next_slot(
    now: datetime, there: ZoneInfo, region: str = "", here: ZoneInfo | None = None, quiet: QuietHours = NONE
) -> Slot | None:
    """The next good time to ring at or after `now`, outside the person's quiet hours (on `here`'s clocks).

    An office that is open is rung now; else half past nine on its next working day, or the first half hour
    after the quiet hours. None when all their hours are quiet ones, or nobody works for a month.
    """
    if is_open(now, there, region) and not quiet.hold(now.astimezone(here or there)):
        return Slot(now.astimezone(there), now=True)
    today = now.astimezone(there).date()
    for ahead in range(FURTHEST + 1):
        found = _on(today + ahead * DAY, now, there, region, here or there, quiet)
        if found is not None:
            return Slot(found)
    return None


def _on(
    day: date, now: datetime, there: ZoneInfo, region: str, here: ZoneInfo, quiet: QuietHours
) -> datetime | None:
    """The first good time of a day, not before `now`."""
    if not is_working_day(day, region):
        return None
    _, closes, first = opening()
    end = _instant(day, closes, there)
    moment = _instant(day, first, there)
    while moment < end:
        if moment >= now and not quiet.hold(moment.astimezone(here)):
            return moment.astimezone(there)
        moment += STRIDE
    return None


def _instant(day: date, at: time, there: ZoneInfo) -> datetime:
    """A wall time as a moment; one that the clocks leap over becomes the moment after the leap."""
    return datetime.combine(day, at, there).astimezone(UTC)


def in_gap(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether the clocks leap over this wall time, so that nobody ever sees it."""
    wall = datetime.combine(day, at, zone)
    return wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None)


def twice(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether the clocks show this wall time twice, because they are set back."""
    first = datetime.combine(day, at, zone)
    return not in_gap(day, at, zone) and first.utcoffset() != first.replace(fold=1).utcoffset()


def said(at: datetime, here: ZoneInfo) -> str:
    """A time on both clocks: `Wednesday 17 September, 09:30 their time (London), 10:30 where you are`."""
    mine = at.astimezone(here)
    day = f"{at:%A} {at.day} {at:%B}, {at:%H:%M}"
    if mine.utcoffset() == at.utcoffset():
        return day
    other_day = f" on {mine:%A}" if mine.date() != at.date() else ""
    return f"{day} their time ({place_name(at)}), {mine:%H:%M}{other_day} where you are"


def place_name(at: datetime) -> str:
    """The place that a time's clocks are named after: `Europe/London` is London."""
    return str(at.tzinfo).rpartition("/")[2].replace("_", " ")
