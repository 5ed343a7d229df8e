"""The name of an employer as running text writes it: capitalised words, joined by small ones."""

from __future__ import annotations

from functools import lru_cache

import re2

from nextround.library import load_toml
from nextround.reading.names import plain
from nextround.reading.tokens import (
    EDGE,
    INSTITUTIONS,
    INSTITUTIONS_BEHIND,
    JOINS,
    NOT_NAMES,
    SHORT,
    TRADES,
    bare,
    has_trade,
    is_name_word,
)


def name_at_start(tokens: list[str]) -> str:
    """The name (capitalised words, joined by small ones) that stands first, or empty."""
    kept: list[str] = []
    for at, token in enumerate(tokens[:8]):
        key = bare(token)
        following = tokens[at + 1 : at + 2]
        joins = (
            (key in JOINS or token in ("&", "+"))
            and kept
            and following
            and is_name_word(following[0])
            and bare(following[0]) not in NOT_NAMES
        )
        if kept and key in INSTITUTIONS_BEHIND and kept[-1][-1].isalpha():
            kept.append(token)
            break
        if not joins and (not is_name_word(token) or key in NOT_NAMES):
            break
        if kept and token[0] == "(" and has_trade(" ".join(tokens[at : at + 4])):
            break
        kept.append(token)
        if token[-1] in ",;:!?)" or (token[-1] == "." and not SHORT.search(token)):
            break
    return _tidy_name(kept)


def as_written(label: str, text: str) -> str:
    """How a text writes the name in a domain: `ashdownmills` is Ashdown Mills, `ashdownhq` Ashdown."""
    flat = folded(label)
    for line in text.splitlines() if len(flat) >= _SHORTEST else ():
        tokens = line.split()
        for at, token in enumerate(tokens):
            named = _may_spell(token, flat) and token[0].isupper() and "@" not in token
            if named and _spells(tokens[at : at + 5], flat):
                return name_at_start(tokens[_name_begins(tokens, at) :])
    return _as_romanised(label, text) if _OTHER_LETTERS.search(text) else ""


_OTHER_LETTERS = re2.compile(r"[\p{Greek}\p{Cyrillic}]")
_ROMAN = dict(load_toml("people.toml")["roman"])
_ONE_SOUND = (
    ("kh", "h"),
    ("ch", "h"),
    ("ph", "f"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ii", "i"),
    ("c", "k"),
)


def romanised(word: str) -> str:
    """Greek and Cyrillic letters as domains write them, sounds that are written in several ways as one."""
    letters = "".join(_ROMAN.get(letter, letter) for letter in plain(word) if letter.isalnum())
    for written, one in _ONE_SOUND:
        letters = letters.replace(written, one)
    return letters


def _as_romanised(label: str, text: str) -> str:
    """`skorohod-ex` is Скороход Экспресс: words that a domain, or its first part, spells in Latin letters."""
    for flat in map(romanised, dict.fromkeys((label, label.partition("-")[0]))):
        for line in text.splitlines() if len(flat) >= _SHORTEST else ():
            tokens = line.split()
            for at, token in enumerate(tokens):
                if token[0].isupper() and "".join(map(romanised, tokens[at : at + 3])).startswith(flat):
                    return name_at_start(tokens[at:])
    return ""


def _may_spell(token: str, flat: str) -> bool:
    """Whether a word begins as the name in a domain does. Of letters beyond ASCII it is not told at once."""
    return token[0].lower() == flat[0] or not token[0].isascii()


def _name_begins(tokens: list[str], at: int) -> int:
    """Where the name begins that the word at `at` is part of: `Seguros Miraflor` begins before its domain."""
    while at and tokens[at][0].isalnum() and is_name_word(tokens[at - 1]) and tokens[at - 1][-1].isalpha():
        if bare(tokens[at - 1]) in NOT_NAMES or has_trade(tokens[at - 1]):
            break
        at -= 1
    if at > 1 and tokens[at - 1] in ("of", "de", "di") and bare(tokens[at - 2]) in INSTITUTIONS:
        return at - 2
    return at


_SHORTEST = 5
_ENDINGS = frozenset({"hq", "hr", "group", "gmbh", "inc", "ltd", "jobs", "careers", "team", "app", "online"})


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """The letters of a word as domains write them; `ü` is the same as `ue`."""
    letters = "".join(letter for letter in plain(word) if letter.isalnum())
    return letters.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _spells(tokens: list[str], flat: str) -> bool:
    """Whether the words, run together, are the name in a domain or begin with it."""
    written = ""
    for token in tokens:
        written += folded(token)
        if written.startswith(flat):
            return True
        if not flat.startswith(written):
            return False
        if len(written) >= _SHORTEST and flat.removeprefix(written) in _ENDINGS:
            return True
    return False


def _tidy_name(kept: list[str]) -> str:
    while kept and bare(kept[-1]) in JOINS:
        kept.pop()
    if not kept:
        return ""
    name = " ".join(kept).strip(EDGE + " ")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    letters = sum(letter.isalpha() for letter in name)
    return name if letters > 1 and name.lower() not in TRADES else ""
