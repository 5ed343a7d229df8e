"""What a subject calls itself before it names a role: `Invitation to interview Data Analyst`."""

from __future__ import annotations

import re

from nextround.library import load_toml
from nextround.reading.tokens import JOINS, KEPT, bare, has_trade, is_name_word

_LIBRARY = load_toml("employer.toml")
_HEADING = re.compile(
    rf"(?:{'|'.join(_LIBRARY['headings'])})(?: (?:for|für|de|para|pour|per|voor|för|na|til|pentru))? ",
    re.IGNORECASE,
)
_HEADING_WORDS = frozenset(_LIBRARY["heading_words"])
_COMPOUND = re.compile(rf"[^\W\d_]{{3,}}(?:{'|'.join(_LIBRARY['heading_ends'])})", re.IGNORECASE)
_BROAD = frozenset(_LIBRARY["broad_trades"])
_BINDS = JOINS | KEPT | frozenset(_LIBRARY["binds"])
_ADVERT = re.compile(r"\W*(?:[A-Za-z]{1,4}[-_/]?)?(?:\d{3,}[\w/-]*|\d+[-/]\d+)\W*")


def under_heading(title: str) -> str:
    """`Feedback Data Analyst` is about a Data Analyst; empty where no heading stands before a title."""
    if told := after_headings(title):
        return told
    found = _HEADING.match(title)
    rest = title[found.end() :] if found else ""
    return rest if has_trade(rest) else ""


def after_headings(title: str) -> str:
    """`Invitation to interview Data Analyst` and `Ref. JR-4471 Data Analyst` are about a Data Analyst.

    Two words at least say so, as titles may begin with one (`Test Engineer`), or a compound that no title
    begins with (`Auswahlgespräch`). Empty where none do.
    """
    tokens = title.split()
    at = 0
    while at < len(tokens) and _heads(tokens[at]):
        at += 1
    rest = " ".join(tokens[at:]).lstrip("-–—: ")
    enough = at > 1 or bool(at and _COMPOUND.fullmatch(bare(tokens[0])))
    if enough and rest[:1].isupper() and has_trade(rest):
        return "" if _is_one_title(tokens, at) else rest
    return _later(tokens)


def is_heading(text: str) -> bool:
    """Whether a text is made of a heading's words alone: `Application unsuccessful`."""
    return all(map(_heads, text.split()))


def _heads(token: str) -> bool:
    if _ADVERT.fullmatch(token):
        return True
    key = bare(token)
    return (key in _HEADING_WORDS or bool(_COMPOUND.fullmatch(key))) and not (
        token[:1].isupper() and has_trade(token)
    )


def _is_one_title(tokens: list[str], at: int) -> bool:
    """`Assessment Centre Manager` is one title: a broad trade needs the nouns in front of it."""
    return at == len(tokens) - 1 and bare(tokens[at]) in _BROAD and tokens[at - 1][:1].isupper()


def _later(tokens: list[str]) -> str:
    """The title that begins later, with a capital letter of its own: `Prueba técnica Analista de datos`.

    Small words alone that bind (`Youth and Community Worker`) begin none.
    """
    begun = [
        at for at in range(1, len(tokens)) if is_name_word(tokens[at]) and not is_name_word(tokens[at - 1])
    ]
    for at in begun:
        if any(token[:1].isupper() and has_trade(token) for token in tokens[:at]):
            return ""
        if has_trade(" ".join(_begin(tokens[at:]))):
            before = tokens[:at]
            told = all(map(_heads, before)) or any(t.islower() and bare(t) not in _BINDS for t in before)
            return " ".join(tokens[at:]) if told else ""
    return ""


def _begin(tokens: list[str]) -> list[str]:
    """The words with a capital letter that stand first, and the one behind: `Młodszy kierownik`."""
    end = next((at for at, token in enumerate(tokens) if not is_name_word(token)), len(tokens))
    return tokens[: end + 1]
