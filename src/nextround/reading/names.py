"""Names in their many spellings: when two of them mean the same employer or the same role."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from nextround.library import load_toml

_WORDS = load_toml("names.toml")
_LEGAL = frozenset(_WORDS["legal"])
_HIRING = frozenset(_WORDS["hiring"])
_BRANCH = frozenset(_WORDS["branch"])
_RANK = frozenset(_WORDS["rank"])
_CIRCUMSTANCE = frozenset(_WORDS["circumstance"])
_COMMON = frozenset(_WORDS["common"])
_PLACES = re.compile(rf"\b(?:{'|'.join(_WORDS['places'])})\b")
_ROLE_WORDS: dict[str, str] = _WORDS["role_words"]

LONGEST = 200
"""Characters of a name that are looked at."""

ALIKE = 90
"""From this likeness (of 100) on, two titles are one role."""

_STROKES = str.maketrans("øłđıæœ", "oldiao")
_VIA = re.compile(r"\s(?:via|through|über|par|por|powered by|@)\s.*", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"\.(?:com|io|ai|de|fr|es|org|net|co|app|dev|tech|eu)\b")
_ID = re.compile(r"\b(?:[a-z]{1,4}-?)?\d{4,}(?:[a-z]{1,3})?\b|#\s*\w+")
_YEARS = re.compile(r"\b(?:19|20)?\d\d[-/](?:20)?\d\d\b")
_GENDER = re.compile(
    r"[(\[]\s*(?:[mwfdxhikv]|gn|div)(?:\s*[/|,.*]\s*(?:[mwfdxhinkv]|div|gn))+\s*[)\]]"
    r"|\b[mwfdxhkv](?:\s?[/|]\s?[mwfdxhkv]){1,3}\b|[(\[]\s*(?:all genders?|alle geschlechter|gn)\s*[)\]]"
    r"|(?:[*:_/]-?|\()innen\b\)?|(?:[*:_/]-?|\()(?:in|r|e|n|euse|rice|ne|a|o)\b\)?"
)
_NOT_WORD = re.compile(r"[^\w+#&]+")


def plain(text: str) -> str:
    """Lower case without accents; `ß` becomes `ss`, `ø` becomes `o`."""
    if text.isascii():
        return text[:LONGEST].lower()
    decomposed = unicodedata.normalize("NFKD", text[:LONGEST].casefold().translate(_STROKES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


# A form in Latin, Greek or Cyrillic letters is a word of its own; one in characters may touch the name.
_LEGAL_AROUND = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(form)}\b\.?" if form < "\u1100" else re.escape(form)
        for form in map(plain, sorted(_WORDS["legal_around"], key=len, reverse=True))
    )
)


@lru_cache(maxsize=4096)
def normal_company(name: str) -> str:
    """A key to compare employers by: `Stripe, Inc.` and `The Stripe Recruiting Team` give `stripe`.

    A name made of nothing but such words (`People Group`) is kept as it is.
    """
    tokens = _company_tokens(name)
    kept = _strip_end(_strip_start(tokens))
    return " ".join(kept or tokens)


def _company_tokens(name: str) -> list[str]:
    text = _TOP_LEVEL.sub("", plain(_VIA.sub("", name))).replace("'s ", " ").replace("’s ", " ")
    text = _LEGAL_AROUND.sub(" ", text)
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text).replace("&", " and ")
    return [token for token in _NOT_WORD.sub(" ", joined).split() if token]


def _strip_start(tokens: list[str]) -> list[str]:
    start = 0
    while start < len(tokens) and (tokens[start] in ("the", "at", "from", "of") or _hires(tokens, start)):
        start += 1
    return tokens[start:]


def _hires(tokens: list[str], at: int) -> bool:
    """At the start only a chain of hiring words that ends in "at" or "of" is no part of the name."""
    chain = tokens[at : at + 4]
    return tokens[at] in _HIRING and any(
        word in ("at", "of", "bei", "chez", "en", "de") and set(chain[:n]) <= _HIRING
        for n, word in enumerate(chain)
    )


def _strip_end(tokens: list[str]) -> list[str]:
    end = len(tokens)
    while end and (tokens[end - 1] in _LEGAL or tokens[end - 1] in _HIRING or tokens[end - 1] == "and"):
        end -= 1
    return tokens[:end]


@lru_cache(maxsize=4096)
def normal_role(name: str) -> str:
    """A key to compare roles by: `Sr. Data Analyst (m/w/d) – Berlin` gives `senior data analyst`.

    Rank is kept; gender marks, numbers of adverts, places and kinds of contract go.
    """
    text = _GENDER.sub(" ", plain(name).replace("–", "-").replace("—", "-"))
    text = _PLACES.sub(" ", _YEARS.sub(" ", _ID.sub(" ", text)))
    tokens = [token.strip("&") for token in _NOT_WORD.sub(" ", text).split()]
    kept = [_ROLE_WORDS.get(token, token) for token in tokens if token and token not in _CIRCUMSTANCE]
    return " ".join(kept or [token for token in tokens if token])


def same_company(one: str, other: str) -> bool:
    """Tell whether two spellings name the same employer; an empty name is the same as nothing."""
    a, b = normal_company(one), normal_company(other)
    if not a or not b:
        return False
    if a == b or _joined(a) == _joined(b):
        return True
    return _is_branch(a, b) or _is_branch(b, a) or (min(len(a), len(b)) > 6 and _alike(a, b))


def _joined(key: str) -> str:
    return key.replace(" and ", "").replace(" ", "")


def _is_branch(short: str, long: str) -> bool:
    """`Acme` and `Acme Technologies Germany` are one employer; `Acme` and `Acme Bank` may be two.

    A name of two words or a long rare one is the same in a longer form (`Everglen Housing Association`).
    """
    head, tail = long.split()[: short.count(" ") + 1], long.split()[short.count(" ") + 1 :]
    if not tail or " ".join(head) != short:
        return False
    return set(tail) <= _BRANCH or (len(short) > 6 and not set(head) <= _COMMON)


_SHARED = 4
"""Letters that one word at least gives a domain that is put together from the beginnings of words."""
_SPELLED_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("-", ""))


def flat_label(text: str) -> str:
    """A domain's label, or a word that it may be made of, without what spelling an umlaut out changes."""
    for written, one in _SPELLED_OUT:
        text = text.replace(written, one)
    return text


@lru_cache(maxsize=8192)
def abbreviates(label: str, name: str) -> bool:
    """Whether a domain's label is put together from a name's words or their beginnings, in any order.

    `jmoss` and `moss-joinery` are Joinery Moss, `moss` alone is not: two words at least give a part, and one
    of them four letters, or both three.
    """
    words = tuple(map(flat_label, _NOT_WORD.sub(" ", plain(name)).split()))
    return len(words) > 1 and _made_of(flat_label(label.lower()), words, ())


def _made_of(rest: str, words: tuple[str, ...], parts: tuple[int, ...]) -> bool:
    if not rest:
        return len(parts) > 1 and (max(parts) >= _SHARED or min(parts) >= _SHARED - 1)
    for at, word in enumerate(words[:6]):
        others = words[:at] + words[at + 1 :]
        for size in range(_in_common(rest, word), 0, -1):
            if _made_of(rest[size:], others, (*parts, size)):
                return True
    return False


def _in_common(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _alike(a: str, b: str) -> bool:
    """One letter more or less (a plural, a slip) is alike; one letter exchanged may be another name."""
    return Indel.distance(a, b, score_cutoff=1) <= 1


def same_role(one: str, other: str) -> bool:
    """Tell whether two titles name the same role; a shorter form counts, another rank does not."""
    a, b = set(normal_role(one).split()), set(normal_role(other).split())
    if not a or not b or a & _RANK != b & _RANK:
        return False
    if min(len(a - _RANK), len(b - _RANK)) > 1 and (a <= b or b <= a):
        return True
    return a == b or fuzz.token_sort_ratio(" ".join(sorted(a)), " ".join(sorted(b))) >= ALIKE
