"""After they answered: thanks, one clearer question at most, and what asking has come to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.playbook.answers import AWKWARD, answer_rate, asked_sentence, compare
from nextround.playbook.budget import clarify_gate, letter_gate
from nextround.playbook.case import Answered, Case, StepKind, Written
from nextround.playbook.steps import steps
from nextround.reading.feedback import Sort
from tests.playbook.test_agenda import MONDAY, NO_AFTER_MEETING, after, case

LONDON = ZoneInfo("Europe/London")
ASKED = Written(StepKind.ASK_FEEDBACK, after(days=1))


def told(sort: Sort, day: float = 3) -> Answered:
    return Answered(after(days=day), sort)


def after_ask(
    *answers: Answered, written: tuple[Written, ...] = (ASKED,), now: datetime | None = None
) -> Case:
    return case(*NO_AFTER_MEETING, now=now or after(days=4), written=written, answered=answers)


def offered(one: Case, now: datetime) -> list[StepKind]:
    """What is offered to do towards them; looking back is the person's own affair."""
    return [step.kind for step in steps(one, now, LONDON) if step.kind is not StepKind.LOOK_BACK]


def test_specific_words_are_thanked_for_and_nothing_is_asked() -> None:
    """R016, R017: feedback logged offers the thank-you alone."""
    one = after_ask(told(Sort.SPECIFIC))
    assert offered(one, after(days=4)) == [StepKind.THANK_FEEDBACK]
    gate = letter_gate(one, StepKind.CLARIFY, after(days=4))
    assert not gate.open
    assert "Thanks are all it needs" in gate.why


def test_words_for_everybody_open_one_question_and_then_it_is_closed() -> None:
    """R026: generic, one clarifying draft; after it is sent, closed, whatever they answer."""
    assert offered(after_ask(told(Sort.GENERIC)), after(days=4)) == [StepKind.CLARIFY]
    sent = (ASKED, Written(StepKind.CLARIFY, after(days=5)))
    again = after_ask(told(Sort.GENERIC), told(Sort.GENERIC, 7), written=sent)
    assert offered(again, after(days=8)) == [StepKind.THANK_FEEDBACK]
    assert "You asked once more already" in clarify_gate(again).why


def test_a_reason_that_is_not_about_the_person_needs_no_question() -> None:
    one = after_ask(told(Sort.CIRCUMSTANCE))
    assert offered(one, after(days=4)) == [StepKind.THANK_FEEDBACK]
    assert "nothing to clear up" in clarify_gate(one).why


def test_before_they_told_anything_there_is_nothing_to_clear_up() -> None:
    assert "not told you anything" in letter_gate(after_ask(), StepKind.CLARIFY, after(days=4)).why


def test_thanks_are_offered_for_three_weeks_and_not_after_writing() -> None:
    assert offered(after_ask(told(Sort.SPECIFIC)), after(days=25)) == []
    thanked = (ASKED, Written(StepKind.THANK_OR_REST, after(days=3, hours=2)))
    assert offered(after_ask(told(Sort.SPECIFIC), written=thanked), after(days=4)) == []


def test_a_no_that_tells_something_is_thanked_for_instead_of_asked_about() -> None:
    one = case(*NO_AFTER_MEETING, now=after(hours=2), answered=(Answered(MONDAY, Sort.SPECIFIC),))
    assert offered(one, after(hours=2)) == [StepKind.THANK_FEEDBACK]


def test_their_words_by_phone_fill_the_budget_again() -> None:
    twice = (ASKED, Written(StepKind.ASK_FEEDBACK, after(days=15)))
    late = after(days=20)
    assert not letter_gate(after_ask(written=twice, now=late), StepKind.THANK_OR_REST, late).open
    answered = after_ask(told(Sort.SPECIFIC, 18), written=twice, now=late)
    assert letter_gate(answered, StepKind.THANK_OR_REST, late).open


@given(st.lists(st.tuples(st.sampled_from(list(Sort)), st.booleans()), max_size=8))
def test_no_path_leads_to_a_second_clarifying_question(moves: list[tuple[Sort, bool]]) -> None:
    """Whatever they answer and whatever the person takes up, one such question is the most."""
    answers: list[Answered] = []
    written = [ASKED]
    for number, (sort, takes_up) in enumerate(moves):
        answers.append(told(sort, 3 + 2 * number))
        now = after(days=4 + 2 * number)
        one = after_ask(*answers, written=tuple(written), now=now)
        if takes_up and letter_gate(one, StepKind.CLARIFY, now).open:
            assert Sort.SPECIFIC not in {answer.sort for answer in answers}
            written.append(Written(StepKind.CLARIFY, now))
    assert sum(one.kind is StepKind.CLARIFY for one in written) <= 1


def test_the_rate_appears_from_the_fifth_ask_on_in_neutral_words() -> None:
    """R007: 5 asks, 1 answer shows 1 of 5; without asks no rate is shown."""
    assert answer_rate(0, 0) == ""
    assert answer_rate(4, 4) == ""
    assert answer_rate(5, 1).startswith("So far 1 of 5 answered.")
    assert not {"only", "just", "%", "failed"} & set(answer_rate(9, 0).lower().split())


def test_an_ask_without_an_answer_is_done() -> None:
    """R008: no reply after the wait shows the ask as done, with a kind line."""
    early, late = after(days=4), after(days=40)
    assert asked_sentence(after_ask(), early).startswith("You asked. That part is done")
    assert "No answer came" in asked_sentence(after_ask(now=late), late)
    assert asked_sentence(after_ask(told(Sort.GENERIC)), early) == ""
    assert asked_sentence(case(*NO_AFTER_MEETING, now=early), early) == ""


def test_the_awkward_feeling_is_answered_in_two_sentences() -> None:
    """R005: two sentences, one of them with its evidence."""
    assert len(AWKWARD) == 2
    assert "2012" in AWKWARD[1]


@pytest.mark.parametrize(
    ("own", "named", "blind", "harsh"),
    [
        ({"structure_of_answers": 5}, ["structure_of_answers"], ("structure_of_answers",), ()),
        ({"preparation": 1}, ["salary"], (), ("preparation",)),
        ({"preparation": 1}, ["preparation"], (), ()),
        ({"preparation": 1, "salary": 3}, [], (), ()),
        ({"structure_of_answers": 4}, ["salary"], (), ()),
    ],
)
def test_own_view_and_theirs_are_laid_side_by_side(
    own: dict[str, int], named: list[str], blind: tuple[str, ...], harsh: tuple[str, ...]
) -> None:
    """R028: what they named and the person found good; what the person found weak and nobody named."""
    seen = compare(own, named)
    assert (seen.blind, seen.harsh) == (blind, harsh)
