from __future__ import annotations

from typing import Any

import pytest

from nextround.desk import Refused, applications, review
from nextround.desk.arranging import arrange
from nextround.reading.finding import Kind
from nextround.records.models import Application, Event, Question
from tests.desk.builders import RECENT, post


@pytest.fixture
def doubt(alice: Any) -> int:
    """A question about one application: is this a no?"""
    post(alice, 1, RECENT, Kind.APPLIED)
    post(alice, 2, RECENT + 9, Kind.REJECTION, role="", sure=False)
    arrange(alice)
    return int(Question.objects.get().pk)


@pytest.fixture
def whose(alice: Any) -> int:
    """A question between two applications."""
    post(alice, 1, 0, Kind.APPLIED, role="Planner")
    post(alice, 2, 1, Kind.APPLIED, role="Buyer")
    post(alice, 3, 9, Kind.REJECTION, role="")
    arrange(alice)
    return int(Question.objects.get().pk)


@pytest.fixture
def nameless(alice: Any) -> int:
    """A sure no that names nobody."""
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 9, Kind.REJECTION, company="", role="", sender="mail@elsewhere.example")
    arrange(alice)
    return int(Question.objects.get().pk)


def lines(owner: Any) -> list[list[str]]:
    rows = Application.objects.filter(owner=owner).order_by("pk")
    return [[event.kind for event in row.events.order_by("date")] for row in rows]


def undone(owner: Any, deed: Any) -> None:
    applications.undo(owner, deed.pk)


def test_a_mail_that_is_no_no_stays_on_the_timeline(alice: Any, doubt: int) -> None:
    assert lines(alice) == [["applied", "rejection"]]
    deed = review.answer(alice, doubt, "no")
    assert lines(alice) == [["applied", "other"]]
    arrange(alice, final=True)
    assert lines(alice) == [["applied", "other"]]
    assert Application.objects.get().outcome == "open"
    undone(alice, deed)
    assert lines(alice) == [["applied", "rejection"]]
    assert review.waiting(alice)


def test_a_new_application_begins_with_the_mail_and_undo_takes_it_away(alice: Any, doubt: int) -> None:
    deed = review.answer(alice, doubt, "new")
    assert lines(alice) == [["applied"], ["rejection"]]
    assert Application.objects.order_by("pk").last().company == "Lumen Yard"  # type: ignore[union-attr]
    arrange(alice, final=True)
    assert lines(alice) == [["applied"], ["rejection"]]
    assert not review.waiting(alice)
    undone(alice, deed)
    assert lines(alice) == [["applied", "rejection"]]
    assert review.waiting(alice)


@pytest.mark.parametrize(
    ("word", "after"),
    [("no", [["applied"], ["applied"]]), ("new", [["applied"], ["applied"], ["rejection"]])],
)
def test_none_of_these_and_a_new_one(alice: Any, whose: int, word: str, after: list[list[str]]) -> None:
    (question,) = review.waiting(alice)
    assert question.whose
    assert len(question.options) == 2
    deed = review.answer(alice, whose, word)
    assert lines(alice) == after
    assert not review.waiting(alice)
    undone(alice, deed)
    assert lines(alice) == [["applied"], ["applied"]]
    assert review.waiting(alice)[0].text == question.text


def test_which_one_has_to_be_said(alice: Any, whose: int) -> None:
    with pytest.raises(Refused, match="Choose the application"):
        review.answer(alice, whose, "yes")
    assert review.waiting(alice)


def test_a_mail_that_names_nobody_can_join_what_was_alive_then(alice: Any, nameless: int) -> None:
    (question,) = review.waiting(alice)
    assert [option.company for option in question.options] == ["Lumen Yard"]
    deed = review.answer(alice, nameless, "yes", question.options[0].pk)
    assert lines(alice) == [["applied", "rejection"]]
    undone(alice, deed)
    assert lines(alice) == [["applied"]]


def test_in_a_big_store_the_answer_shows_at_once(
    alice: Any, whose: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nextround.desk.arranging.SMALL", 0)
    (question,) = review.waiting(alice)
    review.answer(alice, whose, "yes", question.options[1].pk)
    assert Event.objects.get(kind="rejection").application_id == question.options[1].pk
    before = lines(alice)
    arrange(alice)
    assert lines(alice) == before
