"""A calendar of what may be done and when, at a secret link that the person can take back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.rows import name_of
from nextround.desk.today import today, zone_of
from nextround.playbook.case import StepKind
from nextround.records import keep, queries
from nextround.records.models import Preferences

if TYPE_CHECKING:
    from icalendar import Event

DAY = timedelta(days=1)
A_CALL = timedelta(minutes=15)
LONGEST_BACK = timedelta(days=31)
LONGEST_AHEAD = timedelta(days=365)


def link(owner: User) -> str:
    """The secret word of the person's calendar, empty while there is none."""
    return queries.preferences(owner).calendar_link


def make_link(owner: User) -> str:
    """A new secret word; an earlier one opens nothing any more."""
    return keep.preferences(owner, calendar_link=secrets.token_urlsafe(24)).calendar_link


def take_link_back(owner: User) -> None:
    """Close the calendar: whoever has the link sees nothing from now on."""
    keep.preferences(owner, calendar_link="")


def by_link(word: str, now: datetime | None = None) -> str | None:
    """The calendar behind a secret word, or None where it opens nothing."""
    kept = Preferences.objects.filter(calendar_link=word).select_related("owner").first() if word else None
    return calendar(kept.owner, now) if kept else None


def calendar(owner: User, now: datetime | None = None) -> str:
    """The person's calendar as iCalendar text: interviews they confirmed, each step on its day, and when a
    wait has been long enough.

    Steps are whole days that block no time; a call they asked for is at its hour. Nothing rings. No notes,
    letters or mails. While everything is put away only the interviews stay.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- slow import, which every start would pay

    now = now or timezone.now()
    found = Calendar()
    found.add("prodid", "-//Nextround//Calendar//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Nextround")
    found.add("refresh-interval;value=duration", "PT6H")
    for entry in (*interviews(owner, now), *entries(owner, now)):
        found.add_component(entry)
    return bytes(found.to_ical()).decode()


def interviews(owner: User, now: datetime) -> Iterator[Event]:
    """One entry for each interview that the person confirmed, of the last month or ahead."""
    from icalendar import Event  # noqa: PLC0415 -- as above

    for row in queries.meetings_ahead(owner, now - LONGEST_BACK, now + LONGEST_AHEAD):
        application = row.application
        entry = Event()
        entry.add("uid", f"{application.key}:meeting:{row.pk}@nextround.invalid")
        entry.add("dtstamp", now.astimezone(UTC))
        entry.add("dtstart", row.starts_at.date() if row.all_day else row.starts_at.astimezone(UTC))
        if row.ends_at is not None and not row.all_day:
            entry.add("dtend", row.ends_at.astimezone(UTC))
        entry.add("summary", f"Interview: {name_of(application)}")
        if row.place:
            entry.add("location", row.place)
        entry.add("class", "PRIVATE")
        yield entry


def entries(owner: User, now: datetime) -> Iterator[Event]:
    """One entry a step with a day of its own, and one a wait that will have been long enough."""
    kept = queries.preferences(owner)
    if kept.put_away_until is not None and kept.put_away_until > now:
        return
    zone = zone_of(kept)
    view = today(owner, now)
    for step in [*([view.next] if view.next else []), *view.rest]:
        if step.due is not None:
            named = not step.company or step.company in step.title
            title = step.title if named else f"{step.title}: {step.company}"
            # the hour at which they want to be rung is a time; a kind target is a day
            when = step.due if step.kind == StepKind.CALL.value else step.due.astimezone(zone).date()
            yield _entry(step.key, when, title, step.why, now)
    for row in queries.quiet_soon(owner, now, now + LONGEST_AHEAD):
        name = name_of(row)
        day = (row.quiet_from or now).astimezone(zone).date()  # never None: it was asked for by its time
        yield _entry(f"{row.key}:quiet", day, f"From today a short question to {name} is fine", _QUIET, now)


_QUIET = "If you heard nothing by now. Silence is not a no, and you may also let it rest."


def _entry(key: str, when: datetime | date, title: str, why: str, now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 -- as above

    entry = Event()
    entry.add("uid", f"{key}@nextround.invalid")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", when.astimezone(UTC) if isinstance(when, datetime) else when)
    entry.add("dtend", (when + A_CALL).astimezone(UTC) if isinstance(when, datetime) else when + DAY)
    entry.add("summary", title)
    entry.add("description", why)
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    return entry
