"""The contact budget: one letter, one nudge, then it is theirs."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.library.office import add_working_days
from nextround.playbook.budget import contact_gate, letter_gate
from nextround.playbook.case import StepKind, Written
from nextround.playbook.windows import tomorrow
from tests.playbook.test_agenda import MET, MONDAY, NO_AFTER_MEETING, after, case, event

ASK = StepKind.ASK_FEEDBACK


def sent(*days: float) -> tuple[Written, ...]:
    return tuple(Written(ASK, after(days=d)) for d in days)


def test_gate_is_open_before_anything_was_written() -> None:
    assert contact_gate(case(*NO_AFTER_MEETING, now=MONDAY), MONDAY).open


def test_gate_waits_eight_working_days_after_the_first_letter() -> None:
    early, ready = after(days=1, hours=24 * 9), after(days=13)
    gate = contact_gate(case(*NO_AFTER_MEETING, now=early, written=sent(1)), early)
    assert not gate.open
    assert gate.until == after(days=11)  # Tuesday to the Friday of the next week
    assert contact_gate(case(*NO_AFTER_MEETING, now=ready, written=sent(1)), ready).open


def test_gate_closes_after_two_letters_without_an_answer() -> None:
    gate = contact_gate(case(*NO_AFTER_MEETING, now=after(days=90), written=sent(1, 14)), after(days=90))
    assert not gate.open
    assert gate.until is None


def test_gate_opens_again_when_they_answer() -> None:
    answered = case(
        *NO_AFTER_MEETING, event("feedback", after(days=20)), now=after(days=21), written=sent(1, 14)
    )
    assert contact_gate(answered, after(days=21)).open


def test_gate_counts_a_letter_and_its_mail_in_the_mailbox_once() -> None:
    own = event("own", after(days=1, minutes=5))
    both = case(*NO_AFTER_MEETING, own, now=after(days=20), written=sent(1))
    assert contact_gate(both, after(days=20)).open


def test_gate_before_any_mail_of_theirs_counts_what_was_written() -> None:
    assert not contact_gate(case(now=after(days=2), written=sent(1)), after(days=2)).open


def test_letter_gate_opens_the_ask_for_a_certain_no_alone() -> None:
    assert letter_gate(case(*NO_AFTER_MEETING, now=MONDAY), ASK, MONDAY).open
    assert not letter_gate(case(*MET, now=MONDAY), ASK, MONDAY).open


def test_letter_gate_closes_the_enquiry_once_they_answered() -> None:
    closed = letter_gate(case(*NO_AFTER_MEETING, now=MONDAY), StepKind.STATUS_ENQUIRY, MONDAY)
    assert (closed.open, bool(closed.why)) == (False, True)
    assert letter_gate(case(*MET, now=MONDAY), StepKind.STATUS_ENQUIRY, MONDAY).open


@given(st.lists(st.integers(2, 60), max_size=6), st.integers(0, 200))
def test_gate_never_offers_a_third_unanswered_letter(days: list[int], now: int) -> None:
    one = case(*NO_AFTER_MEETING, now=after(days=now), written=sent(*days))
    if len(set(days)) >= 2:
        assert not contact_gate(one, after(days=now)).open


@pytest.mark.parametrize(
    ("start", "days", "later"), [(0, 0, 0), (0, 4, 4), (0, 5, 7), (4, 1, 7), (5, 1, 7), (0, 10, 14)]
)
def test_working_days_leave_out_the_weekend(start: int, days: int, later: int) -> None:
    assert add_working_days(after(days=start), days) == after(days=later)


def test_tomorrow_is_early_the_next_day_where_the_person_is() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    back = tomorrow(MONDAY, tokyo)
    assert f"{back.astimezone(tokyo):%Y-%m-%d %H:%M}" == "2025-03-12 05:00"
    assert back - MONDAY < timedelta(days=2)
