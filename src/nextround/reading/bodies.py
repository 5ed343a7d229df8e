"""Names of public bodies: universities, towns, hospitals, offices say by a word of their name what they are.

Most other names are known by the words around them; these are found wherever they stand, and so also under
the closing words, at a sentence's beginning, or behind a panel "of" theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nextround.library import load_toml
from nextround.reading.tokens import NOT_NAMES, bare, has_trade

_LIBRARY = load_toml("employer.toml")
_BEFORE = frozenset([*_LIBRARY["institutions"], *_LIBRARY["institutions_only_named"]])
_BEHIND = frozenset(_LIBRARY["institutions_behind"])
_ENDING = frozenset(_LIBRARY["institutions_ending"])
_KINDS = _BEFORE | _BEHIND | _ENDING
_ADJECTIVES = frozenset(_LIBRARY["institution_adjectives"])
_LINKS = frozenset(_LIBRARY["institution_links"])
_NO_NAMES = _KINDS | _ADJECTIVES | _LINKS
_LONGEST = 10
_STOPS = ',;:!?)“”"'


def bodies(line: str) -> Iterator[tuple[str, bool]]:
    """Every public body that a line names, and whether it is the whole line."""
    tokens = line.split()
    if _KINDS.isdisjoint(map(bare, tokens)):
        return
    at = 0
    while at < len(tokens):
        start, end = _span(tokens, at)
        name = tokens[start:end]
        if any(map(_names_it, name)) and not has_trade(name[-1]):
            yield " ".join(name).strip(_STOPS + ".(„«»'’"), end - start == len(tokens)
            at = end
        else:
            at += 1


def _span(tokens: list[str], at: int) -> tuple[int, int]:
    """Where the name begins and ends of which the word at `at` tells that it is a body's."""
    key, capital = bare(tokens[at]), tokens[at].lstrip("(„«\"'“")[:1].isupper()
    if key in _BEHIND and not capital:
        return _back(tokens, at), at + 1
    if capital and key in _ENDING and (start := _back(tokens, at)) < at:
        return start, _forward(tokens, at)
    if capital and key in _BEFORE:
        return at, _forward(tokens, at)
    return at, at


def before_body(title: str) -> str:
    """A title without the public body behind it: `Dozent an der Universität Lindau` is a Dozent."""
    for name, _ in bodies(title):
        head = title.partition(name)[0].rstrip(" ,-–|").split()
        while head and head[-1].islower():
            head.pop()
        if has_trade(" ".join(head)):
            return " ".join(head)
    return title


def _names_it(token: str) -> bool:
    """Whether a word is more than what kind of body it is: `City Museum` may be any town's."""
    return bare(token) not in _NO_NAMES


def is_kind(name: str) -> bool:
    """Whether a name is nothing but a kind of body: the start of a longer name, or nobody's."""
    return bare(name) in _KINDS


def _back(tokens: list[str], at: int) -> int:
    """The first of the capitalised words in front."""
    while (
        at
        and _names(tokens[at - 1])
        and tokens[at - 1][-1] not in _STOPS + "."
        and not has_trade(tokens[at - 1])
    ):
        at -= 1
    return at


def _forward(tokens: list[str], at: int) -> int:
    """Behind the last word of a name: capitalised ones, those that link them, and what kind of body it is."""
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST and not _stops(tokens[end - 1]):
        if _names(tokens[end]) or (end - at < 3 and bare(tokens[end]) in _ADJECTIVES):
            end += 1
        elif (linked := _linked(tokens, end)) > end:
            end = linked
        else:
            break
    return end


def _linked(tokens: list[str], at: int) -> int:
    """Behind the capitalised word that one to three linking ones lead to; `at` where none does."""
    here = at
    while here < len(tokens) and here - at < 3 and tokens[here] in _LINKS:
        here += 1
    if not at < here < len(tokens):
        return at
    of_things = tokens[here - 1] in ("des", "du") and tokens[here].strip(_STOPS + ".").isalpha()
    ends = here + 1 == len(tokens) or _stops(tokens[here])
    return here + 1 if _capital(tokens[here]) or (of_things and ends) else at


def _stops(token: str) -> bool:
    return token[-1] in _STOPS or (token[-1] == "." and len(token) > 3)


def _names(token: str) -> bool:
    """A capitalised word that may be part of a name."""
    return _capital(token) and bare(token) not in NOT_NAMES


@lru_cache(maxsize=8192)
def _capital(token: str) -> bool:
    inner = token.strip("(„«»\"“”'’.,;:!?)")
    tail = inner.partition("'")[2] or inner.partition("’")[2]
    return inner[:1].isupper() or tail[:1].isupper()
