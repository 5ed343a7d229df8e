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
from dataclasses import dataclass
from functools import lru_cache

from nextround.library.script import apart, folded
from nextround.library.sieve import Needs, rarest

_TOKEN = re.compile(r"\s+|…|\.\.\.|<\d+>|\{[\w-]+\}|[()|?^$]|[^\s()|?^$<>{}…]+|.")
_WORD = r"[^ \n]"
_GAP = 5
_DEEPEST = 20


class PatternError(ValueError):
    """A phrase that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a phrase: its pattern, and groups of words of which one each must be there.

    A group's words are whole, or a part of one where a `*` stands. Without groups nothing can be said.
    """

    source: str
    needs: Needs = ()


class Slots:
    """Named lists of choices, each read when a phrase first asks for it."""

    def __init__(self, choices: Mapping[str, Sequence[str]]) -> None:
        self.choices = choices
        self._ready: dict[str, Part] = {}

    def part(self, name: str, depth: int) -> Part | None:
        """What a slot stands for, or nothing where there is no such slot."""
        if name not in self._ready and name in self.choices:
            options = (_Reader(option, self, depth + 1).choice() for option in self.choices[name])
            self._ready[name] = _either(list(options))
        return self._ready.get(name)


NO_SLOTS = Slots({})


def part(phrase: str, slots: Slots = NO_SLOTS) -> Part:
    """Read one phrase. The pattern it gives is over normal text (see `words.read`).

    The pattern takes the blank before the first word and the blank after the last.
    Raises `PatternError` when the phrase cannot be read.
    """
    reader = _Reader(phrase, slots)
    read = reader.choice()
    if reader.rest:
        raise PatternError(f"“{phrase}”: “{reader.rest[0]}” stands where no phrase can go on.")
    return Part(read.source if phrase.startswith("^") else f"[ \\n]{read.source}", rarest(read.needs))


def source(phrase: str, slots: Slots = NO_SLOTS) -> str:
    """The pattern of one phrase."""
    return part(phrase, slots).source


def any_of(phrases: Sequence[str], slots: Slots = NO_SLOTS) -> Part:
    """One pattern that meets any of the phrases, and what each of them needs."""
    parts = [part(phrase, slots) for phrase in phrases]
    return Part("|".join([one.source for one in parts]), _either(parts).needs)


class _Reader:
    def __init__(self, phrase: str, slots: Slots, depth: int = 0) -> None:
        self.phrase = phrase
        self.slots = slots
        self.depth = depth
        self.rest = [token for token in _TOKEN.findall(phrase) if not token.isspace()]
        if depth > _DEEPEST:
            raise PatternError(f"“{phrase}”: a slot holds itself.")

    def choice(self) -> Part:
        """`a b|c` up to a closing bracket or the end."""
        options = [self._sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            options.append(self._sequence())
        return options[0] if len(options) == 1 else _either(options)

    def _sequence(self) -> Part:
        items: list[Part] = []
        while self.rest and self.rest[0] not in {"|", ")"}:
            items.append(self._maybe(self._item()))
        if not items:
            raise PatternError(f"“{self.phrase}”: a choice has no words.")
        return _all(items)

    def _maybe(self, item: Part) -> Part:
        if self.rest and self.rest[0] == "?":
            self.rest.pop(0)
            return Part(f"(?:{item.source})?")
        return item

    def _item(self) -> Part:
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
            return Part(r"\n")
        return self._word(token)

    def _bracket(self) -> Part:
        inner = self.choice()
        if not self.rest or self.rest.pop(0) != ")":
            raise PatternError(f"“{self.phrase}”: a bracket is not closed.")
        return Part(f"(?:{inner.source})", inner.needs)

    def _slot(self, name: str) -> Part:
        found = self.slots.part(name, self.depth)
        if found is None:
            raise PatternError(f"“{self.phrase}”: there is no slot called “{name}”.")
        return found

    def _word(self, token: str) -> Part:
        found = _word(token)
        if found is None:
            raise PatternError(f"“{self.phrase}”: “{token}” is no plain word in lower case.")
        return found


@lru_cache(maxsize=10_000)
def _word(token: str) -> Part | None:
    """One word of a phrase, or nothing where it is none."""
    bare = folded(token.strip("*"))
    if not re.fullmatch(r"\w+", bare) or token != token.lower():
        return None
    pieces = apart(bare).split()
    if len(pieces) > 1:
        return _all([Part(f"{piece} ", (frozenset({piece}),)) for piece in pieces])
    begin = f"{_WORD}*" if token.startswith("*") else ""
    end = f"{_WORD}*" if token.endswith("*") else ""
    key = f"{'*' if begin else ''}{bare}{'*' if end else ''}"
    return Part(f"{begin}{bare}{end} ", (frozenset({key}),))


def _all(parts: Sequence[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    return Part(
        "".join([one.source for one in parts]), tuple([group for one in parts for group in one.needs])
    )


def _either(parts: Sequence[Part]) -> Part:
    """One of several: of the words that each needs most, one must be there; and of those it needs next."""
    ranked = [rarest(one.needs) for one in parts]
    groups = tuple([frozenset[str]().union(*same) for same in zip(*ranked, strict=False)])
    return Part(f"(?:{'|'.join([one.source for one in parts])})", groups)


def _gap(most: int) -> Part:
    return Part(f"(?:{_WORD}+ ){{0,{most}}}")
