"""Windows of time, said the way a person says them. A window is a kind target; late is fine."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FRIDAY = 4
EVENING_BEGINS = 17
DAY_BEGINS = time(5)
# Reply to a no within a day (source 000). A target, never a deadline.
REPLY_WITHIN = timedelta(hours=24)
LATE = "You can still write. A late thank-you is a good thank-you."


def part_of_day(moment: datetime) -> str:
    """Morning, afternoon or evening, by the clock on the wall."""
    if moment.hour < 12:
        return "morning"
    return "afternoon" if moment.hour < EVENING_BEGINS else "evening"


def day_name(moment: datetime, now: datetime) -> str:
    """Today, tomorrow, or the name of the day; both moments in the same zone."""
    days = (moment.date() - now.date()).days
    return {0: "today", 1: "tomorrow"}.get(days, f"{moment:%A}")


def reply_window(received: datetime, now: datetime, zone: ZoneInfo) -> tuple[datetime, str]:
    """The target for answering a no, and the sentence that says it.

    A target that falls on a weekend adds that Monday morning is fine too.
    """
    due = received + REPLY_WITHIN
    if now > due:
        return due, LATE
    there, here = due.astimezone(zone), now.astimezone(zone)
    day = day_name(there, here)
    when = f"this {part_of_day(there)}" if day == "today" else f"{day} {part_of_day(there)}"
    if there.weekday() > FRIDAY:
        weekday = f"{there:%A} {part_of_day(there)}"
        return due, f"By {weekday} is a good time; Monday morning is fine too."
    return due, f"By {when} is a good time. Later is fine too."


def tomorrow(now: datetime, zone: ZoneInfo) -> datetime:
    """When a step put off with "not today" comes back: early the next day where the person is."""
    here = now.astimezone(zone)
    return datetime.combine(here.date() + timedelta(days=1), DAY_BEGINS, zone)
