"""Lines of one's own, one's numbers, and the way to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from nextround.desk import Refused, applications, feelings, numbers, own_lines


def test_every_page_leads_to_what_is_for_the_person(page: Client, lumen: int) -> None:
    for address in ("/", "/applications", "/support", "/for-you"):
        assert 'href="/for-you"' in page.get(address).content.decode()


def test_own_line_is_shown_at_the_next_no_and_has_a_switch(
    page: Client, alice: Any, lumen: int, now: datetime
) -> None:
    page.post("/for-you/lines", {"kind": "next", "text": "then I walk round the lake", "every": "7"})
    assert "then I walk round the lake" in page.get("/").content.decode()
    page.post("/feeling", {"feeling": "not_now"})
    assert "then I walk round the lake" not in page.get("/").content.decode()
    (line,) = own_lines.lines(alice, own_lines.NEXT)
    assert line.every == "at most once a week"
    for days, shown in ((2, False), (8, True)):
        at = now + timedelta(days=days)
        pk = applications.add(alice, f"Brightfold {days}", "Planner", now)
        applications.record_event(alice, pk, "rejection", at - timedelta(hours=1), now=at)
        with time_machine.travel(at, tick=False):
            assert ("then I walk round the lake" in page.get("/").content.decode()) is shown
    page.post(f"/for-you/lines/{line.pk}", {"do": "off"})
    with time_machine.travel(at, tick=False):
        assert "then I walk round the lake" not in page.get("/").content.decode()
    page.post(f"/for-you/lines/{line.pk}", {"do": "on"})
    assert own_lines.lines(alice, own_lines.NEXT)[0].on


def test_two_heavy_days_offer_the_card_once_and_it_is_shown_on_hard_days(
    page: Client, alice: Any, now: datetime
) -> None:
    feelings.note(alice, "sad", now=now - timedelta(days=1))
    assert "It is offered this once." not in page.get("/feeling").content.decode()
    feelings.note(alice, "angry", now=now - timedelta(minutes=1))
    assert "It is offered this once." in page.get("/feeling").content.decode()
    assert "It is offered this once." not in page.get("/feeling").content.decode()
    page.post("/for-you/lines", {"kind": "true", "text": "My sister calls me first."})
    assert "My sister calls me first." in page.get("/feeling").content.decode()
    page.post("/feeling", {"feeling": "all_right"})
    assert "My sister calls me first." not in page.get("/feeling").content.decode()


def test_line_can_be_taken_away_and_brought_back(page: Client, alice: Any) -> None:
    page.post("/for-you/lines", {"kind": "true", "text": "I mend  things."})
    (line,) = own_lines.lines(alice, own_lines.TRUE)
    assert line.text == "I mend things."
    page.post(f"/for-you/lines/{line.pk}", {"do": "remove"})
    assert own_lines.lines(alice, own_lines.TRUE) == ()
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert own_lines.lines(alice, own_lines.TRUE)[0].text == "I mend things."


@pytest.mark.parametrize(
    ("kind", "text", "every"),
    [("true", " ", 0), ("true", "x" * 501, 0), ("nonsense", "x", 0), ("next", "x", 3)],
)
def test_line_that_cannot_be_kept_is_turned_down(alice: Any, kind: str, text: str, every: int) -> None:
    with pytest.raises(Refused):
        own_lines.add(alice, kind, text, every)
    assert not own_lines.lines(alice, kind)


def test_empty_line_comes_back_with_a_sentence(page: Client) -> None:
    html = page.post("/for-you/lines", {"kind": "true", "text": ""}).content.decode()
    assert "There are no words in it yet" in html
    assert page.post("/for-you/lines", {"kind": "nonsense"}).status_code == 200


def test_strangers_line_is_not_found(page: Client, stranger: Client, alice: Any) -> None:
    page.post("/for-you/lines", {"kind": "true", "text": "Mine."})
    (line,) = own_lines.lines(alice, own_lines.TRUE)
    for do in ("off", "remove"):
        assert stranger.post(f"/for-you/lines/{line.pk}", {"do": do}).status_code == 404


def test_numbers_page_shows_luck_and_what_lies_outside(page: Client, alice: Any) -> None:
    html = page.get("/for-you/numbers?count=25&percent=3").content.decode()
    assert "47 of 100 people who send 25 hear of no interview" in html
    assert "somebody inside" in html.lower()
    assert "Rejection rate" not in html


@pytest.mark.parametrize(
    "query", ["count=-1&percent=3", "count=25&percent=101", "count=x&percent=y", "count=25"]
)
def test_numbers_that_cannot_be_come_back_with_a_sentence(page: Client, query: str) -> None:
    html = page.get("/for-you/numbers?" + query).content.decode()
    assert "Give a number between 0 and" in html


@pytest.mark.parametrize(("count", "percent"), [(-1, None), (100_001, None), (5, -0.1), (5, 100.5)])
def test_desk_turns_down_numbers_that_cannot_be(alice: Any, count: int, percent: float | None) -> None:
    with pytest.raises(Refused):
        numbers.view(alice, count, percent)


def test_own_numbers_are_counted_plainly(alice: Any, lumen: int, now: datetime) -> None:
    later = applications.add(alice, "Brightfold", "Planner", now - timedelta(days=2))
    applications.record_event(alice, later, "interview", now - timedelta(hours=1), "final")
    found = numbers.numbers(alice, lumen, now)
    assert (found.sent, found.met, found.noes, found.open) == (2, 2, 1, 1)
    assert (found.after_no, found.with_reason, found.offers) == (1, 0, 0)
    assert (found.furthest, found.here) == ("last round", "interview")
    applications.record_event(alice, lumen, "feedback", now)
    assert numbers.numbers(alice, now=now).with_reason == 1


def test_own_share_stands_beside_the_example_from_enough_applications_on(alice: Any, lumen: int) -> None:
    assert numbers.view(alice).own is None
    for number in range(19):
        applications.add(alice, f"House {number}", "Planner")
    assert numbers.view(alice).own == 5.0
