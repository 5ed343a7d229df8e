"""Whether a call would reach an open office: hours, weekends and holidays where the recipient is (R010)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nextround.letters.follow_up import CALLS
from nextround.letters.kinds import Context, Found, LetterKind
from nextround.letters.rules import Rule
from nextround.letters.text import Letter
from nextround.library.office import is_working_day

SCRIPTS = (LetterKind.CALL_SCRIPT, LetterKind.VOICEMAIL_SCRIPT)


def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """A gate when a planned call falls outside hours; the hint names the next good time.

    A mail may go at any time.
    """
    del letter
    calling = context.channel in CALLS or (kind in SCRIPTS and not context.channel)
    local = local_time(context) if calling else None
    if local is None or is_open(local, context.recipient_region, rule):
        return
    better = next_open(local, context.recipient_region, rule)
    day = f"{better:%A} {better.day} {better:%B}"
    hint = f"{rule.hint} A good time to ring would be {day} at {better:%H:%M}, their time."
    yield Found(rule.family, rule.severity, None, None, hint, rule.sources)


def local_time(context: Context) -> datetime | None:
    """The time of the call on the recipient's clock (naive), or None when it cannot be known."""
    if context.recipient_local is not None:
        return context.recipient_local.replace(tzinfo=None)
    there = _zone(context.recipient_tz)
    moment = context.now
    if context.sender_local is not None:
        here = _zone(context.sender_tz)
        moment = context.sender_local.replace(tzinfo=here) if here else None
    if there is None or moment is None or moment.tzinfo is None:
        return None
    return moment.astimezone(there).replace(tzinfo=None)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def is_open(local: datetime, region: str, rule: Rule) -> bool:
    """Whether an office of the region (`GB-SCT`, `IL`, or empty) is likely open at this local time."""
    opens, closes = time.fromisoformat(rule.facts["opens"]), time.fromisoformat(rule.facts["closes"])
    return opens <= local.time() < closes and is_working_day(local.date(), region)


def next_open(local: datetime, region: str, rule: Rule) -> datetime:
    """The next good time to ring at or after `local`, on the recipient's clock."""
    first = time.fromisoformat(rule.facts["first_call"])
    day = local.date() if local.time() < first else local.date() + timedelta(days=1)
    while not is_working_day(day, region):
        day += timedelta(days=1)
    return datetime.combine(day, first)
