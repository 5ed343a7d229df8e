"""Interviews in time: what mails say about when, as a question, and what the person confirmed, as a fact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.errors import Refused, owned
from nextround.desk.named import named_by
from nextround.desk.rows import name_of
from nextround.desk.standings import refresh
from nextround.desk.times import here_of, view_of, words_of
from nextround.desk.views import MeetingAsk, MeetingView, TimeOption
from nextround.desk.words import DOUBT_WORDS, time_words
from nextround.journey.planned import Change, Kept, Named, Suggestion, suggestions
from nextround.reading.meeting import Doubt
from nextround.reading.meeting import Meeting as Told
from nextround.records import deeds, queries
from nextround.records.models import Application, Mail, Meeting

AHEAD = timedelta(days=14)
GONE = "That question is answered already, or a later mail changed it. Nothing was changed."


def asks(owner: User, pk: int, now: datetime | None = None) -> tuple[MeetingAsk, ...]:
    """What is asked about an application's interviews."""
    now = now or timezone.now()
    row = owned(queries.application(owner, pk))
    found = _suggestions(owner, row)
    here = here_of(owner)
    subjects = dict(Mail.objects.filter(pk__in=[one.mail for one in found]).values_list("pk", "subject"))
    return tuple(_ask(one, subjects.get(one.mail, ""), row, here, now) for one in found)


def _suggestions(owner: User, row: Application) -> tuple[Suggestion, ...]:
    mails = queries.naming_a_time(owner, row)
    told = named_by(mails, queries.zone(owner))
    named = [Named(mail.pk, mail.date, told[mail.pk]) for mail in mails if mail.date and told[mail.pk]]
    kept = [Kept(one.pk, one.mail_id, one.starts_at, one.declined) for one in row.meetings.all()]
    return suggestions(named, kept)


def _ask(one: Suggestion, subject: str, row: Application, here: tzinfo | None, now: datetime) -> MeetingAsk:
    before = next((m for m in row.meetings.all() if one.kept is not None and m.pk == one.kept.key), None)
    doubts = sorted({doubt for option in one.options for doubt in option.doubts} - {Doubt.SLOTS})
    return MeetingAsk(
        mail_pk=one.mail,
        subject=subject,
        change=one.change.value,
        options=tuple(_option(option, here) for option in one.options),
        because=one.options[0].because,
        doubts=tuple(DOUBT_WORDS[doubt] for doubt in doubts),
        before=words_of(before, here) if before else "",
        over=all(option.start <= now for option in one.options),
    )


def _option(told: Told, here: tzinfo | None) -> TimeOption:
    return TimeOption(
        start=told.start.isoformat(),
        words=time_words(told.start, told.end, told.zone, here, told.all_day),
        place=told.where,
        day=f"{told.start:%Y-%m-%d}",
        time="" if told.all_day else f"{told.start:%H:%M}",
    )


def ahead(owner: User, now: datetime) -> tuple[MeetingView, ...]:
    """The interviews of the next two weeks, today's included."""
    here = here_of(owner)
    morning = now.astimezone(here or UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = queries.meetings_ahead(owner, morning, now + AHEAD)
    return tuple(view_of(row, row.application, here) for row in rows)


# The person's word


def confirm(
    owner: User,
    pk: int,
    mail_pk: int,
    start: str,
    at: tuple[date, time] | None = None,
    now: datetime | None = None,
) -> None:
    """Say that an interview is at the time a mail names (`start`, as it was shown), or `at` another.

    Another time is meant on the clocks on which the mail told its own. What the mail moves is moved.
    """
    row, one = _asked(owner, pk, mail_pk)
    told = next((option for option in one.options if option.start.isoformat() == start), None)
    if told is None or one.change is Change.OFF:
        raise Refused(GONE)
    with deeds.deed(owner, f"Noted an interview at {name_of(row)}", now or timezone.now()) as noted:
        hold(noted, owner, [row])
        if one.kept is not None:
            _take_away(noted, Meeting.objects.filter(owner=owner, pk=one.kept.key))
        noted.made(_write(row, mail_pk, told, at))
        refresh(owner, [row.pk])


def _write(row: Application, mail_pk: int, told: Told, at: tuple[date, time] | None) -> Meeting:
    starts, ends = told.start, told.end
    if at is not None:
        starts, ends = datetime.combine(*at, tzinfo=told.start.tzinfo), None
    return Meeting.objects.create(
        owner=row.owner,
        application=row,
        mail_id=mail_pk,
        starts_at=starts,
        ends_at=ends,
        zone=told.zone,
        place=told.where,
        all_day=told.all_day and at is None,
    )


def decline(owner: User, pk: int, mail_pk: int, now: datetime | None = None) -> None:
    """Say that a mail names no interview of this application; it is not asked again."""
    row, one = _asked(owner, pk, mail_pk)
    with deeds.deed(owner, f"Said no to a time at {name_of(row)}", now or timezone.now()) as noted:
        hold(noted, owner, [row])
        noted.made(
            Meeting.objects.create(
                owner=owner,
                application=row,
                mail_id=mail_pk,
                starts_at=one.options[0].start,
                zone=one.options[0].zone,
                declined=True,
            )
        )


def call_off(owner: User, pk: int, mail_pk: int, now: datetime | None = None) -> None:
    """Say that the meeting which a mail calls off does not take place."""
    _, one = _asked(owner, pk, mail_pk)
    if one.change is not Change.OFF or one.kept is None:
        raise Refused(GONE)
    remove(owner, one.kept.key, now)


def remove(owner: User, meeting_pk: int, now: datetime | None = None) -> int:
    """Take a confirmed meeting away; what its mail says is not asked again. Gives the application's pk."""
    found = Meeting.objects.filter(owner=owner, pk=meeting_pk, declined=False)
    meeting = owned(found.select_related("application").first())
    row = meeting.application
    with deeds.deed(owner, f"Took an interview away at {name_of(row)}", now or timezone.now()) as noted:
        hold(noted, owner, [row])
        _take_away(noted, found)
        refresh(owner, [row.pk])
    return row.pk


def _take_away(noted: deeds.Recorder, rows: Iterable[Meeting]) -> None:
    """A meeting that no longer holds: kept as declined, so that its mail does not bring it back."""
    for row in rows:
        noted.before(row)
        Meeting.objects.filter(pk=row.pk).update(declined=True)


def _asked(owner: User, pk: int, mail_pk: int) -> tuple[Application, Suggestion]:
    row = owned(queries.application(owner, pk))
    one = next((found for found in _suggestions(owner, row) if found.mail == mail_pk), None)
    if one is None:
        raise Refused(GONE)
    return row, one
