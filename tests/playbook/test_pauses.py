"""After a pause: one small step, then room, and never sooner because it was not taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.playbook.pauses import LONGEST_EASE, LONGEST_GAP, Ease, Pause, ease, next_offer, seen

BEGAN = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
THREE = Pause(BEGAN, BEGAN + 3 * DAY)
END = THREE.until


def shown(pause: Pause, at: datetime) -> Pause:
    count, since = seen(pause, at)
    return replace(pause, offers=count, offered_at=since)


def test_without_a_pause_everything_is_shown() -> None:
    assert ease(None, None, BEGAN) is Ease.ALL
    assert ease(replace(THREE, ended_at=BEGAN), None, BEGAN + DAY) is Ease.ALL


def test_pause_is_silent_to_its_end_and_then_one_step_is_offered() -> None:
    assert ease(THREE, None, END - timedelta(seconds=1)) is Ease.AWAY
    assert ease(THREE, BEGAN + DAY, END) is Ease.OFFER


def test_offer_stands_for_its_day_and_counts_once() -> None:
    pause = shown(THREE, END)
    again = shown(pause, END + timedelta(hours=5))
    assert again == pause
    assert ease(pause, None, END + timedelta(hours=5)) is Ease.OFFER


def test_offer_that_is_not_taken_comes_back_later_each_time() -> None:
    pause, at, gaps = THREE, END, []
    for _ in range(4):
        assert ease(pause, None, at) is Ease.OFFER
        pause = shown(pause, at)
        assert ease(pause, None, at + DAY) is Ease.ROOM
        gaps.append(next_offer(pause) - at)
        at = next_offer(pause)
        assert ease(pause, None, at - timedelta(minutes=1)) is Ease.ROOM
    assert gaps == [3 * DAY, 6 * DAY, 12 * DAY, LONGEST_GAP]


def test_doing_anything_brings_everything_back() -> None:
    pause = shown(THREE, END)
    assert ease(pause, END + timedelta(hours=1), END + DAY) is Ease.ALL
    assert ease(pause, END - timedelta(hours=1), END + DAY) is Ease.ROOM


def test_a_pause_long_ago_has_no_say() -> None:
    assert ease(shown(THREE, END), None, END + LONGEST_EASE) is Ease.ALL


def test_before_the_first_offer_the_next_one_is_at_the_end_of_the_pause() -> None:
    assert next_offer(THREE) == END


@pytest.mark.parametrize("days", [1, 3, 7, 30])
@given(offers=st.integers(1, 400))
def test_next_offer_is_never_sooner_than_the_pause_was_long(days: int, offers: int) -> None:
    pause = Pause(BEGAN, BEGAN + days * DAY, offers, BEGAN + 40 * DAY)
    gap = next_offer(pause) - (BEGAN + 40 * DAY)
    assert days * DAY <= gap <= max(days * DAY, LONGEST_GAP)
    assert next_offer(replace(pause, offers=offers + 1)) >= next_offer(pause)
