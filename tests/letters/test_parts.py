"""Prompts, the question menu, and sentences put in order: never a word that is not the person's."""

import pytest

from nextround.letters.check import check
from nextround.letters.kinds import Context, LetterKind
from nextround.letters.likeness import likeness
from nextround.letters.parts import Part, arrange, missing, present, prompts, questions
from nextround.letters.text import Letter

LETTERS = [kind for kind in LetterKind if "script" not in kind]


@pytest.mark.parametrize("kind", LETTERS)
def test_prompts_are_three_or_four_between_greeting_and_closing(kind: LetterKind) -> None:
    parts = [prompt.part for prompt in prompts(kind)]
    assert (parts[0], parts[-1]) == (Part.GREETING, Part.CLOSING)
    assert 3 <= len(parts) - 2 <= 4
    assert len(set(parts)) == len(parts)
    assert all(prompt.rules for prompt in prompts(kind)[1:-1])


def test_question_menu_names_topics_and_no_ready_sentence() -> None:
    menu = questions(LetterKind.FEEDBACK_REQUEST)
    assert len(menu) >= 4
    for kind in LETTERS:
        for question in questions(kind):
            assert "?" not in question.topic + question.guidance
            assert question.rules
    assert questions(LetterKind.THANK_YOU) == ()


def test_arrange_joins_only_what_was_typed_in_letter_order() -> None:
    answers = {
        "closing": "Best,\r\nAl  ",
        "question": "What next?",
        "greeting": "Dear Bo,",
        "ps": "P.S. The owl.",
        "thanks": " Thank you.\n\n\n\nReally. ",
        "door": "",
    }
    text = arrange(LetterKind.FEEDBACK_REQUEST, answers)
    assert text == "Dear Bo,\n\nThank you.\n\nReally.\n\nWhat next?\n\nP.S. The owl.\n\nBest,\nAl"
    assert arrange(LetterKind.THANK_YOU, {}) == ""


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (LetterKind.FEEDBACK_REQUEST, "", (Part.THANKS, Part.DETAIL, Part.QUESTION)),
        (LetterKind.FEEDBACK_REQUEST, "Thank you for the kite. What should I practise?", ()),
        (LetterKind.THANK_YOU, "Thanks.", (Part.DETAIL,)),
        (LetterKind.STATUS_ENQUIRY, "Is there any news?", (Part.DETAIL,)),
        (LetterKind.KEEP_IN_TOUCH, "I read about your owl.", ()),
    ],
)
def test_missing_names_the_parts(kind: LetterKind, text: str, expected: tuple[Part, ...]) -> None:
    assert missing(kind, text) == expected


def test_door_counts_as_missing_only_where_it_is_wanted() -> None:
    assert present(Part.DOOR, Letter("I hope our paths cross again."))
    assert not present(Part.DOOR, Letter("Bye."))


EARLIER = (
    "Dear Ann, thank you for the long walk through the orchard and the talk about bees."
    " What should I learn first?"
)


def test_letter_like_an_earlier_one_gets_a_quiet_note() -> None:
    text = EARLIER.replace("Ann", "Bo")
    assert likeness(text, [EARLIER]) > 85
    found = check(text, LetterKind.THANK_YOU, Context(earlier_letters=(EARLIER,)))
    assert [(one.rule, one.severity, one.start) for one in found if one.pattern == "likeness"] == [
        ("template", "info", None)
    ]


def test_other_and_short_letters_are_not_alike() -> None:
    other = (
        "Hi Cy, I liked how your dog guards the kiln, and how glaze runs. Could I ask about clay and wood?"
    )
    assert likeness(other, [EARLIER]) < 60
    assert likeness("Thank you, Ann.", ["Thank you, Ann."]) == 0
    assert likeness(EARLIER, ["Thank you, Ann."]) == 0
    assert likeness(EARLIER, []) == 0
