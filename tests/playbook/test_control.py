"""What is in a person's hands, and what may become a goal."""

from __future__ import annotations

import pytest

from nextround.playbook.control import COLUMNS, goal_gate, label
from nextround.reading.feedback import Control, themes


def test_r085_somebody_from_inside_is_out_of_hands_and_nothing_says_it_was_for_the_best() -> None:
    assert label("internal_candidate") is Control.OUT
    said = " ".join([theme.note for theme in themes().values()] + list(COLUMNS.values())).lower()
    for claim in ("for the best", "blessing", "happens for a reason", "in your interest", "better for you"):
        assert claim not in said


def test_r086_a_language_changes_with_time_and_a_goal_is_counted_in_months() -> None:
    assert label("language") is Control.TIME
    assert goal_gate("language").open
    assert goal_gate("language").slow
    assert not goal_gate("preparation").slow


def test_r088_a_role_that_went_away_makes_no_goal_and_offers_a_filter_instead() -> None:
    gate = goal_gate("role_closed")
    assert not gate.open
    assert "filter on your search instead" in gate.why
    assert "move it" in gate.why


@pytest.mark.parametrize("own", ["soon", "time", "out"])
def test_the_persons_own_word_comes_first(own: str) -> None:
    for theme in ("role_closed", "preparation", ""):
        assert label(theme, own) is Control(own)
        assert goal_gate(theme, own).open is (own != "out")


def test_without_a_theme_it_is_theirs_to_change() -> None:
    assert label("") is Control.SOON
    assert label("nonsense", "nonsense") is Control.SOON
