"""The first look by single words never says less than the whole look."""

from __future__ import annotations

import tomllib
from itertools import product
from math import log
from pathlib import Path

import pytest

from nextround.letters import bounds, model
from nextround.letters.bounds import Bounds, most
from nextround.letters.text import Letter
from nextround.library.linear import lanes, pack, unpack

CLEAN = Path(__file__).parent / "clean_letters.toml"
HEAD = {"kinds": ["anger", "plain"], "bias": [0.0, 1.0], "step": 0.1, "heat": 1.0, "figures": {}}
PIECES = {
    "bad": (30, -10),
    "#<ba": (5, 0),
    "@bad @luck": (99, 0),
    "so bad": (20, 5),
    "we so bad": (7, -8),
    "too bad": (12, 9),
    "so  luck": (4, 1),
    "so   luck": (-9, 20),
    "bad $": (3, 3),
}


def file() -> bytes:
    rows = bytes(128 + weight for row in PIECES.values() for weight in row)
    return pack(HEAD, list(PIECES), rows)


def test_the_most_of_a_word_is_the_best_of_each_sort_of_neighbours_that_end_with_it() -> None:
    assert most(file(), "plain") == {
        "bad": lanes([15 + 15, 0]),  # side by side 15 rather than 3, and by threes
        "luck": lanes([3, 0]),  # one word between; two between speak for the ordinary line
        "$": lanes([0, 0]),
    }


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.7])
def test_what_surely_is_ordinary_is_ordinary_in_the_whole_look(share: float) -> None:
    small = unpack(file())
    first = Bounds(small, most(file(), "plain"), "plain")
    said = [words for many in (1, 2, 3, 4) for words in product(["we", "so", "bad", "luck"], repeat=many)]
    held = [first.holds(words, 0, share) for words in said]
    whole = [small.opinion([words]).shares["plain"] > share for words in said]
    assert all(after for before, after in zip(held, whole, strict=True) if before)
    assert len(set(held)) == 2


def test_a_lead_is_enough_for_so_large_a_share_and_no_larger() -> None:
    small = unpack(file())
    first = Bounds(small, {}, "plain")
    assert small.lead("plain", 0, 1) == 1.0
    assert first.holds(["odd"], 0, 0.73)
    assert not first.holds(["odd"], 0, 0.74)
    assert log(0.73 / 0.27) < 1.0 < log(0.74 / 0.26)


def test_in_whole_letters_both_looks_agree_and_most_sentences_need_the_first_alone() -> None:
    rows = tomllib.loads(CLEAN.read_text(encoding="utf-8"))["letter"][:30]
    letters = [Letter(row["text"]) for row in rows]
    said = [letter.sentence(span) for letter in letters for span in letter.sentences]
    first = bounds.bounds(model.FILE, model.PLAIN)
    held = [one for one in said if first.holds(model.words(one), model._meant(model.words(one)), 0.05)]
    seen = list(map(model.opinion, held))
    assert all(one is None or one.shares[model.PLAIN] > 0.05 for one in seen)
    assert len(held) > len(said) / 2
