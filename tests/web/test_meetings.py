"""The question about an interview's time on the page of an application."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nextround.desk import arranging, meetings
from nextround.reading.finding import Kind
from nextround.records.models import Application, Meeting
from tests.desk.builders import post
from tests.desk.test_meetings import NOW, invite


@pytest.fixture
def lumen(alice: Any) -> int:
    post(alice, 1, 0, Kind.APPLIED)
    arranging.arrange(alice, now=NOW)
    return Application.objects.get(owner=alice).pk


def send(page: Client, pk: int, **words: object) -> str:
    answer = page.post(reverse("application-meeting", args=[pk]), words, follow=True)
    return " ".join(answer.content.decode().split())


def test_the_page_asks_and_takes_yes(page: Client, alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    text = page.get(reverse("application", args=[lumen])).content.decode()
    assert "Interview on Thursday 12 March 2026, 14:00 (Berlin)" in text
    start = meetings.asks(alice, lumen)[0].options[0].start
    text = send(page, lumen, mail=mail.pk, answer="yes", start=start)
    assert "The interview" in text
    assert "Is that right?" not in text
    assert Meeting.objects.get(owner=alice).declined is False


def test_a_time_that_is_over_waits_below_and_one_ahead_stands_first(
    page: Client, alice: Any, lumen: int, time_machine: Any
) -> None:
    invite(alice, 2, 1)
    address = reverse("application", args=[lumen])
    for day, first in ((NOW, True), (NOW + timedelta(days=30), False)):
        time_machine.move_to(day)
        text = page.get(address).content.decode()
        assert (text.index("Interview on Thursday 12 March") < text.index("What happened")) is first
        assert ("Your mail names 1 time for an interview" in text) is not first


def test_the_page_takes_another_time_and_then_takes_it_away(page: Client, alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    start = meetings.asks(alice, lumen)[0].options[0].start
    answer = {"mail": mail.pk, "answer": "other", "start": start}
    assert "Give both the day and the time" in send(page, lumen, **answer, day="2026-03-13")
    assert "Give the time as 14:30" in send(page, lumen, **answer, day="2026-03-13", time="late")
    assert not Meeting.objects.exists()
    assert "Friday 13 March 2026, 10:15 (Berlin)" in send(
        page, lumen, **answer, day="2026-03-13", time="10:15"
    )
    row = Meeting.objects.get(owner=alice)
    page.post(reverse("meeting-away", args=[row.pk]))
    row.refresh_from_db()
    assert row.declined


def test_several_offered_times_are_each_a_button(page: Client, alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1, "Slots for an interview: 12 March at 10:00 CET or 13 March at 11:00 CET.")
    text = page.get(reverse("application", args=[lumen])).content.decode()
    assert "Which one did you agree on?" in text
    assert text.count('name="start" value="2026-03-1') == 3  # the third stands in "at another time"
    assert "None of these" in text
    send(page, lumen, mail=mail.pk, answer="no")
    assert Meeting.objects.get(owner=alice).declined


def test_the_page_tells_of_a_meeting_called_off(page: Client, alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, meetings.asks(alice, lumen)[0].options[0].start, now=NOW)
    off = invite(alice, 3, 2, "The interview on Thursday 12 March at 14:00 CET is cancelled.")
    assert "A mail calls the interview off" in page.get(reverse("application", args=[lumen])).content.decode()
    send(page, lumen, mail=off.pk, answer="off")
    assert Meeting.objects.get(owner=alice).declined


def test_today_tells_of_the_interviews_to_come(page: Client, alice: Any, lumen: int, now: Any) -> None:
    row = Application.objects.get(pk=lumen)
    Meeting.objects.create(owner=alice, application=row, starts_at=now + timedelta(days=2), zone="UTC")
    assert "Your interview" in page.get(reverse("today")).content.decode()


def test_a_meeting_is_no_line_to_part(page: Client, alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, meetings.asks(alice, lumen)[0].options[0].start, now=NOW)
    text = page.get(reverse("application-split", args=[lumen])).content.decode()
    assert text.count('name="event"') == 2


def test_a_strangers_application_is_not_found(stranger: Client, alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, meetings.asks(alice, lumen)[0].options[0].start, now=NOW)
    pk = Meeting.objects.get(owner=alice).pk
    answer = {"mail": mail.pk, "answer": "no"}
    assert stranger.post(reverse("application-meeting", args=[lumen]), answer).status_code == 404
    assert stranger.post(reverse("meeting-away", args=[pk])).status_code == 404
