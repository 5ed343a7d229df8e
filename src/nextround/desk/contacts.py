"""People met on the way, each offered once: to keep in touch with, or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.closing import add_gain
from nextround.desk.errors import Refused, owned
from nextround.playbook.contacts import LONGEST_HELLO
from nextround.reading.sender import is_person
from nextround.records import deeds
from nextround.records.models import Contact, Lead, Person

HELLO = LONGEST_HELLO
LONGEST = 300  # characters of an interest or a lead


@dataclass(frozen=True, slots=True)
class OfferView:
    """Someone named in an application, who may be kept; asked once."""

    pk: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """Someone the person keeps in touch with."""

    pk: int
    name: str
    email: str
    firm: str
    application_pk: int | None
    interest: str
    hello: str
    hello_at: datetime | None
    leads: tuple[tuple[str, datetime], ...]


def offers(owner: User, application_pk: int) -> tuple[OfferView, ...]:
    """The people of an application that nothing was said about yet (R042); only those with a name."""
    said = set(Contact.objects.filter(owner=owner).values_list("name", "email"))
    people = Person.objects.filter(owner=owner, application=application_pk, no_reply=False).exclude(name="")
    fresh = [p for p in people.order_by("pk") if (p.name, p.email) not in said and is_person(p.name)]
    return tuple(OfferView(p.pk, p.name, p.email) for p in fresh)


def listing(owner: User) -> tuple[ContactView, ...]:
    """Everyone the person keeps, the newest first."""
    rows = (
        Contact.objects.filter(owner=owner, declined=False).prefetch_related("leads").order_by("-at", "-pk")
    )
    return tuple(_view(row) for row in rows)


def _view(row: Contact) -> ContactView:
    leads = sorted(((lead.what, lead.at) for lead in row.leads.all()), key=lambda lead: lead[1], reverse=True)
    return ContactView(
        row.pk,
        row.name,
        row.email,
        row.firm,
        row.application_id,
        row.interest,
        row.hello,
        row.hello_at,
        tuple(leads),
    )


def keep(owner: User, person_pk: int, yes: bool, now: datetime | None = None) -> int:
    """Keep someone as a contact, or say no to it, once and for good. Gives their application."""
    now = now or timezone.now()
    who = Person.objects.filter(owner=owner, pk=person_pk).select_related("application").first()
    person = owned(who)
    there = person.application
    if Contact.objects.filter(owner=owner, name=person.name, email=person.email).exists():
        raise Refused(f"You have said already what you want with {person.name}. Nothing was changed.")
    sentence = f"Keep in touch with {person.name}" if yes else f"Not a contact: {person.name}"
    with deeds.deed(owner, sentence, now) as noted:
        hold(noted, owner, [there])
        noted.made(
            Contact.objects.create(
                owner=owner,
                application=there,
                name=person.name,
                email=person.email,
                firm=there.agency or there.company,
                declined=not yes,
                at=now,
            )
        )
    return int(there.pk)


def _own(owner: User, pk: int) -> Contact:
    return owned(Contact.objects.filter(owner=owner, pk=pk, declined=False).first())


def note(owner: User, pk: int, interest: str, hello: str, now: datetime | None = None) -> None:
    """What they care about (R044), and the person's own words for connecting (R043); both may be empty."""
    row, now = _own(owner, pk), now or timezone.now()
    interest, hello = " ".join(interest.split())[:LONGEST], hello.replace("\r\n", "\n").strip()
    if len(hello) > LONGEST_HELLO:
        over = len(hello) - LONGEST_HELLO
        raise Refused(
            f"The note to connect is {over} characters longer than the networks take. Nothing was changed."
        )
    at = None if not hello else now if hello != row.hello else row.hello_at
    with deeds.deed(owner, f"Noted something about {row.name}", now) as noted:
        noted.before(row)
        Contact.objects.filter(pk=row.pk).update(interest=interest, hello=hello, hello_at=at)


def note_lead(owner: User, pk: int, what: str, now: datetime | None = None) -> None:
    """An opening they told of (R045): it stands with them, and with what came of a no."""
    row, now, what = _own(owner, pk), now or timezone.now(), " ".join(what.split())[:LONGEST]
    if not what:
        raise Refused("Write one line about what they told you of. Nothing was changed.")
    with deeds.deed(owner, f"{row.name} told you of an opening", now) as noted:
        noted.made(Lead.objects.create(owner=owner, contact=row, what=what, at=now))
    add_gain(owner, "lead", f"{what} ({row.name})", row.application_id, now)


def let_go(owner: User, pk: int, now: datetime | None = None) -> None:
    """No longer a contact, and not offered again."""
    row = _own(owner, pk)
    with deeds.deed(owner, f"No longer a contact: {row.name}", now or timezone.now()) as noted:
        noted.before(row)
        Contact.objects.filter(pk=row.pk).update(declined=True)
