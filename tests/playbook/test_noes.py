"""A no however it came, the ways an application ends, and employers kept for later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.standing import standing
from nextround.playbook import closing, watch
from nextround.playbook.budget import contact_gate, letter_gate
from nextround.playbook.case import Answered, Case, StepKind, Written
from nextround.playbook.endings import PATHS, Ending, Look, ending, path
from nextround.playbook.place import place
from nextround.playbook.step import Step
from nextround.playbook.steps import steps
from nextround.playbook.told import Channel, Told, Watch
from nextround.playbook.windows import LATE
from nextround.reading.feedback import Sort
from nextround.reading.finding import Kind, Stage
from tests.playbook.test_agenda import LONDON, MET, MONDAY, NO_AFTER_MEETING, NO_TO_PAPERS, after, case, event

PAPERS = (event("applied", after(days=-20)),)


def told_case(
    now: datetime,
    channel: Channel = Channel.PHONE,
    asked: bool | None = None,
    sure: bool = True,
    before: tuple[Event, ...] = MET,
    written: tuple[Written, ...] = (),
) -> Case:
    told = Event(Kind.REJECTION, MONDAY, sure=sure, by_person=True)
    how = Told(MONDAY, channel, sure, asked)
    return case(*before, told, now=now, told=how, written=written)


def offered(found: Case, now: datetime) -> dict[StepKind, Step]:
    return {step.kind: step for step in steps(found, now, LONDON)}


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.IN_PERSON])
def test_r004_a_no_in_a_talk_asks_first_whether_they_got_to_ask(channel: Channel) -> None:
    found = offered(told_case(after(hours=1), channel), after(hours=1))
    assert list(found) == [StepKind.DID_YOU_ASK]
    step = found[StepKind.DID_YOU_ASK]
    assert (step.due, step.window_sentence, step.rules) == (None, "", ("R004",))
    assert list(offered(told_case(after(days=43), channel), after(days=43))) == []


def test_r004_who_could_not_ask_is_offered_a_short_mail_without_a_timer() -> None:
    found = offered(told_case(after(hours=1), asked=False), after(hours=1))
    step = found[StepKind.ASK_FEEDBACK]
    assert list(found) == [StepKind.ASK_FEEDBACK]
    assert step.due is None
    assert step.window_sentence == "A short mail today or tomorrow is on time. Later is fine too."
    assert "R004" in step.rules
    assert "R003" not in step.rules
    later = offered(told_case(after(days=3), asked=False), after(days=3))
    assert later[StepKind.ASK_FEEDBACK].window_sentence == LATE


def test_r004_who_asked_in_the_talk_is_offered_thanks_or_rest() -> None:
    found = offered(told_case(after(hours=1), asked=True), after(hours=1))
    assert list(found) == [StepKind.THANK_OR_REST]
    assert "You asked" in found[StepKind.THANK_OR_REST].why


def test_r004_a_call_after_papers_alone_may_be_answered_with_a_question() -> None:
    now = after(hours=1)
    assert list(offered(told_case(now, asked=False, before=PAPERS), now)) == [StepKind.ASK_FEEDBACK]
    assert list(offered(told_case(now, Channel.MAIL, before=PAPERS), now)) == [StepKind.THANK_OR_REST]


def test_r004_no_call_is_offered_while_they_may_have_asked_in_the_talk() -> None:
    now = after(hours=1)
    for asked, expected in (
        (None, [StepKind.DID_YOU_ASK]),
        (True, [StepKind.THANK_OR_REST]),
        (False, [StepKind.CALL]),
    ):
        found = replace(told_case(now, asked=asked), may_ring=True, place=place(country="GB"))
        assert list(offered(found, now)) == expected


def test_r004_the_question_rests_once_they_wrote() -> None:
    wrote = (Written(StepKind.ASK_FEEDBACK, after(hours=2)),)
    assert offered(told_case(after(hours=3), written=wrote), after(hours=3)) == {}


@pytest.mark.parametrize("channel", [Channel.MAIL, Channel.PORTAL, Channel.AGENCY])
def test_r003_a_no_in_writing_keeps_its_window_of_a_day(channel: Channel) -> None:
    step = offered(told_case(after(hours=1), channel), after(hours=1))[StepKind.ASK_FEEDBACK]
    assert step.due == after(hours=24)
    assert "R003" in step.rules


def test_a_no_by_post_has_no_clock() -> None:
    step = offered(told_case(after(hours=1), Channel.POST), after(hours=1))[StepKind.ASK_FEEDBACK]
    assert (step.due, step.window_sentence) == (None, "A letter takes its time, so you can take yours.")


def test_a_no_read_from_a_mail_is_not_taken_for_the_talk_before_it() -> None:
    """A no by phone was taken back, and later one came by mail: the mail's own window holds."""
    events = (*MET, event("rejection", after(days=2)))
    now = after(days=2, hours=1)
    (step,) = steps(case(*events, now=now, told=Told(MONDAY, Channel.PHONE)), now, LONDON)
    assert (step.kind, step.due) == (StepKind.ASK_FEEDBACK, after(days=3))
    again = (*events[:-1], Event(Kind.REJECTION, after(days=2), by_person=True))
    (step,) = steps(case(*again, now=now, told=Told(MONDAY, Channel.PHONE)), now, LONDON)
    assert step.due == after(days=3)


def test_r002_an_unsure_no_decides_nothing_and_offers_to_ask_how_it_stands() -> None:
    now = after(hours=2)
    unsure = told_case(now, sure=False)
    assert unsure.standing.outcome is Outcome.OPEN
    (step,) = steps(unsure, now, LONDON)
    assert step.kind is StepKind.STATUS_ENQUIRY
    assert "not sure" in step.why
    assert not letter_gate(unsure, StepKind.ASK_FEEDBACK, now).open
    assert letter_gate(unsure, StepKind.STATUS_ENQUIRY, now).open


def test_r002_an_unsure_no_is_settled_by_whatever_comes_after_it() -> None:
    now, told = after(days=2), Told(MONDAY, Channel.PHONE, sure=False)
    unsure = Event(Kind.REJECTION, MONDAY, sure=False, by_person=True)
    invited = case(*MET, unsure, event("interview", after(days=1)), now=now, told=told)
    assert steps(invited, now, LONDON) == []
    certain = case(*MET, unsure, event("rejection", after(days=1)), now=now, told=told)
    assert [step.kind for step in steps(certain, now, LONDON)] == [StepKind.ASK_FEEDBACK]


def test_a_no_told_by_phone_is_their_answer_and_fills_the_budget() -> None:
    now = after(hours=2)
    asked_before = (Written(StepKind.STATUS_ENQUIRY, after(days=-1)),)
    assert contact_gate(told_case(now, written=asked_before), now).open
    own_word = Event(Kind.OTHER, MONDAY, by_person=True)
    assert not contact_gate(case(*MET, own_word, now=now, written=asked_before), now).open


FINAL = (*MET, event("interview", after(days=-3), Stage.FINAL), event("rejection", MONDAY))


@pytest.mark.parametrize(
    ("events", "days", "expected", "looks"),
    [
        ((event("applied", MONDAY),), 40, Ending.PAPERS_QUIET, {Look.PAPERS}),
        (NO_TO_PAPERS, 1, Ending.PAPERS_NO, {Look.PAPERS}),
        (MET, 30, Ending.TALK_QUIET, {Look.ENQUIRY}),
        (NO_AFTER_MEETING, 1, Ending.TALK_NO, {Look.ROUNDS}),
        (FINAL, 1, Ending.NEAR_MISS, {Look.ROUNDS, Look.WATCH}),
    ],
)
def test_r100_each_kind_of_ending_has_its_own_path_and_depth(
    events: tuple[Event, ...], days: int, expected: Ending, looks: set[Look]
) -> None:
    """CV stage: the papers and no rounds. Second talk never booked: an enquiry. Final: the watch."""
    where = standing(Application("1", "Ashdown", events=events), after(days=days))
    found = path(where)
    assert found is not None
    assert (ending(where), found.ending, set(found.looks)) == (expected, expected, looks)


@pytest.mark.parametrize(("kind", "days"), [("applied", 3), ("offer", 3), ("cancelled", 3)])
def test_r100_what_is_open_or_left_has_no_ending(kind: str, days: int) -> None:
    assert path(standing(Application("1", "A", events=(event(kind, MONDAY),)), after(days=days))) is None


def test_r100_the_second_talk_never_booked_offers_a_status_enquiry_and_a_near_miss_the_look() -> None:
    quiet = after(days=9)
    assert [s.kind for s in steps(case(*MET, now=quiet), quiet, LONDON)] == [StepKind.STATUS_ENQUIRY]
    later = after(days=36)
    assert StepKind.LOOK_AGAIN in [s.kind for s in steps(case(*FINAL, now=later), later, LONDON)]
    assert steps(case(*NO_TO_PAPERS, now=later), later, LONDON) == []


def test_every_ending_has_a_path() -> None:
    assert set(PATHS) == set(Ending)


def closed(*events: Event, now: datetime, **more: object) -> list[StepKind]:
    at_rest = case(*events, now=now, **more)
    return [step.kind for step in steps(at_rest, now, LONDON)]


def test_closing_ends_the_steps_until_they_write_again() -> None:
    now = after(hours=5)
    assert closed(*NO_AFTER_MEETING, now=now) == [StepKind.ASK_FEEDBACK]
    assert closed(*NO_AFTER_MEETING, now=now, closed_at=after(hours=4)) == []
    later = after(days=12)
    assert closed(*MET, now=later, closed_at=after(days=10)) == []
    woken = (*MET, event("other", after(days=11)))
    assert not case(*woken, now=later, closed_at=after(days=10)).at_rest
    assert Case(Application("1", "A"), standing(Application("1", "A"), now), closed_at=now).at_rest


def test_what_was_not_known_at_the_closing_wakes_it_and_ones_own_mail_does_not() -> None:
    """Closed on the tenth day, when the interview was the last thing known; mail is read late."""
    now, at = after(days=12), after(days=10)
    quiet = {"now": now, "closed_at": at, "seen_to": MET[-1].date}
    assert case(*MET, event("own", after(days=11)), **quiet).at_rest  # type: ignore[arg-type]
    assert not case(*MET, event("other", after(days=9)), **quiet).at_rest  # type: ignore[arg-type]


def test_an_answer_told_after_closing_may_still_be_thanked_for() -> None:
    now, at = after(days=12), after(days=2)
    heard = (Answered(after(days=11), Sort.SPECIFIC),)
    assert closed(*NO_AFTER_MEETING, now=now, closed_at=at, answered=heard) == [StepKind.THANK_FEEDBACK]
    before = (Answered(after(days=1), Sort.SPECIFIC),)
    assert closed(*NO_AFTER_MEETING, now=now, closed_at=at, answered=before) == []


def test_closing_keeps_the_one_look_after_a_near_miss() -> None:
    now = after(days=36)
    assert closed(*FINAL, now=now, closed_at=after(days=2)) == [StepKind.LOOK_AGAIN]


def test_r006_closing_asks_once_and_only_where_asking_is_open() -> None:
    now = after(hours=5)
    fresh = case(*NO_AFTER_MEETING, now=now)
    assert closing.asks_first(fresh, now, LONDON, was_asked=False)
    assert not closing.asks_first(fresh, now, LONDON, was_asked=True)
    skipped = case(*NO_AFTER_MEETING, now=now, skipped=frozenset({StepKind.ASK_FEEDBACK}))
    assert not closing.asks_first(skipped, now, LONDON, was_asked=False)
    assert not closing.asks_first(case(*NO_TO_PAPERS, now=now), now, LONDON, was_asked=False)


def test_only_what_ended_or_went_quiet_can_be_closed() -> None:
    assert closing.may_close(case(*NO_TO_PAPERS, now=after(days=1)))
    assert closing.may_close(case(*MET, now=after(days=30)))
    assert not closing.may_close(case(*MET, now=after(days=1)))


def test_c05_a_silence_may_be_taken_as_a_no_only_after_an_enquiry_and_ten_working_days() -> None:
    sent = (Written(StepKind.STATUS_ENQUIRY, after(days=10)),)
    assert not closing.may_take_as_no(case(*MET, now=after(days=40)), after(days=40))
    assert not closing.may_take_as_no(case(*MET, now=after(days=23), written=sent), after(days=23))
    assert closing.may_take_as_no(case(*MET, now=after(days=24), written=sent), after(days=24))
    told = case(*NO_AFTER_MEETING, now=after(days=40), written=sent)
    assert not closing.may_take_as_no(told, after(days=40))


def test_r048_a_yes_begins_a_look_every_six_weeks_and_two_empty_ones_ask_to_keep_or_stop() -> None:
    kept = watch.begin(MONDAY, "lab roles")
    assert kept == Watch(after(days=42), 0, "lab roles")

    def now_offered(kept: Watch, now: datetime) -> list[StepKind]:
        return closed(*NO_TO_PAPERS, now=now, watch=kept)

    assert now_offered(kept, after(days=41)) == []
    assert now_offered(kept, after(days=43)) == [StepKind.LOOK_AT_ROLES]
    once = watch.looked(kept, after(days=43), found=False)
    assert (once.next_at, now_offered(once, after(days=86))) == (after(days=85), [StepKind.LOOK_AT_ROLES])
    twice = watch.looked(once, after(days=86), found=False)
    assert now_offered(twice, after(days=129)) == [StepKind.KEEP_LOOKING]
    assert now_offered(watch.go_on(twice, after(days=129)), after(days=172)) == [StepKind.LOOK_AT_ROLES]
    assert watch.looked(once, after(days=86), found=True).looks == 0


def test_r048_a_look_that_is_left_alone_rests_until_the_next_turn() -> None:
    kept = Watch(MONDAY)
    assert [watch.is_due(kept, after(days=d)) for d in (-1, 0, 13, 14, 41, 42, 56)] == [
        False, True, True, False, False, True, False,
    ]  # fmt: skip


def test_r020_the_look_names_the_roles_they_are_open_to() -> None:
    now = after(days=43)
    (step,) = steps(case(*NO_TO_PAPERS, now=now, watch=watch.begin(MONDAY, "lab roles")), now, LONDON)
    assert "You named lab roles." in step.why
    (plain,) = steps(case(*NO_TO_PAPERS, now=now, watch=watch.begin(MONDAY)), now, LONDON)
    assert "named" not in plain.why


def test_a_watch_stands_in_for_the_single_look_after_a_near_miss() -> None:
    now = after(days=44)
    assert closed(*FINAL, now=now) == [StepKind.LOOK_AGAIN]
    assert closed(*FINAL, now=now, watch=watch.begin(MONDAY + timedelta(days=30))) == []
