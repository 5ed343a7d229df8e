"""Whether two names mean the same employer or the same role."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

LEGAL = frozenset(
    """inc ltd limited llc llp plc corp corporation co company gmbh ag se kg ohg ug mbh
    sa sas sarl sl slu spa srl bv nv ab as oy the group gruppe groupe grupo holding careers
    recruiting recruitment talent hiring team hr jobs""".split()  # noqa: SIM905 - easier to read and add to
)
ROLE_NOISE = frozenset(
    "m f w d h x mwd fh role position job vacancy the a an at for in und and of de".split()  # noqa: SIM905
)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=20_000)
def company_key(name: str) -> str:
    """A name for comparison: no legal form, no case, no accents; empty stays empty."""
    words = _words(name)
    kept = [w for w in words if w not in LEGAL]
    return " ".join(kept or words)


@lru_cache(maxsize=20_000)
def role_key(name: str) -> str:
    """A role for comparison: no gender suffix, no small words, words in order."""
    words = _words(re.sub(r"\([^)]*\)|\b(?:m/w/d|w/m/d|m/f/d|h/f|f/h)\b", " ", name, flags=re.I))
    kept = [w for w in words if w not in ROLE_NOISE and not w.isdigit()]
    return " ".join(kept or words)


def same_company(a: str, b: str) -> bool:
    """Whether two names are spellings of one employer; an empty name is nobody's."""
    x, y = company_key(a), company_key(b)
    return bool(x and y) and (x == y or x.replace(" ", "") == y.replace(" ", ""))


@lru_cache(maxsize=50_000)
def same_role(a: str, b: str) -> bool:
    """Whether two titles are spellings of one role; seniority words keep titles apart."""
    x, y = role_key(a), role_key(b)
    return bool(x and y) and (x == y or (set(x.split()) == set(y.split()) or fuzz.ratio(x, y) >= 95))
