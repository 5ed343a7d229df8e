"""Single words: bare, of a name or not, of a trade or not; and the small words around roles and employers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import re2

from nextround.library import load_toml

_LIBRARY = load_toml("employer.toml")
TRADES = frozenset(_LIBRARY["trades"])
NOT_NAMES = frozenset(_LIBRARY["not_names"])

LANGUAGES = tuple(name for name, table in _LIBRARY.items() if isinstance(table, dict) and "lead" in table)

JOINS = frozenset(_LIBRARY["joins"])
KEPT = frozenset(_LIBRARY["joins_in_title"])
INSTITUTIONS = frozenset(_LIBRARY["institutions"])
INSTITUTIONS_BEHIND = frozenset(_LIBRARY["institutions_behind"])
SHORT = re.compile(r"\b(?:Sr|Jr|Snr|Jnr|Inc|St|No|Dr|Co|Corp|Ltd|Dipl|Ing|ds|hab|inż|mgr|e\.g)\.$")
EDGE = "\"'“”„«»‚‘’`*_<>[]{}()|,.!?;:–—-"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language that stand around roles and employers."""

    leads: Any
    determiner: frozenset[str]
    after_role: frozenset[str]
    at: frozenset[str]
    stop: frozenset[str]
    generic: frozenset[str]
    label: frozenset[str]
    company_needs_at: bool
    titles_in_capitals: bool
    clause: Any


@cache
def words_of(language: str) -> Words:
    """The words of a language; those of English for a language that has none yet."""
    own = _LIBRARY[language if language in LANGUAGES else "en"]
    return Words(
        leads=re2.compile(
            f"(?i)(?:(?:{'|'.join(own['lead'])})[ :'’]|(?:{'|'.join(own['weak_lead'])}) (?-i:\\p{{Lu}}))"
        ),
        determiner=frozenset(own["determiner"]),
        after_role=frozenset(own["after_role"]),
        at=frozenset(own["at"]),
        stop=frozenset(own["stop"]),
        generic=frozenset(own["generic"]),
        label=frozenset(own["label"]),
        company_needs_at=own.get("company_needs_at", False),
        titles_in_capitals=language in LANGUAGES and own.get("titles_in_capitals", False),
        clause=re.compile(own.get("clause", "(?!)")),
    )


@lru_cache(maxsize=8192)
def bare(token: str) -> str:
    """A word without its quotes and marks, in lower case."""
    return token.strip(EDGE).lower()


@lru_cache(maxsize=8192)
def is_name_word(token: str) -> bool:
    """A word with a capital letter in it, or a number."""
    inner = token.strip(EDGE)
    return bool(inner) and (inner[0].isdigit() or inner != inner.lower() or not inner[0].isalpha())


@lru_cache(maxsize=4096)
def has_trade(text: str) -> bool:
    """Tell whether a word of the text names a trade (`engineer`, `Softwareentwickler`, `chargée`)."""
    for token in text.replace("/", " ").replace("-", " ").split():
        if not token[1:].islower() and _is_camel(token):
            continue
        key = bare(token).replace("*in", "").replace(":in", "")
        if key != "partners" and (_is_trade(key) or _is_trade(key.removesuffix("s"))):
            return True
    return False


def _is_camel(token: str) -> bool:
    """A name in camel case is a firm's: `TripAdvisor`."""
    return any(map(str.isupper, token[1:])) and not (token.isupper() or "*" in token or ":" in token)


@lru_cache(maxsize=8192)
def _is_trade(key: str) -> bool:
    """A trade, a compound that ends in one (`Datenanalyst`), or its German feminine (`Planerin`)."""
    if key in TRADES or key.removesuffix("in") in TRADES:
        return True
    if key[-_TAIL:] not in _TAILS:
        return False
    return any(key[-length:] in TRADES for length in _LENGTHS if length < len(key))


_TAIL = 5
_LENGTHS = tuple(sorted({len(word) for word in TRADES if len(word) > _TAIL}))
_TAILS = frozenset({word[-_TAIL:] for word in TRADES if len(word) > _TAIL})  # few words end like any of them
