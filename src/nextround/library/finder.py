"""Patterns over bytes in linear time: RE2's own calls, without what its Python wrapper makes around each.

A mail asks some two hundred of them, most in vain; the wrapper would take as long as the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import re2

# What one pattern's automaton may take; most take less than 100 kB.
_MOST_MEMORY = 16 << 20
_ANYWHERE = re2._re2.RE2.Anchor.UNANCHORED
_HERE = re2._re2.RE2.Anchor.ANCHOR_START


def _options() -> Any:
    options = re2.Options()
    options.never_capture = True
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    return options


_OPTIONS = _options()


class Finder:
    """One pattern. It never meets an empty text."""

    __slots__ = ("_match",)

    def __init__(self, source: str) -> None:
        self._match = re2.compile(source.encode(), _OPTIONS)._regexp.Match

    def first(self, text: bytes, begin: int = 0) -> tuple[int, int]:
        """Where the first spot from `begin` on begins and ends; (-1, -1) where there is none."""
        span: tuple[int, int] = self._match(_ANYWHERE, text, begin, len(text))[0]
        return span

    def meets(self, text: bytes) -> bool:
        """Whether it is anywhere in a text."""
        return bool(self._match(_ANYWHERE, text, 0, len(text))[0][0] >= 0)

    def begins(self, text: bytes) -> bool:
        """Whether it is met where a text begins."""
        return bool(self._match(_HERE, text, 0, len(text))[0][0] == 0)

    def count(self, text: bytes) -> int:
        """How many spots follow each other in a text."""
        match, length, many, at = self._match, len(text), 0, 0
        while (at := match(_ANYWHERE, text, at, length)[0][1]) >= 0:
            many += 1
        return many


def meets(pattern: Any, said: bytes) -> bool:
    """Whether a compiled pattern is anywhere in a text in UTF-8."""
    return bool(pattern._regexp.Match(_ANYWHERE, said, 0, len(said))[0][0] >= 0)


def spans(pattern: Any, text: str) -> Iterator[tuple[int, int]]:
    """Where a compiled pattern that meets no empty text is met in one; all its spots, in order."""
    match, said, end = pattern._regexp.Match, text.encode(), 0
    length, at, same = len(said), 0, text.isascii()  # places of bytes are those of letters in ASCII alone
    while (span := match(_ANYWHERE, said, end, length)[0])[0] >= 0:
        if same:
            yield span
        else:
            begin = at + len(said[end : span[0]].decode())
            at = begin + len(said[span[0] : span[1]].decode())
            yield begin, at
        end = span[1]
