"""Wordings are found by a fast look exactly where the patterns themselves are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.letters.jsonl import context_of
from nextround.letters.kinds import Context
from nextround.letters.wordings import Wordings, looser

ROWS = [
    r"\bso (?:very )?glad\b",
    r"\bthanks to (?!the team\b)\w+",
    r"^(?:and )?what\b[^.?!]{0,9}\bfor\?\W*$",
    r"(?<!not )\bready[\s-]+when\b",
    r"\bopen (?:door|[^\W\d]\d)\b",
    r"naïve (?=\()\(\w\)",
]
PIECES = "so |very |glad|thanks to |the team|rain|and |what |is it |for?|not |ready|-| when|\u00a0|\x1c|é|…|."
PIECES += "|open |door|x7|é7|٣|naïve |(b)|(é)|\n|_|( "


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join))
def test_wordings_are_held_where_their_pattern_is_met(said: str) -> None:
    assert Wordings(ROWS).holds(said) is bool(re.search("|".join(ROWS), said))


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join))
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1]])
def test_a_text_goes_without_all_that_its_pattern_meets(rows: list[str], said: str) -> None:
    assert Wordings(rows).without(said, " ~ ") == re.sub("|".join(rows), " ~ ", said)


@pytest.mark.parametrize(
    ("said", "left"), [("so glad, so very glad of it", "~, ~ of it"), ("glad", "glad"), ("… so glad", "… ~")]
)
def test_wordings_are_taken_out_at_both_ends(said: str, left: str) -> None:
    assert Wordings(ROWS[:1]).without(said, "~") == left


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("we are so glad", True),
        ("we are so gladly here", False),
        ("thanks to rain", True),
        ("thanks to the team", False),
        ("… thanks to the team", False),
        ("… thanks to rain", True),
        ("ready\u00a0when", True),
        ("naïve (é)", True),
        ("open é7", True),
    ],
)
def test_wordings_of_every_sort_are_held(said: str, held: bool) -> None:
    assert Wordings(ROWS).holds(said) is held


def test_no_wordings_are_in_nothing() -> None:
    assert not Wordings([]).holds("so glad")
    assert not Wordings([]).holds("so glad …")


def test_a_looser_pattern_goes_without_what_looks_around() -> None:
    assert looser(r"\b(?:a|b(?!c(?:d|e)))(?<=x)[(?!y)]\(?$") == r"\b(?:a|b)[(?!y)]\(?$"
    assert looser(r"^\w[\s,][^\W_][^,]\.", beyond=True) == (
        r"[\w\x0B\x1C-\x1F\x{80}-\x{10FFFF}][\x0B\x1C-\x1F\x{80}-\x{10FFFF}\s,][\x00-\x{10FFFF}][^,]\."
    )


def test_an_empty_context_tells_nothing() -> None:
    assert context_of({}) == Context() == context_of({"unknown": 1})
