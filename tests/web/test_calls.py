"""The page of a call: what is open, the words, how it went."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nextround.desk import calls
from nextround.records.models import Call, Office


def address(pk: int, name: str = "") -> str:
    return reverse(f"application-call{name}", args=[pk])


def seen(page: Client, pk: int) -> str:
    return page.get(address(pk)).content.decode()


@pytest.fixture
def office(alice: Any, lumen: int) -> int:
    """Lumen Yard can be rung in London."""
    calls.keep_office(alice, lumen, "+44 20 7946 0000", welcome=True)
    return lumen


def test_page_says_why_there_is_no_call_and_where_to_tell_otherwise(page: Client, lumen: int) -> None:
    html = seen(page, lumen)
    assert "Answer the way they answered you" in html
    assert "What you want to say" not in html
    assert "They rang you?" in html
    assert f'href="{address(lumen)}"' in page.get(reverse("application", args=[lumen])).content.decode()


def test_saying_that_they_rang_opens_one_call(page: Client, lumen: int) -> None:
    answer = page.post(
        address(lumen, "-office"), {"number": "+44 20 7946 0000", "welcome": "on"}, follow=True
    )
    html = answer.content.decode()
    assert "One call, in their hours" in html or "Now is a good time" in html
    assert "+44 20 7946 0000" in html
    assert "Words for a call" in html
    assert "Noted where Lumen Yard can be rung" in html


def test_what_is_needed_to_know_their_hours_is_said(page: Client, lumen: int) -> None:
    page.post(address(lumen, "-office"), {"number": "030 901820", "welcome": "on"})
    assert "This number names no country" in seen(page, lumen)
    page.post(address(lumen, "-office"), {"country": "US", "welcome": "on"})
    html = seen(page, lumen)
    assert "Clocks differ within that country" in html
    assert "America/Chicago" in html
    assert "Colorado" in html
    page.post(address(lumen, "-office"), {"country": "US", "zone": "America/Chicago", "welcome": "on"})
    assert "Clocks differ" not in seen(page, lumen)
    assert Office.objects.get().zone == "America/Chicago"


def test_a_message_left_closes_the_page_for_a_second_call(page: Client, office: int) -> None:
    page.post(address(office, "-log"), {"outcome": "voicemail", "whom": "Robin Ash"})
    html = seen(page, office)
    assert "It is theirs to call back now" in html
    assert "I left a message" in html
    assert "tel:" not in html
    assert 'value="no_answer"' not in html
    refused = page.post(address(office, "-log"), {"outcome": "no_answer"})
    assert refused.status_code == 400
    assert Call.objects.count() == 1


def test_their_words_stay_on_the_page_when_the_form_cannot_be_taken(page: Client, office: int) -> None:
    said = {"outcome": "call_back", "said": "Ring me on Thursday, I know more then."}
    answer = page.post(address(office, "-log"), said)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Give the day and the time" in html
    assert "Ring me on Thursday" in html
    assert not Call.objects.exists()
    bad = page.post(address(office, "-log"), said | {"day": "soon", "time": "14:30"})
    assert "Give the day as 2026-03-31." in bad.content.decode()
    answer = page.post(address(office, "-office"), {"country": "ZZ"})
    assert answer.status_code == 400


def test_they_asked_to_be_rung_again(page: Client, office: int, now: datetime) -> None:
    day = f"{now + timedelta(days=2):%Y-%m-%d}"
    page.post(address(office, "-log"), {"outcome": "call_back", "day": day, "time": "15:00"})
    html = seen(page, office)
    assert "They expect you" in html
    assert "They asked you to ring on" in html


def test_a_call_is_taken_away_and_brought_back(page: Client, office: int) -> None:
    page.post(address(office, "-log"), {"outcome": "spoke", "said": "You were close."})
    assert "What they said" in seen(page, office)
    assert "You were close." in page.get(reverse("application-answers", args=[office])).content.decode()
    answer = page.post(reverse("call-away", args=[Call.objects.get().pk]), follow=True)
    html = answer.content.decode()
    assert "We spoke</strong>" not in html
    undo = re.search(r'action="(/undo/\d+)"', html)
    assert undo is not None
    page.post(undo[1])
    assert "We spoke</strong>" in seen(page, office)


def test_words_for_a_call_are_written_without_ways_to_send_them(page: Client, office: int) -> None:
    answer = page.post(reverse("letter-start", args=[office]), {"kind": "call_script"}, follow=True)
    html = answer.content.decode()
    assert "Words for a call" in html
    assert "How would you begin?" in html
    assert "To the call" in html
    assert "Open as a mail" not in html
    assert "I sent it" not in html


def test_strangers_find_no_call(stranger: Client, alice: Any, office: int) -> None:
    calls.log(alice, office, "voicemail")
    assert stranger.post(reverse("call-away", args=[Call.objects.get().pk])).status_code == 404
    for name in ("", "-office", "-log"):
        answer = (
            stranger.post(address(office, name), {"outcome": "spoke"})
            if name
            else stranger.get(address(office))
        )
        assert answer.status_code == 404
