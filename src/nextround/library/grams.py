"""The small pieces of a text that the model weighs: words, their parts, and words that stand near each other.

Training and reading cut texts with these same functions, so that neither can drift from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

MOST_WORDS = 450
"""Words of a mail that are weighed; what a mail decides stands before that."""
_STEM = 5
_LONGEST = 24
_PIECES = (3, 4, 5)
_NUMBER = "0"


def sentences(normal: bytes) -> list[list[str]]:
    """The sentences of a text in normal form (`library.words`), as words; numbers are all alike."""
    found, left = [], MOST_WORDS
    for line in normal.decode("utf-8", "ignore").split("\n"):
        words = [word if word.isalpha() else _NUMBER for word in line.split()[:left]]
        if words:
            found.append(words)
            left -= len(words)
    return found


def neighbours(words: Sequence[str]) -> Iterator[str]:
    """Beginnings of words that stand side by side, by twos and threes, or with one or two words between."""
    stems = ["^", *(word[:_STEM] for word in words), "$"]
    near = [f"{stem} " for stem in stems]
    twos = list(map(add, near, stems[1:]))
    yield from twos
    yield from map(add, near, twos[1:])
    yield from map(add, [f"{stem}  " for stem in stems], stems[2:])
    yield from map(add, [f"{stem}   " for stem in stems], stems[3:])


def pieces(word: str) -> Iterator[str]:
    """Runs of three to five letters of one word, its ends marked: `<no`, `not>`, …"""
    marked = f"<{word[:_LONGEST]}>"
    for size in _PIECES:
        yield from (f"#{marked[at : at + size]}" for at in range(len(marked) - size + 1))
