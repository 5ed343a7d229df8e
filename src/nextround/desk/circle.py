"""A few people a week to hear from, as many as the person likes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.errors import Refused, owned
from nextround.desk.today import zone_of
from nextround.playbook.circle import DORMANT_AFTER, MOST, REST, Known, Nearness, nearness, this_week
from nextround.records import deeds, queries
from nextround.records.models import Circle, Contact, Tie

LONGEST = 200  # characters of a name
NEARNESS = {
    Nearness.CLOSE: "someone close",
    Nearness.WEAK: "someone you know a little",
    Nearness.DORMANT: "not heard of for a while",
}
SIZES = ((0, "nobody for now"), (1, "one person"), (2, "two people"), (3, "three people"), (5, "five people"))


@dataclass(frozen=True, slots=True)
class Suggested:
    """Someone to hear from this week: how near they are, and what they care about."""

    pk: int
    name: str
    near: str
    interest: str


@dataclass(frozen=True, slots=True)
class CircleView:
    """The week's people; `size` is how many the person would like."""

    size: int
    people: tuple[Suggested, ...]


def week(owner: User, now: datetime | None = None) -> CircleView:
    """Whom the person may like to hear from this week; nobody while they have not said that they would."""
    now = now or timezone.now()
    size = Circle.objects.filter(owner=owner).values_list("size", flat=True).first() or 0
    if not size:
        return CircleView(0, ())
    rows = {row.pk: row for row in Contact.objects.filter(owner=owner, declined=False).select_related("tie")}
    here = now.astimezone(zone_of(queries.preferences(owner)))
    monday = datetime.combine(here.date() - timedelta(days=here.weekday()), time(0), here.tzinfo)
    picked = this_week((_known(row) for row in rows.values()), size, monday, now)
    found = (
        Suggested(k.key, rows[k.key].name, NEARNESS[nearness(k, now)], rows[k.key].interest) for k in picked
    )
    return CircleView(size, tuple(found))


def _known(row: Contact) -> Known:
    """Someone kept; they were last heard of when they were met, unless the person says otherwise."""
    tie = getattr(row, "tie", None)
    if tie is None:
        return Known(row.pk, last=row.at)
    return Known(row.pk, tie.close, tie.last_at or row.at, tie.rests_until)


def say_size(owner: User, size: int) -> None:
    """How many people a week; none is as good as any."""
    if not 0 <= size <= MOST:
        raise Refused("Choose one of the numbers on the list. Nothing was changed.")
    Circle.objects.update_or_create(owner=owner, defaults={"size": size})


def add(owner: User, name: str, nearness: str, now: datetime | None = None) -> None:
    """Someone the person knows from elsewhere."""
    now, name = now or timezone.now(), " ".join(name.split())[:LONGEST]
    if not name:
        raise Refused("Write their name. Nothing was changed.")
    if nearness not in set(Nearness):
        raise Refused("Choose how well you know them. Nothing was changed.")
    if Contact.objects.filter(owner=owner, name=name, email="").exists():
        raise Refused(f"{name} is there already. Nothing was changed.")
    unheard = DORMANT_AFTER + timedelta(days=1) if nearness == Nearness.DORMANT else REST
    with deeds.deed(owner, f"Keep in touch with {name}", now) as noted:
        contact = Contact.objects.create(owner=owner, name=name, at=now)
        close = nearness == Nearness.CLOSE
        tie = Tie.objects.create(owner=owner, contact=contact, close=close, last_at=now - unheard)
        noted.made(contact, tie)


def heard(owner: User, pk: int, now: datetime | None = None) -> None:
    """They wrote to each other or spoke."""
    _tie(owner, pk, "Heard from {}", now or timezone.now(), last_at=now or timezone.now())


def not_now(owner: User, pk: int, now: datetime | None = None) -> None:
    """Not this one for now; they are not suggested for a while."""
    now = now or timezone.now()
    _tie(owner, pk, "Not now: {}", now, rests_until=now + REST)


def _tie(owner: User, pk: int, sentence: str, now: datetime, **words: datetime) -> None:
    row = owned(Contact.objects.filter(owner=owner, pk=pk, declined=False).first())
    with deeds.deed(owner, sentence.format(row.name), now) as noted:
        tie = Tie.objects.filter(contact=row).first()
        if tie is None:
            noted.made(Tie.objects.create(owner=owner, contact=row, **words))
        else:
            noted.before(tie)
            Tie.objects.filter(pk=tie.pk).update(**words)
