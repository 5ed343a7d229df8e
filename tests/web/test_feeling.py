"""A no arrives: the feeling first and only if one likes, then what would help."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from nextround.desk import Refused, applications, feelings
from nextround.records import keep
from nextround.records.models import Mood, Offered


def test_fresh_no_is_acknowledged_before_any_task_and_naming_is_optional(page: Client, lumen: int) -> None:
    html = page.get("/").content.decode()
    assert "<bdi>Lumen Yard</bdi> said no. That is hard to read." in html
    assert html.index('id="arrival-title"') < html.index('id="step-title"')
    assert "checked" not in html.split('class="feeling-words"')[1].split("</fieldset>")[0]
    after = page.post("/feeling", {"feeling": ["", "not_now"], "application": lumen}, follow=True)
    assert after.redirect_chain == [("/", 302)]
    assert "arrival-title" not in after.content.decode()
    assert after.context["next"].kind == "ask_feedback"


def test_angry_is_allowed_and_no_advice_comes_first(page: Client, lumen: int) -> None:
    html = page.get("/").content.decode()
    for word in ("Upset", "Angry", "Disappointed", "Cheated", "Not now"):
        assert word in html
    answer = page.post("/feeling", {"feeling": "angry", "application": lumen}, follow=True)
    said = answer.content.decode().split("<main")[1]
    assert said.index("You may be angry.") < said.index("What would help now?") < said.index("One small step")
    assert Mood.objects.get().application_id == lumen


def test_what_would_help_always_has_rest_among_its_choices(page: Client, lumen: int) -> None:
    for feeling, _ in feelings.choices():
        html = page.post("/feeling", {"feeling": feeling}, follow=True).content.decode()
        assert len(html.split('class="ways-on"')[1].split("</ul>")[0].split("<li>")) == 4
        assert "Rest for today" in html


def test_rest_puts_everything_away_and_nothing_asks_meanwhile(page: Client, lumen: int) -> None:
    page.post("/feeling", {"feeling": "tired"})
    page.post("/put-away")
    assert "arrival-title" not in page.get("/").content.decode()


def test_another_no_is_acknowledged_anew(page: Client, alice: Any, lumen: int, now: datetime) -> None:
    feelings.note(alice, "sad", now=now - timedelta(hours=1))
    assert feelings.arrival(alice, now) is None
    for name in ("Brightfold", "Kestrel Mills"):
        pk = applications.add(alice, name, "Planner", now - timedelta(days=9))
        applications.record_event(alice, pk, "rejection", now - timedelta(minutes=5))
    found = feelings.arrival(alice, now)
    assert found is not None
    assert (found.company, found.others) == ("Kestrel Mills", 1)


def test_hopeful_line_is_shown_on_a_day_that_is_all_right_and_then_rests(page: Client, lumen: int) -> None:
    line = "There will be other openings."
    assert line not in page.post("/feeling", {"feeling": "sad"}, follow=True).content.decode()
    assert line in page.post("/feeling", {"feeling": "all_right"}, follow=True).content.decode()
    assert line not in page.get("/feeling").content.decode()


def test_heavy_days_name_the_page_of_people_once(page: Client, alice: Any, now: datetime) -> None:
    for days in (3, 2, 1):
        feelings.note(alice, "sad", now=now - timedelta(days=days))
    assert "these <a" in page.get("/feeling").content.decode()
    assert "these <a" not in page.get("/feeling").content.decode()


def test_every_feeling_can_be_forgotten(page: Client, alice: Any, lumen: int) -> None:
    page.post("/feeling", {"feeling": "sad"})
    page.post("/feeling/forget")
    assert not Mood.objects.exists()


def test_word_that_is_not_on_the_list_is_turned_away(page: Client, alice: Any) -> None:
    with pytest.raises(Refused):
        feelings.note(alice, "nonsense")
    answer = page.post("/feeling", {"feeling": "nonsense"}, follow=True)
    assert "Choose one of the words" in answer.content.decode()


def test_stranger_sees_nothing_and_cannot_hang_a_feeling_on_it(
    page: Client, stranger: Client, charlie: Any, lumen: int
) -> None:
    page.post("/feeling", {"feeling": "sad", "application": lumen})
    assert feelings.named(charlie, Mood.objects.get().at) == []
    stranger.post("/feeling", {"feeling": "sad", "application": lumen})
    assert Mood.objects.get(owner=charlie).application_id is None
    assert stranger.post("/feeling", {"feeling": "sad", "application": "9" * 40}).status_code == 302


def test_deleting_everything_takes_feelings_with_it(page: Client, alice: Any, lumen: int) -> None:
    page.post("/feeling", {"feeling": "all_right"}, follow=True)
    assert Offered.objects.exists()
    keep.delete_everything(alice)
    assert not Mood.objects.exists()
    assert not Offered.objects.exists()


def test_after_a_pause_one_step_stands_alone_and_everything_is_one_tap_away(
    page: Client, alice: Any, lumen: int, now: datetime
) -> None:
    from nextround.desk import today

    today.put_away(alice, now + timedelta(hours=1), now)
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        assert "this is the one thing for today" in page.get("/").content.decode()
    with time_machine.travel(now + timedelta(hours=22), tick=False):
        room = page.get("/").content.decode()
        assert "It stays quiet here" in room
        assert "arrival-title" not in room
        page.post("/come-back")
        assert "step-title" in page.get("/").content.decode()
