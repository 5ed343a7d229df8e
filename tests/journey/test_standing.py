"""Where an application stands."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.standing import SILENT_AFTER, standing
from nextround.reading.finding import Kind, Stage
from tests.journey.builders import application, day, event


def outcome(*events: Event, now: float = 1) -> Outcome:
    return standing(application(*events), day(now)).outcome


def test_standing_of_a_fresh_receipt_is_open() -> None:
    found = standing(application(event("applied")), day(1))
    assert (found.outcome, found.stage, found.since, found.met) == (Outcome.OPEN, Stage.CV, day(0), False)


def test_standing_without_events_is_open_and_undated() -> None:
    found = standing(Application("1", "Brightwater"), day(1))
    assert (found.outcome, found.since, found.last_event, found.quiet_from) == (
        Outcome.OPEN,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("rejection", Outcome.REJECTED),
        ("cancelled", Outcome.CANCELLED),
        ("offer", Outcome.OFFER),
        ("interview", Outcome.OPEN),
        ("own", Outcome.OPEN),
    ],
)
def test_standing_follows_a_sure_event(kind: str, expected: Outcome) -> None:
    assert outcome(event("applied"), event(kind, 1), now=2) is expected


@pytest.mark.parametrize("kind", ["rejection", "cancelled", "offer"])
def test_standing_is_not_moved_by_an_unsure_event(kind: str) -> None:
    assert outcome(event("applied"), event(kind, 1, sure=False), now=2) is Outcome.OPEN


def test_standing_keeps_the_stage_reached_when_the_no_came() -> None:
    found = standing(application(event("applied"), event("interview", 5), event("rejection", 9)), day(10))
    assert (found.stage, found.since, found.met) == (Stage.INTERVIEW, day(9), True)
    assert found.decided_by is not None
    assert found.decided_by.kind is Kind.REJECTION


def test_standing_takes_the_stage_a_no_names() -> None:
    found = standing(application(event("applied"), event("rejection", 9, stage=Stage.FINAL)), day(10))
    assert found.stage is Stage.FINAL


def test_standing_takes_the_stage_of_an_event_before_its_kind() -> None:
    found = standing(application(event("interview", 1, stage=Stage.PHONE)), day(2))
    assert (found.stage, found.met) == (Stage.PHONE, True)


def test_standing_a_written_test_is_no_meeting() -> None:
    assert not standing(application(event("applied"), event("assessment", 2)), day(3)).met


@pytest.mark.parametrize("stage", SILENT_AFTER)
def test_standing_turns_silent_exactly_when_its_stage_says(stage: Stage) -> None:
    one = application(event("interview", 0, stage=stage))
    begins = day(0) + SILENT_AFTER[stage]
    assert standing(one, begins - timedelta(seconds=1)).outcome is Outcome.OPEN
    after = standing(one, begins)
    assert (after.outcome, after.since) == (Outcome.SILENT, begins)


def test_standing_an_offer_never_goes_silent() -> None:
    assert outcome(event("offer"), now=400) is Outcome.OFFER


def test_standing_open_at_the_offer_stage_never_goes_silent() -> None:
    again = event("other", 2, by_person=True, outcome=Outcome.OPEN)
    found = standing(application(event("offer"), again), day(400))
    assert (found.outcome, found.quiet_from) == (Outcome.OPEN, None)


def test_standing_silence_is_ended_by_any_later_mail() -> None:
    events = (event("applied"), event("interview", 60))
    assert outcome(*events[:1], now=59) is Outcome.SILENT
    assert outcome(*events, now=61) is Outcome.OPEN


def test_standing_silence_can_still_become_a_no() -> None:
    assert outcome(event("applied"), event("rejection", 90), now=91) is Outcome.REJECTED


def test_standing_a_mail_from_the_future_does_not_stop_the_clock() -> None:
    found = standing(application(event("applied"), event("other", 20_000)), day(0))
    assert found.quiet_from == day(30)


@pytest.mark.parametrize("kind", ["interview", "offer", "applied", "cancelled", "assessment"])
def test_standing_a_no_is_not_undone_by_a_mail(kind: str) -> None:
    found = standing(application(event("applied"), event("rejection", 1), event(kind, 2)), day(3))
    assert (found.outcome, found.stage) == (Outcome.REJECTED, Stage.CV)


def test_standing_an_offer_can_be_taken_back_by_a_mail() -> None:
    assert outcome(event("offer"), event("rejection", 1), now=2) is Outcome.REJECTED


def test_standing_the_person_opens_again_and_a_later_no_counts() -> None:
    opened = event("other", 2, by_person=True, outcome=Outcome.OPEN)
    assert outcome(event("rejection", 1), opened, now=3) is Outcome.OPEN
    assert outcome(event("rejection", 1), opened, event("rejection", 4), now=5) is Outcome.REJECTED


@pytest.mark.parametrize("said", [Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.CANCELLED, Outcome.OFFER])
def test_standing_the_persons_word_wins_over_later_mails(said: Outcome) -> None:
    word = event("other", 1, by_person=True, outcome=said)
    for kind in ("rejection", "offer", "interview", "cancelled"):
        found = standing(application(event("applied"), word, event(kind, 2)), day(3))
        assert (found.outcome, found.by_person) == (said, True)


def test_standing_the_persons_word_wins_on_the_same_instant() -> None:
    word = event("other", 1, by_person=True, outcome=Outcome.OPEN)
    assert outcome(word, event("rejection", 1), now=2) is Outcome.OPEN


def test_standing_silence_by_the_persons_word_is_ended_by_their_mail_not_by_ones_own() -> None:
    word = event("other", 1, by_person=True, outcome=Outcome.SILENT)
    assert outcome(event("applied"), word, event("own", 2), now=3) is Outcome.SILENT
    assert outcome(event("applied"), word, event("other", 2), now=3) is Outcome.OPEN


def test_standing_withdrawn_by_ones_own_mail() -> None:
    assert outcome(event("applied"), event("own", 1, withdrawn=True), now=2) is Outcome.WITHDRAWN
    assert outcome(event("rejection"), event("own", 1, withdrawn=True), now=2) is Outcome.REJECTED


def test_standing_is_the_same_for_every_order_of_events() -> None:
    events = [
        event("applied", message_id="a"),
        event("interview", 3, message_id="b"),
        event("rejection", 3, message_id="c"),
        event("other", 3, by_person=True, outcome=Outcome.OPEN),
        event("own", 4, message_id="d"),
    ]
    found = {standing(application(*order), day(5)) for order in itertools.permutations(events)}
    assert len(found) == 1
