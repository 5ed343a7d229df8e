"""Naming a feeling: what is offered, when a no is acknowledged, and what is said afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nextround.playbook.feelings import (
    FRESH,
    HOPE,
    NOT_NOW,
    SELDOM,
    SUPPORT,
    TRUE_CARD,
    Named,
    feelings,
    is_heavy,
    may_hope,
    offers_card,
    offers_support,
    to_acknowledge,
)

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def ago(days: float, feeling: str = "sad") -> Named:
    return Named(feeling, NOW - timedelta(days=days))


def test_feelings_hold_the_four_of_the_article_and_others() -> None:
    assert {"upset", "angry", "disappointed", "cheated"} < set(feelings())
    assert NOT_NOW not in feelings()
    assert all(one.word and one.said for one in feelings().values())


@pytest.mark.parametrize("one", [f for f in feelings().values() if f.heavy], ids=lambda f: f.id)
def test_answer_to_a_heavy_feeling_holds_neither_advice_nor_promise(one: object) -> None:
    said = one.said.lower()  # type: ignore[attr-defined]
    assert not any(
        word in said for word in ("should", "try to", "better job", "will find", "look on", "next time")
    )


def test_to_acknowledge_counts_fresh_noes_after_the_last_word() -> None:
    noes = [NOW - timedelta(days=d) for d in (0.5, 2, 6)]
    assert to_acknowledge(noes, [], NOW) == 3
    assert to_acknowledge(noes, [ago(1, NOT_NOW)], NOW) == 1
    assert to_acknowledge(noes, [ago(0.1), ago(5)], NOW) == 0


def test_to_acknowledge_leaves_old_noes_and_those_still_to_come_alone() -> None:
    assert to_acknowledge([NOW - FRESH - timedelta(minutes=1), NOW + timedelta(days=1)], [], NOW) == 0
    assert to_acknowledge([], [], NOW) == 0


def test_hope_is_said_on_no_heavy_day_and_seldom() -> None:
    assert not may_hope([], {}, NOW)
    assert not may_hope([ago(0, "sad")], {}, NOW)
    assert not may_hope([ago(0, NOT_NOW), ago(1, "all_right")], {}, NOW)
    assert may_hope([ago(2, "sad"), ago(0, "all_right")], {}, NOW)
    assert not may_hope([ago(0, "all_right")], {HOPE: NOW - SELDOM + timedelta(hours=1)}, NOW)
    assert may_hope([ago(0, "all_right")], {HOPE: NOW - SELDOM}, NOW)
    assert not may_hope([ago(-1, "all_right"), ago(1, "sad")], {}, NOW)


def test_card_of_what_stays_true_is_offered_after_the_second_heavy_day_and_once() -> None:
    assert not offers_card([ago(0)], {}, NOW)
    assert not offers_card([ago(0), ago(0.1)], {}, NOW)
    assert not offers_card([ago(0), ago(3, "all_right")], {}, NOW)
    assert offers_card([ago(0), ago(3, "angry")], {}, NOW)
    assert not offers_card([ago(0), ago(3, "angry")], {TRUE_CARD: ago(1).at}, NOW)
    assert not offers_card([ago(0), ago(60)], {}, NOW)


def test_support_is_named_after_the_third_heavy_day_and_once() -> None:
    days = [ago(0), ago(1), ago(2)]
    assert not offers_support(days[:2], {}, NOW)
    assert offers_support(days, {}, NOW)
    assert not offers_support(days, {SUPPORT: NOW}, NOW)


def test_a_word_that_is_not_on_the_list_is_not_heavy() -> None:
    assert not is_heavy("nonsense")
    assert is_heavy("cheated")
