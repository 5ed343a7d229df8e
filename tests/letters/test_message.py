"""What only the whole letter shows."""

import tomllib
from pathlib import Path

import pytest

from nextround.letters import message
from nextround.letters.check import check, words
from nextround.letters.kinds import LetterKind, Severity
from nextround.letters.message import count_questions, has_detail, has_open_door, has_thanks
from nextround.letters.text import Letter

LETTERS = tomllib.loads(Path(__file__).with_name("clean_letters.toml").read_text("utf-8"))["letter"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for Monday.", True),
        ("Many thanks to the whole team for the tour.", True),
        ("I was touched by your note.", True),
        ("Your patience meant a lot.", True),
        ("How kind of you to ring.", True),
        ("I value the care you took.", True),
        ("It was such a pleasure to see the mill.", True),
        ("Thanks to the flood I came late.", False),
        ("Thanksgiving is near.", False),
        ("No thanks are needed for the lift.", False),
        ("I would be grateful if you could tell me more.", False),
        ("Thank goodness the rain held off.", False),
        ("I'd appreciate a line on my test.", False),
        ("I appreciate that you are busy.", False),
        ("I did not appreciate the wait.", False),
        ("I read your mail about the post.", False),
    ],
)
def test_thanks_are_seen(text: str, expected: bool) -> None:
    assert has_thanks(Letter(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'd be glad to hear of other posts.", True),
        ("I hope our paths cross again.", True),
        ("Please keep my details on file.", True),
        ("If a shift opens up in spring, think of me.", True),
        ("I would happily apply again.", True),
        ("I'll keep an eye on your page.", True),
        ("The door stays open from my side.", True),
        ("Let us stay in touch.", True),
        ("Do keep me posted about the rota.", True),
        ("Good luck with the new hire.", False),
        ("I will not apply again.", False),
        ("What should I do better in my next interview?", False),
        ("Thank you and goodbye.", False),
    ],
)
def test_open_door_is_seen(text: str, expected: bool) -> None:
    assert has_open_door(Letter(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Ann, thank you for your time. It was great to meet the team. Best, Bo", False),
        ("Dear Ann, thanks for the chance to interview for the data analyst role. Yours, Bo", False),
        ("Hi Ann, thank you for the update. I enjoyed our discussions. Kind regards, Bo Lind", False),
        ("Dear Ann, thank you for the kind words about my kite. Best, Bo", True),
        ("Hi Ann, thank you for Tuesday. Bo", True),
        ("Dear Ann, I enjoyed meeting Otis. Best, Bo", True),
        ("Ann, thanks for your time on the 4th. Bo", True),
    ],
)
def test_detail_is_seen(text: str, expected: bool) -> None:
    assert has_detail(Letter(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What should I learn first?", 1),
        ("Could you tell me what to learn first.", 1),
        ("I'd like to know which example was weak.", 1),
        ("I wonder whether my German was the reason.", 1),
        ("It would help me to know where I lost you.", 1),
        ("My one question is the length of my answers.", 1),
        ("Was it the maths? Or was it the German?", 1),
        ("What did you miss, and with what would you begin?", 1),
        ("What was missing, where would you start, and which book would you read?", 3),
        ("Where should I train? Which course is best? Is it worth it?", 3),
        ('You asked "What is love? And why?" and I froze.', 0),
        ("How are you?", 0),
        ("May I thank you for the tour?", 0),
        ("Any feedback is welcome.", 0),
        ("Any thoughts?", 0),
        ("Let me know.", 0),
        ("See https://a.example/?q=what?", 0),
        ("I hope the fair went well?", 0),
    ],
)
def test_questions_are_counted(text: str, expected: int) -> None:
    assert count_questions(Letter(text)) == expected


def test_third_question_is_the_one_marked() -> None:
    text = "Hi Bo, thanks for Friday. Was it A? Was it B? Was it C? Best, Al"
    found = [one for one in check(text, LetterKind.FEEDBACK_REQUEST) if one.rule == "too_many_questions"]
    assert [text[one.start : one.end] for one in found] == ["Was it C?"]


@pytest.mark.parametrize(("number", "severity"), [(125, None), (126, Severity.INFO), (181, Severity.WARN)])
def test_length_is_judged_by_own_words(number: int, severity: Severity | None) -> None:
    text = "word " * number + "\n\n> quoted words that do not count\n-- \nsignature here too"
    found = [one.severity for one in check(text, LetterKind.THANK_YOU) if one.rule == "over_length"]
    assert found == ([severity] if severity else [])
    assert words(text) == number


@pytest.mark.parametrize(
    "tail",
    [
        "On Mon, 3 May 2026 at 10:00, Bo wrote:\nI am sorry.",
        "-----Original Message-----\nI am sorry.",
        "From: Bo\nSent: Monday\nI am sorry.",
        "Sent from my phone",
        "This message is confidential and meant for one person. I am sorry.",
    ],
)
def test_what_is_not_the_persons_own_does_not_count(tail: str) -> None:
    letter = Letter("Thank you for Monday.\n\n" + tail)
    assert letter.words == 4
    assert len(letter.own) == len(letter.text)
    assert len(letter.sentences) == 1


def test_abbreviations_do_not_end_a_sentence() -> None:
    letter = Letter("Dr. Hale and Mr. Ito met me at 9 a.m. on Friday. We talked.")
    assert len(letter.sentences) == 2


@pytest.mark.parametrize("kind", [LetterKind.STATUS_ENQUIRY, LetterKind.KEEP_IN_TOUCH, LetterKind.THANK_YOU])
def test_question_is_asked_for_only_where_one_belongs(kind: LetterKind) -> None:
    assert "missing_question" not in {one.rule for one in check("Thank you for Monday.", kind)}


def test_empty_letter_misses_nothing_yet() -> None:
    assert check("", LetterKind.FEEDBACK_REQUEST) == ()


@pytest.mark.parametrize("name", ["thanks", "not_thanks", "door", "ahead", "day", "question", "not_question"])
def test_wordings_are_found_alike_by_both_ways_of_looking(name: str) -> None:
    """Plain ASCII goes the fast way; a line with a mark that is none goes the other, as every line could."""
    texts = [
        *(row["text"] for row in LETTERS),
        "thank goodness. at your earliest convenience. who knows? why not",
    ]
    lines = [line for text in texts for line in text.lower().replace("\n", " ").split(". ")]
    fast = [message._holds(name, line) for line in lines]
    assert fast == [bool(message._wordings(name).pattern.search(line)) for line in lines]
    assert fast == [message._holds(name, f"{line} \u2026") for line in lines]
    assert len(set(fast)) == 2
