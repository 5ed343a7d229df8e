"""The one next step, and the rest: a pure function of the facts and the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from nextround.playbook import steps
from nextround.playbook.case import Case, StepKind
from nextround.playbook.step import Step


class Rank(IntEnum):
    """What matters first."""

    FRESH_DOUBT = 0
    FRESH_NO = 1
    NO_TO_PAPERS = 2
    QUESTION = 3
    OLDER_NO = 4
    SILENCE = 5
    SMALL = 6


# A no to the papers alone asks for little, so only the newest stand ahead of the questions.
NEWEST = timedelta(days=2)


RANKS = {
    StepKind.ANSWER: Rank.QUESTION,
    StepKind.STATUS_ENQUIRY: Rank.SILENCE,
    StepKind.THANK_OR_REST: Rank.SMALL,
    StepKind.LOOK_AGAIN: Rank.SMALL,
    StepKind.STAY_IN_TOUCH: Rank.SMALL,
    StepKind.LOOK_AT_ROLES: Rank.SMALL,
    StepKind.KEEP_LOOKING: Rank.SMALL,
    StepKind.LOOK_BACK: Rank.SMALL,
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
    fresh_doubt: bool = False,
) -> Agenda:
    """What a person may do now. `now` is aware; `zone` is where the person is.

    `questions` counts questions that belong to no application yet; `fresh_doubt` says that one of all of
    them may itself be a fresh no, so that they come before everything else. While `quiet_until` lies ahead
    ("I am upset today") nothing is shown at all.
    """
    if quiet_until is not None and quiet_until > now:
        return Agenda(quiet_until=quiet_until)
    known = list(cases)
    found = [step for case in known for step in steps.steps(case, now, zone)]
    waiting = questions + sum(case.questions for case in known)
    if waiting:
        found.append(steps.answer(waiting))
    found.sort(key=lambda step: order(step, now, fresh_doubt))
    found = _one_look_back(found)
    return Agenda(found[0] if found else None, tuple(found[1:]))


def _one_look_back(found: list[Step]) -> list[Step]:
    """The same steps with one invitation to look back at most, the newest: several would be a chore."""
    later = [step for step in found if step.kind is StepKind.LOOK_BACK][1:]
    return [step for step in found if step not in later]


def order(step: Step, now: datetime, fresh_doubt: bool = False) -> tuple[int, float, str]:
    """A fresh no first, then questions, then the rest; within a rank the newest first."""
    return _rank(step, now, fresh_doubt), -(step.since.timestamp() if step.since else 0.0), step.key


def _rank(step: Step, now: datetime, fresh_doubt: bool) -> Rank:
    age = now - step.since if step.since is not None else None
    if step.kind is StepKind.ANSWER and fresh_doubt:
        return Rank.FRESH_DOUBT
    if step.kind is StepKind.THANK_OR_REST and age is not None and age < NEWEST:
        return Rank.NO_TO_PAPERS
    if step.kind in RANKS:
        return RANKS[step.kind]
    return Rank.FRESH_NO if age is not None and age < steps.FRESH else Rank.OLDER_NO
