"""Mails that say little, or the same thing twice: nothing is made of them that they do not say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from nextround.desk import applications, today
from nextround.desk.arranging import arrange
from nextround.desk.reading import new_mail
from nextround.mailbox.parse import parse
from nextround.reading.feedback import Sort, read_feedback
from nextround.reading.finding import Kind, Stage
from nextround.reading.recognise import recognise
from nextround.records import keep
from nextround.records.models import Application, Mail
from tests.desk.builders import DAY, post, raw, source

SIGNATURES = (
    "-- \nKim Vale\nLumen Yard\n+44 20 7946 0000",
    "Kim Vale | Talent Partner | Lumen Yard\nkim@lumen.example",
    "Sent from my phone",
    "",
    " \n\n\t\n",
)
NOW = DAY + timedelta(days=22)


@pytest.mark.parametrize("body", SIGNATURES)
def test_reply_that_is_only_a_signature_says_nothing(body: str) -> None:
    finding = recognise(parse(raw(9, 21, "kim@lumen.example", "Re: Your application", body, answers=3)))
    assert finding.kind not in {Kind.REJECTION, Kind.OFFER, Kind.FEEDBACK}
    assert read_feedback(body).sort is not Sort.SPECIFIC


def test_reply_that_is_only_a_signature_moves_no_application(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 20, Kind.REJECTION)
    arrange(alice, now=NOW)
    row = Application.objects.get(owner=alice)
    before = applications.one(alice, row.pk).state
    mail = new_mail(raw(9, 21, "jobs@lumen.example", "Re: Your application", SIGNATURES[0], answers=3))
    keep.received(source(alice), keep.Batch([mail], [], None, 0, 0, 1))
    arrange(alice, now=NOW)
    assert Mail.objects.filter(owner=alice).count() == 4
    assert applications.one(alice, row.pk).state == before == "rejected"


def test_two_noes_for_one_application_are_one_no_and_one_step(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 20, Kind.REJECTION)
    post(alice, 4, 21, Kind.REJECTION)
    arrange(alice, now=NOW)
    row = Application.objects.get(owner=alice)
    assert applications.one(alice, row.pk).state == "rejected"
    assert [step.kind for step in today.steps_of(alice, row.pk, NOW)] == ["ask_feedback"]


def test_no_dated_in_the_future_counts_from_today(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 900, Kind.REJECTION)
    arrange(alice, now=NOW)
    row = Application.objects.get(owner=alice)
    view = applications.one(alice, row.pk)
    assert (view.state, view.timeline[-1].date) == ("rejected", NOW)
    (step,) = today.steps_of(alice, row.pk, NOW)
    assert step.due == NOW + timedelta(days=1)
