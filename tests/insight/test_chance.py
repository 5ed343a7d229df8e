"""The arithmetic of luck: how often noes and silence happen with nothing wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.insight.chance import ENOUGH, luck, none_of, own_percent


def test_twenty_five_applications_at_three_in_a_hundred_bring_no_interview_in_47_of_100() -> None:
    assert round(none_of(25, 0.03), 2) == 0.47
    assert luck(25, 3).of_100 == 47


def test_three_interviews_at_27_in_a_hundred_end_without_an_offer_in_39_of_100() -> None:
    assert round(none_of(3, 0.27), 2) == 0.39


@pytest.mark.parametrize(
    ("count", "chance", "none"), [(0, 0.5, 1.0), (9, 0.0, 1.0), (1, 1.0, 0.0), (0, 1.0, 1.0)]
)
def test_none_of_at_its_edges(count: int, chance: float, none: float) -> None:
    assert none_of(count, chance) == none


@pytest.mark.parametrize(("count", "chance"), [(-1, 0.5), (3, -0.1), (3, 1.1), (3, float("nan"))])
def test_none_of_turns_down_what_is_no_number_of_tries_or_no_chance(count: int, chance: float) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        none_of(count, chance)


@given(st.integers(0, 3000), st.floats(0, 1))
def test_none_of_is_a_chance_that_falls_with_each_try(count: int, chance: float) -> None:
    assert 0.0 <= none_of(count + 1, chance) <= none_of(count, chance) <= 1.0


def test_own_share_is_told_from_enough_applications_on() -> None:
    assert own_percent(ENOUGH - 1, 5) is None
    assert own_percent(40, 3) == 7.5
    assert own_percent(ENOUGH, 0) == 0.0
