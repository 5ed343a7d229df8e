"""Looking back over an application, a question a page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from nextround.desk import Refused, applications, looking_back, today
from nextround.records.models import Debrief, Matter


def test_r057_stopping_after_step_two_keeps_it_and_goes_on_at_three(
    page: Client, alice: Any, lumen: int
) -> None:
    here = f"/applications/{lumen}/look-back"
    assert page.get(here).context["view"].step == 1
    first = page.post(here, {"step": "1", "words": "The start went well.", "do": "next"}, follow=True)
    assert first.context["view"].step == 2
    stopped = page.post(
        here, {"step": "2", "words": "They would ask about plans.", "do": "stop"}, follow=True
    )
    assert stopped.redirect_chain == [(f"/applications/{lumen}", 302)]
    again = page.get(here).context["view"]
    assert again.step == 3
    assert [words for _, _, words in again.notes] == ["The start went well.", "They would ask about plans."]


def test_r055_at_once_later_is_suggested_and_one_can_start(page: Client, alice: Any, lumen: int) -> None:
    html = page.get(f"/applications/{lumen}/look-back").content.decode()
    assert "Later is fine" in html
    assert "You can also start now." in html
    offered = {step.kind for step in today.steps_of(alice, lumen)}
    assert "ask_feedback" in offered  # thanks and a question need not wait, and looking back is not pressed
    assert "look_back" not in offered


def test_r062_two_answers_are_enough(page: Client, alice: Any, lumen: int) -> None:
    here = f"/applications/{lumen}/look-back"
    for step, words in enumerate(("Kept.", "", "Happened.", "", ""), 1):
        assert page.post(here, {"step": str(step), "words": words, "do": "next"}).status_code == 302
    end = page.post(here, {"step": "6", "do": "stop"}, follow=True)
    assert end.redirect_chain == [(f"/applications/{lumen}", 302)]
    assert len(looking_back.view(alice, lumen).notes) == 2


def test_r023_not_for_me_opens_the_check_of_fit_and_sets_no_goal(
    page: Client, alice: Any, lumen: int
) -> None:
    here = f"/applications/{lumen}/look-back"
    assert "What did not suit you?" not in page.get(here + "?step=6").content.decode()
    opened = page.post(here, {"step": "6", "fit": "not_for_me", "do": "next"}, follow=True)
    assert "What did not suit you?" in opened.content.decode()
    page.post(here, {"step": "6", "fit": "not_for_me", "point": ["hours", "nonsense"], "do": "stop"})
    view = looking_back.view(alice, lumen, 6)
    assert (view.fit_answer, view.fit_points) == ("not_for_me", ("hours",))
    assert not Matter.objects.exists()
    page.post(here, {"step": "6", "fit": "yes", "point": ["hours"], "do": "stop"})
    assert looking_back.view(alice, lumen, 6).fit_points == ()


def test_invitation_leads_there_and_is_gone_once_begun(
    page: Client, alice: Any, lumen: int, now: datetime
) -> None:
    later = now + timedelta(days=4)
    step = next(s for s in today.steps_of(alice, lumen, later) if s.kind == "look_back")
    with time_machine.travel(later, tick=False):
        html = page.get(f"/applications/{lumen}").content.decode()
        assert html.count(f'href="/applications/{lumen}/look-back"') == 2
        page.post(f"/applications/{lumen}/look-back", {"step": "1", "words": "", "do": "stop"})
    assert step.key not in {s.key for s in today.steps_of(alice, lumen, later)}


def test_declined_invitation_does_not_come_back(alice: Any, lumen: int, now: datetime) -> None:
    later = now + timedelta(days=4)
    step = next(s for s in today.steps_of(alice, lumen, later) if s.kind == "look_back")
    today.skip(alice, step.key, later)
    for days in range(4, 40):
        found = today.steps_of(alice, lumen, now + timedelta(days=days))
        assert "look_back" not in {s.kind for s in found}


def test_several_noes_bring_one_invitation(alice: Any, lumen: int, now: datetime) -> None:
    for name in ("Brightfold", "Kestrel Mills"):
        pk = applications.add(alice, name, "Planner", now - timedelta(days=20))
        applications.record_event(alice, pk, "interview", now - timedelta(days=6), "interview")
        applications.record_event(alice, pk, "rejection", now - timedelta(hours=2), "interview")
    view = today.today(alice, now + timedelta(days=4))
    shown = [s for s in (view.next, *view.rest) if s and s.kind == "look_back"]
    assert len(shown) == 1


def test_notes_can_be_deleted(page: Client, alice: Any, lumen: int) -> None:
    here = f"/applications/{lumen}/look-back"
    page.post(here, {"step": "1", "words": "A line.", "do": "stop"})
    page.post(here, {"do": "delete"})
    assert not Debrief.objects.exists()


def test_joined_applications_keep_what_was_written(alice: Any, lumen: int, now: datetime) -> None:
    other = applications.add(alice, "Lumen Yard Ltd", "Planner", now)
    looking_back.answer(alice, other, 1, "Written there.", now)
    applications.merge(alice, lumen, other)
    assert looking_back.view(alice, lumen).notes[0][2] == "Written there."
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert looking_back.view(alice, other).notes[0][2] == "Written there."


@pytest.mark.parametrize("step", ["0", "7", "-1", "x", "99999"])
def test_step_that_is_not_there_shows_one_that_is(page: Client, lumen: int, step: str) -> None:
    answer = page.get(f"/applications/{lumen}/look-back?step={step}")
    assert answer.context["view"].step == 1


def test_what_cannot_be_is_turned_down(alice: Any, lumen: int) -> None:
    with pytest.raises(Refused):
        looking_back.answer(alice, lumen, 6, "x")
    with pytest.raises(Refused):
        looking_back.say_fit(alice, lumen, "nonsense")
    assert not Debrief.objects.exists()


def test_answer_too_long_comes_back_with_a_sentence(page: Client, lumen: int) -> None:
    html = page.post(
        f"/applications/{lumen}/look-back", {"step": "1", "words": "x" * 20_001}
    ).content.decode()
    assert "longer than an answer can hold" in html


def test_stranger_finds_nothing(stranger: Client, lumen: int) -> None:
    here = f"/applications/{lumen}/look-back"
    assert stranger.get(here).status_code == 404
    assert stranger.post(here, {"step": "1", "words": "x"}).status_code == 404
    assert stranger.post(here, {"do": "delete"}).status_code == 404
