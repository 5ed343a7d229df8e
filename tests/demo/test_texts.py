"""Texts fit their step, and are not repeated before all had their turn."""

from __future__ import annotations

from random import Random

import pytest

from nextround.demo import cast
from nextround.demo.texts import Step, Texts


def test_texts_are_used_in_turn() -> None:
    texts = Texts(Random(1))
    step = Step("rejection", "system", stage="cv")
    chosen = [texts.choose(step, "en")["body"] for _ in range(14)]
    assert len(set(chosen[:7])) == 7
    assert set(chosen[7:]) == set(chosen[:7])


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
