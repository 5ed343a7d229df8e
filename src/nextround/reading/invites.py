"""Meetings from the calendar entries that mails carry (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from nextround.reading.meeting import Doubt, Meeting
from nextround.reading.speech import fold, speech
from nextround.reading.zones import Zone, fixed, moment, zones_in

LONGEST = 400_000
"""Characters of one entry that are looked at; nearly all of a longer one is a picture."""
LINE = 1_000
LINES = 2_000
MOST = 20
_ANSWERS = frozenset({"REPLY", "REFRESH", "DECLINECOUNTER"})
_WANTED = frozenset(
    """BEGIN END METHOD UID SEQUENCE DTSTART DTEND DURATION LOCATION STATUS TZID TZOFFSETFROM TZOFFSETTO
    X-GOOGLE-CONFERENCE X-MICROSOFT-SKYPETEAMSMEETINGURL""".split()  # noqa: SIM905
)
# How clocks change in all the world: once a year. Any other repetition could keep us busy for ever.
_YEARLY = re.compile(
    r"RRULE:(?:(?:FREQ=YEARLY|INTERVAL=1|BYDAY=-?[1-5][A-Z]{2}|BYMONTH=\d\d?|WKST=[A-Z]{2}|UNTIL=[\dTZ]{8,16})(?:;|$))+$"
)
_FOLDED = re.compile(r"\r?\n[ \t]")
_KNOWN_LINKS = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")


def invited(entries: Iterable[str], home: Zone) -> tuple[Meeting, ...]:
    """The meetings of calendar entries, the earliest first; what cannot be read is left out.

    A time without a zone is taken on the clocks of `home`. Repetitions are not followed: an interview happens
    once.
    """
    found = [meeting for entry in entries for meeting in _of_entry(entry, home)]
    newest = {m.uid or repr(m): m for m in sorted(found, key=lambda m: m.sequence)}
    return tuple(sorted(newest.values(), key=lambda m: m.start))[:MOST]


def _of_entry(entry: str, home: Zone) -> Iterator[Meeting]:
    from icalendar import Calendar  # noqa: PLC0415 -- slow import

    try:
        calendars = Calendar.from_ical(_needed(entry), multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        return
    for calendar in calendars:
        method = str(calendar.get("METHOD", "")).upper()
        if method not in _ANSWERS:
            for event in calendar.walk("VEVENT"):
                meeting = _meeting(event, method, home)
                if meeting is not None:
                    yield meeting


def _needed(entry: str) -> str:
    """The few lines of an entry that we read: no descriptions, no pictures, no repetitions."""
    kept: list[str] = []
    within: list[str] = []
    for line in _FOLDED.sub("", entry[:LONGEST]).splitlines():
        name = re.split("[;:]", line, maxsplit=1)[0].strip().upper()
        wanted = name in _WANTED or ("VTIMEZONE" in within and _YEARLY.match(line))
        if not wanted or len(line) > LINE:
            continue
        if name == "BEGIN":
            within.append(line.partition(":")[2].strip().upper())
        elif name == "END" and within:
            within.pop()
        kept.append(line)
    return "\r\n".join([*kept[:LINES], ""])


def _meeting(event: Any, method: str, home: Zone) -> Meeting | None:
    try:
        start = event.decoded("DTSTART")
        placed = _placed(start, home, _told_zone(event))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    if placed is None:
        return None
    begins, zone, doubts = placed
    if method == "COUNTER":
        doubts |= {Doubt.SLOTS}
    return Meeting(
        start=begins,
        zone=zone,
        end=_end(event, begins, home),
        where=_where(event),
        doubts=frozenset(doubts),
        all_day=not isinstance(start, datetime),
        uid=str(event.get("UID", ""))[:300],
        sequence=_sequence(event),
        cancelled=method == "CANCEL" or str(event.get("STATUS", "")).upper() == "CANCELLED",
    )


def _told_zone(event: Any) -> Zone | None:
    """The zone that only a program's own words name, as in "(UTC+01:00) Amsterdam, Berlin"."""
    name = str(event["DTSTART"].params.get("TZID", ""))[:100]
    return next((named.zone for named in zones_in(name, fold(name), speech(("en",)))), None)


def _placed(told: date, home: Zone, named: Zone | None = None) -> tuple[datetime, str, set[Doubt]] | None:
    """A told time as a moment, its zone's name, and what is a guess about it; None far from our days."""
    if not 2000 <= told.year <= 2100:
        return None
    if not isinstance(told, datetime):
        return moment(datetime.combine(told, time()), home)[0], home.name, {Doubt.TIME}
    if told.tzinfo is None:
        begins, once = moment(told, named or home)
        doubts = set() if named else {Doubt.ZONE}
        return begins, (named or home).name, doubts | (set() if once else {Doubt.CLOCK})
    offset = told.utcoffset() or timedelta()
    name = str(getattr(told.tzinfo, "key", "")) or fixed(offset).name
    begins, once = moment(told.replace(tzinfo=None), Zone(name, told.tzinfo))
    return begins, name, set() if once else {Doubt.CLOCK}


def _end(event: Any, begins: datetime, home: Zone) -> datetime | None:
    try:
        if "DTEND" in event:
            placed = _placed(event.decoded("DTEND"), home)
            ends = placed[0] if placed else None
        else:
            ends = begins + event.decoded("DURATION") if "DURATION" in event else None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    return ends if ends is not None and begins < ends <= begins + timedelta(days=14) else None


def _where(event: Any) -> str:
    told = [str(event.get(name, "")) for name in ("LOCATION", *_KNOWN_LINKS)]
    return next((" ".join(one.split())[:200] for one in told if one.strip()), "")


def _sequence(event: Any) -> int:
    try:
        return min(max(int(event.get("SEQUENCE", 0)), 0), 1_000_000)
    except (ValueError, TypeError):
        return 0
