from dataclasses import replace

import pytest

from nextround.journey.application import Application, Outcome
from nextround.journey.mail import Mail
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.settling import ASKED, BELIEVED, FADES, LAST_WORD
from nextround.journey.standing import standing
from tests.journey.builders import application, day, event, mail

LONG = 2 + LAST_WORD.days
RECEIPT = mail("a", "applied", 0, "Brightwater", "Analyst")


def doubt(name: str = "b", on: float = 2, likely: float = 0.7, company: str = "Brightwater") -> Mail:
    """A mail that may be a no."""
    one = mail(name, "rejection", on, company, "Analyst" if company else "", sure=False)
    return replace(one, finding=replace(one.finding, confidence=likely))


def seen(*mails: Mail, now: float, made: tuple[Application, ...] = ()) -> tuple[Search, Outcome]:
    found = rebuild(mails, day(now), made)
    return found, standing(found.applications[0], day(now)).outcome


def test_a_likely_no_that_answers_a_step_is_one_once_it_was_the_last_word_for_long() -> None:
    found, outcome = seen(RECEIPT, doubt(), now=LONG)
    assert (outcome, found.questions) == (Outcome.REJECTED, ())


@pytest.mark.parametrize(
    ("mails", "now"),
    [
        ((RECEIPT, doubt()), LONG - 0.1),
        ((RECEIPT, doubt(likely=BELIEVED - 0.01)), LONG),
        ((doubt(),), LONG),
        ((mail("a", "applied", 1.5, "Brightwater", "Analyst"), doubt()), LONG),
        ((mail("a", "applied", 0, "Brightwater", "Analyst", sure=False), doubt()), LONG),
    ],
)
def test_a_doubtful_no_is_asked_about_where_time_likelihood_or_a_step_before_is_missing(
    mails: tuple[Mail, ...], now: float
) -> None:
    found, outcome = seen(*mails, now=now)
    assert outcome is not Outcome.REJECTED
    assert [q.message_id for q in found.questions] == ["<b@x.example>"]


@pytest.mark.parametrize(
    ("after", "sure", "ended"),
    [
        ("feedback", True, True),
        ("own", True, True),
        ("rejection", False, True),
        ("other", True, False),
        ("interview", False, False),
        ("outreach", True, False),
    ],
)
def test_what_does_not_follow_a_no_keeps_a_doubtful_one_from_being_one(
    after: str, sure: bool, ended: bool
) -> None:
    later = mail("c", after, 4, "Brightwater", "Analyst", sure=sure, answers=("b",))
    _, outcome = seen(RECEIPT, doubt(), later, now=LONG + 10)
    assert (outcome is Outcome.REJECTED) is ended


def test_an_interview_that_is_still_ahead_keeps_a_doubtful_no_from_being_one() -> None:
    made = replace(application(event("applied", 0)), meetings=(day(3),))
    asked, outcome = seen(doubt(), now=LONG, made=(made,))
    assert outcome is not Outcome.REJECTED
    assert len(asked.questions) == 1
    assert seen(doubt(), now=LONG, made=(replace(made, meetings=(day(1),)),))[1] is Outcome.REJECTED


def test_the_persons_word_that_it_was_none_holds_for_ever() -> None:
    said = replace(doubt(), answered=True, finding=replace(doubt().finding, kind=RECEIPT.finding.kind))
    found, outcome = seen(RECEIPT, said, now=LONG)
    assert (outcome, found.questions) == (Outcome.OPEN, ())


def test_an_application_that_has_ended_stays_as_it_ended() -> None:
    gone = mail("c", "cancelled", 3, "Brightwater", "Analyst")
    found, outcome = seen(RECEIPT, doubt(), gone, now=LONG)
    assert (outcome, found.questions) == (Outcome.CANCELLED, ())
    assert [e.sure for e in found.applications[0].events] == [True, False, True]


def test_an_old_doubt_in_a_silent_application_stays_there_and_is_not_asked_about() -> None:
    old = FADES.days + 2
    found, outcome = seen(RECEIPT, doubt(likely=0.5), now=old)
    assert (outcome, found.questions) == (Outcome.SILENT, ())
    assert [e.sure for e in found.applications[0].events] == [True, False]
    assert len(seen(RECEIPT, doubt(likely=0.5), now=old - 0.1)[0].questions) == 1


def test_an_old_doubt_is_asked_about_where_the_application_is_not_silent() -> None:
    offer = mail("c", "offer", 1, "Brightwater", "Analyst")
    found, outcome = seen(RECEIPT, offer, doubt(likely=0.5), now=FADES.days + 2)
    assert outcome is Outcome.OFFER
    assert [q.message_id for q in found.questions] == ["<b@x.example>"]


@pytest.mark.parametrize(
    ("one", "now", "asked"),
    [
        (doubt(likely=ASKED, company=""), 3, True),
        (doubt(likely=ASKED - 0.01, company=""), 3, False),
        (doubt(likely=ASKED, company=""), FADES.days + 2, False),
        (mail("b", "rejection", 2), FADES.days + 2, True),
        (mail("b", "own", 2, withdrawn=True, sure=False), FADES.days + 2, False),
    ],
)
def test_a_doubt_that_nothing_places_is_asked_about_while_it_is_likely_and_young(
    one: Mail, now: float, asked: bool
) -> None:
    found = rebuild([one], day(now))
    assert bool(found.questions) is asked
    assert found.unfiled == (() if asked else ("<b@x.example>",))
