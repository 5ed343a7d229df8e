"""Whether two names mean the same employer or role: a small yardstick of the benchmark's own.

The program under test has one of its own; judging it by that would let it choose its judge.
"""

from __future__ import annotations

import re
import unicodedata

_LEGAL = re.compile(
    r"\b(inc|ltd|llc|plc|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|lda|sl|sp z o o|s r o"
    r"|kft|pt|cong ty)\b|株式会社|有限公司"
)
_GENDER = re.compile(r"\(?\b[mwfdhkxv](\s?[/|]\s?[mwfdhkxv]){1,3}\b\)?")
_ENDING = re.compile(r"[(*:/_](?:in|innen|e|a|euse|rice|trice|ne|r|o|en)\b\)?")


def plain(name: str) -> str:
    """Lower case, no accents, single spaces, nothing but letters and digits."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


def same_employer(found: str | None, true: str) -> bool:
    """Equal up to case, accents and legal form."""
    return bool(found) and _company(found or "") == _company(true)


def _company(name: str) -> str:
    return " ".join(_LEGAL.sub(" ", plain(name)).split()) or plain(name)


def same_role(found: str | None, true: str) -> bool:
    """Equal up to case, accents and gender marks."""
    return bool(found) and _role(found or "") == _role(true)


def _role(name: str) -> str:
    return plain(_ENDING.sub("", _GENDER.sub(" ", name.casefold())))
