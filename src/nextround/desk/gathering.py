"""Feedback that came by mail becomes an answer by itself, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from nextround.mailbox.parse import parse
from nextround.playbook.case import Answered, Contact
from nextround.playbook.contacts import AFTER
from nextround.reading.feedback import LONGEST, Sort, read_feedback
from nextround.reading.finding import Kind
from nextround.reading.newest import newest
from nextround.records import keep
from nextround.records.models import Application, Event, Feedback, Mail
from nextround.records.models import Contact as People

THEIRS = ("employer", "recruiter")


def words_of(mail: Mail) -> str:
    """What the writer of a mail says, without what is quoted below and the signature."""
    return newest(parse(keep.raw(mail)).text).strip()[:LONGEST]


def made_of(words: str) -> dict[str, object]:
    """What the reading makes of words, as columns."""
    found = read_feedback(words)
    return {"sort": found.sort.value, "themes": [[m.id, round(m.confidence, 3)] for m in found.themes]}


def source_of(row: Application) -> str:
    """Who speaks in an application's mails."""
    return "recruiter" if row.agency and not row.company else "employer"


def answers_by(owner: User, rows: Iterable[Application]) -> dict[int, tuple[Answered, ...]]:
    """What the other side told, by application, oldest first.

    A no in words for everybody is no answer to anything; one that tells something is.
    """
    found: dict[int, tuple[Answered, ...]] = {}
    kept = Feedback.objects.filter(owner=owner, application__in=list(rows), away=False, source__in=THEIRS)
    columns = ("application_id", "at", "sort", "said_sort", "mail__events__kind")
    for pk, at, sort, said, kind in kept.order_by("at", "pk").values_list(*columns):
        what = Sort(said or sort)
        if kind != Kind.REJECTION.value or what is Sort.SPECIFIC:
            found[pk] = (*found.get(pk, ()), Answered(at, what))
    return found


def answered_since(owner: User, start: datetime) -> list[int]:
    """The applications that were told something since then, the newest first."""
    rows = Feedback.objects.filter(owner=owner, at__gte=start, away=False, source__in=THEIRS)
    return list(dict.fromkeys(rows.order_by("-at", "-pk").values_list("application_id", flat=True)))


def kept_in_touch(owner: User, rows: Iterable[Application]) -> dict[int, tuple[Contact, ...]]:
    """The people the person keeps, by application."""
    found: dict[int, tuple[Contact, ...]] = {}
    kept = People.objects.filter(owner=owner, application__in=list(rows), declined=False).order_by("at", "pk")
    for row in kept:
        assert row.application_id is not None  # noqa: S101 -- it was asked for by application
        one = Contact(row.name, row.at, row.interest)
        found[row.application_id] = (*found.get(row.application_id, ()), one)
    return found


def touch_due(owner: User, now: datetime) -> list[int]:
    """The applications with someone kept at least six weeks ago whom a line may be due to."""
    rows = People.objects.filter(owner=owner, declined=False, at__lte=now - AFTER, application__isnull=False)
    return [pk for pk in rows.order_by("-at").values_list("application_id", flat=True) if pk is not None]


def gather(owner: User) -> None:
    """Keep the words of every mail that is feedback for sure; let go of those that are none after all."""
    mails = Event.objects.filter(owner=owner, kind=Kind.FEEDBACK.value, sure=True, mail__isnull=False)
    events = {event.mail_id: event for event in mails.select_related("application")}
    kept = {row.mail_id: row for row in Feedback.objects.filter(owner=owner, mail__isnull=False)}
    for mail, row in kept.items():
        event = events.get(mail)
        if event is None and not row.by_person:
            row.delete()
        elif event is not None and event.application_id != row.application_id:
            Feedback.objects.filter(pk=row.pk).update(application=event.application)
    for mail, event in events.items():
        if mail not in kept:
            _keep(owner, event)


def _keep(owner: User, event: Event) -> None:
    assert event.mail is not None  # noqa: S101 -- only events of mails are looked at
    words = words_of(event.mail)
    if words:  # a reply that is only a signature tells nothing
        Feedback.objects.create(
            owner=owner,
            application=event.application,
            mail=event.mail,
            words=words,
            source=source_of(event.application),
            said_by=event.mail.sender_name,
            at=event.date,
            **made_of(words),
        )
