"""A mail to oneself: what it says, when there is none, and that it is never taken for an answer."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest

from nextround.desk import receiving, settings, today
from nextround.desk.arranging import arrange
from nextround.desk.digest import digest
from nextround.desk.errors import Refused
from nextround.mailbox.source import Candidate
from nextround.reading.finding import Kind, Stage
from nextround.records import keep
from nextround.records.models import Application, Mail, Meeting
from tests.desk.builders import DAY, post, source

NOW = DAY + timedelta(days=21)


@pytest.fixture
def search(alice: Any) -> Application:
    """A sure no of yesterday after a conversation, and an application that waits."""
    settings.save(alice, name="Robin Ash", addresses=["me@home.example"], zone="Europe/Berlin")
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 20, Kind.REJECTION)
    post(alice, 4, 20, Kind.APPLIED, company="Tide Press")
    arrange(alice, now=NOW)
    Application.objects.update(note="They smelled of rain")
    return Application.objects.get(company="Lumen Yard")


def mail(owner: Any, now: datetime = NOW, week: bool = False) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(digest(owner, week, now).mail, policy=default))


def body(found: EmailMessage) -> str:
    return str(found.get_content()).replace("\r\n", "\n")


def test_the_day_says_the_one_step_and_nothing_private(alice: Any, search: Application) -> None:
    found = mail(alice)
    assert found["From"] == found["To"] == "Robin Ash <me@home.example>"
    assert found["Subject"] == "Nextround: today"
    assert found["Auto-Submitted"] == "auto-generated"
    text = body(found)
    assert "Write to Lumen Yard: your thanks, and one question" in text
    assert "Later is fine too." in text
    assert "rain" not in text
    assert "sent it because you asked" in text


def test_interviews_come_first_and_those_further_off_in_the_weeks_mail(
    alice: Any, search: Application
) -> None:
    row = Application.objects.get(company="Tide Press")
    for days in (0.5, 4, 9):
        Meeting.objects.create(
            owner=alice, application=row, starts_at=NOW + timedelta(days=days), place="Quay 4"
        )
    day, week = body(mail(alice)), body(mail(alice, week=True))
    assert day.startswith("Your interviews\n- Tide Press: ")
    assert (day.count("Quay 4"), week.count("Quay 4")) == (1, 2)


def test_the_week_names_the_waits_that_end_in_it(alice: Any, search: Application) -> None:
    Application.objects.filter(company="Tide Press").update(quiet_from=NOW + timedelta(days=3))
    assert "Tide Press" not in body(mail(alice))
    assert "a short question is fine, if you like, to: Tide Press." in body(mail(alice, week=True))


def test_there_is_no_mail_when_the_person_wants_none(alice: Any, search: Application) -> None:
    settings.save(alice, quiet=(time(21), time(9)))
    early = NOW - timedelta(hours=2)  # eight in Berlin
    assert (digest(alice, now=early).mail, digest(alice, now=early).why[:15]) == (b"", "These are your ")
    assert digest(alice, now=NOW).mail
    today.put_away(alice, now=NOW)
    assert "put away" in digest(alice, now=NOW).why
    today.come_back(alice)
    settings.save(alice, quiet=None)
    assert digest(alice, now=early).mail
    assert "Nothing needs you" in digest(alice, now=NOW + timedelta(days=300)).why


def test_without_an_address_of_ones_own_there_is_nowhere_to_send_it(alice: Any, search: Application) -> None:
    keep.preferences(alice, addresses=[])
    with pytest.raises(Refused, match="which address is yours"):
        digest(alice, now=NOW)


@pytest.mark.parametrize("name", ["", 'Robin "Ash"', "Robin\r\nBcc: x@y.example"])
def test_a_name_that_cannot_stand_in_a_header_stays_out(alice: Any, search: Application, name: str) -> None:
    keep.preferences(alice, name=name)
    found = mail(alice)
    assert found["From"] == "me@home.example"
    assert found["Bcc"] is None


def test_it_is_never_taken_in_as_a_mail_of_the_search(alice: Any, search: Application) -> None:
    pending = receiving.Pending(source(alice))
    received = b"Received: from post.example by home.example\r\n" * 100 + digest(alice, now=NOW).mail
    pending.take(Candidate(received, "box", {}))
    assert pending.mails == []
    pending.take(Candidate(received.replace(b"@digest.nextround.invalid", b"@post.example"), "box", {}))
    assert len(pending.mails) == 1
    assert Mail.objects.count() == 4
