"""The one next step, and the rest: a pure function of the facts and the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from nextround.playbook import steps
from nextround.playbook.case import Case, StepKind
from nextround.playbook.steps import Step


class Rank(IntEnum):
    """What matters first."""

    FRESH_NO = 0
    QUESTION = 1
    OLDER_NO = 2
    SILENCE = 3
    SMALL = 4


RANKS = {
    StepKind.ANSWER: Rank.QUESTION,
    StepKind.STATUS_ENQUIRY: Rank.SILENCE,
    StepKind.THANK_OR_REST: Rank.SMALL,
    StepKind.LOOK_AGAIN: Rank.SMALL,
}


@dataclass(frozen=True, slots=True)
class Agenda:
    """One next step at most, then the rest in order. `quiet_until` is set while everything is put away."""

    next: Step | None = None
    rest: tuple[Step, ...] = ()
    quiet_until: datetime | None = None


def agenda(
    cases: Iterable[Case],
    now: datetime,
    zone: ZoneInfo,
    quiet_until: datetime | None = None,
    questions: int = 0,
) -> Agenda:
    """What a person may do now. `now` is aware; `zone` is where the person is.

    `questions` counts questions that belong to no application yet. While `quiet_until` lies ahead
    ("I am upset today") nothing is shown at all.
    """
    if quiet_until is not None and quiet_until > now:
        return Agenda(quiet_until=quiet_until)
    known = list(cases)
    found = [step for case in known for step in steps.steps(case, now, zone)]
    waiting = questions + sum(case.questions for case in known)
    if waiting:
        found.append(steps.answer(waiting))
    found.sort(key=lambda step: order(step, now))
    return Agenda(found[0] if found else None, tuple(found[1:]))


def order(step: Step, now: datetime) -> tuple[int, float, str]:
    """A fresh no first, then questions, then the rest; within a rank the newest first."""
    rank = RANKS.get(step.kind)
    if rank is None:
        fresh = step.since is not None and now - step.since < steps.FRESH
        rank = Rank.FRESH_NO if fresh else Rank.OLDER_NO
    return rank, -(step.since.timestamp() if step.since else 0.0), step.key
