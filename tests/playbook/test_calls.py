"""One call, in their hours, and then it is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nextround.playbook.agenda import Agenda
from nextround.playbook.budget import contact_gate
from nextround.playbook.calls import RESTING, SPOKE, THEY_WROTE, WAITING, CallState, call_plan, window
from nextround.playbook.case import Called, CallOutcome, Case, StepKind
from nextround.playbook.place import place
from nextround.playbook.told import Channel, Told
from nextround.reading.finding import Stage
from tests.playbook.test_agenda import LONDON, MET, MONDAY, NO_AFTER_MEETING, after, case, event, kinds, look

BERLIN = ZoneInfo("Europe/Berlin")
THERE = place(country="GB")


def called(outcome: str, back_at: datetime | None = None, **when: float) -> Called:
    return Called(after(**when), CallOutcome(outcome), back_at)


def ring(*calls: Called, days: float = 1, **more: object) -> Case:
    told = {"place": THERE, "may_ring": True} | more
    return case(*NO_AFTER_MEETING, now=after(days=days), calls=calls, **told)


def state(one: Case, days: float) -> CallState:
    return call_plan(one, after(days=days), LONDON).state


def agenda_of(one: Case, **when: float) -> Agenda:
    return look(one, now=after(**when))


def test_a_call_is_offered_where_they_rang_and_says_when_it_is_good() -> None:
    step = agenda_of(ring(), hours=5).next  # nine in the evening of a Monday
    assert step is not None
    assert (step.kind, step.title) == (StepKind.CALL, "Ring Ashdown: your thanks, and one question")
    assert step.window_sentence == "A good time: Tuesday 11 March, 09:30."
    assert StepKind.ASK_FEEDBACK not in kinds(agenda_of(ring(), hours=5))


def test_the_letter_is_offered_again_when_the_call_is_left_out() -> None:
    assert StepKind.ASK_FEEDBACK in kinds(agenda_of(ring(skipped=frozenset({StepKind.CALL})), hours=5))


def test_a_call_while_their_office_is_open_says_so_and_an_unknown_place_says_nothing() -> None:
    now = datetime(2025, 3, 11, 10, 15, tzinfo=LONDON)
    plan = call_plan(ring(), now, BERLIN)
    assert window(plan.slot, BERLIN) == "Their office is likely open now: it is 10:15 there."
    nowhere = call_plan(ring(place=place()), now, BERLIN)
    assert (nowhere.state, nowhere.slot, window(nowhere.slot, BERLIN)) == (CallState.READY, None, "")


@pytest.mark.parametrize("outcome", ["voicemail", "no_answer"])
def test_r012_r013_one_unanswered_call_waits_ten_working_days_and_then_rests(outcome: str) -> None:
    rung = called(outcome, days=1)  # Tuesday 11 March
    plan = call_plan(ring(rung, days=3), after(days=3), LONDON)
    assert (plan.state, plan.why, plan.open) == (CallState.WAITING, WAITING, False)
    assert plan.until is not None
    assert plan.until.date().isoformat() == "2025-03-25"
    later = call_plan(ring(rung, days=20), after(days=20), LONDON)
    assert (later.state, later.why, later.until) == (CallState.RESTING, RESTING, None)
    for days in (1, 3, 14, 15, 40):
        assert StepKind.CALL not in kinds(agenda_of(ring(rung, days=days), days=days))
        assert not call_plan(ring(rung, days=days), after(days=days)).open


def test_r014_waiting_after_a_call_brings_no_reminder() -> None:
    found = kinds(agenda_of(ring(called("voicemail", days=1), days=4), days=4))
    assert set(found) <= {StepKind.LOOK_BACK}  # which asks nothing of the employer


def test_the_wait_counts_their_working_days() -> None:
    rung = called("voicemail", days=1)
    there = place(country="IL")  # works on Sundays, not on Fridays; Purim falls into these days
    plan = call_plan(ring(rung, days=3, place=there), after(days=3), LONDON)
    assert plan.until is not None
    assert plan.until.weekday() != 4
    unknown = call_plan(ring(rung, days=3, place=place()), after(days=3), LONDON)
    assert unknown.until == after(days=15)


def test_a_call_and_a_letter_share_one_budget() -> None:
    rung = called("voicemail", days=1)
    early, ready = after(days=12), after(days=16)
    assert not contact_gate(ring(rung, days=12), early).open
    assert contact_gate(ring(rung, days=16), ready).open
    own = event("own", after(days=16))
    both = case(*NO_AFTER_MEETING, own, now=after(days=40), calls=(rung,), may_ring=True, place=THERE)
    gate = contact_gate(both, after(days=40))
    assert (gate.open, gate.until) == (False, None)
    assert gate.why.startswith("You wrote and you rang.")
    wrote = case(*NO_AFTER_MEETING, event("own", after(days=1)), now=after(days=2), may_ring=True)
    assert call_plan(wrote, after(days=2)).state is CallState.CLOSED


def test_two_calls_that_were_made_anyway_close_the_budget() -> None:
    twice = ring(called("no_answer", days=1), called("voicemail", days=2), days=60)
    assert contact_gate(twice, after(days=60)).why.startswith("You rang twice.")


def test_an_answer_of_theirs_ends_the_wait() -> None:
    answered = case(
        *NO_AFTER_MEETING,
        event("feedback", after(days=3)),
        now=after(days=4),
        calls=(called("voicemail", days=1),),
        may_ring=True,
    )
    assert contact_gate(answered, after(days=4)).open


def test_they_are_rung_back_when_they_asked_for_it() -> None:
    back = datetime(2025, 3, 13, 15, 0, tzinfo=LONDON)
    asked = ring(called("call_back", days=1, back_at=back), days=2)
    step = agenda_of(asked, days=2).next
    assert step is not None
    assert (step.title, step.due) == ("Ring Ashdown back", back)
    assert step.window_sentence == "They named Thursday 13 March, 15:00."
    late = agenda_of(asked, days=5).next
    assert late is not None
    assert late.window_sentence == "They are still glad to hear from you."
    assert agenda_of(asked, days=40).next is None
    again = ring(called("call_back", days=1, back_at=back), called("voicemail", days=3), days=4)
    assert state(again, 4) is CallState.WAITING


def test_after_a_talk_there_is_nothing_left_to_ring_about() -> None:
    spoke = ring(called("spoke", days=1), days=2)
    plan = call_plan(spoke, after(days=2))
    assert (plan.state, plan.why) == (CallState.CLOSED, SPOKE)
    before = ring(called("spoke", days=-3), days=1)  # a talk before the no says nothing about it
    assert state(before, 1) is CallState.READY


def test_no_call_about_what_is_no_sure_no_or_where_they_wrote() -> None:
    waiting = case(*MET, now=after(days=1), may_ring=True, place=THERE)
    assert state(waiting, 1) is CallState.CLOSED
    unsure = case(*MET, event("rejection", MONDAY, sure=False), now=after(days=1), may_ring=True)
    assert state(unsure, 1) is CallState.CLOSED
    plan = call_plan(ring(may_ring=False), after(days=1))
    assert (plan.state, plan.why) == (CallState.CLOSED, THEY_WROTE)


def test_a_no_by_phone_allows_a_call_and_offers_the_letter() -> None:
    told = replace(event("rejection", MONDAY), by_person=True)

    def by(channel: Channel, asked: bool | None = None) -> Case:
        how = Told(MONDAY, channel, asked=asked)
        return case(*MET, told, now=after(days=1), place=THERE, told=how)

    assert state(by(Channel.PHONE, asked=False), 1) is CallState.READY
    assert kinds(agenda_of(by(Channel.PHONE, asked=False), days=1)) == [StepKind.ASK_FEEDBACK]
    assert call_plan(by(Channel.PHONE, asked=True), after(days=1)).why == SPOKE
    assert state(by(Channel.POST), 1) is CallState.CLOSED


def test_a_call_is_not_offered_for_ever() -> None:
    final = case(
        *MET, event("rejection", MONDAY, Stage.FINAL), now=after(days=43), may_ring=True, place=THERE
    )
    assert StepKind.CALL not in kinds(agenda_of(final, days=43))
    assert timedelta(days=42) < after(days=43) - MONDAY


def test_a_step_that_was_put_off_stands_a_week_from_its_day_on() -> None:
    later = after(days=60)
    put_off = ring(days=60, snoozed={StepKind.CALL: later})
    assert StepKind.CALL not in kinds(agenda_of(put_off, days=59))
    assert StepKind.CALL in kinds(agenda_of(put_off, days=60))
    assert StepKind.CALL in kinds(agenda_of(put_off, days=66))
    assert StepKind.CALL not in kinds(agenda_of(put_off, days=67))
