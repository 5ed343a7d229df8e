"""The senses of words: what four languages share, and how a sentence's language is told."""

from __future__ import annotations

import pytest

from nextround.letters.model import words
from nextround.letters.senses import LANGUAGES, senses, signs, table
from nextround.library import load_toml

PAIRS = [
    ("I am furious that you ignored me", "ich bin stinksauer, weil Sie mich ignoriert haben"),
    ("I demand an explanation by Friday", "exijo una explicación antes del viernes"),
    ("My lawyer will write to you", "mon avocat va vous écrire"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_signs_of_the_same_meaning_are_shared_between_languages(one: str, other: str) -> None:
    shared = set(signs(words(one))) & set(signs(words(other)))
    assert len(shared) >= 4, shared


def test_signs_of_another_meaning_are_not_those_of_anger() -> None:
    calm = set(signs(words("Thank you for the tour of the bakery")))
    angry = set(signs(words("Ich bin wütend über diese Frechheit")))
    assert not calm & angry


def test_senses_are_read_in_the_language_that_knows_most_words() -> None:
    # "die" is no end of a life here, and "no" is no English refusal
    assert ("lawyer",) in senses(words("Ich frage die Anwältin, ob das erlaubt ist"))
    assert ("not", "reject") not in senses(words("Je ne suis pas le numéro deux, merci"))


def test_signs_tell_neighbours_from_those_that_only_stand_near() -> None:
    found = list(signs(words("my lawyer will explain your mistake")))
    assert "@my lawyer" in found
    assert "@my~ explain" in found
    assert "@lawyer my" not in found


def test_signs_of_unknown_words_or_of_none_are_none() -> None:
    assert list(signs(())) == []
    assert list(signs(("xqzw", "qqwx"))) == []


def test_whole_words_do_not_stand_for_longer_ones() -> None:
    assert senses(("my", "mystery"))[0] == ("my",)
    assert "my" not in senses(("my", "mystery"))[1]


def test_the_table_has_words_for_each_sense_in_each_language() -> None:
    rows = {
        sense: row
        for group in load_toml("letter_checks/senses.toml").values()
        for sense, row in group.items()
    }
    assert len(rows) > 200
    for sense, row in rows.items():
        columns = row.split("|")
        assert len(columns) == len(LANGUAGES), sense
        assert all(column.split() for column in columns), sense


def test_stems_of_the_table_are_spelled_as_the_model_spells() -> None:
    for language in range(len(LANGUAGES)):
        for stem in table()[language]:
            bare = stem.rstrip(".")
            assert bare in {"?", "0"} or (bare.isascii() and bare.isalpha() and bare.islower()), stem
