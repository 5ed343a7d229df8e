from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from nextround.desk import applications, settings


def test_with_nothing_read_it_leads_to_the_welcome(page: Client) -> None:
    answer = page.get("/", follow=True)
    assert answer.redirect_chain == [("/welcome", 302)]
    assert "Start with your own mail" in answer.content.decode()


def test_one_step_with_its_reason_and_its_button(page: Client, lumen: int) -> None:
    answer = page.get("/")
    step = answer.context["next"]
    assert (step.kind, step.company, step.verb, step.letter_kind) == (
        "ask_feedback",
        "Lumen Yard",
        "Write to them",
        "feedback_request",
    )
    html = answer.content.decode()
    assert "Nothing else needs you" in html
    assert "missed" not in html


def test_another_day_is_chosen_and_a_wrong_one_gets_a_sentence(
    page: Client, lumen: int, now: datetime
) -> None:
    assert "Another day" in page.get("/").content.decode()
    key = re.search(r'name="step" value="([^"]+)"', page.get("/").content.decode())
    assert key is not None
    for wrong, sentence in (
        ("", "Choose a day."),
        ("soon", "Give the day as"),
        ("2020-01-01", "from tomorrow on"),
    ):
        answer = page.post("/another-day", {"step": key[1], "day": wrong}, follow=True)
        assert sentence in answer.content.decode()
    day = timezone.localdate(now) + timedelta(days=9)
    html = page.post("/another-day", {"step": key[1], "day": f"{day:%Y-%m-%d}"}, follow=True).content.decode()
    assert f"Put off until {day:%A} {day.day} {day:%B}" in html
    assert key[1] not in html


def test_not_today_puts_it_off_and_undo_brings_it_back(page: Client, lumen: int) -> None:
    key = page.get("/").context["next"].key
    answer = page.post("/not-today", {"step": key}, follow=True)
    assert answer.context["next"] is None
    assert "Nothing needs you today" in answer.content.decode()
    page.post(f"/undo/{answer.context['chrome'].deed['pk']}")
    assert page.get("/").context["next"].key == key


def test_leave_out_lets_it_go(page: Client, lumen: int) -> None:
    page.post("/leave-out", {"step": page.get("/").context["next"].key})
    assert page.get("/").context["next"] is None


def test_strangers_step_is_not_found(page: Client, stranger: Client, lumen: int) -> None:
    key = page.get("/").context["next"].key
    assert stranger.post("/not-today", {"step": key}).status_code == 404
    assert page.post("/not-today", {"step": "nonsense"}).status_code == 404


def test_upset_puts_everything_away_until_the_morning(page: Client, alice: Any, lumen: int) -> None:
    settings.save(alice, zone="Asia/Tokyo")
    answer = page.post("/put-away", follow=True)
    html = answer.content.decode()
    assert "You can stop here today" in html
    assert "/support" in html
    assert "Lumen Yard" not in html
    assert answer.context["chrome"].questions == 0
    until = answer.context["until"]
    assert until.astimezone(timezone.get_default_timezone()) - timezone.now() < timedelta(days=2)
    answer = page.post("/come-back", follow=True)
    assert answer.context["next"].company == "Lumen Yard"


def test_put_away_for_as_long_as_asked_and_no_longer_than_a_month(page: Client, lumen: int) -> None:
    for said, days in (("7", 7), ("999999", 30), ("-4", 1), ("x", 1)):
        until = page.post("/put-away", {"days": said}, follow=True).context["until"]
        assert days - 1 <= (until - timezone.now()) / timedelta(days=1) <= days + 1


def test_rest_is_short_until_all_is_asked_for(page: Client, alice: Any) -> None:
    now = timezone.now()
    for number in range(9):
        pk = applications.add(alice, f"Work {number}", "Planner", now - timedelta(days=40))
        applications.record_event(alice, pk, "interview", now - timedelta(days=9), "interview")
        applications.record_event(alice, pk, "rejection", now - timedelta(days=1, hours=number), "interview")
    assert (len(page.get("/").context["rest"]), page.get("/").context["more"]) == (5, 3)
    assert (len(page.get("/?all=1").context["rest"]), page.get("/?all=1").context["more"]) == (8, 0)
