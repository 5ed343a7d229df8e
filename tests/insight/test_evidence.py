"""Facts beside a heavy thought: the person's own numbers, and nothing where there are none."""

from __future__ import annotations

import pytest

from nextround.insight.evidence import FEW, Numbers, evidence, outside, traps

RICH = Numbers(
    25, 4, 12, 6, 1, 2, 3, "last round", "interview", ("People tell me things.", "I mend bicycles.")
)


def test_traps_are_eight_and_each_asks_and_names_facts() -> None:
    assert len(traps()) == 8
    for trap in traps().values():
        assert trap.ask.endswith("?")
        assert trap.facts
        assert evidence(trap.id, RICH)


def test_evidence_with_nothing_known_claims_nothing_about_the_person() -> None:
    said = {sentence for trap in traps() for sentence in evidence(trap, Numbers())}
    assert said == {
        "Nobody outside can see all that decided it: money, timing, somebody inside, a change of plan."
    }


def test_evidence_for_no_kind_or_an_unknown_one_is_empty() -> None:
    assert evidence("", RICH) == ()
    assert evidence("nonsense", RICH) == ()


@pytest.mark.parametrize(
    ("trap", "words"),
    [
        ("all_or_nothing", "There you came as far as this: interview."),
        ("all_or_nothing", "Of your 25 applications, 4 led to people who wanted to meet you."),
        ("always", "You had a no before, and 2 invitations came after it."),
        ("always", "Open at this moment: 6 applications."),
        ("mind_reading", "12 noes here, and 3 of them came with a reason"),
        ("only_me", "47 of 100 people who send 25 hear of none at all"),
        ("label", "You once wrote about yourself: “People tell me things.”"),
        ("shoulds", "You have sent 25 applications."),
    ],
)
def test_evidence_uses_the_persons_own_numbers(trap: str, words: str) -> None:
    assert any(words in sentence for sentence in evidence(trap, RICH))


def test_evidence_speaks_of_one_as_of_one() -> None:
    one = Numbers(sent=1, met=1, noes=1, open=1, after_no=1, furthest="first call")
    said = " ".join(evidence("always", one) + evidence("filter", one) + evidence("mind_reading", one))
    assert "one invitation came" in said
    assert "Open at this moment: 1 application." in said
    assert "The furthest you came so far: first call." in said
    assert "none of them came with a reason" in said


def test_arithmetic_is_left_out_for_very_few_applications() -> None:
    assert not any("100 people" in s for s in evidence("only_me", Numbers(sent=FEW - 1)))
    assert any("100 people" in s for s in evidence("only_me", Numbers(sent=FEW)))


def test_outside_is_a_list_of_what_happens_and_claims_no_case() -> None:
    assert len(outside()) >= 8
    assert not any(
        word in says.lower()
        for says in outside()
        for word in ("you were", "your application", "for the best")
    )
