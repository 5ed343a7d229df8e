"""Looking at an employer's open roles now and then, where the person would work with them (R020, R048)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nextround.playbook.case import Case, StepKind
from nextround.playbook.step import Step
from nextround.playbook.told import Watch

EVERY = timedelta(days=42)
# A look is offered for this long; left alone it comes back at the next turn, without a word about it.
OFFERED_FOR = timedelta(days=14)
LOOKS_BEFORE_ASKING = 2


def begin(now: datetime, roles: str = "") -> Watch:
    """A watch that begins at `now` (aware): the first look is six weeks away."""
    return Watch(now + EVERY, roles=roles)


def looked(watch: Watch, now: datetime, found: bool) -> Watch:
    """The watch after a look; one that found something starts its count anew."""
    return Watch(now + EVERY, 0 if found else watch.looks + 1, watch.roles)


def go_on(watch: Watch, now: datetime) -> Watch:
    """The person wants to keep looking."""
    return Watch(now + EVERY, 0, watch.roles)


def is_due(watch: Watch, now: datetime) -> bool:
    """Whether a look is offered at `now`: for two weeks of every six."""
    return now >= watch.next_at and (now - watch.next_at) % EVERY < OFFERED_FOR


def look_at_roles(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """One look at their open roles, every six weeks at most."""
    watch = case.watch
    if watch is None or not is_due(watch, now) or watch.looks >= LOOKS_BEFORE_ASKING:
        return None
    roles = f" You named {watch.roles}." if watch.roles else ""
    return Step(
        kind=StepKind.LOOK_AT_ROLES,
        application_key=case.application.key,
        title=f"Take one look at the open roles of {case.who}",
        why=f"You said you would work with them, so a look now and then is worth it.{roles}",
        rules=("R020", "R048"),
        sources=("000", "004"),
        since=watch.next_at,
    )


def keep_looking(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After two looks that found nothing: go on, or stop. Both are fine."""
    watch = case.watch
    if watch is None or not is_due(watch, now) or watch.looks < LOOKS_BEFORE_ASKING:
        return None
    return Step(
        kind=StepKind.KEEP_LOOKING,
        application_key=case.application.key,
        title=f"Keep an eye on {case.who}, or stop looking?",
        why="You looked twice and there was nothing for you. Going on is fine, and so is stopping.",
        rules=("R048",),
        sources=("004",),
        since=watch.next_at,
    )
