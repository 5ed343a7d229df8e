"""How alike a letter is to the person's own earlier ones (R037: a letter is for one reader)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

LIKE = 85.0  # per cent; a product choice
FEWEST_WORDS = 12  # below that every short thank-you is alike

_WORD = re.compile(r"\w+(?:'\w+)?")


def likeness(text: str, earlier: Iterable[str]) -> float:
    """The greatest likeness in per cent (0 to 100) to any earlier letter; 0 for very short texts."""
    others = list(earlier)
    words = _words(text) if others else []
    if len(words) < FEWEST_WORDS:
        return 0.0
    return max(_alike(words, _words(other)) for other in others)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u2019", "'").lower())


def _alike(one: list[str], other: list[str]) -> float:
    """Order and length count, so a short letter inside a long one is not the same letter."""
    if len(other) < FEWEST_WORDS:
        return 0.0
    in_order = fuzz.ratio(one, other)
    shuffled = fuzz.ratio(sorted(one), sorted(other))
    return float(max(in_order, shuffled))
