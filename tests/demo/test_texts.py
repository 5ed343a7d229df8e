"""Texts fit their step, and are not repeated before all had their turn."""

from __future__ import annotations

from random import Random

import pytest

from nextround.demo import cast
from nextround.demo.cast import shelf
from nextround.demo.texts import Step, Texts, fits


def test_texts_are_used_in_turn() -> None:
    texts = Texts(Random(1))
    step = Step("rejection", "system", stage="cv")
    turn = sum(fits(text, step) for text in shelf("en")["text"])
    chosen = [texts.choose(step, "en")["body"] for _ in range(2 * turn)]
    assert len(set(chosen[:turn])) == turn > 5
    assert set(chosen[turn:]) == set(chosen[:turn])


def test_texts_that_hide_are_only_told_when_asked_for() -> None:
    texts = Texts(Random(1))
    plain = [texts.choose(Step("rejection", "system", stage="cv"), "en") for _ in range(9)]
    assert not any(text.get("ask") for text in plain)
    assert texts.choose(Step("rejection", "system", stage="cv", ask=True), "en")["ask"]


def test_texts_name_the_step_that_none_fits() -> None:
    with pytest.raises(LookupError, match="demo/es"):
        Texts(Random(1)).choose(Step("offer", "network"), "es")


def test_many_employers_differ_in_name_and_domain() -> None:
    firms = cast.many_employers(Random(2))
    assert len({firm.name for firm in firms}) == len(firms) > 5000
    assert len({firm.domain for firm in firms}) == len(firms)
