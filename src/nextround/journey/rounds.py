"""The rounds of one application as a list: on paper, a first call, a task, one interview after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.standing import STAGES, in_order, reached, standing
from nextround.reading.finding import Kind, Stage

MEETINGS = frozenset({Stage.PHONE, Stage.INTERVIEW, Stage.FINAL})


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `began` is the date of the mail that opened it, `met` when people met, when confirmed.

    `number` counts rounds of one stage from 1. `outcome` is None where a further round came.
    """

    stage: Stage
    began: datetime
    met: datetime | None = None
    number: int = 1
    outcome: Outcome | None = None


def rounds(application: Application, now: datetime) -> tuple[Round, ...]:
    """The rounds in their order; the last one has the outcome of the application at `now` (aware).

    A second interview is a round of its own once the first is known to be over: an invitation after its time,
    or another confirmed meeting.
    """
    found: list[Round] = []
    for event in in_order(application.events):
        if event.sure:
            found = _after(found, event, application.meetings)
    for start in application.meetings:
        found = _with_meeting(found, start)
    if not found:
        return ()
    last = replace(found[-1], outcome=standing(application, now).outcome)
    return _numbered([*found[:-1], last])


def _after(found: list[Round], event: Event, meetings: tuple[datetime, ...]) -> list[Round]:
    before = found[-1].stage if found else Stage.CV
    stage = reached(before, event)
    if not found or STAGES.index(stage) > STAGES.index(before):
        return [*found, Round(stage, event.date)]
    over = any(found[-1].began <= start < event.date for start in meetings)
    again = event.kind is Kind.INTERVIEW and stage in MEETINGS and over
    return [*found, Round(stage, event.date)] if again else found


def _with_meeting(found: list[Round], start: datetime) -> list[Round]:
    """A confirmed meeting belongs to the last round of people that had begun; a second one makes another."""
    at = max((n for n, one in enumerate(found) if one.stage in MEETINGS and one.began <= start), default=None)
    if at is None:
        return found
    if found[at].met is None:
        return [*found[:at], replace(found[at], met=start), *found[at + 1 :]]
    return [*found[: at + 1], Round(found[at].stage, start, start), *found[at + 1 :]]


def _numbered(found: list[Round]) -> tuple[Round, ...]:
    seen: dict[Stage, int] = {}
    numbered = []
    for one in found:
        seen[one.stage] = seen.get(one.stage, 0) + 1
        numbered.append(replace(one, number=seen[one.stage]))
    return tuple(numbered)
