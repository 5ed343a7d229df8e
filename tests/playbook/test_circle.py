"""Whom to hear from in a week: near and far, never twice in a while, and nothing carried over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nextround.playbook.circle import MOST, REST, Known, Nearness, nearness, this_week

MON = datetime(2026, 11, 23, tzinfo=UTC)
NOW = MON + timedelta(days=1)


def known(key: int, close: bool = False, days: float | None = 60, rests: float = 0) -> Known:
    last = None if days is None else NOW - timedelta(days=days)
    return Known(key, close, last, NOW + timedelta(days=rests) if rests else None)


def keys(*people: Known, size: int = 2) -> list[int]:
    return [one.key for one in this_week(people, size, MON, NOW)]


def test_r047_two_a_week_hold_at_least_one_that_is_seldom_seen() -> None:
    close = [known(n, close=True) for n in range(5)]
    assert keys(*close, known(9)) == [9, 0]
    assert keys(*close, known(9, close=True, days=400)) == [9, 0]
    assert nearness(known(9, close=True, days=400), NOW) is Nearness.DORMANT


def test_nobody_is_suggested_to_who_wants_nobody() -> None:
    assert keys(known(1), known(2), size=0) == []
    assert keys(size=3) == []


def test_the_longest_unheard_come_first_and_one_kind_fills_up_for_the_other() -> None:
    assert keys(known(1, days=40), known(2, days=90), known(3, days=None), size=3) == [3, 2, 1]
    assert keys(known(1, close=True), known(2, close=True, days=90), size=2) == [2, 1]


def test_whom_they_heard_of_this_week_counts_and_is_not_replaced() -> None:
    done = known(1, days=0.5)
    assert keys(done, known(2), known(3, close=True), size=2) == [3]  # a far one was reached: now a near one
    assert keys(done, known(2, days=0.2), known(3), size=2) == []


def test_who_was_written_to_lately_or_put_off_is_left_in_peace() -> None:
    assert keys(known(1, days=10), known(2, rests=5), known(3), size=3) == [3]


def test_a_quiet_month_changes_nothing() -> None:
    people = [known(n) for n in range(4)]
    later = NOW + timedelta(weeks=5)
    monday = MON + timedelta(weeks=5)
    assert this_week(people, 2, monday, later) == this_week(people, 2, MON, NOW)


PEOPLE = st.lists(
    st.builds(
        known,
        st.integers(0, 999),
        st.booleans(),
        st.none() | st.floats(0, 900),
        st.floats(0, 40),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(PEOPLE, st.integers(0, 9))
def test_a_week_is_never_longer_than_wished_and_mixes_where_it_can(people: list[Known], size: int) -> None:
    picked = this_week(people, size, MON, NOW)
    assert len(picked) <= min(size, MOST)
    assert len({one.key for one in picked}) == len(picked)
    assert all(one.last is None or NOW - one.last >= REST for one in picked)
    far = [one for one in people if nearness(one, NOW) is not Nearness.CLOSE]
    free = [one for one in far if one.last is None or NOW - one.last >= REST]
    free = [one for one in free if one.rests_until is None or one.rests_until <= NOW]
    touched = [one for one in people if one.last is not None and one.last >= MON]
    if size >= 2 and free and not touched:
        assert set(picked) & set(free)
