"""Names that set words and quotation marks show, in languages where capital letters do not.

A language's patterns stand in `library/<language>/named.toml`: `role` and `company` are small regular
expressions with one group; `stop` words (and `stop_like`, a pattern) end a name, `generic` ones are none
(at its start, or alone), and what holds a word of `never` is none at all. Where a title stands before its set
word (`from_end`), it is what follows the last generic word. `title` patterns find a title by its trade, one
of `trades`, with nothing around it (with `capital_titles`: by a capital letter and a trade that all languages
know); they count for little. What `front` and `surplus` match, before and behind, is no part of a title.
`binds` words go on with it (`менеджер по продажам`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from nextround.library import HERE, load_toml
from nextround.reading.segments import Named
from nextround.reading.tokens import has_trade

_EDGE = " \t\n\"'“”„«»‘’「」『』【】《》〈〉[](),.:;!?、。，：–—-（）"
_ENDS = ",.;:!?、。，"
_LONGEST = 60
_CAPITAL = re2.compile(r"(?m)(?:^|[ «\"“„(:])(\p{Lu}[\p{L}-]+)")
_NOTHING = re2.compile(r"[^\s\S]")


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of one language."""

    role: tuple[Any, ...]
    company: tuple[Any, ...]
    title: tuple[Any, ...]
    stop: frozenset[str]
    stop_like: Any
    generic: frozenset[str]
    never: Any
    front: Any
    surplus: Any
    binds: frozenset[str]
    from_end: bool
    capital_titles: bool


@cache
def marks_of(language: str) -> Marks | None:
    """The patterns of a language, or None where it needs none."""
    if not (HERE / language / "named.toml").exists():
        return None
    table = load_toml(f"{language}/named.toml")
    trades = f"(?:{'|'.join(table.get('trades', ()))})"
    role, company, title = (
        tuple(re2.compile("(?im)" + one.replace("{trade}", trades)) for one in table.get(key, ()))
        for key in ("role", "company", "title")
    )
    return Marks(
        role=role,
        company=company,
        title=title,
        stop=frozenset(table.get("stop", ())),
        stop_like=_any_of(table, "stop_like"),
        generic=frozenset(table["generic"]),
        never=_any_of(table, "never"),
        front=_any_of(table, "front"),
        surplus=_any_of(table, "surplus"),
        binds=frozenset(table.get("binds", ())),
        from_end=table.get("from_end", False),
        capital_titles=table.get("capital_titles", False),
    )


def _any_of(table: dict[str, Any], key: str) -> Any:
    return re2.compile("(?i)" + table[key]) if key in table else _NOTHING


def marked(text: str, language: str) -> Iterator[Named]:
    """Every role and every employer that a language's patterns name in a text; `weak` by its trade alone."""
    if (marks := marks_of(language)) is None:
        return
    for pattern in marks.role:
        for found in pattern.finditer(text):
            if name := _title(found[1], marks):
                yield Named(role=name)
    for stretch in _by_trade(text, marks):
        if name := _title(stretch, marks):
            yield Named(role=name, weak=True)
    for pattern in marks.company:
        for found in pattern.finditer(text):
            if name := _name(found[1], marks):
                yield Named(company=name)


def _by_trade(text: str, marks: Marks) -> Iterator[str]:
    """Stretches that a trade shows to be titles."""
    for pattern in marks.title:
        for found in pattern.finditer(text):
            yield found[1]
    for found in _CAPITAL.finditer(text) if marks.capital_titles else ():
        if has_trade(found[1]):
            yield text[found.start(1) :].partition("\n")[0][:_LONGEST]


def _title(found: str, marks: Marks) -> str:
    """The words of a title; none where they are those of who hires."""
    name = marks.front.sub("", _name(found, marks))
    if behind := marks.surplus.search(name):
        name = name[: behind.start(1)]
    return "" if marks.never.search(name) else name


def _name(found: str, marks: Marks) -> str:
    """The words of a name, without generic ones, up to the first that ends it."""
    kept: list[str] = []
    words = found[:_LONGEST].split()
    for at, word in enumerate(words):
        key = word.strip(_EDGE).lower()
        if kept and not key:
            break
        if (key in marks.stop or marks.stop_like.search(key)) and not _binds(words, at, marks):
            break
        if key in marks.generic and (marks.from_end or not kept):
            kept = []
            continue
        kept.append(word)
        if word[-1] in _ENDS:
            break
    name = " ".join(kept).strip(_EDGE)
    return name if len(name) > 1 and name.lower() not in marks.generic else ""


def _binds(words: list[str], at: int, marks: Marks) -> bool:
    """`менеджер по продажам`: a small word behind a title's first binds what its work is."""
    after = words[at + 1].strip(_EDGE) if at + 1 < len(words) else ""
    told = at == 1 and words[at] in marks.binds and len(after) > 3 and after.islower()
    return told and after not in marks.stop and not marks.stop_like.search(after)
