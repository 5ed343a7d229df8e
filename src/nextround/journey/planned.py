"""Which interview times to ask about: what mails named, after the person's word and later mails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from nextround.reading.meeting import Meeting


class Change(StrEnum):
    """What a suggestion is about."""

    NEW = "new"  # a time that nobody confirmed yet
    MOVED = "moved"  # a mail gives a confirmed meeting another time
    OFF = "off"  # a mail calls a confirmed meeting off


@dataclass(frozen=True, slots=True)
class Named:
    """The meetings that one mail names; `mail` is whatever the caller finds it by, `date` its aware date."""

    mail: int
    date: datetime
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The person's word: a meeting they confirmed, or (`declined`) a suggestion they said no to."""

    key: int
    mail: int | None
    start: datetime
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to ask: are these the times? `kept` is the confirmed meeting that would change."""

    mail: int
    date: datetime
    options: tuple[Meeting, ...]
    change: Change = Change.NEW
    kept: Kept | None = None


def suggestions(named: Iterable[Named], kept: Iterable[Kept]) -> tuple[Suggestion, ...]:
    """What to ask, by the time of the meetings. Mails in any order give the same answer.

    A mail takes the place of an earlier one whose times still lay ahead when it was written: they are about
    the same meeting. What the person confirmed or declined for a mail is not asked again.
    """
    said = list(kept)
    confirmed = [one for one in said if not one.declined]
    answered = {one.mail for one in said}
    waiting: list[Suggestion] = []
    for one in sorted(named, key=lambda n: (n.date, n.mail)):
        found = _asked(one, confirmed)
        if found is None:
            continue
        waiting = [earlier for earlier in waiting if not _replaces(one, earlier)]
        waiting.append(found)
    asked = [one for one in waiting if one.mail not in answered and not _settled(one, confirmed)]
    return tuple(sorted(asked, key=lambda s: (s.options[0].start, s.mail)))


def _asked(one: Named, confirmed: list[Kept]) -> Suggestion | None:
    """The question that a mail raises; None when it names no time."""
    if not one.meetings:
        return None
    on = tuple(meeting for meeting in one.meetings if not meeting.cancelled)
    off = not on
    before = [k for k in confirmed if k.mail != one.mail and k.start >= one.date]
    meant = [k for k in before if any(k.start == meeting.start for meeting in one.meetings)]
    target = meant[0] if meant else before[0] if len(before) == 1 else None
    plain = Suggestion(one.mail, one.date, on or one.meetings)
    if off:
        return replace(plain, change=Change.OFF, kept=target)
    return plain if target is None else replace(plain, change=Change.MOVED, kept=target)


def _replaces(later: Named, earlier: Suggestion) -> bool:
    return any(option.start >= later.date for option in earlier.options)


def _settled(one: Suggestion, confirmed: list[Kept]) -> bool:
    """Whether there is nothing to ask: the time is confirmed already, or what is called off never was."""
    if one.change is Change.OFF:
        return one.kept is None
    return any(k.start == option.start for k in confirmed for option in one.options)
