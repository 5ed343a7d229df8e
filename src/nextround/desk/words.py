"""How the desk's states are called when a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from nextround.reading.zones import clock_called

STATE_WORDS = {
    "open": "open",
    "rejected": "it was a no",
    "silent": "quiet",
    "offer": "offer",
    "withdrawn": "you withdrew",
    "cancelled": "position closed",
}
KIND_WORDS = {
    "applied": "you applied",
    "assessment": "a task or test",
    "interview": "a conversation",
    "offer": "an offer",
    "rejection": "a no",
    "feedback": "feedback",
    "outreach": "they wrote first",
    "cancelled": "the position was closed",
    "own": "you wrote",
    "alert": "job alert",
    "other": "another mail",
}
STAGE_WORDS = {
    "": "",
    "cv": "on paper",
    "phone": "first call",
    "assessment": "task or test",
    "interview": "interview",
    "final": "last round",
    "offer": "offer",
}


def day(when: datetime | None) -> str:
    """A date as it is said: `3 January 2026`."""
    return f"{when.day} {when:%B %Y}" if when else "no date"


DOUBT_WORDS = {
    "zone": "The time zone is a guess; the mail does not say which one it means.",
    "day": "The day is a guess; the mail could mean another one.",
    "order": "Day and month could be the other way round.",
    "half": "The mail does not say whether it is morning or afternoon.",
    "clock": "The clocks change that night, so please look twice.",
    "time": "The mail names the day and no time.",
}


def place_of(zone: str) -> str:
    """A zone as a person calls it: `Europe/Berlin` is Berlin."""
    return zone.rpartition("/")[2].replace("_", " ")


def time_words(
    start: datetime, end: datetime | None, zone: str, here: tzinfo | None, all_day: bool = False
) -> str:
    """A meeting's time: `Thursday 12 March 2026, 14:00 to 15:00 (Berlin)`, and what `here` calls it.

    `start` and `end` are aware; `zone` names the clocks on which they were told. `here` is None while nobody
    told where they are.
    """
    there = start.astimezone(clock_called(zone) or here or UTC)
    day = f"{there:%A} {there.day} {there:%B %Y}"
    if all_day:
        return day
    until = f" to {end.astimezone(there.tzinfo):%H:%M}" if end else ""
    words = f"{day}, {there:%H:%M}{until} ({place_of(zone) or 'UTC'})"
    mine = start.astimezone(here or there.tzinfo)
    if mine.utcoffset() == there.utcoffset():
        return words
    other_day = f" on {mine:%A}" if mine.date() != there.date() else ""
    return f"{words}, {mine:%H:%M}{other_day} where you are"
