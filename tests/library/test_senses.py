import pytest

from nextround.library import load_toml, senses
from nextround.library.senses import REACH, Senses

NINE = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv")


def small() -> Senses:
    return Senses({"regret": "sorry regret*", "choose": "chose regretfully", "other": "others"})


def of(found: Senses, word: str) -> tuple[str, ...]:
    return found.groups[found[word]]


def test_a_word_has_the_senses_it_is_written_below_whole_or_by_its_beginning() -> None:
    found = small()
    assert of(found, "sorry") == ("@regret",)
    assert of(found, "regretfully") == ("@choose", "@regret")
    assert found["regrettable"] == found["sorry"]
    assert found["sorryish"] == found["x"] == 0


def test_accents_do_not_matter() -> None:
    assert of(Senses({"regret": "desole*"}), "désolés") == ("@regret",)


def test_signs_are_senses_and_each_two_that_stand_near() -> None:
    said = list(small().signs(["sorry", "we", "chose", "others", "sorry"]))
    assert said.count("@regret") == 2
    assert said.count("@regret@choose") == 1
    assert {"@choose@other", "@regret@other", "@other@regret"} <= set(said)
    assert "@regret@regret" not in said


def test_what_stands_far_apart_is_not_taken_together() -> None:
    far = ["sorry", *["word"] * REACH, "chose"]
    assert "@regret@choose" not in set(small().signs(far))
    assert "@regret@choose" in set(small().signs([*far[:-2], far[-1]]))


def test_two_senses_of_one_word_are_no_pair() -> None:
    assert set(small().signs(["regretfully"])) == {"@regret", "@choose"}


def test_words_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senses, "_REMEMBERED", 2)
    found = small()
    assert [of(found, word) for word in ("sorry", "chose", "others")] == [
        ("@regret",),
        ("@choose",),
        ("@other",),
    ]
    assert len(found) == 1
    assert of(found, "sorry") == ("@regret",)


def test_every_language_the_model_learned_has_the_same_senses() -> None:
    names = [set(load_toml(f"{language}/senses.toml")["senses"]) for language in NINE]
    assert all(one == names[0] for one in names)
    assert "@regret" in of(senses.senses("de"), "leider")
    assert "@regret" in of(senses.senses("pl"), "niestety")


def test_a_language_without_senses_has_none() -> None:
    assert list(senses.senses("ja").signs(["sorry", "chose"])) == []
