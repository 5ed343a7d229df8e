"""A line to someone kept: seldom, with a reason, and rest when nothing comes back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from nextround.playbook.case import Called, CallOutcome, Case, Contact, StepKind, Written
from nextround.playbook.contacts import reason
from nextround.playbook.step import Step
from nextround.playbook.steps import steps
from tests.playbook.test_agenda import NO_TO_PAPERS, after, case, event

LONDON = ZoneInfo("Europe/London")
ADA = Contact("Ada Holt", after(days=1), "cold chain")
TOUCH = StepKind.STAY_IN_TOUCH


def kept(days: float, *people: Contact, **more: object) -> Case:
    return case(*NO_TO_PAPERS, now=after(days=days), contacts=people or (ADA,), **more)


def touch(one: Case, days: float) -> Step | None:
    return next((s for s in steps(one, after(days=days), LONDON) if s.kind is TOUCH), None)


def test_a_reminder_carries_the_reason_to_write_or_asks_for_one() -> None:
    """R044: interest cold chain stands in the reminder; without one the reminder asks for it."""
    assert "cold chain" in reason(ADA)
    assert "What do they care about?" in reason(Contact("Ada Holt", after(days=1)))
    step = touch(kept(44), 44)
    assert step is not None
    assert (step.title, "cold chain" in step.why) == ("A line to Ada Holt", True)


@pytest.mark.parametrize(
    ("days", "offered"), [(20, False), (42.5, False), (43.5, True), (56, True), (58, False)]
)
def test_a_line_is_offered_from_six_to_eight_weeks_and_then_let_go(days: float, offered: bool) -> None:
    assert (touch(kept(days), days) is not None) is offered


def test_any_word_since_moves_the_line_on() -> None:
    wrote = (Written(StepKind.LOOK_AGAIN, after(days=30)),)
    rang = (Called(after(days=30), CallOutcome.SPOKE),)
    assert touch(kept(44, written=wrote), 44) is None
    assert touch(kept(44, calls=rang), 44) is None
    assert touch(kept(73, calls=rang), 73) is not None


def test_a_contact_rests_after_two_letters_that_nothing_came_back_for() -> None:
    """C13: two unanswered, and it rests; an answer wakes it."""
    wrote = (Written(StepKind.LOOK_AGAIN, after(days=3)), Written(StepKind.LOOK_AGAIN, after(days=50)))
    assert touch(kept(95, written=wrote), 95) is None
    events = (*NO_TO_PAPERS, event("other", after(days=52)))
    awake = case(*events, now=after(days=95), contacts=(ADA,), written=wrote)
    assert touch(awake, 95) is not None


def test_of_several_people_the_one_kept_last_is_named_and_nobody_means_no_line() -> None:
    later = Contact("Bo Reed", after(days=2))
    step = touch(kept(45, ADA, later), 45)
    assert step is not None
    assert step.title == "A line to Bo Reed"
    assert touch(case(*NO_TO_PAPERS, now=after(days=45)), 45) is None


def test_a_closed_application_still_lets_a_line_go_to_someone_kept() -> None:
    assert touch(kept(45, closed_at=after(days=5)), 45) is not None
