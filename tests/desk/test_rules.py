"""What the rules claim is looked at: the function, the test, and the tests that claim a rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nextround.desk import rules as desk
from nextround.playbook.rules import Rule, rules


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with one room, and its tests."""
    room = tmp_path / "nextround"
    room.mkdir()
    (room / "room.py").write_text("class Door: ...\n\ndef open_it(): ...\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_room.py").write_text("def test_door_opens(): ...\n", encoding="utf-8")
    return room


def one(**change: str) -> list[Rule]:
    """All the rules, of which only R001 is done, by the small house."""
    there = {
        "function": "nextround.room.open_it",
        "test": "tests/test_room.py::test_door_opens",
    }
    later = [replace(rule, status="next", function="", test="") for rule in rules().values()]
    return [replace(later[0], status="done", **(there | change)), *later[1:]]  # type: ignore[arg-type]


def told(house: Path, **change: str) -> list[str]:
    return desk.problems(one(**change), house, house.parent / "tests")


def test_problems_of_our_own_rules_are_none() -> None:
    assert desk.TESTS.is_dir()
    assert desk.problems() == []


def test_problems_are_none_where_function_and_test_are_there(house: Path) -> None:
    assert told(house) == []
    assert told(house, function="nextround.room.Door") == []


@pytest.mark.parametrize("function", ["nextround.room.close_it", "nextround.attic.open_it", "open_it"])
def test_problems_tell_of_a_function_that_is_not_there(house: Path, function: str) -> None:
    assert told(house, function=function) == [f"R001 names the function {function}, which is not there."]


@pytest.mark.parametrize(
    "test",
    ["tests/test_room.py::test_door_shuts", "tests/test_attic.py::test_door_opens", "tests/test_room.py"],
)
def test_problems_tell_of_a_test_that_is_not_there(house: Path, test: str) -> None:
    assert told(house, test=test) == [f"R001 names the test {test}, which is not there."]


def test_problems_tell_of_a_test_that_claims_a_rule_that_is_not_done(house: Path) -> None:
    page = house.parent / "tests/test_more.py"
    page.write_text(
        "def test_r001_fine(): ...\ndef test_it_r002_not(): ...\ndef test_r999(): ...\n", encoding="utf-8"
    )
    assert told(house) == [
        "test_it_r002_not in test_more.py claims R002, which no rule says is done.",
        "test_r999 in test_more.py claims R999, which no rule says is done.",
    ]


def test_problems_leave_tests_alone_where_none_were_installed(house: Path) -> None:
    assert desk.problems(one(test="tests/gone.py::test_gone"), house, house.parent / "none") == []


def test_problems_tell_of_a_rule_that_is_nowhere(house: Path) -> None:
    without = [rule for rule in one() if rule.id != "R050"]
    assert desk.problems(without, house, house.parent / "tests") == ["R050 is nowhere to be found."]


def test_every_rule_stands_once_in_either_order() -> None:
    for chapters in (desk.by_step(), desk.by_article()):
        assert sorted(rule.id for chapter in chapters for rule in chapter.rules) == list(rules())


def test_reasons_leave_out_what_is_no_rule() -> None:
    assert [rule.id for rule in desk.reasons(["R003", "C05", "R001"])] == ["R003", "R001"]


def test_check_of_a_letter_names_the_rule_behind_it() -> None:
    assert desk.of_check("apology") == "R015"
    assert desk.of_check("legal_or_rights") == ""
    assert desk.of_check("no such family") == ""


def test_done_rule_outside_the_web_says_where_it_is_met() -> None:
    shown = [rule for chapter in desk.by_step() for rule in chapter.rules if rule.done]
    elsewhere = [rule for rule in shown if not rule.function.startswith("nextround.web.views.")]
    assert [rule.id for rule in elsewhere if not rule.place] == []
    assert [rule.place for rule in shown if rule.id == "R059"] == ["among your numbers"]
