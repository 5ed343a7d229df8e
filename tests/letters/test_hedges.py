"""Softening words: a note for many together, none for a few."""

import pytest

from nextround.letters.check import check
from nextround.letters.kinds import Found, LetterKind, Severity

KIND = LetterKind.FEEDBACK_REQUEST
REST = " Thank you for the hour in the dye room on Thursday." * 8


def hedged(text: str) -> list[Found]:
    return [found for found in check(text, KIND) if found.pattern == "hedges"]


def test_r021_three_softening_words_in_sixty_get_one_quiet_note_and_a_plain_letter_none() -> None:
    soft = (
        "I just wanted to ask, perhaps, if it makes sense, which answer was weaker. Maybe the one on pruning?"
    )
    (note,) = hedged(soft)
    assert note.severity is Severity.INFO
    assert note.rule == "self_deprecation"
    assert (note.start, note.end) == (None, None)
    assert hedged("Which answer was weaker, the one on pruning or the one on soil? I want to learn it.") == []


def test_softening_words_far_from_each_other_are_ordinary_courtesy() -> None:
    assert hedged(f"Perhaps the pruning.{REST} Maybe the soil.{REST} I guess the tools.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Vielleicht war es irgendwie die zweite Antwort, eventuell auch die dritte.",
        "Peut-être que c'était un peu long, je suppose.",
        "Quizás fue un poco largo, supongo.",
    ],
)
def test_softening_is_noticed_in_other_languages(text: str) -> None:
    assert len(hedged(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "What kind of work, what sort of people, what kind of place would you suggest?",
        "I am just back from Kim's course, and I will only stay a little while.",
        "",
    ],
)
def test_the_same_words_with_another_meaning_do_not_count(text: str) -> None:
    assert hedged(text) == []


def test_quoted_mail_is_not_the_persons_softening() -> None:
    assert hedged("Thank you.\n\n> Perhaps later, maybe in May, I suppose, possibly.") == []
