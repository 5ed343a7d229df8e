"""Looking back: suggested for later, offered once, in steps that can be left at any point."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nextround.playbook.case import Case, StepKind
from nextround.playbook.looking_back import (
    INVITED_FOR,
    SETTLES,
    answered,
    fit,
    is_settled,
    last_step,
    look_back,
    opens_fit_check,
    questions,
    resume,
)
from nextround.playbook.steps import steps
from tests.playbook.test_agenda import LONDON, MET, MONDAY, NO_AFTER_MEETING, NO_TO_PAPERS, after, case


def at(**later: float) -> Case:
    return case(*NO_AFTER_MEETING, now=after(**later))


def kinds(one: Case, **later: float) -> set[StepKind]:
    return {step.kind for step in steps(one, after(**later), LONDON)}


def told() -> timedelta:
    """How long after MONDAY the no of these cases came."""
    no = at(days=30).standing.decided_by
    assert no is not None
    return no.date - MONDAY


def test_r055_at_first_later_is_suggested_and_starting_is_possible() -> None:
    no = at(days=9).standing.decided_by
    assert no is not None
    assert not is_settled(no.date, no.date)
    assert look_back(at(days=9), no.date, LONDON) is None
    assert is_settled(no.date, no.date + SETTLES)


def test_r056_one_invitation_from_the_third_day_and_none_after_a_decline() -> None:
    third = told() + SETTLES
    day = {"seconds": third.total_seconds()}
    assert StepKind.LOOK_BACK in kinds(at(**day), **day)
    declined = replace(at(**day), skipped=frozenset({StepKind.LOOK_BACK}))
    assert StepKind.LOOK_BACK not in kinds(declined, **day)
    begun = replace(at(**day), looked_back=True)
    assert StepKind.LOOK_BACK not in kinds(begun, **day)
    late = {"seconds": (third + INVITED_FOR).total_seconds()}
    assert StepKind.LOOK_BACK not in kinds(at(**late), **late)


def test_no_to_the_papers_alone_and_an_open_one_invite_to_nothing() -> None:
    for events in (NO_TO_PAPERS, MET):
        for days in range(2, 20):
            now = after(days=days)
            assert look_back(case(*events, now=now), now, LONDON) is None


def test_resume_goes_on_where_one_stopped() -> None:
    assert [resume(n) for n in (0, 2, last_step() - 1)] == [1, 3, last_step()]
    assert resume(last_step()) == 1
    assert resume(99) == 1


def test_two_answers_of_all_are_a_whole_look_back() -> None:
    assert answered({"keep": "The start.", "happened": "They asked.", "expected": "  "}) == 2
    assert answered({}) == 0


def test_looking_back_begins_with_what_to_keep() -> None:
    assert questions()[0].id == "keep"
    assert {q.id for q in questions()} >= {"expected", "happened", "explains", "change"}


@pytest.mark.parametrize(
    ("answer", "opens"), [("not_for_me", True), ("yes", False), ("partly", False), ("", False)]
)
def test_only_not_for_me_opens_the_check_of_fit(answer: str, opens: bool) -> None:
    assert opens_fit_check(answer) is opens
    assert not answer or answer in dict(fit().answers)
