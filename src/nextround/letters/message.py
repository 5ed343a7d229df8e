"""What only the whole letter can show: thanks, one thing remembered, one clear question, an open door."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from nextround.letters.text import Letter, Span
from nextround.letters.wordings import Wordings
from nextround.library import load_toml

_GREETING = re.compile(
    r"\s*(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\b"
    r"[^\n,.!:;]{0,60}"
    r"(?:[,.!:;]|\n|$)"
    r"|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?,\s)",
    re.IGNORECASE,
)
_GREETED = re.compile(r"(?:dear|hi|hello|hey|good (?:morning|afternoon))\b[^,.!?]{0,60},\s*")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
# begins with the mark before it, so that all other characters are passed over at the speed of C
_CLOSING = re.compile(
    r"[.!?\n](?:\s*(?:(?:with |my |very )*"
    r"(?:kind|best|warm|warmest|kindest|many|all good)?\s*"
    r"(?:regards|wishes|best|cheers|yours(?: sincerely| faithfully| truly)?|sincerely|many thanks"
    r"|thanks again"
    r"|thanks|thank you|take care|all the best|until then|goodbye(?: and good luck)?|respectfully"
    r"|with gratitude|best of luck|greetings))\s*[,.!\n-]\s*(?:[^\W\d_][\w.'-]*\s*){0,4}$"
    r"|(?<!\n)\s+[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,2}$)",
    re.IGNORECASE,
)


def _abroad() -> Mapping[str, Sequence[str]]:
    """The same in German, French and Spanish."""
    return load_toml("letter_checks/whole_letter_abroad.toml")


def _rows(name: str) -> list[str]:
    return [*load_toml("letter_checks/whole_letter.toml")[name], *_abroad().get(name, ())]


@cache
def _wordings(name: str) -> Wordings:
    return Wordings(_rows(name))


def _holds(name: str, text: str) -> bool:
    """Whether any of the wordings of this name is in a text."""
    return _wordings(name).holds(text)


def _without(name: str, text: str) -> str:
    """The text with the wordings of this name covered."""
    return _wordings(name).without(text, " ~ ")


@cache
def _generic() -> frozenset[str]:
    rows = [*load_toml("letter_checks/generic_words.toml")["words"], *_abroad()["generic"]]
    return frozenset(" ".join(rows).split())


def body(letter: Letter) -> Span:
    """Where the letter itself begins and ends, without greeting, closing and name."""
    text = letter.own
    greeting = _GREETING.match(text)
    start = greeting.end() if greeting and _is_greeting(greeting.group()) else 0
    closing = _CLOSING.search(text.rstrip(), max(start - 1, 0))
    return start, closing.start() + 1 if closing else len(text)


def _is_greeting(line: str) -> bool:
    """A bare name and a comma greets too (`Ruth,`), but only with capitals."""
    words = line.split()
    return words[0].lower().strip(",") in _GREETERS or all(word[0].isupper() for word in words)


_GREETERS = {"dear", "hi", "hello", "hey", "good", "greetings"}


def has_thanks(letter: Letter) -> bool:
    """Whether anything in the letter thanks or appreciates; polite requests and idioms do not count."""
    return _holds("thanks", _without("not_thanks", letter.flat))


def has_open_door(letter: Letter) -> bool:
    """Whether a line leaves the door open: other roles, later openings, meeting again."""
    return _holds("door", _without("not_door", letter.flat))


def looks_ahead(letter: Letter) -> bool:
    """Whether anything says what the answer is for: to learn, to practise, to do better another time."""
    return _holds("ahead", letter.flat)


def has_detail(letter: Letter) -> bool:
    """Whether something in it could be only about this meeting: a thing, a person, a day, a remark."""
    start, end = body(letter)
    flat = letter.flat[start:end]
    if _holds("day", flat):
        return True
    flat = _wordings("not_detail").without(flat, " ")
    return any(_is_specific(word.group()) for word in _WORD.finditer(flat))


def _is_specific(word: str) -> bool:
    stem = word.removesuffix("'s").strip("'-").rpartition("'")[2]  # l'entretien, d'accord
    return len(stem) > 2 and stem not in _generic() and not _inflected(stem)


def _inflected(word: str) -> bool:
    """A generic word with an ending is generic too (`conversations`, `discussed`, `meeting`)."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] + instead in _generic():
            return True
    return False


_ENDINGS = (
    *((ending, "") for ending in ("s", "es", "ed", "d", "ing", "ly")),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
)


def count_questions(letter: Letter) -> int:
    """How many separate things the letter asks, with or without question marks.

    Spoken quotations, links and pleasantries do not count; one question offering A or B is one.
    """
    return len(asks(letter))


@lru_cache(maxsize=32)
def asks(letter: Letter) -> tuple[Span, ...]:
    """The sentences that ask something; a sentence with three or more parts appears once for each."""
    found: list[Span] = []
    for span in letter.sentences:
        number = _asks_in(_without_greeting(letter.sentence(span)))
        if number and found and letter.sentence(span).startswith("or "):
            continue
        found += [span] * number
    return tuple(found)


def _without_greeting(sentence: str) -> str:
    greeting = _GREETED.match(sentence)
    return sentence[greeting.end() :] if greeting else sentence


def _asks_in(sentence: str) -> int:
    asked = sentence.rstrip(" \"')").endswith("?") or _holds("question", sentence)
    if not asked or _holds("not_question", sentence):
        return 0
    parts = len(_wordings("question_parts").pattern.findall(sentence)) + 1
    return parts if parts > 2 else 1
