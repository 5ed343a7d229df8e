from __future__ import annotations

import pytest

from nextround.letters.calm import suggests_waiting
from nextround.letters.check import check
from nextround.letters.kinds import LetterKind

ANGRY = ("I am pretty fed up with how you treated me.", "It was a complete waste of my time.")
CALM = (
    "I was disappointed, of course, and I am glad to have met you.",
    "Thank you for the hour on Thursday.",
    "I once calmed an angry customer on the phone.",
    "",
)


@pytest.mark.parametrize("text", ANGRY)
def test_angry_words_are_offered_to_wait(text: str) -> None:
    assert suggests_waiting(found.rule for found in check(text, LetterKind.FEEDBACK_REQUEST))


@pytest.mark.parametrize("text", CALM)
def test_calm_words_are_not(text: str) -> None:
    assert not suggests_waiting(found.rule for found in check(text, LetterKind.FEEDBACK_REQUEST))
