"""What the rows say about calls, as the playbook's facts: where they are, and which calls were made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import NamedTuple

from django.contrib.auth.models import User

from nextround.playbook.case import Called, CallOutcome
from nextround.playbook.hours import QuietHours
from nextround.playbook.place import NOWHERE, Place, place
from nextround.records import queries
from nextround.records.models import Application, Call, Office, Preferences


class CallFacts(NamedTuple):
    """What the playbook asks about calls with one employer."""

    calls: tuple[Called, ...] = ()
    may_ring: bool = False
    place: Place = NOWHERE


def facts(owner: User, rows: Iterable[Application], now: datetime) -> dict[int, CallFacts]:
    """The facts of these applications by their pk; three queries, however many they are."""
    pks = [row.pk for row in rows]
    made: dict[int, list[Called]] = {}
    for call in Call.objects.filter(owner=owner, application__in=pks).order_by("at", "pk"):
        made.setdefault(call.application_id, []).append(called(call))
    offices = {row.application_id: row for row in Office.objects.filter(owner=owner, application__in=pks)}
    near = queries.preferences(owner).country if offices else ""
    return {
        pk: CallFacts(
            tuple(made.get(pk, ())),
            pk in offices and offices[pk].welcome,
            place_of(offices[pk], near, now) if pk in offices else NOWHERE,
        )
        for pk in pks
        if pk in made or pk in offices
    }


def called(row: Call) -> Called:
    """A call as the playbook sees it."""
    return Called(row.at, CallOutcome(row.outcome), row.back_at)


def place_of(row: Office, near: str, now: datetime) -> Place:
    """Where an office is; `near` is the person's own country."""
    return place(row.number, row.country, row.part, row.zone, near, now.year)


def quiet_of(kept: Preferences) -> QuietHours:
    """The hours in which the person wants nothing."""
    return QuietHours(kept.quiet_from or time(0), kept.quiet_to or time(0))
