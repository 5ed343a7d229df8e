"""A practice interview seen from two sides, and the sheet that comes back as text."""

from __future__ import annotations

import pytest

from nextround.insight.observed import Seen, asked, compare, items, minutes, pack_text, read_sheet


def test_r098_two_against_four_is_a_blind_spot() -> None:
    ((one),) = compare({"clear": 4}, {"clear": 2})
    assert (one.item.id, one.own, one.observer, one.seen) == ("clear", 4, 2, Seen.BLIND_SPOT)


@pytest.mark.parametrize(
    ("own", "observer", "seen"), [(2, 4, "harder"), (3, 4, "alike"), (5, 4, "alike"), (3, 3, "alike")]
)
def test_harder_on_oneself_and_alike(own: int, observer: int, seen: str) -> None:
    assert compare({"listens": own}, {"listens": observer})[0].seen == seen


def test_compare_takes_what_both_marked_and_the_widest_gap_first() -> None:
    found = compare({"answer": 3, "clear": 5, "example": 4}, {"answer": 3, "clear": 2, "interest": 1})
    assert [one.item.id for one in found] == ["clear", "answer"]
    assert compare({}, {"clear": 2}) == ()


def test_sheet_has_five_items_with_behaviour_at_both_ends() -> None:
    assert len(items()) == 5
    assert all(item.low and item.high and item.low != item.high for item in items())


def test_r099_pack_holds_questions_with_their_time_and_the_sheet() -> None:
    text = pack_text()
    assert len(asked()) >= 8
    assert all(one.asks in text for one in asked())
    assert all(item.name in text for item in items())
    assert f"about {minutes()} minutes an answer" in text


def test_sheet_that_comes_back_is_read() -> None:
    back = pack_text().replace(
        "1. Answers the question that was asked: __", "1. Answers the question that was asked: 4"
    )
    assert read_sheet(back) == {"answer": 4}
    filled = """Hello dear, here it is
1) Answers the question that was asked ..... 3
gives an example of their own: 5/5
3. 2
Listens and asks - 4 out of 5
Shows why they want it 1 of 5
see you at 5"""
    assert read_sheet(filled) == {"answer": 3, "example": 5, "clear": 2, "listens": 4, "interest": 1}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Listens and asks: 6",
        "Listens and asks: 3.5",
        "Listens and asks: 10",
        "9. 3",
        "0. 3",
        "Kindness: 4",
        "2. Kindness: 4",
        "4",
    ],
)
def test_lines_without_a_mark_or_an_item_are_passed_over(line: str) -> None:
    assert read_sheet(line) == {}


def test_last_mark_wins_and_long_text_is_no_trouble() -> None:
    assert read_sheet("3. 2\n3. 4") == {"clear": 4}
    assert read_sheet("Listens " * 100_000 + ": 3") == {}
