"""The person's own words and sentences, picked out of what else stands in a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.letters import text
from nextround.letters.text import Letter

NOT_OWN = (
    "> We have chosen someone else.",
    "  | quoted another way",
    "On Mon, 3 May, Mo Hart wrote:\n> No.",
    "-----ORIGINAL MESSAGE-----\nWe have chosen someone else.",
    "From: Mo Hart\nSent: Monday\nWe have chosen someone else.",
    "Von: Mo Hart\nGesendet: Montag\nEs hat nicht gereicht.",
    "--\nJo Reed",
    "—\nJo Reed",
    "Sent from my telephone",
    "\u017fent from my telephone",  # a long s, which is an s where capitals do not count
    "This e-mail is confidential.",
    "If you received this in error, delete it.",
    "Registered office: 1 Mill Lane",
    "Please think of the environment.",
    "www.lumen.example/jobs",
    "jo@lumen.example",
)
_PIECES = "Thanks|don't|etc.|(no.|so...|a--b|_|a_b|3.5|?!|'|\"|—|naïve|ſ|\n|\n \n|.\n\n|end.)|.\"|approx. "
PIECES = st.lists(st.sampled_from(_PIECES.split("|")), max_size=12)


@pytest.mark.parametrize("line", NOT_OWN)
def test_what_is_not_the_persons_own_is_blanked_at_its_length(line: str) -> None:
    letter = Letter(f"Thank you.\n{line}")
    assert letter.own.rstrip() == "Thank you."
    assert len(letter.own) == len(letter.text)


@pytest.mark.parametrize(
    "line", ["I am sorry. This, Sent along, is mine.", "Our office is far -- well.", "> "]
)
def test_own_words_stay(line: str) -> None:
    assert Letter(f"Thank you. {line}").own == f"Thank you. {line}"


def test_spoken_words_are_covered_and_short_forms_are_not() -> None:
    assert Letter("I don't. You said 'so sorry' to us.").flat == "i don't. you said ~~~~~~~~~~ to us."
    assert Letter("'Sorry', you said.").flat == "~~~~~~~, you said."


@given(PIECES.map(" ".join) | PIECES.map("".join) | st.text())
def test_words_are_counted_alike_in_ascii_and_beyond(said: str) -> None:
    letter = Letter(said)
    assert letter.words == len(text._WORD.findall(letter.own))


@given(PIECES.map(" ".join) | PIECES.map("".join))
def test_sentences_hold_every_word_once(said: str) -> None:
    letter = Letter(said)
    cut = "".join(letter.own[start:end] for start, end in letter.sentences)
    assert "".join(cut.split()) == "".join(letter.own.split())


@pytest.mark.parametrize(
    "said", ["See approx. ten.", "We met Dr. Hart.", "Ask (e.g. Mo).", "At 3 p.m. we met.", "I saw B. Reed."]
)
def test_an_abbreviation_ends_no_sentence(said: str) -> None:
    assert len(Letter(said).sentences) == 1


@pytest.mark.parametrize(
    "said", ["One.\n\nTwo", "One!? Two", 'He said "no." Two.', "Napprox. Two", "One… Two"]
)
def test_a_mark_or_an_empty_line_ends_a_sentence(said: str) -> None:
    assert len(Letter(said).sentences) == 2
