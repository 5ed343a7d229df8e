"""Softening words that stand close together (R021): one quiet note, never one for each word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from nextround.letters.kinds import Context, Found, LetterKind, Severity
from nextround.letters.rules import Rule
from nextround.letters.text import Letter
from nextround.letters.wordings import Wordings
from nextround.library import load_toml

FILE = "letter_checks/hedges.toml"
PATTERN = "hedges"
_WORD = re.compile(r"\S+")


@cache
def _hedges() -> Wordings:
    return Wordings(load_toml(FILE)["hedges"])


def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """One quiet note about the letter where it softens several times within a few lines."""
    del kind, context
    if dense(letter):
        hint = load_toml(FILE)["hint"]
        yield Found(rule.family, Severity.INFO, None, None, hint, rule.sources, PATTERN)


def dense(letter: Letter) -> bool:
    """Whether as many softening words as the file says stand within as many words as it says."""
    facts = load_toml(FILE)
    if not _hedges().holds(letter.flat):
        return False
    found = [one.start() for one in _hedges().pattern.finditer(letter.flat)]
    if len(found) < facts["many"]:
        return False
    starts = [one.start() for one in _WORD.finditer(letter.flat)]
    places = [bisect_right(starts, start) for start in found]
    firsts, lasts = places, places[facts["many"] - 1 :]
    return any(last - first < facts["within_words"] for first, last in zip(firsts, lasts, strict=False))
