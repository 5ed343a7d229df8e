"""The small pieces of a text that the model weighs: words, their parts, and words that stand near each other.

Training and reading cut texts with these same functions, so that neither can drift from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import add
from zlib import crc32

MOST_WORDS = 450
"""Words of a mail that are weighed; what a mail decides stands before that."""
STEM = 5
"""Letters of a word by which its neighbours know it."""
_LONGEST = 24
_PIECES = (3, 4, 5)
_NUMBER = "0"
_PIECE = crc32(b"#")
_REMEMBERED = 20_000


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
    stems = ["^", *(word[:STEM] for word in words), "$"]
    near = [f"{stem} " for stem in stems]
    twos = list(map(add, near, stems[1:]))
    yield from twos
    yield from map(add, near, twos[1:])
    yield from map(add, [f"{stem}  " for stem in stems], stems[2:])
    yield from map(add, [f"{stem}   " for stem in stems], stems[3:])


class _Stems(dict[str, tuple[bytes, bytes, int, int, int]]):
    """For a word its beginning as bytes, the same after a blank, and the checksums of it with one, two and
    three blanks behind."""

    def __missing__(self, word: str) -> tuple[bytes, bytes, int, int, int]:
        if len(self) >= _REMEMBERED:
            self.clear()
        said = word[:STEM].encode()
        near = crc32(said + b" ")
        apart = crc32(b" ", near)
        self[word] = known = said, b" " + said, near, apart, crc32(b" ", apart)
        return known


_stems = _Stems()


def sums(words: Sequence[str]) -> list[int]:
    """The checksums of all that `neighbours` gives, in its order, without putting these texts together.

    A checksum goes on where another ended.
    """
    known = map(_stems.__getitem__, ["^", *words, "$"])
    stems, spaced, near, apart, far = zip(*known, strict=True)
    twos = list(map(crc32, stems[1:], near))
    return [
        *twos,
        *map(crc32, spaced[2:], twos),
        *map(crc32, stems[2:], apart),
        *map(crc32, stems[3:], far),
    ]


def word_sums(word: str) -> list[int]:
    """The checksums of a word and of its `pieces`."""
    marked = f"<{word[:_LONGEST]}>"
    places = [(at, at + size) for size in _PIECES for at in range(len(marked) - size + 1)]
    if marked.isascii():
        said = marked.encode()
        cut = [said[begin:end] for begin, end in places]
    else:
        cut = [marked[begin:end].encode() for begin, end in places]
    return [crc32(word.encode()), *map(crc32, cut, repeat(_PIECE))]


def pieces(word: str) -> Iterator[str]:
    """Runs of three to five letters of one word, its ends marked: `<no`, `not>`, …"""
    marked = f"<{word[:_LONGEST]}>"
    for size in _PIECES:
        yield from (f"#{marked[at : at + size]}" for at in range(len(marked) - size + 1))
