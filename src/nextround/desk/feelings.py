"""How it feels: naming it or not, and what may be said and offered afterwards. Nothing here is scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from nextround.desk import own_lines
from nextround.desk.errors import Refused
from nextround.playbook import feelings as playbook
from nextround.playbook.feelings import HOPE, NOT_NOW, SUPPORT, TRUE_CARD, Named
from nextround.records.models import Event, Mood, Offered


@dataclass(frozen=True, slots=True)
class Arrival:
    """Fresh noes that nobody has said a word about yet, the newest by its name."""

    company: str
    application_pk: int
    others: int
    line: str = ""  # the person's own, for such a day


@dataclass(frozen=True, slots=True)
class HelpNow:
    """What is said after a feeling was named. `said` answers it; the rest is shown only where it is due."""

    said: str
    hope: bool
    offers_card: bool
    offers_support: bool
    true: tuple[str, ...] = ()


def choices() -> tuple[tuple[str, str], ...]:
    """(id, word) of every feeling on offer."""
    return tuple((one.id, one.word) for one in playbook.feelings().values())


def note(owner: User, feeling: str, application_pk: int | None = None, now: datetime | None = None) -> None:
    """Remember how it feels; an empty word or "not now" is remembered as having been asked, no more."""
    feeling = feeling or NOT_NOW
    if feeling != NOT_NOW and feeling not in playbook.feelings():
        raise Refused("Choose one of the words on the list, or none. Nothing was changed.")
    mine = owner.application_set.filter(pk=application_pk).first() if application_pk else None
    Mood.objects.create(owner=owner, application=mine, feeling=feeling, at=now or timezone.now())


def arrival(owner: User, now: datetime | None = None) -> Arrival | None:
    """The fresh noes to acknowledge before any task; nothing when there are none (R050).

    A mail that only confirms what was told by phone is no second no.
    """
    now = now or timezone.now()
    fresh = Event.objects.filter(
        application__owner=owner, application__outcome="rejected", kind="rejection", sure=True
    ).filter(date__range=(now - playbook.FRESH, now), date__lte=F("application__since"))
    found = list(fresh.order_by("-date", "-pk").select_related("application"))
    count = playbook.to_acknowledge([event.date for event in found], named(owner, now), now)
    if not count:
        return None
    newest = found[0].application
    apart = {event.application_id for event in found[:count]}
    line = own_lines.for_this_no(owner, found[0].date, now)
    return Arrival(newest.company or newest.agency, newest.pk, len(apart) - 1, line)


def named(owner: User, now: datetime) -> list[Named]:
    """What the person named of late, "not now" among it."""
    since = now - playbook.LATELY
    rows = Mood.objects.filter(owner=owner, at__range=(since, now)).values_list("feeling", "at")
    return [Named(feeling, at) for feeling, at in rows]


def help_now(owner: User, now: datetime | None = None) -> HelpNow:
    """What is said after the feeling; what is offered once is noted as offered."""
    now = now or timezone.now()
    heard, before = named(owner, now), offered(owner)
    last = max(heard, key=lambda one: one.at, default=None)
    said = playbook.feelings().get(last.feeling) if last else None
    view = HelpNow(
        said=said.said if said else "",
        hope=playbook.may_hope(heard, before, now),
        offers_card=playbook.offers_card(heard, before, now) and not _true_lines(owner),
        offers_support=playbook.offers_support(heard, before, now),
        true=_true_lines(owner) if last and playbook.is_heavy(last.feeling) else (),
    )
    shown = ((HOPE, view.hope), (TRUE_CARD, view.offers_card), (SUPPORT, view.offers_support))
    for what, is_shown in shown:
        if is_shown:
            remember_offer(owner, what, now)
    return view


def _true_lines(owner: User) -> tuple[str, ...]:
    return tuple(line.text for line in own_lines.lines(owner, own_lines.TRUE))


def offered(owner: User) -> dict[str, datetime]:
    """What was offered to the person, and when last."""
    return dict(Offered.objects.filter(owner=owner).values_list("what", "at"))


def remember_offer(owner: User, what: str, now: datetime) -> None:
    """Note that something was offered, so that it is offered once, or seldom."""
    Offered.objects.update_or_create(owner=owner, what=what, defaults={"at": now})


def forget(owner: User) -> None:
    """Let go of every feeling that was named."""
    Mood.objects.filter(owner=owner).delete()
