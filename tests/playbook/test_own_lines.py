"""A sentence of the person's own, shown beside the next no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nextround.playbook.own_lines import OwnLine, due

NO = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
NOW = NO + timedelta(hours=2)
LINE = OwnLine("If a no comes, then I walk round the lake first.")
WEEKLY = replace(LINE, every=timedelta(days=7))


def test_line_is_shown_at_the_next_no_and_its_switch_stops_it() -> None:
    assert due([LINE], NO, NOW) == LINE
    assert due([replace(LINE, on=False)], NO, NOW) is None
    assert due([], NO, NOW) is None


def test_line_keeps_to_its_own_spacing() -> None:
    assert due([replace(WEEKLY, shown_at=NO - timedelta(days=3))], NO, NOW) is None
    assert due([replace(WEEKLY, shown_at=NO - timedelta(days=7))], NO, NOW) is not None
    assert due([replace(LINE, shown_at=NO - timedelta(minutes=1))], NO, NOW) is not None


def test_line_stays_for_the_no_it_was_shown_for() -> None:
    staying = replace(WEEKLY, shown_at=NO + timedelta(hours=1))
    assert due([LINE, staying], NO, NOW) == staying


def test_of_several_the_one_shown_longest_ago_comes_next() -> None:
    old = replace(LINE, text="old", shown_at=NO - timedelta(days=9))
    older = replace(LINE, text="older", shown_at=NO - timedelta(days=20))
    assert due([old, older], NO, NOW) == older
    assert due([old, older, LINE], NO, NOW) == LINE
