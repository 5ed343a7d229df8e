"""The rule files against the lines written for them: what must be found, and what only looks like it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from nextround.letters.check import check
from nextround.letters.kinds import Found, LetterKind, Severity
from nextround.letters.rules import FAMILIES, rules
from nextround.letters.sentences import cover

HERE = Path(__file__).parent
FILES = sorted((HERE / "examples").glob("*.toml"))
SENTENCE_FAMILIES = {path.stem for path in FILES}
KIND = LetterKind.FEEDBACK_REQUEST


def book(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lines(side: str) -> list[Any]:
    return [pytest.param(path.stem, line, id=line[:60]) for path in FILES for line in book(path)[side]]


def about_sentences(text: str, kind: LetterKind = KIND) -> list[Found]:
    return [found for found in check(text, kind) if found.rule in SENTENCE_FAMILIES]


@pytest.mark.parametrize(("family", "line"), lines("guilty"))
def test_guilty_line_is_found_with_its_place(family: str, line: str) -> None:
    found = [one for one in check(line, KIND) if one.rule == family]
    assert found
    assert all(one.start is not None and one.end is not None for one in found)
    assert all(0 <= (one.start or 0) < (one.end or 0) <= len(line) for one in found)


@pytest.mark.parametrize(("family", "line"), lines("innocent"))
def test_look_alike_is_left_alone_by_every_sentence_check(family: str, line: str) -> None:
    assert family in FAMILIES
    assert [(one.rule, one.pattern) for one in about_sentences(line)] == []


@pytest.mark.parametrize("line", book(HERE / "plain_lines.toml")["lines"])
def test_plain_line_is_left_alone(line: str) -> None:
    assert [(one.rule, one.pattern) for one in about_sentences(line)] == []


@pytest.mark.parametrize(
    "letter", book(HERE / "clean_letters.toml")["letter"], ids=lambda row: row["text"][:40]
)
def test_clean_letter_gets_no_warning(letter: dict[str, str]) -> None:
    found = check(letter["text"], LetterKind(letter["kind"]))
    assert [(one.rule, one.pattern) for one in found if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize(("family", "line"), lines("guilty"))
def test_curly_quotes_and_a_quoted_thread_change_nothing(family: str, line: str) -> None:
    if family == "template":
        return  # its lines hold straight quotes on purpose
    curly = line.replace("'", "\u2019") + "\n\n> I am so sorry, please reconsider, I beg you.\n"
    places = {(one.start, one.end) for one in check(line, KIND) if one.rule == family}
    assert {(one.start, one.end) for one in check(curly, KIND) if one.rule == family} == places


def test_every_family_has_hint_source_and_rule() -> None:
    for family, rule in rules().items():
        assert rule.hint.endswith((".", "?")), family
        assert rule.sources, family
        assert rule.playbook, family
        assert "!" not in rule.hint, family


@pytest.mark.parametrize(
    "line",
    [
        "Apologies for the slow reply, my phone was in for repair.",
        "Sorry I missed your call this morning.",
        "Sorry for the late answer.",
        "Please excuse the typos, I am on a train.",
        "Sorry for not getting back to you sooner.",
    ],
)
def test_courtesy_is_at_most_a_quiet_note(line: str) -> None:
    found = [one for one in check(line, KIND) if one.rule == "apology"]
    assert [one.severity for one in found] == [Severity.INFO]


def test_courtesy_does_not_hide_a_real_apology_in_the_same_sentence() -> None:
    line = "Sorry for the late reply, and I am sorry that I was so badly prepared."
    assert {one.severity for one in check(line, KIND) if one.rule == "apology"} == {
        Severity.INFO,
        Severity.WARN,
    }


def test_family_keeps_silent_in_another_language() -> None:
    assert about_sentences("I am sorry.")
    assert [one for one in check("I am sorry. Przepraszam.", KIND, lang="pl") if one.rule == "apology"] == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "?", "x", "İ" * 50, "\x00", "> only quoted"])
def test_odd_text_is_no_trouble(text: str) -> None:
    for kind in LetterKind:
        check(text, kind)


def test_a_family_without_innocent_phrases_covers_nothing() -> None:
    assert cover(None, "I am sorry.") == "I am sorry."


def test_long_text_takes_time_in_proportion() -> None:
    text = ("(" * 50 + "I would like you to " + "a, " * 400 + "\n") * 50
    check(text, KIND)
