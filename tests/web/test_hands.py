"""Three columns, goals from what can change, and letting go."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from nextround.desk import Refused, applications, hands
from nextround.records.models import Matter


def only(owner: Any) -> hands.MatterView:
    view = hands.view(owner)
    (found,) = [one for column in view.columns for one in column.matters] + list(view.let_go)
    return found


def test_r085_somebody_from_inside_stands_out_of_hands(page: Client, alice: Any, lumen: int) -> None:
    page.post("/for-you/hands", {"theme": "internal_candidate", "text": "", "application": lumen})
    found = only(alice)
    assert (found.control, found.text, found.company) == ("out", "Somebody from inside", "Lumen Yard")
    assert "for the best" not in page.get("/for-you/hands").content.decode()


def test_r086_a_language_goes_with_time_and_months_are_up_to_the_person(page: Client, alice: Any) -> None:
    page.post("/for-you/hands", {"theme": "language", "text": "Their Dutch"})
    pk = only(alice).pk
    page.post(f"/for-you/hands/{pk}", {"do": "goal", "goal": "One evening course", "months": ""})
    assert (only(alice).control, only(alice).goal, only(alice).months) == ("time", "One evening course", 0)
    page.post(f"/for-you/hands/{pk}", {"do": "goal", "goal": "One evening course", "months": "9"})
    assert only(alice).months == 9
    assert "in about 9 months" in page.get("/for-you/hands").content.decode()


def test_r087_what_is_let_go_leaves_the_columns_and_stays_readable(page: Client, alice: Any) -> None:
    pk = hands.add(alice, "The budget was cut", "role_closed")
    page.post(f"/for-you/hands/{pk}", {"do": "let-go", "line": "That was their year, not mine."})
    view = hands.view(alice)
    assert not any(column.matters for column in view.columns)
    html = page.get("/for-you/hands").content.decode()
    assert "The budget was cut" in html
    assert "That was their year, not mine." in html
    page.post(f"/for-you/hands/{pk}", {"do": "take-up"})
    assert only(alice).control == "out"


def test_r088_no_goal_from_what_is_out_of_hands_and_a_filter_is_offered_instead(
    page: Client, alice: Any
) -> None:
    pk = hands.add(alice, "The role went away", "role_closed")
    answer = page.post(f"/for-you/hands/{pk}", {"do": "goal", "goal": "Be faster"}, follow=True)
    assert "filter on your search instead" in answer.content.decode()
    assert only(alice).goal == ""
    page.post(f"/for-you/hands/{pk}", {"do": "filter"})
    assert only(alice).filter
    page.post(f"/for-you/hands/{pk}", {"do": "move", "control": "soon"})
    page.post(f"/for-you/hands/{pk}", {"do": "goal", "goal": "Ask early whether it is funded"})
    assert only(alice).goal == "Ask early whether it is funded"
    assert not only(alice).filter


def test_moving_out_of_hands_takes_the_goal_along_and_undo_brings_it_back(page: Client, alice: Any) -> None:
    pk = hands.add(alice, "My examples", "structure_of_answers")
    hands.set_goal(alice, pk, "Four stories", 5)
    assert (only(alice).goal, only(alice).months) == ("Four stories", 0)
    hands.move(alice, pk, "out")
    assert only(alice).goal == ""
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert (only(alice).control, only(alice).goal) == ("soon", "Four stories")


def test_own_word_about_where_it_belongs_is_kept(page: Client, alice: Any) -> None:
    page.post("/for-you/hands", {"text": "My commute", "theme": "location_visa", "control": "time"})
    assert only(alice).control == "time"
    page.post(f"/for-you/hands/{only(alice).pk}", {"do": "remove"})
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"text": "  "},
        {"text": "x", "theme": "nonsense"},
        {"text": "x", "control": "nonsense"},
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(page: Client, said: dict[str, str]) -> None:
    answer = page.post("/for-you/hands", said, follow=True)
    assert answer.status_code == 200
    assert not Matter.objects.exists()
    assert any(words in answer.content.decode() for words in ("no words in it", "Choose from the list"))


def test_buttons_that_are_not_there_change_nothing(page: Client, alice: Any) -> None:
    pk = hands.add(alice, "Something")
    before = only(alice)
    for said in ({"do": "move", "control": "nonsense"}, {"do": "nonsense"}, {}):
        assert "Nothing was changed" in page.post(f"/for-you/hands/{pk}", said, follow=True).content.decode()
    assert only(alice) == before
    with pytest.raises(Refused):
        hands.add(alice, "x", "nonsense")


def test_strangers_things_are_not_found(page: Client, stranger: Client, alice: Any, lumen: int) -> None:
    pk = hands.add(alice, "Mine")
    for do in ("move", "goal", "filter", "let-go", "take-up", "remove"):
        assert stranger.post(f"/for-you/hands/{pk}", {"do": do, "control": "soon"}).status_code == 404
    assert stranger.post("/for-you/hands", {"text": "x", "application": lumen}).status_code == 404
    assert "Mine" not in stranger.get("/for-you/hands").content.decode()
