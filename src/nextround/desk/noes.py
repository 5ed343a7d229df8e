"""A no, however it came: written down in one go, sure or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from nextround.desk.applications import add, hold, row_of
from nextround.desk.errors import Refused, owned
from nextround.desk.rows import name_of, own_application
from nextround.desk.standings import refresh
from nextround.desk.told import already_no
from nextround.desk.views import Row
from nextround.playbook.told import SPOKEN, Channel
from nextround.reading.finding import Kind, Stage
from nextround.records import deeds, queries
from nextround.records.models import Application, Closing, Event, HowTold, Person

CHANNEL_WORDS = {
    Channel.MAIL: "By mail",
    Channel.PHONE: "By phone",
    Channel.IN_PERSON: "In person",
    Channel.PORTAL: "On their site",
    Channel.POST: "By post",
    Channel.AGENCY: "Through an agency",
    Channel.NOTHING: "I was told nothing",
}
SHOWN = 40  # applications to choose from; a search finds the rest


@dataclass(frozen=True, slots=True)
class NoView:
    """What the page for a no starts from. `already` says, where there is one, which no is written down."""

    pk: int
    company: str
    role: str
    stage: str
    people: tuple[str, ...]
    already: str
    agency: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the person says about a no. `channel` is one of CHANNEL_WORDS, `when` is aware; `stage` is empty
    where they do not know; `agency` is the one that stood between, where the no came through one."""

    channel: str
    when: datetime
    stage: str = ""
    who: str = ""
    sure: bool = True
    note: str = ""
    agency: str = ""


def waiting(owner: User, q: str = "", now: datetime | None = None) -> tuple[Row, ...]:
    """The applications that an answer may be about: those without one, the newest first."""
    now = now or timezone.now()
    rows = queries.applications(owner, now, q).filter(outcome__in=["open", "offer"])
    return tuple(row_of(row, now) for row in rows[:SHOWN])


def about(owner: User, pk: int) -> NoView:
    """One application as the page needs it."""
    row = owned(queries.application(owner, pk))
    names = dict.fromkeys(person.name for person in row.people.all() if person.name)
    return NoView(
        row.pk, row.company or row.agency, row.role, row.stage, tuple(names), already_no(row), row.agency
    )


def record(owner: User, pk: int, heard: Heard, now: datetime | None = None) -> bool:
    """Write a no down; one that is not sure decides nothing. True when it was said in a talk, so that one may
    be asked whether they got to ask. Refused with a sentence where it cannot be."""
    row, now = own_application(owner, pk), now or timezone.now()
    _may_record(row, heard, now)
    who = " ".join(heard.who.split())
    sentence = "a no" if heard.sure else "what may be a no"
    with deeds.deed(owner, f"Wrote down {sentence} from {name_of(row)}", now) as noted:
        hold(noted, owner, [row])
        event = Event.objects.create(
            owner=owner,
            application=row,
            kind=Kind.REJECTION.value,
            date=heard.when,
            stage=heard.stage,
            sure=heard.sure,
            by_person=True,
            note=heard.note.strip(),
        )
        how = HowTold.objects.create(owner=owner, event=event, channel=heard.channel, who=who)
        noted.made(how, event)  # in this order: taken back, the event goes last
        _stood_between(row, heard)
        _meet(noted, row, who)
        _wake(noted, row)
        refresh(owner, [row.pk])
    return heard.sure and heard.channel in SPOKEN


def _may_record(row: Application, heard: Heard, now: datetime) -> None:
    if heard.channel not in CHANNEL_WORDS:
        raise Refused("Choose how it came from the list. Nothing was changed.")
    if heard.channel == Channel.NOTHING:
        raise Refused("Being told nothing is not a no. You can ask how it stands, or let this one rest.")
    if heard.when > now:
        raise Refused("That day has not come yet. Choose today or a day before. Nothing was changed.")
    if heard.stage and heard.stage not in set(Stage):
        raise Refused("Choose one of the rounds on the list. Nothing was changed.")
    if already := already_no(row):
        raise Refused(already)


def _stood_between(row: Application, heard: Heard) -> None:
    """The agency a no came through is the application's from now on, so that its recruiter is asked first
    (R025). One that is known already stays."""
    agency = " ".join(heard.agency.split())
    if heard.channel == Channel.AGENCY and agency and not row.agency:
        Application.objects.filter(pk=row.pk).update(agency=agency)


def _meet(noted: deeds.Recorder, row: Application, who: str) -> None:
    """Keep the name of who told it, unless it is known there."""
    if who and not Person.objects.filter(application=row, name__iexact=who).exists():
        noted.made(Person.objects.create(owner=row.owner, application=row, name=who, by_person=True))


def _wake(noted: deeds.Recorder, row: Application) -> None:
    """A no that is written down takes up again what was at rest, whatever day it is of."""
    rested = Closing.objects.filter(application=row, closed_at__isnull=False)
    noted.before(*rested)
    rested.update(closed_at=None)


def record_new(
    owner: User, company: str, role: str, heard: Heard, now: datetime | None = None
) -> tuple[int, bool]:
    """The same for an application that is not in the list yet; gives its pk too."""
    now = now or timezone.now()
    _may_record(Application(), heard, now)
    with transaction.atomic():
        pk = add(owner, company, role, now=now)
        return pk, record(owner, pk, heard, now)


def asked(owner: User, pk: int, yes: bool, now: datetime | None = None) -> None:
    """In the talk that brought the no: they got to ask, or they did not."""
    row = own_application(owner, pk)
    talks = HowTold.objects.filter(owner=owner, event__application=row, channel__in=SPOKEN)
    how = talks.select_related("event").order_by("-event__date", "-pk").first()
    if how is None:
        raise Refused("There is no talk written down for this one. Nothing was changed.")
    sentence = "You asked in the talk" if yes else "There was no room to ask in the talk"
    with deeds.deed(owner, f"{sentence}: {row.company or row.role}", now or timezone.now()) as noted:
        noted.before(how)
        HowTold.objects.filter(pk=how.pk).update(asked=yes)
