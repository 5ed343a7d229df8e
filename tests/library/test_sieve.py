import random

import pytest

from nextround.library import languages, sieve
from nextround.library.pattern import Slots, part
from nextround.library.phrases import book
from nextround.library.sieve import Sieve, rarest
from nextround.library.words import read


def passes(phrases: list[str], text: str) -> list[int]:
    return list(Sieve([part(phrase).needs for phrase in phrases]).passes(read(text).normal.split()))


def test_a_phrase_needs_the_rarest_words_that_must_be_there() -> None:
    assert part("we chose <3> candidate*").needs == ({"candidate*"}, {"chose"}, {"we"})
    assert part("(other|different) people we a").needs[:2] == ({"people"}, {"other", "different"})
    assert part("(other one|different) people").needs == ({"people"}, {"other", "different"})
    assert part("not? {who}", Slots({"who": ["person", "people"]})).needs == ({"person", "people"},)


def test_nothing_is_known_of_a_phrase_that_may_be_without_any_word() -> None:
    assert part("<2> word?").needs == ()
    assert part("(never|<3>)").needs == ()


def test_only_sentences_with_the_words_of_a_phrase_pass() -> None:
    phrases = ["other candidate*", "<2> word?", "decided not", "(a|b) long word here"]
    assert passes(phrases, "We chose another candidate.") == [1]
    assert passes(phrases, "Many other candidates decided.") == [0, 1]
    assert passes(phrases, "Here is a long word; we decided not to.") == [1, 2, 3]


def test_words_are_known_by_their_beginnings_ends_and_middles() -> None:
    phrases = ["*schreiben", "absage*", "*werb*"]
    assert passes(phrases, "Ihr Anschreiben") == [0]
    assert passes(phrases, "Absagen sind schwer") == [1]
    assert passes(phrases, "Ihre Bewerbung") == [2]
    assert passes(phrases, "Schreibens, eine Zusage, wer") == []


def test_nothing_passes_without_phrases() -> None:
    assert passes([], "Nothing to look for.") == []


def test_the_rarest_groups_come_first_and_are_the_same_every_time() -> None:
    groups = [frozenset({"to"}), frozenset({"beta"}), frozenset({"alpha"}), frozenset({"candidate*"})]
    for seed in range(5):
        random.Random(seed).shuffle(groups)
        assert rarest(groups, 3) == ({"candidate*"}, {"alpha"}, {"beta"})
        assert rarest(groups)[3:] == ({"to"},)


def test_forgetting_the_words_it_knows_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "_MOST_KNOWN", 2)
    one = Sieve([part("other candidate*").needs])
    words = read("We went on with other candidates, other people and other candidates.").normal.split()
    assert [list(one.passes(words)) for _ in range(3)] == [[0]] * 3


@pytest.mark.parametrize("language", languages())
def test_no_sentence_that_a_rule_meets_is_held_back(language: str) -> None:
    """Every example of every language, with every pattern: the sieve lets it through or it is not met."""
    from nextround.library import load_toml, phrase_files

    pages, met = book(language), 0
    patterns = [*pages._says, *(rule.unless for rule in pages.rules), *pages.context.values()]
    assert len(patterns) == pages._sieve.size
    for kind in phrase_files(language):
        lines = load_toml(f"{language}/examples/{kind}.toml")
        for line in (*lines["match"], *lines["not"]):
            text = pages.own(read(line))
            for start, end, words in text.lines():
                let_through = set(pages._sieve.passes(words.split()))
                found = {
                    number
                    for number, says in enumerate(patterns)
                    if says and pages.pattern(says).meets(text.normal[start:end])
                }
                assert found <= let_through, line
                met += len(found)
    assert met
