"""The tone of every string a person may read: plain, kind, short, and never cheering or blaming."""

from __future__ import annotations

import re

import pytest

from tests.tone import everything, of_python, of_script, of_template, of_toml

BANNED = re.compile(
    r"!|\b(?:just|simply|at least|everything happens for a reason|winners?|losers?|crush(?:ed)? it|overdue"
    r"|don.t be sad|missed|fail\w*|streaks?|deadlines?|hurry up|must|should have|weakness\w*|unfortunately"
    r"|brutal\w*|obviously|never give up|cheer up|dream job|stay positive|bright side|congratulations"
    r"|rejection rate|success rate|better job|is waiting for you|employability|you deserve|blessing)\b"
    r"|[\U0001F300-\U0001FAFF\u2600-\u26FF\u2700-\u27BF]",
    re.IGNORECASE,
)
LONGEST = 32  # words in a sentence
# What a person sees on a hard day, and what they say of themselves there.
LOW = (
    *("quiet.html", "feeling.html", "private.html", "private_note.html", "kind_note.html", "thought.html"),
    *("support.html", "own_lines.html", "partials/arrival.html", "partials/feelings.html"),
)
PRESSING = re.compile(
    r"\b(?:should|have to do it|need to|try to|try harder|better soon|best way|motivat\w*|productive"
    r"|get over|move on|let.s go|opportunit\w+|will find)\b",
    re.IGNORECASE,
)
STRINGS = tuple(dict.fromkeys(everything()))


def low_mood() -> list[str]:
    return [
        words
        for where, words in STRINGS
        if where.removeprefix("web/templates/") in LOW or where == "library/feelings.toml"
    ]


def sentences(words: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?:;…])\s+", words) if part]


def test_strings_are_found_wherever_they_stand() -> None:
    places = {where.split("/")[0] + "/" + where.rsplit(".", 1)[1] for where, _ in STRINGS}
    assert {"web/html", "library/toml", "desk/py", "web/py", "playbook/py", "cli/py", "web/js"} <= places
    assert len(STRINGS) > 1_500
    assert all(any(where.endswith(name) for where, _ in STRINGS) for name in LOW)


def test_string_of_each_kind_is_read() -> None:
    html = '<p>You {% if x %}failed{% endif %} <a href="#">this</a> {{ n }}</p><svg><title>!</title></svg>'
    assert list(of_template(html)) == ["You failed this …"]
    assert list(of_template('<button aria-label="Hurry up">x</button>')) == ["Hurry up", "x"]
    assert list(of_toml({"a": [{"hint": "Be quick", "pattern": "must"}]})) == ["Be quick"]
    source = (
        '"""A must in a docstring is no words of ours."""\nx = f"You missed {n} of them"\ny = "two words"'
    )
    assert list(of_python(source)) == ["You missed … of them"]
    assert list(of_script('say("You must save it"); // "not this one here"\n')) == ["You must save it"]


def test_no_string_cheers_blames_or_presses() -> None:
    wrong = [(where, found[0], words[:90]) for where, words in STRINGS if (found := BANNED.search(words))]
    assert wrong == []


@pytest.mark.parametrize(
    "words",
    [
        "Don't be sad, a better job is waiting for you",
        "You failed to reply in 24 hours",
        "Your weaknesses",
        "Rejection rate 96 %",
        "You broke your 5-day streak",
        "Be brutally honest",
        "Well done!",
        "This one is overdue",
    ],
)
def test_what_must_not_be_said_would_be_noticed(words: str) -> None:
    assert BANNED.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "That is a hard message to read. You can stop here today.",
        "You can still write. A late thank-you is a good thank-you.",
        "Things you could practise",
        "24 applications, 1 interview.",
        "Is there one person you would enjoy hearing from?",
        "The text is adjusted to the window.",
    ],
)
def test_what_is_said_instead_passes(words: str) -> None:
    assert not BANNED.search(words)


def test_no_sentence_is_long() -> None:
    long = [
        (where, sentence)
        for where, words in STRINGS
        if not where.startswith(("journey/", "letters/names"))  # lists of names
        for sentence in sentences(words)
        if len(sentence.split()) > LONGEST
    ]
    assert long == []


def test_hard_days_hear_nothing_that_presses_or_promises() -> None:
    said = low_mood()
    assert len(said) > 60
    assert [words for words in said if PRESSING.search(words)] == []


def test_hard_days_are_read_with_ease() -> None:
    """Flesch and Kincaid's grade (1975) of all that is said there: six school years or fewer."""
    said = [s for words in low_mood() for s in sentences(words) if len(s.split()) > 2]
    words = [w for s in said for w in re.findall(r"[A-Za-z’']+", s)]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.lower().removesuffix("e")))) for w in words)
    grade = 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59
    assert grade <= 6


def test_silence_is_never_called_a_no() -> None:
    called = re.compile(r"\bsilen\w+ (?:means|is) (?:a|the) no\b|\bno answer (?:means|is) (?:a )?no\b", re.I)
    assert [pair for pair in STRINGS if called.search(pair[1])] == []
