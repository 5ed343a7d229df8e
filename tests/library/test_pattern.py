import pytest
import re2

from nextround.library.pattern import PatternError, Slots, any_of, source
from nextround.library.words import read


def meets(phrase: str, text: str, slots: dict[str, list[str]] | None = None) -> bool:
    return re2.search(source(phrase, Slots(slots or {})).encode(), read(text).normal) is not None


def test_words_meet_whole_words_only() -> None:
    assert meets("not selected", "You were NOT\nselected.")
    assert not meets("not selected", "You were not selectedly treated.")
    assert not meets("rest", "the forest")


def test_a_choice_may_hold_several_words_and_nest() -> None:
    assert meets("(a b|c (d|e f)) g", "c e f g")
    assert not meets("(a b|c) g", "a g")


def test_optional_words_and_groups_may_be_left_out() -> None:
    assert meets("not yet? (quite so)? there", "not there")
    assert meets("not yet? (quite so)? there", "not yet quite so there")


def test_stars_stand_for_word_ends_and_beginnings() -> None:
    assert meets("progress*", "progressing")
    assert meets("*schreiben", "Anschreiben")
    assert not meets("progress", "progressing")


def test_gaps_reach_over_some_words_and_never_over_a_sentence() -> None:
    assert meets("chose <2> other", "chose quite some other")
    assert not meets("chose <1> other", "chose quite some other")
    assert meets("chose … other", "chose a b c d e other")
    assert meets("chose ... other", "chose other")
    assert not meets("chose <9> other", "We chose. The other day")


def test_the_ends_of_a_sentence_can_be_asked_for() -> None:
    assert meets("^ rejected $", "Hello.\n\nRejected\n\nBye")
    assert not meets("^ rejected", "Not rejected")


def test_slots_are_lists_of_choices_and_may_hold_slots() -> None:
    slots = {"who": ["{we}", "they"], "we": ["we", "our team"]}
    assert meets("{who} chose", "our team chose", slots)
    assert meets("{who} chose", "they chose", slots)


def test_any_of_meets_each_phrase() -> None:
    assert re2.search(any_of(["a b", "c d"]).source, "\nc d ")


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("(a|b", "bracket is not closed"),
        ("a ) b", "no phrase can go on"),
        ("{nobody}", "no slot called"),
        ("(a|)", "has no words"),
        ("Capital", "no plain word"),
        ("don't", "no plain word"),
        ("*", "no plain word"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        source(phrase)


def test_a_slot_that_holds_itself_is_refused() -> None:
    with pytest.raises(PatternError, match="holds itself"):
        source("{a}", Slots({"a": ["{a}"]}))
