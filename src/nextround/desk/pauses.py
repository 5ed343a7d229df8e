"""A pause of the person's choice, and the one small step after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from nextround.playbook import pauses as playbook
from nextround.playbook.agenda import Agenda
from nextround.playbook.pauses import Ease, Pause
from nextround.records import models


def began(owner: User, until: datetime, now: datetime) -> None:
    """A pause begins; one that runs already goes on until then."""
    before = _last(owner)
    running = before is not None and before.ended_at is None and now < before.until
    words = {"until": until, "offers": 0, "offered_at": None, "ended_at": None}
    if not running:
        words["began"] = now
    models.Pause.objects.update_or_create(owner=owner, defaults=words)


def ended(owner: User, now: datetime) -> None:
    """The person asked for everything."""
    models.Pause.objects.filter(owner=owner, ended_at=None).update(ended_at=now)


def eased(owner: User, plan: Agenda, now: datetime) -> tuple[Agenda, Ease]:
    """The plan as it is shown after a pause: one step, nothing for now, or all of it."""
    pause = _last(owner)
    how = playbook.ease(pause, _acted_at(owner) if pause else None, now)
    if how is Ease.OFFER:
        return replace(plan, rest=()), how
    if how is Ease.ROOM:
        return replace(plan, next=None, rest=()), how
    return plan, how


def offered(owner: User, now: datetime) -> None:
    """The one small step was shown."""
    pause = _last(owner)
    if pause is not None:
        count, at = playbook.seen(pause, now)
        models.Pause.objects.filter(owner=owner).update(offers=count, offered_at=at)


def next_offer(owner: User, zone: ZoneInfo) -> date | None:
    """The day on which the next small step is shown, where the person is."""
    pause = _last(owner)
    return playbook.next_offer(pause).astimezone(zone).date() if pause is not None else None


def _last(owner: User) -> Pause | None:
    row = models.Pause.objects.filter(owner=owner).first()
    return Pause(row.began, row.until, row.offers, row.offered_at, row.ended_at) if row else None


def _acted_at(owner: User) -> datetime | None:
    last = models.Deed.objects.filter(owner=owner).order_by("-at").values_list("at", flat=True)
    return last.first()
