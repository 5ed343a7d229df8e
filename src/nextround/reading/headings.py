"""What a subject calls itself before it names a role: `Invitation to interview Data Analyst`."""

from __future__ import annotations

import re

from nextround.library import load_toml
from nextround.reading.tokens import bare, has_trade

_LIBRARY = load_toml("employer.toml")
_HEADING = re.compile(
    rf"(?:{'|'.join(_LIBRARY['headings'])})(?: (?:for|für|de|para|pour|per|voor|för|na|til|pentru))? ",
    re.IGNORECASE,
)


_HEADING_WORDS = frozenset(_LIBRARY["heading_words"])
_ADVERT = re.compile(r"\W*(?:[A-Za-z]{1,4}[-_/]?)?\d{3,}[\w/-]*\W*")


def after_headings(title: str) -> str:
    """`Invitation to interview Data Analyst` and `Ref. JR-4471 Data Analyst` are about a Data Analyst.

    Two words at least say so, as titles may begin with one (`Test Engineer`). Empty where none do.
    """
    tokens = title.split()
    at = 0
    while at < len(tokens) and (bare(tokens[at]) in _HEADING_WORDS or _ADVERT.fullmatch(tokens[at])):
        at += 1
    rest = " ".join(tokens[at:]).lstrip("-–—: ")
    return rest if at > 1 and rest[:1].isupper() and has_trade(rest) else ""


def under_heading(title: str) -> str:
    """`Feedback Data Analyst` is about a Data Analyst."""
    if told := after_headings(title):
        return told
    found = _HEADING.match(title)
    rest = title[found.end() :] if found else ""
    return rest if has_trade(rest) else ""
