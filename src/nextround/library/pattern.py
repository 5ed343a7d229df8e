"""The small language in which phrases are written, turned into linear-time patterns.

A phrase is a line of words as a person would say them, in lower case and without punctuation
(short forms are written out: `will not`, `we have`, `can not`). Between the words may stand:

| written        | means                                                        |
|----------------|--------------------------------------------------------------|
| `(a\\|b c\\|d)`  | one of these; a choice may be several words and may nest     |
| `word?` `(…)?` | may be left out                                              |
| `progress*`    | a word that begins like this                                 |
| `*schreiben`   | a word that ends like this                                   |
| `…` or `...`   | up to five words, whatever they are                          |
| `<3>`          | up to three words, whatever they are                         |
| `{other}`      | a slot: the list of choices called `other` in the `[slots]`  |
| `^` `$`        | the sentence begins, or ends, here                           |

A phrase never reaches over the end of a sentence. Chinese, Japanese and Korean are written without blanks;
there every character counts as a word, for `<9>` as well, and a star says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nextround.library.script import apart, folded

_TOKEN = re.compile(r"\s+|…|\.\.\.|<\d+>|\{[\w-]+\}|[()|?^$]|[^\s()|?^$<>{}…]+|.")
_WORD = r"[^ \n]"
_GAP = 5
_DEEPEST = 20


class PatternError(ValueError):
    """A phrase that cannot be read; the message says which and why."""


def source(phrase: str, slots: Mapping[str, Sequence[str]] | None = None) -> str:
    """Read one phrase. The pattern it gives is over normal text (see `words.normal`).

    The pattern takes the blank before the first word and the blank after the last.
    Raises `PatternError` when the phrase cannot be read.
    """
    reader = _Reader(phrase, slots or {})
    read = reader.choice()
    if reader.rest:
        raise PatternError(f"“{phrase}”: “{reader.rest[0]}” stands where no phrase can go on.")
    return read if phrase.startswith("^") else f"[ \\n]{read}"


def any_of(phrases: Sequence[str], slots: Mapping[str, Sequence[str]] | None = None) -> str:
    """One pattern that meets any of the phrases."""
    return "|".join(source(phrase, slots) for phrase in phrases)


class _Reader:
    def __init__(self, phrase: str, slots: Mapping[str, Sequence[str]], depth: int = 0) -> None:
        self.phrase = phrase
        self.slots = slots
        self.depth = depth
        self.rest = [token for token in _TOKEN.findall(phrase) if not token.isspace()]
        if depth > _DEEPEST:
            raise PatternError(f"“{phrase}”: a slot holds itself.")

    def choice(self) -> str:
        """`a b|c` up to a closing bracket or the end."""
        options = [self._sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            options.append(self._sequence())
        return options[0] if len(options) == 1 else _grouped("|".join(options))

    def _sequence(self) -> str:
        items: list[str] = []
        while self.rest and self.rest[0] not in {"|", ")"}:
            items.append(self._maybe(self._item()))
        if not items:
            raise PatternError(f"“{self.phrase}”: a choice has no words.")
        return "".join(items)

    def _maybe(self, item: str) -> str:
        if self.rest and self.rest[0] == "?":
            self.rest.pop(0)
            return f"(?:{item})?"
        return item

    def _item(self) -> str:
        token = self.rest.pop(0)
        if token[0] == "(":
            return self._bracket()
        if token in {"…", "..."}:
            return _gap(_GAP)
        if token.startswith("<") and token.endswith(">"):
            return _gap(int(token[1:-1]))
        if token.startswith("{") and token.endswith("}"):
            return self._slot(token[1:-1])
        if token in {"^", "$"}:
            return r"\n"
        return self._word(token)

    def _bracket(self) -> str:
        inner = self.choice()
        if not self.rest or self.rest.pop(0) != ")":
            raise PatternError(f"“{self.phrase}”: a bracket is not closed.")
        return _grouped(inner)

    def _slot(self, name: str) -> str:
        if name not in self.slots:
            raise PatternError(f"“{self.phrase}”: there is no slot called “{name}”.")
        options = self.slots[name]
        return _grouped("|".join(_Reader(option, self.slots, self.depth + 1).choice() for option in options))

    def _word(self, token: str) -> str:
        bare = folded(token.strip("*"))
        if not re.fullmatch(r"\w+", bare) or token != token.lower():
            raise PatternError(f"“{self.phrase}”: “{token}” is no plain word in lower case.")
        pieces = apart(bare).split()
        if len(pieces) > 1:
            return "".join(f"{piece} " for piece in pieces)
        begin = f"{_WORD}*" if token.startswith("*") else ""
        end = f"{_WORD}*" if token.endswith("*") else ""
        return f"{begin}{bare}{end} "


def _grouped(one: str) -> str:
    return f"(?:{one})"


def _gap(most: int) -> str:
    return f"(?:{_WORD}+ ){{0,{most}}}"
