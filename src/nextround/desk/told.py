"""What the person told about noes, endings and employers kept for later, as the playbook's facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from nextround.desk.words import day
from nextround.journey.application import Outcome
from nextround.playbook.told import Channel, Told, Watch
from nextround.reading.finding import Kind
from nextround.records.deeds import Recorder
from nextround.records.models import Application, Closing, Event, Gain, HowTold, Later, PhoneCard


class Words(TypedDict, total=False):
    """The facts of one case that come from here."""

    told: Told
    closed_at: datetime | None
    seen_to: datetime | None
    watch: Watch


def words_of(owner: User, rows: Iterable[Application]) -> dict[int, Words]:
    """What was told about each of these applications, by their pk; three queries for all of them."""
    wanted = [row.pk for row in rows]
    found: dict[int, Words] = {pk: {} for pk in wanted}
    hows = HowTold.objects.filter(owner=owner, event__application__in=wanted).select_related("event")
    for how in hows.order_by("event__date", "pk"):
        found[how.event.application_id]["told"] = told_value(how)
    for closing in Closing.objects.filter(owner=owner, application__in=wanted):
        found[closing.application_id]["closed_at"] = closing.closed_at
        found[closing.application_id]["seen_to"] = closing.seen_to
    for later in Later.objects.filter(owner=owner, application__in=wanted, look_at__isnull=False):
        if (watch := watch_value(later)) is not None:
            found[later.application_id]["watch"] = watch
    return found


def told_value(row: HowTold) -> Told:
    """A row, its event at hand, as the value the playbook judges."""
    return Told(row.event.date, Channel(row.channel), row.event.sure, row.asked)


def watch_value(row: Later) -> Watch | None:
    """The watch of an employer kept for later; None where the person wants no looks."""
    return None if row.look_at is None else Watch(row.look_at, row.looks, row.roles)


def looks_due(owner: User, now: datetime, most: int) -> list[int]:
    """The applications whose employer may be looked at now, the latest turn first."""
    rows = Later.objects.filter(owner=owner, look_at__lte=now).order_by("-look_at")
    return list(rows.values_list("application_id", flat=True)[:most])


def unsure(owner: User, since: datetime, most: int) -> list[int]:
    """The applications of which the person was told, since then, what may be a no."""
    rows = HowTold.objects.filter(owner=owner, event__sure=False, event__date__gte=since)
    return list(rows.order_by("-event__date").values_list("event__application_id", flat=True)[:most])


def resting(owner: User, rows: Iterable[Application]) -> frozenset[int]:
    """Which of these applications the person let rest, and nothing new came since; by pk."""
    closed = Closing.objects.filter(owner=owner, application__in=list(rows), closed_at__isnull=False)
    events = Event.objects.filter(application=OuterRef("application")).exclude(kind=Kind.OWN.value)
    new = events.filter(date__gt=Coalesce(OuterRef("seen_to"), OuterRef("closed_at")))
    return frozenset(closed.exclude(Exists(new)).values_list("application_id", flat=True))


def already_no(row: Application) -> str:
    """The sentence for a second no to the same application; empty while there is none."""
    if row.outcome != Outcome.REJECTED.value:
        return ""
    return (
        f"A no is written down for this one already, of {day(row.since)}. "
        "If another application got a no, choose that one. Nothing was changed."
    )


def carry(noted: Recorder, keep: Application, other: Application) -> None:
    """When two applications become one: what was told about the other's end goes along with it.

    Where both have an ending, the one of the application that is kept stays.
    """
    for model in (Closing, Later, PhoneCard):
        theirs = model._default_manager.filter(application=other)
        noted.before(*theirs)
        if not model._default_manager.filter(application=keep).exists():
            theirs.update(application=keep)
    gains = Gain.objects.filter(application=other)
    noted.before(*gains)
    gains.update(application=keep)
