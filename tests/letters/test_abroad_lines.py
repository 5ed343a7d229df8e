"""Direct wordings in German, French and Spanish are found, and what only looks like them is left alone."""

import tomllib
from pathlib import Path

import pytest

from nextround.letters import abroad, model
from nextround.letters.check import check
from nextround.letters.kinds import LetterKind

KIND = LetterKind.FEEDBACK_REQUEST
BOOK = tomllib.loads((Path(__file__).parent / "abroad_lines.toml").read_text(encoding="utf-8"))


def lines(side: str) -> list[tuple[str, str]]:
    return [(family, line) for family, rows in BOOK.items() for line in rows[side]]


@pytest.mark.parametrize(("family", "line"), lines("guilty"))
def test_a_direct_wording_is_found_in_its_sentence(family: str, line: str) -> None:
    found = [one for one in check(line, KIND) if one.rule == family]
    assert found
    assert line[found[0].start : found[0].end].strip()


@pytest.mark.parametrize(("family", "line"), lines("innocent"))
def test_a_look_alike_is_left_alone_by_every_family(family: str, line: str) -> None:
    assert [one.rule for one in check(line, KIND) if one.rule in model.FAMILIES] == []


def test_every_family_has_wordings_and_lines() -> None:
    assert set(abroad.wordings()) == set(BOOK) == set(model.FAMILIES)


def test_what_only_looks_like_a_family_silences_the_model() -> None:
    heard = {"apology": True, "begging": True}
    assert abroad.families("Sie müssen sich nicht entschuldigen.", heard) == {"begging": True}


def test_what_is_said_directly_comes_first_and_aloud() -> None:
    said = abroad.families("Sie schulden mir eine Antwort.", {"challenge": False, "pressure": False})
    assert list(said.items()) == [("pressure", True), ("challenge", False)]


def test_a_direct_wording_is_let_go_where_the_sentence_is_plainly_fine() -> None:
    line = "Quel conseil donneriez-vous à quelqu'un comme moi pour la suite ?"
    direct = abroad.wordings()["self_deprecation"].any
    assert direct.search(" ".join(model.words(line)))
    assert abroad.families(line, {}, among=8) == {}
