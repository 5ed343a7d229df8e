"""Where one application stands: a fold over its events, forward only, except by the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nextround.journey.application import Application, Event, Outcome
from nextround.reading.finding import Kind, Stage

STAGES: tuple[Stage, ...] = tuple(Stage)

# How long the other side may be quiet before we call it silence. An application in a pile is given a
# month. Once people have met, ten working days is the usual promise (two calendar weeks, whatever the
# weekday); a task that was handed in takes a week longer to mark. An offer never goes silent: the
# next word is the person's. Silence is a state that any mail ends; it is never a no.
SILENT_AFTER: dict[Stage, timedelta] = {
    Stage.CV: timedelta(days=30),
    Stage.PHONE: timedelta(days=14),
    Stage.ASSESSMENT: timedelta(days=21),
    Stage.INTERVIEW: timedelta(days=14),
    Stage.FINAL: timedelta(days=14),
}
FINAL_OUTCOMES = frozenset({Outcome.REJECTED, Outcome.CANCELLED, Outcome.WITHDRAWN})
REACHED: dict[Kind, Stage] = {
    Kind.APPLIED: Stage.CV,
    Kind.ASSESSMENT: Stage.ASSESSMENT,
    Kind.INTERVIEW: Stage.INTERVIEW,
    Kind.OFFER: Stage.OFFER,
}
VERDICTS: dict[Kind, Outcome] = {
    Kind.REJECTION: Outcome.REJECTED,
    Kind.CANCELLED: Outcome.CANCELLED,
    Kind.OFFER: Outcome.OFFER,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands at one moment.

    `stage` is the furthest it came. `since` is when the outcome began. `last_event` is the latest event,
    `decided_by` the event that settled a final outcome. `quiet_from` is when an open application
    becomes (or became) silent if nothing comes. `met` says that people spoke or were about to.
    """

    outcome: Outcome
    stage: Stage
    since: datetime | None
    last_event: Event | None = None
    decided_by: Event | None = None
    quiet_from: datetime | None = None
    met: bool = False
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class _Fold:
    outcome: Outcome = Outcome.OPEN
    stage: Stage = Stage.CV
    since: datetime | None = None
    decided_by: Event | None = None
    by_person: bool = False


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by date; on the same instant a mail comes before the person's word, which so wins."""
    return sorted(events, key=lambda e: (e.date, e.by_person, e.kind.value, e.message_id))


def further(a: Stage, b: Stage | None) -> Stage:
    """The stage that lies further along."""
    return a if b is None or STAGES.index(a) >= STAGES.index(b) else b


def reached(before: Stage, event: Event) -> Stage:
    """The stage after an event. A no tells of "our conversation" and may mean the first call: it only says
    that people met, so it brings on nobody who had met them before."""
    if event.kind is Kind.REJECTION and event.stage is Stage.INTERVIEW and not event.by_person:
        return further(before, None if before is Stage.PHONE else event.stage)
    return further(before, REACHED.get(event.kind) if event.stage is None else event.stage)


def verdict(event: Event) -> Outcome | None:
    """The outcome that an event brings, if it brings one."""
    if event.outcome is not None:
        return event.outcome
    if event.withdrawn:
        return Outcome.WITHDRAWN
    return VERDICTS.get(event.kind)


def may_move(now: _Fold, event: Event) -> bool:
    """Whether an event with a verdict may change the outcome: forward only, except by the person."""
    if event.by_person:
        return True
    return now.outcome not in FINAL_OUTCOMES and not (now.by_person and now.outcome is Outcome.OFFER)


def _step(now: _Fold, event: Event) -> _Fold:
    if not event.sure:
        return now
    outcome = verdict(event)
    stage = now.stage
    if now.outcome not in FINAL_OUTCOMES or event.by_person:
        stage = reached(stage, event)
    if outcome is None or not may_move(now, event):
        revived = now.outcome is Outcome.SILENT and event.kind is not Kind.OWN  # any word of theirs ends it
        return replace(
            now,
            stage=stage,
            outcome=Outcome.OPEN if revived else now.outcome,
            since=event.date if revived else now.since or event.date,
        )
    since = now.since if outcome is now.outcome else event.date
    decided = event if outcome in FINAL_OUTCOMES else None
    return _Fold(outcome, stage, since, decided, event.by_person)


def silence_begins(stage: Stage, last: datetime) -> datetime | None:
    """When an application that last moved at `last` becomes silent; None when it never does."""
    wait = SILENT_AFTER.get(stage)
    return None if wait is None else last + wait


def standing(application: Application, now: datetime) -> Standing:
    """Where `application` stands at `now` (aware). The same events in any order give the same answer."""
    events = in_order(application.events)
    fold = _Fold()
    for event in events:
        fold = _step(fold, event)
    first, last = (events[0], events[-1]) if events else (None, None)
    quiet = None
    if last is not None and fold.outcome is Outcome.OPEN:
        # who has an interview ahead is not left waiting until it is over
        quiet = silence_begins(fold.stage, max((min(last.date, now), *application.meetings[-1:])))
    outcome, since = fold.outcome, fold.since or (first.date if first else None)
    if quiet is not None and quiet <= now:
        outcome, since = Outcome.SILENT, quiet
    return Standing(
        outcome=outcome,
        stage=fold.stage,
        since=since,
        last_event=last,
        decided_by=fold.decided_by,
        quiet_from=quiet,
        met=met_someone(events, fold.stage),
        by_person=fold.by_person,
    )


def met_someone(events: Iterable[Event], stage: Stage) -> bool:
    """Whether people talked: a call, a conversation or more; a written test alone is no meeting."""
    return stage in {Stage.PHONE, Stage.INTERVIEW, Stage.FINAL, Stage.OFFER} or any(
        e.kind is Kind.INTERVIEW and e.sure for e in events
    )
