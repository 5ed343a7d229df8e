"""What now: the one next step, its window and its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.standing import standing
from nextround.playbook.agenda import Agenda, agenda
from nextround.playbook.budget import letter_gate
from nextround.playbook.case import Case, StepKind, Written
from nextround.reading.finding import Kind, Stage

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2025, 3, 10, 16, 0, tzinfo=UTC)


def after(**span: float) -> datetime:
    return MONDAY + timedelta(**span)


def case(*events: Event, now: datetime, key: str = "1", questions: int = 0, **more: object) -> Case:
    application = Application(key, "Ashdown", "Analyst", events=events)
    return Case(application, standing(application, now), questions, **more)  # type: ignore[arg-type]


def event(kind: str, on: datetime, stage: Stage | None = None, sure: bool = True) -> Event:
    return Event(Kind(kind), on, "<m>", sure, stage)


MET = (event("applied", after(days=-20)), event("interview", after(days=-6)))
NO_AFTER_MEETING = (*MET, event("rejection", MONDAY))
NO_TO_PAPERS = (event("applied", after(days=-20)), event("rejection", MONDAY))


def kinds(found: Agenda) -> list[StepKind]:
    return [s.kind for s in ([found.next] if found.next else []) + list(found.rest)]


def look(*cases: Case, now: datetime, **more: object) -> Agenda:
    return agenda(cases, now, LONDON, **more)  # type: ignore[arg-type]


def test_agenda_a_no_after_a_meeting_offers_to_ask_for_feedback() -> None:
    now = after(hours=2)
    step = look(case(*NO_AFTER_MEETING, now=now), now=now).next
    assert step is not None
    assert (step.kind, step.key, step.due) == (StepKind.ASK_FEEDBACK, "1:ask_feedback", after(hours=24))
    assert "R001" in step.rules
    assert "000" in step.sources
    assert step.title == "Write to Ashdown: your thanks, and one question"
    assert step.why.startswith("The people who met you know the reasons best.")


@pytest.mark.parametrize(
    ("received", "now", "sentence"),
    [
        ("2025-03-10T16:00", "2025-03-10T18:00", "By tomorrow afternoon is a good time. Later is fine too."),
        ("2025-03-10T09:00", "2025-03-11T08:00", "By this morning is a good time. Later is fine too."),
        ("2025-03-10T19:00", "2025-03-11T08:00", "By this evening is a good time. Later is fine too."),
        (
            "2025-03-14T17:30",
            "2025-03-14T18:00",
            "By Saturday evening is a good time; Monday morning is fine too.",
        ),
        (
            "2025-03-15T10:00",
            "2025-03-15T12:00",
            "By Sunday morning is a good time; Monday morning is fine too.",
        ),
        (
            "2025-03-10T16:00",
            "2025-03-11T22:00",
            "You can still write. A late thank-you is a good thank-you.",
        ),
    ],
)
def test_agenda_says_the_window_in_the_persons_words(received: str, now: str, sentence: str) -> None:
    told, moment = (datetime.fromisoformat(t).replace(tzinfo=LONDON) for t in (received, now))
    found = look(
        case(*MET[:1], event("interview", told - timedelta(days=9)), event("rejection", told), now=moment),
        now=moment,
    )
    assert found.next is not None
    assert found.next.window_sentence == sentence


def test_agenda_says_the_window_in_the_persons_zone() -> None:
    now = after(hours=1)
    found = agenda([case(*NO_AFTER_MEETING, now=now)], now, ZoneInfo("Asia/Tokyo"))
    assert found.next is not None
    assert found.next.window_sentence.startswith("By tomorrow morning")  # 16:00 in London is 01:00 there


def test_agenda_the_ask_stays_open_when_a_day_has_passed() -> None:
    now = after(hours=30)
    found = look(case(*NO_AFTER_MEETING, now=now), now=now)
    assert kinds(found) == [StepKind.ASK_FEEDBACK]


def test_agenda_the_ask_rests_after_some_weeks() -> None:
    now = after(days=43)
    assert look(case(*NO_AFTER_MEETING, now=now), now=now) == Agenda()


def test_agenda_the_ask_is_done_once_a_letter_was_sent() -> None:
    now = after(hours=5)
    done = (Written(StepKind.ASK_FEEDBACK, after(hours=4)),)
    assert look(case(*NO_AFTER_MEETING, now=now, written=done), now=now) == Agenda()


def test_agenda_the_ask_is_done_once_the_persons_own_mail_is_seen() -> None:
    now = after(hours=5)
    assert look(case(*NO_AFTER_MEETING, event("own", after(hours=3)), now=now), now=now) == Agenda()


def test_agenda_a_no_to_the_papers_offers_thanks_or_rest() -> None:
    now = after(hours=2)
    found = look(case(*NO_TO_PAPERS, now=now), now=now)
    assert kinds(found) == [StepKind.THANK_OR_REST]
    assert found.next is not None
    assert found.next.due is None
    later = after(days=8)
    assert look(case(*NO_TO_PAPERS, now=later), now=later) == Agenda()


def test_agenda_an_unsure_no_offers_a_question_and_no_letter() -> None:
    now = after(hours=2)
    unsure = case(*MET, event("rejection", MONDAY, sure=False), now=now, questions=1)
    found = look(unsure, now=now)
    assert kinds(found) == [StepKind.ANSWER]
    assert found.next is not None
    assert found.next.title == "Answer one short question"
    gate = letter_gate(unsure, StepKind.ASK_FEEDBACK, now)
    assert not gate.open
    assert "not a certain no" in gate.why


def test_agenda_counts_all_questions_in_one_step() -> None:
    found = look(case(*MET, now=MONDAY, questions=2), now=MONDAY, questions=3)
    assert found.next is not None
    assert found.next.title == "Answer 5 short questions"


def test_agenda_silence_past_its_time_offers_a_status_enquiry() -> None:
    early, now = after(days=7), after(days=9)
    assert look(case(*MET, now=early), now=early) == Agenda()
    found = look(case(*MET, now=now), now=now)
    assert kinds(found) == [StepKind.STATUS_ENQUIRY]
    assert found.next is not None
    assert "Quiet is not a no" in found.next.why


@pytest.mark.parametrize(("days", "offered"), [(29, False), (31, True), (52, False)])
def test_agenda_silence_after_papers_offers_an_enquiry_for_three_weeks(days: int, offered: bool) -> None:
    now = after(days=days)
    found = look(case(event("applied", MONDAY), now=now), now=now)
    assert (kinds(found) == [StepKind.STATUS_ENQUIRY]) is offered


def test_agenda_a_second_enquiry_waits_for_its_own_silence() -> None:
    sent = (Written(StepKind.STATUS_ENQUIRY, after(days=10)),)
    waiting, ready = after(days=19), after(days=23)
    assert look(case(*MET, now=waiting, written=sent), now=waiting) == Agenda()
    assert kinds(look(case(*MET, now=ready, written=sent), now=ready)) == [StepKind.STATUS_ENQUIRY]
    twice = (*sent, Written(StepKind.STATUS_ENQUIRY, after(days=23)))
    assert look(case(*MET, now=after(days=40), written=twice), now=after(days=40)) == Agenda()


@pytest.mark.parametrize(("stage", "looks"), [(Stage.FINAL, True), (Stage.INTERVIEW, False)])
def test_agenda_a_near_miss_offers_one_look_weeks_later(stage: Stage, looks: bool) -> None:
    now = after(days=36)
    near = case(
        *MET, event("rejection", MONDAY, stage), now=now, written=(Written(StepKind.ASK_FEEDBACK, MONDAY),)
    )
    assert (kinds(look(near, now=now)) == [StepKind.LOOK_AGAIN]) is looks


@pytest.mark.parametrize("kind", ["applied", "offer", "cancelled"])
def test_agenda_offers_nothing_where_nothing_is_due(kind: str) -> None:
    assert look(case(event(kind, MONDAY), now=after(days=1)), now=after(days=1)) == Agenda()


def test_agenda_of_nothing_is_empty() -> None:
    assert look(now=MONDAY) == Agenda()


def test_agenda_skipped_steps_stay_away() -> None:
    now = after(hours=2)
    skipped = frozenset({StepKind.ASK_FEEDBACK})
    assert look(case(*NO_AFTER_MEETING, now=now, skipped=skipped), now=now) == Agenda()


def test_agenda_a_step_put_off_comes_back() -> None:
    until = {StepKind.ASK_FEEDBACK: after(hours=13)}
    for hours, shown in ((2, False), (14, True)):
        found = look(case(*NO_AFTER_MEETING, now=after(hours=hours), snoozed=until), now=after(hours=hours))
        assert bool(found.next) is shown


def test_agenda_put_away_shows_nothing_until_its_time() -> None:
    until = after(days=3)
    for days, shown in ((1, False), (3, True)):
        now = after(days=days)
        found = look(case(*NO_AFTER_MEETING, now=now, questions=1), now=now, quiet_until=until)
        assert bool(found.next) is shown
        assert (found.quiet_until == until) is not shown


def many(now: datetime) -> Iterable[Case]:
    yield case(*NO_TO_PAPERS, now=now, key="papers")
    yield case(event("applied", after(days=-31)), now=now, key="silent")
    yield case(*MET, event("rejection", after(days=-20)), now=now, key="older")
    yield case(*NO_AFTER_MEETING, now=now, key="fresh", questions=1)
    yield case(*MET, event("rejection", after(hours=-9)), now=now, key="fresh2")


def test_agenda_orders_by_what_matters_first() -> None:
    now = after(hours=1)
    found = look(*many(now), now=now)
    keys = [found.next.application_key if found.next else ""] + [s.application_key for s in found.rest]
    assert keys == ["fresh", "fresh2", "papers", "", "older", "silent"]


def test_agenda_does_not_depend_on_the_order_of_the_cases() -> None:
    now = after(hours=1)
    assert look(*reversed(list(many(now))), now=now) == look(*many(now), now=now)


def test_agenda_names_an_application_without_employer_kindly() -> None:
    now = after(hours=1)
    nameless = Application("1", "", events=NO_AFTER_MEETING)
    found = agenda([Case(nameless, standing(nameless, now))], now, LONDON)
    assert found.next is not None
    assert "this employer" in found.next.title


def test_agenda_a_no_by_the_persons_word_offers_the_ask_too() -> None:
    now = after(hours=1)
    word = Event(Kind.OTHER, MONDAY, by_person=True, outcome=Outcome.REJECTED)
    assert kinds(look(case(*MET, word, now=now), now=now)) == [StepKind.ASK_FEEDBACK]


@pytest.mark.parametrize(
    ("days", "order"),
    [(1, [StepKind.THANK_OR_REST, StepKind.ANSWER]), (3, [StepKind.ANSWER, StepKind.THANK_OR_REST])],
)
def test_agenda_yesterdays_no_to_the_papers_comes_before_questions(days: int, order: list[StepKind]) -> None:
    now = after(days=days)
    assert kinds(look(case(*NO_TO_PAPERS, now=now), now=now, questions=2)) == order


def test_agenda_questions_come_first_when_one_may_be_a_fresh_no() -> None:
    now = after(days=1)
    found = look(case(*NO_AFTER_MEETING, now=now), now=now, questions=2, fresh_doubt=True)
    assert kinds(found) == [StepKind.ANSWER, StepKind.ASK_FEEDBACK]
