"""The rounds of one application."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.rounds import rounds
from nextround.journey.standing import standing
from nextround.reading.finding import Stage
from tests.journey.builders import application, day, event

Line = tuple[str, int, str, float | None]


def lines(*events: Event, met: tuple[float, ...] = (), now: float = 40) -> list[Line]:
    """(stage, number, outcome, day met) of each round."""
    held = replace(application(*events), meetings=tuple(day(n) for n in met))
    return [
        (
            one.stage.value,
            one.number,
            one.outcome.value if one.outcome else "",
            (one.met - day(0)).days if one.met else None,
        )
        for one in rounds(held, day(now))
    ]


def test_without_events_there_is_no_round() -> None:
    assert rounds(Application("1", "Brightwater"), day(1)) == ()


def test_each_stage_is_a_round_and_the_last_has_the_outcome() -> None:
    assert lines(
        event("applied", 0),
        event("interview", 5, stage=Stage.PHONE),
        event("assessment", 9),
        event("interview", 14),
        event("rejection", 20),
    ) == [
        ("cv", 1, "", None),
        ("phone", 1, "", None),
        ("assessment", 1, "", None),
        ("interview", 1, "rejected", None),
    ]


def test_confirmed_meetings_are_the_dates_of_their_rounds() -> None:
    found = lines(
        event("applied", 0),
        event("interview", 5, stage=Stage.PHONE),
        event("interview", 10),
        met=(7, 12, 19),
        now=20,
    )
    assert found == [
        ("cv", 1, "", None),
        ("phone", 1, "", 7),
        ("interview", 1, "", 12),
        ("interview", 2, "open", 19),
    ]


def test_an_invitation_after_the_meeting_is_another_round_and_before_it_is_not() -> None:
    applied, first = event("applied", 0), event("interview", 5)
    assert lines(applied, first, event("interview", 6), met=(8,), now=9)[1:] == [("interview", 1, "open", 8)]
    assert lines(applied, first, event("interview", 10), met=(8,), now=11)[1:] == [
        ("interview", 1, "", 8),
        ("interview", 2, "open", None),
    ]


def test_a_meeting_before_any_round_of_people_makes_none() -> None:
    assert lines(event("applied", 0), met=(3,), now=4) == [("cv", 1, "open", None)]


def test_what_is_not_sure_makes_no_round() -> None:
    assert lines(event("applied", 0), event("interview", 5, sure=False), now=6) == [("cv", 1, "open", None)]


@pytest.mark.parametrize(
    ("before", "said", "stage"),
    [
        (Stage.PHONE, Stage.INTERVIEW, Stage.PHONE),  # "thank you for the conversation" was the call
        (Stage.CV, Stage.INTERVIEW, Stage.INTERVIEW),
        (Stage.ASSESSMENT, Stage.INTERVIEW, Stage.INTERVIEW),
        (Stage.FINAL, Stage.INTERVIEW, Stage.FINAL),
        (Stage.PHONE, Stage.FINAL, Stage.FINAL),
        (Stage.INTERVIEW, None, Stage.INTERVIEW),
        (Stage.INTERVIEW, Stage.CV, Stage.INTERVIEW),
    ],
)
def test_a_no_came_from_the_round_it_says_or_the_last_one_before(
    before: Stage, said: Stage | None, stage: Stage
) -> None:
    held = application(event("interview", 5, stage=before), event("rejection", 9, stage=said))
    assert (standing(held, day(10)).stage, rounds(held, day(10))[-1].outcome) == (stage, Outcome.REJECTED)


def test_the_persons_own_word_brings_a_round_on() -> None:
    told = event("rejection", 9, stage=Stage.INTERVIEW, by_person=True)
    held = application(event("interview", 5, stage=Stage.PHONE), told)
    assert standing(held, day(10)).stage is Stage.INTERVIEW
