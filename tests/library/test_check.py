from pathlib import Path

import pytest

from nextround import library
from nextround.library import check, phrases
from nextround.library.words import read

RULE = '[[rule]]\nid = "no"\nweight = "strong"\nsays = ["chose others"]\n'
GOOD = 'match = ["We chose others."]\nnot = ["We chose you."]\n'


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of its own with one whole language, `xx`, and one rule in each file."""
    for name, text in (("phrases", RULE), ("examples", GOOD)):
        (tmp_path / "xx" / name).mkdir(parents=True)
        for kind in check.KINDS:
            (tmp_path / f"xx/{name}/{kind}.toml").write_text(text)
    (tmp_path / "xx/context.toml").write_text('job = ["job"]')
    (tmp_path / "xx/first_look.toml").write_text('phrases = ["chose others"]')
    (tmp_path / "small_words.toml").write_text('by_script = ["yy"]\n[words]\nxx = "the"')
    for module in (library, check, phrases):
        monkeypatch.setattr(module, "HERE", tmp_path)
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
    (shelf / "xx/examples/rejection.toml").unlink()
    told = check.problems()
    assert [sentence.partition(":")[0] for sentence in told] == ["xx/examples/rejection.toml is missing"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("xx/phrases/offer.toml", "xx/phrases/offer.toml is missing: a language says every kind of mail."),
        ("xx/context.toml", "xx/context.toml is missing, or has no `job`."),
        ("xx/first_look.toml", "xx/first_look.toml is missing, or has no `phrases`."),
    ],
)
def test_a_language_without_one_of_its_files_is_refused(shelf: Path, file: str, said: str) -> None:
    (shelf / file).unlink()
    assert check.problems() == [said]


def test_a_first_look_without_phrases_is_refused(shelf: Path) -> None:
    (shelf / "xx/first_look.toml").write_text('subject = ["job"]')
    assert check.problems() == ["xx/first_look.toml is missing, or has no `phrases`."]


def test_a_language_that_no_mail_would_be_known_to_be_in_is_refused(shelf: Path) -> None:
    (shelf / "small_words.toml").write_text('by_script = ["yy"]\n[words]\nen = "the"')
    assert "no words of “xx”" in check.problems()[0]
    (shelf / "small_words.toml").write_text('by_script = ["xx"]\n[words]\nen = "the"')
    _forget()
    assert check.problems() == []


def test_one_language_is_checked_by_itself(shelf: Path) -> None:
    (shelf / "xx/context.toml").unlink()
    assert check.problems(["zz"]) == ["There is no language “zz” here."]
    assert len(check.problems(["xx"])) == 1


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
        assert pages.look(text).count("job") == 2
        assert text.normal[: text.head] == b"\nposicao enfim "
    assert not list(pages.hits(pages.own(read("Se nao vier, não será possível."))))
