"""Wordings of the library as one question to a text: does any of them stand in it?

They are written for `re`, which needs a hundred microseconds for a letter. Mostly none is there, and RE2
tells so in five: in plain ASCII it reads most wordings as `re` does; for the others, and beyond ASCII, it is
given what a wording can not be without (`looser`), and `re` has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import re2

from nextround.library.finder import meets, spans

_QUIETLY = re2.Options()
_QUIETLY.never_capture = True
_QUIETLY.log_errors = False
_QUIETLY.max_mem = 16 << 20
_BEYOND = r"\x{80}-\x{10FFFF}"  # here `re` knows letters, digits and blanks that RE2 does not
_BLANKS = r"\x0B\x1C-\x1F"  # and here blanks
_NOTHING = rf"[^\x00-\x7F{_BEYOND}]"
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:)|.", re.DOTALL)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_WIDER = dict.fromkeys((r"\b", r"\B", "^", "$"), "") | {
    short: rf"[{short}{_BLANKS}{_BEYOND}]" for short in (r"\w", r"\s", r"\d")
}


class Wordings:
    """Wordings of one meaning: regular expressions over text on one line in lower case."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._rows = rows
        self._rest = [row for row in rows if not _readable(row)]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the wordings."""
        return re.compile(_either(self._rows))

    def holds(self, text: str) -> bool:
        """Whether any of the wordings is in a text."""
        said = text.encode(errors="replace")
        if not (text.isascii() and text.isprintable()):
            return meets(self._around, said) and self.pattern.search(text) is not None
        if not meets(self._near, said):
            return False
        return not self._rest or meets(self._fast, said) or self._exact_rest.search(text) is not None

    def without(self, text: str, instead: str) -> str:
        """A text with something instead of each of the wordings. None of them may be met by nothing."""
        if not self.holds(text):
            return text
        if self._rest or not (text.isascii() and text.isprintable()):
            return self.pattern.sub(instead, text)
        ends = [0, *chain.from_iterable(spans(self._fast, text)), len(text)]
        return instead.join(text[end:start] for end, start in zip(ends[::2], ends[1::2], strict=True))

    @cached_property
    def _near(self) -> Any:
        return _compiled([looser(row) if row in self._rest else row for row in self._rows])

    @cached_property
    def _fast(self) -> Any:
        """The wordings that RE2 can read."""
        return _compiled([row for row in self._rows if row not in self._rest])

    @cached_property
    def _exact_rest(self) -> re.Pattern[str]:
        return re.compile(_either(self._rest))

    @cached_property
    def _around(self) -> Any:
        return _compiled([looser(row, beyond=True) for row in self._rows])


def looser(row: str, *, beyond: bool = False) -> str:
    """A pattern for RE2 that is met wherever `re` meets this one, and maybe elsewhere: without what looks
    ahead or back; for text beyond ASCII also with any character of it for a letter, a digit or a blank."""
    kept: list[str] = []
    looks = [False]  # of the brackets that are open, whether they are let go
    for piece in _PIECE.findall(row):
        if piece[0] == "(":
            looks.append(looks[-1] or piece in _LOOKS)
        if not looks[-1]:
            kept.append(_wider(piece) if beyond else piece)
        if piece == ")":
            looks.pop()
    return "".join(kept)


def _wider(piece: str) -> str:
    if piece[0] != "[" or "\\" not in piece:
        return _WIDER.get(piece, piece)
    return r"[\x00-\x{10FFFF}]" if piece[1] == "^" else f"[{_BLANKS}{_BEYOND}{piece[1:]}"


def _readable(row: str) -> bool:
    try:
        re2.compile(row, _QUIETLY)
    except re2.error:
        return False
    return True


def _compiled(rows: Sequence[str]) -> Any:
    return re2.compile(_either(rows) or _NOTHING, _QUIETLY)


def _either(rows: Sequence[str]) -> str:
    return "|".join(f"(?:{row})" for row in rows)
