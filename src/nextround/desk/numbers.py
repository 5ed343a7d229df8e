"""The person's own search in plain numbers, and the arithmetic of luck beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count, Min, Q
from django.utils import timezone

from nextround.desk import own_lines
from nextround.desk.errors import Refused
from nextround.desk.words import STAGE_WORDS
from nextround.insight.chance import ENOUGH, EXAMPLE, Luck, luck, own_percent
from nextround.insight.evidence import Numbers, evidence, outside, traps
from nextround.records import queries
from nextround.records.models import Application, Event

_STAGES = [stage for stage in STAGE_WORDS if stage]


@dataclass(frozen=True, slots=True)
class NumbersView:
    """The page of numbers. `own` is the share of interviews in a hundred, once it says anything."""

    numbers: Numbers
    luck: Luck
    own: float | None
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrapLine:
    """A trap as it is offered."""

    id: str
    name: str
    sounds: str


def numbers(owner: User, application_pk: int | None = None, now: datetime | None = None) -> Numbers:
    """The person's search in numbers; of one application, how far it came."""
    now = now or timezone.now()
    rows = Application.objects.filter(owner=owner)
    found = rows.aggregate(
        sent=Count("pk"),
        met=Count("pk", filter=Q(met=True)),
        noes=Count("pk", filter=Q(outcome="rejected")),
        offers=Count("pk", filter=Q(outcome="offer")),
        open=Count("pk", filter=queries.in_state("open", now)),
    )
    here = rows.filter(pk=application_pk).values_list("stage", flat=True).first() if application_pk else ""
    return Numbers(
        **found,
        after_no=_after_no(owner),
        with_reason=rows.filter(outcome="rejected", events__kind="feedback").distinct().count(),
        furthest=_furthest(set(rows.values_list("stage", flat=True).distinct())),
        here=STAGE_WORDS.get(here or "", ""),
        true=tuple(line.text for line in own_lines.lines(owner, own_lines.TRUE)),
    )


def view(owner: User, count: int | None = None, percent: float | None = None) -> NumbersView:
    """The page of numbers; `count` and `percent` are what the person put in to try the arithmetic."""
    if count is not None and not 0 <= count <= 100_000:
        raise Refused("Give a number of applications between 0 and 100,000.")
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("Give a number between 0 and 100.")
    found = numbers(owner)
    own = own_percent(found.sent, found.met)
    at = EXAMPLE * 100 if percent is None else percent
    return NumbersView(found, luck(found.sent or ENOUGH if count is None else count, at), own, outside())


def offered_traps() -> tuple[TrapLine, ...]:
    """Every trap, to choose from."""
    return tuple(TrapLine(one.id, one.name, one.sounds) for one in traps().values())


def beside(owner: User, trap: str, application_pk: int | None = None) -> tuple[str, tuple[str, ...]]:
    """The question that opens a trap, and the person's own numbers beside it."""
    known = traps().get(trap)
    if known is None:
        raise Refused("Choose one from the list, or none. Nothing was changed.")
    return known.ask, evidence(trap, numbers(owner, application_pk))


def _after_no(owner: User) -> int:
    """In how many applications a conversation came after the person's first no from somebody else."""
    first = Event.objects.filter(owner=owner, kind="rejection", sure=True).aggregate(at=Min("date"))["at"]
    if first is None:
        return 0
    later = Event.objects.filter(owner=owner, kind="interview", sure=True, date__gt=first)
    return later.values("application").distinct().count()


def _furthest(stages: set[str]) -> str:
    reached = [stage for stage in _STAGES if stage in stages and stage != "cv"]
    return STAGE_WORDS[reached[-1]] if reached else ""
