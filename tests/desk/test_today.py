from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from nextround.desk import NotYours, Refused, applications, today
from nextround.desk.arranging import arrange
from nextround.reading.finding import Kind, Stage
from nextround.records.models import Application
from tests.desk.builders import DAY, post

NOW = DAY + timedelta(days=21)


@pytest.fixture
def no(alice: Any) -> Application:
    """A sure no of yesterday, after a conversation."""
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 20, Kind.REJECTION)
    arrange(alice, now=NOW)
    return Application.objects.get()


def test_a_fresh_no_is_the_next_step_with_its_reason(alice: Any, no: Application) -> None:
    step = today.today(alice, NOW).next
    assert step is not None
    assert (step.kind, step.company, step.application_pk) == ("ask_feedback", "Lumen Yard", no.pk)
    assert step.letter_kind == "feedback_request"
    assert all(title != source for source, title in step.why_sources)
    assert step.window


def test_not_today_brings_it_back_tomorrow(alice: Any, no: Application) -> None:
    step = today.today(alice, NOW).next
    assert step is not None
    today.not_today(alice, step.key, NOW)
    assert today.today(alice, NOW).next is None
    back = today.today(alice, NOW + timedelta(days=1)).next
    assert back is not None
    assert back.key == step.key


def test_a_step_is_put_off_to_a_chosen_day_and_stands_from_then_on(alice: Any, no: Application) -> None:
    step = today.today(alice, NOW).next
    assert step is not None
    day = (NOW + timedelta(days=50)).date()  # the offer itself would stand six weeks
    today.put_off(alice, step.key, day, NOW)
    assert today.today(alice, NOW + timedelta(days=20)).next is None
    back = today.today(alice, NOW + timedelta(days=50)).next
    assert back is not None
    assert back.key == step.key
    assert today.today(alice, NOW + timedelta(days=58)).next is None


@pytest.mark.parametrize("days", [-3, 0, 90])
def test_a_step_is_put_off_to_a_day_that_lies_ahead(alice: Any, no: Application, days: int) -> None:
    step = today.today(alice, NOW).next
    assert step is not None
    with pytest.raises(Refused, match="from tomorrow on"):
        today.put_off(alice, step.key, (NOW + timedelta(days=days)).date(), NOW)
    assert today.today(alice, NOW).next == step


def test_let_it_rest_is_for_good_and_can_be_taken_back(alice: Any, no: Application) -> None:
    step = today.today(alice, NOW).next
    assert step is not None
    today.skip(alice, step.key, NOW)
    later = today.today(alice, NOW + timedelta(days=2)).next
    assert later is not None
    assert later.kind == "look_back"
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert today.today(alice, NOW).next == step


def test_upset_today_puts_everything_away_until_the_morning(alice: Any, no: Application) -> None:
    post(alice, 4, 20, Kind.REJECTION, company="Brightfold", sure=False)
    arrange(alice, now=NOW)
    today.put_away(alice, now=NOW)
    view = today.today(alice, NOW)
    assert (view.next, view.rest, view.questions) == (None, (), 0)
    assert view.put_away_until is not None
    assert today.today(alice, view.put_away_until).next is not None
    today.come_back(alice)
    assert today.today(alice, NOW).next is not None


def test_an_unsure_no_is_asked_about_first(alice: Any) -> None:
    post(alice, 4, 20, Kind.REJECTION, sure=False)
    arrange(alice, now=NOW)
    view = today.today(alice, NOW)
    assert view.next is not None
    assert (view.next.kind, view.questions, view.next.action_url_name) == ("answer", 1, "review")
    with pytest.raises(Refused):
        today.not_today(alice, view.next.key)


def test_a_stranger_cannot_touch_a_step(alice: Any, charlie: Any, no: Application) -> None:
    step = today.today(alice, NOW).next
    assert step is not None
    for key in (step.key, "nonsense", f"{no.key}:nonsense", "' OR 1=1:ask_feedback"):
        with pytest.raises(NotYours):
            today.skip(charlie, key)
    assert not today.today(charlie, NOW).has_mail


def test_nothing_yet_says_so(alice: Any) -> None:
    view = today.today(alice, NOW)
    assert (view.next, view.has_mail, view.reading) == (None, False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_today_asks_as_often_for_one_as_for_three(
    alice: Any, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        post(alice, n + 1, 20, Kind.REJECTION, company=f"Firm{n} Works")
    arrange(alice, now=NOW)
    today.today(alice, NOW)
    with django_assert_num_queries(29):
        assert len(today.today(alice, NOW).rest) == count - 1


def test_a_question_goes_before_asking_how_it_stands(alice: Any) -> None:
    later = NOW + timedelta(days=30)
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 20, Kind.REJECTION, sure=False)
    arrange(alice, now=later)
    row = Application.objects.get()
    (line,) = applications.listing(alice, now=later).rows
    assert (line.state, line.last_event_word, line.next_step) == (
        "silent",
        "perhaps a no",
        "There is a question for you",
    )
    assert today.next_steps(alice, [row.pk], later) == {}
    assert today.steps_of(alice, row.pk, later) == ()
    step = today.today(alice, later).next
    assert step is not None
    assert step.kind == "answer"


def test_a_fresh_doubt_comes_before_a_fresh_no(alice: Any, no: Application) -> None:
    post(alice, 4, 19, Kind.REJECTION, company="Brightfold", sure=False)
    arrange(alice, now=NOW)
    step = today.today(alice, NOW).next
    assert step is not None
    assert step.kind == "answer"
