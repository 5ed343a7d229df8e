"""Names that set words and quotation marks show, in languages where capital letters do not.

A language's patterns stand in `library/<language>/named.toml`: `role` and `company` are small regular
expressions with one group; `stop` words end a name, `generic` ones are none (at its start, or alone).
Where a title stands before its set word (`from_end`), it is what follows the last generic word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from nextround.library import HERE, load_toml
from nextround.reading.segments import Named

_EDGE = " \t\n\"'“”„«»‘’「」『』【】《》〈〉[](),.:;!?、。，：–—-"
_ENDS = ",.;:!?、。，"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of one language."""

    role: tuple[Any, ...]
    company: tuple[Any, ...]
    stop: frozenset[str]
    generic: frozenset[str]
    from_end: bool


@cache
def marks_of(language: str) -> Marks | None:
    """The patterns of a language, or None where it needs none."""
    if not (HERE / language / "named.toml").exists():
        return None
    table = load_toml(f"{language}/named.toml")
    role, company = (tuple(re2.compile(f"(?im){one}") for one in table[key]) for key in ("role", "company"))
    stop, generic = frozenset(table.get("stop", ())), frozenset(table["generic"])
    return Marks(role, company, stop, generic, table.get("from_end", False))


def marked(text: str, language: str) -> Iterator[Named]:
    """Every role and every employer that a language's patterns name in a text."""
    if (marks := marks_of(language)) is None:
        return
    for pattern in marks.role:
        for found in pattern.finditer(text):
            if name := _name(found[1], marks):
                yield Named(role=name)
    for pattern in marks.company:
        for found in pattern.finditer(text):
            if name := _name(found[1], marks):
                yield Named(company=name)


def _name(found: str, marks: Marks) -> str:
    """The words of a name, without generic ones, up to the first that ends it."""
    kept: list[str] = []
    for word in found[:_LONGEST].split():
        key = word.strip(_EDGE).lower()
        if key in marks.stop:
            break
        if key in marks.generic and (marks.from_end or not kept):
            kept = []
            continue
        kept.append(word)
        if word[-1] in _ENDS:
            break
    name = " ".join(kept).strip(_EDGE)
    return name if len(name) > 1 and name.lower() not in marks.generic else ""
