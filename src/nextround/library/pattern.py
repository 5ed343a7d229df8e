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

A phrase never reaches over the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\s+|…|\.\.\.|<\d+>|\{[\w-]+\}|[()|?^$]|[^\s()|?^$<>{}…]+|.")
_WORD = r"[^ \n]"
_GAP = 5
_DEEPEST = 20
KEY = 4


class PatternError(ValueError):
    """A phrase that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a phrase: its pattern, and the keys of which a text must hold one to be met at all.

    A key is a word's first letters (see `key`). `keys` is None where nothing can be said.
    """

    source: str
    keys: frozenset[str] | None = None


def key(word: str) -> str:
    """The first letters of a word, by which phrases are passed over quickly."""
    return word[:KEY]


def part(phrase: str, slots: Mapping[str, Sequence[str]] | None = None) -> Part:
    """Read one phrase. Its pattern is over normal text (see `words.normal`).

    The pattern takes the blank before the first word and the blank after the last.
    Raises `PatternError` when the phrase cannot be read.
    """
    reader = _Reader(phrase, slots or {})
    read = reader.choice()
    if reader.rest:
        raise PatternError(f"“{phrase}”: “{reader.rest[0]}” stands where no phrase can go on.")
    return read if phrase.startswith("^") else Part(f"[ \\n]{read.source}", read.keys)


def source(phrase: str, slots: Mapping[str, Sequence[str]] | None = None) -> str:
    """The pattern of one phrase."""
    return part(phrase, slots).source


def any_part(phrases: Sequence[str], slots: Mapping[str, Sequence[str]] | None = None) -> Part:
    """One piece that meets any of the phrases."""
    return _either([part(phrase, slots) for phrase in phrases])


def any_of(phrases: Sequence[str], slots: Mapping[str, Sequence[str]] | None = None) -> str:
    """One pattern that meets any of the phrases."""
    return any_part(phrases, slots).source


def _either(parts: Sequence[Part]) -> Part:
    keys: frozenset[str] | None = frozenset()
    for one in parts:
        keys = None if keys is None or one.keys is None else keys | one.keys
    return Part("|".join(one.source for one in parts), keys)


def _all(parts: Sequence[Part]) -> Part:
    known = [one.keys for one in parts if one.keys is not None]
    rarest = min(known, key=_cost) if known else None
    return Part("".join(one.source for one in parts), rarest)


def _cost(keys: frozenset[str]) -> int:
    """How often keys are likely to stand in any text: short words are common."""
    return sum(1 if len(one) == KEY else 20 for one in keys)


class _Reader:
    def __init__(self, phrase: str, slots: Mapping[str, Sequence[str]], depth: int = 0) -> None:
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
        return options[0] if len(options) == 1 else _grouped(_either(options))

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
        return _grouped(inner)

    def _slot(self, name: str) -> Part:
        if name not in self.slots:
            raise PatternError(f"“{self.phrase}”: there is no slot called “{name}”.")
        options = self.slots[name]
        return _grouped(_either([_Reader(option, self.slots, self.depth + 1).choice() for option in options]))

    def _word(self, token: str) -> Part:
        bare = token.strip("*")
        if not bare or not re.fullmatch(r"\w+", bare) or bare != bare.lower():
            raise PatternError(f"“{self.phrase}”: “{token}” is no plain word in lower case.")
        begin = f"{_WORD}*" if token.startswith("*") else ""
        end = f"{_WORD}*" if token.endswith("*") else ""
        unknown = begin or (end and len(bare) < KEY)
        return Part(f"{begin}{bare}{end} ", None if unknown else frozenset({key(bare)}))


def _grouped(one: Part) -> Part:
    return Part(f"(?:{one.source})", one.keys)


def _gap(most: int) -> Part:
    return Part(f"(?:{_WORD}+ ){{0,{most}}}")
