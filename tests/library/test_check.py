from pathlib import Path

import pytest

from nextround import library
from nextround.library import check, phrases
from nextround.library.words import read


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of its own with one language, `xx`, and one rule."""
    for name in ("phrases", "examples"):
        (tmp_path / "xx" / name).mkdir(parents=True)
    for module in (library, check, phrases):
        monkeypatch.setattr(module, "HERE", tmp_path)
    (tmp_path / "xx/phrases/rejection.toml").write_text(
        '[[rule]]\nid = "no"\nweight = "strong"\nsays = ["chose others"]\n'
    )
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (library.load_toml, library.languages, library.phrase_files, phrases.book):
        cached.cache_clear()


def examples(shelf: Path, text: str) -> list[str]:
    (shelf / "xx/examples/rejection.toml").write_text(text)
    return check.problems()


def test_good_examples_leave_nothing_to_say(shelf: Path) -> None:
    assert examples(shelf, 'match = ["We chose others."]\nnot = ["We chose you."]') == []


def test_missing_examples_are_told(shelf: Path) -> None:
    assert "is missing" in check.problems()[0]


def test_a_line_that_no_rule_meets_is_told(shelf: Path) -> None:
    assert "no rule meets" in examples(shelf, 'match = ["Yes."]\nnot = ["No."]')[0]


def test_a_look_alike_that_is_met_is_told(shelf: Path) -> None:
    said = examples(shelf, 'match = ["Subject: we chose others"]\nnot = ["They chose others."]')
    assert said == ["xx/examples/rejection.toml: xx.rejection.no meets the look-alike “They chose others.”."]


def test_both_lists_are_asked_for(shelf: Path) -> None:
    assert "needs both lists" in examples(shelf, 'match = ["We chose others."]')[0]


def test_a_phrase_that_cannot_be_read_is_told(shelf: Path) -> None:
    (shelf / "xx/phrases/rejection.toml").write_text('[[rule]]\nid="a"\nweight="weak"\nsays=["(a"]')
    assert "bracket" in check.problems()[0]


def test_a_language_may_be_met_without_its_accents(shelf: Path) -> None:
    (shelf / "xx/context.toml").write_text('fold = true\nbefore = ["se não"]\njob = ["posição"]\n')
    (shelf / "xx/phrases/rejection.toml").write_text(
        '[[rule]]\nid = "no"\nweight = "strong"\nsays = ["não será {gone}"]\n[slots]\ngone = ["possível"]\n'
    )
    pages = phrases.book("xx")
    for written in ("Não será possível a posição.", "NAO sera possivel a posicao."):
        text = pages.own(read(written, "Posição, enfim"))
        (hit,) = pages.hits(text)
        assert text.quote(hit.start, hit.end).lower() in ("não será possível", "nao sera possivel")
        assert pages.count("job", text.normal) == 2
        assert text.normal[: text.head] == b"\nposicao enfim "
    assert not list(pages.hits(pages.own(read("Se nao vier, não será possível."))))
