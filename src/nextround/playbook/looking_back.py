"""Looking back over an application: when it is offered, which small step comes next, and the fit question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from nextround.journey.application import Outcome
from nextround.library import load_toml
from nextround.playbook.case import Case, StepKind
from nextround.playbook.step import Step

# By our own choice: the first days are for letting it settle, and the memory is fresh for about ten.
SETTLES = timedelta(days=3)
INVITED_FOR = timedelta(days=7)
NOT_FOR_ME = "not_for_me"


@dataclass(frozen=True, slots=True)
class Question:
    """One small step of looking back."""

    id: str
    ask: str
    help: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The question about fit, its answers, and the points of the check behind it, as (id, word)."""

    ask: str
    help: str
    answers: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str], ...]


@cache
def questions() -> tuple[Question, ...]:
    """The small steps in their order."""
    return tuple(Question(**row) for row in load_toml("debrief.toml")["question"])


@cache
def fit() -> Fit:
    """The question about fit."""
    row = load_toml("debrief.toml")["fit"]
    answers = tuple((one["id"], one["word"]) for one in row["answer"])
    return Fit(row["ask"], row["help"], answers, tuple((one["id"], one["word"]) for one in row["point"]))


def last_step() -> int:
    """The number of the last step: the one about fit. Steps count from 1."""
    return len(questions()) + 1


def resume(reached: int) -> int:
    """The step to go on with after `reached` steps: the next one, or the first when all were looked at."""
    return reached + 1 if 0 <= reached < last_step() else 1


def opens_fit_check(answer: str) -> bool:
    """Whether the check of fit opens: only for "it was not for me"; no answer sets a goal (R023)."""
    return answer == NOT_FOR_ME


def answered(answers: Mapping[str, str]) -> int:
    """How many of the questions have an answer; any number of them is a whole look back (R062)."""
    return sum(bool(answers.get(question.id, "").strip()) for question in questions())


def is_settled(told: datetime, now: datetime) -> bool:
    """Whether the no has had its days to settle; before that "later" is the plain suggestion (R055)."""
    return now - told >= SETTLES


def look_back(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """One invitation to look back, some days after a no from people one met; none once begun (R056)."""
    no = case.standing.decided_by
    if case.standing.outcome is not Outcome.REJECTED or no is None or not case.standing.met:
        return None
    start = no.date + SETTLES
    if case.looked_back or not start <= now < start + INVITED_FOR:
        return None
    return Step(
        kind=StepKind.LOOK_BACK,
        application_key=case.application.key,
        title=f"Look back at {case.who}, in small steps",
        why="A few notes are worth having while you remember it. Stop after any of them, or leave it.",
        window_sentence="Any quiet moment is good.",
        rules=("R055", "R056", "R057", "R062"),
        sources=("001", "003"),
        since=start,
    )
