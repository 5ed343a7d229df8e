"""The words around an employer's name that say "the people who hire here": `Talent Team`, `Dział HR`."""

from __future__ import annotations

import re
from functools import lru_cache

from nextround.library import load_toml
from nextround.reading.names import plain
from nextround.reading.tokens import bare

_NAMES = load_toml("names.toml")
_LIBRARY = load_toml("employer.toml")
_HIRING = frozenset(map(plain, _NAMES["hiring"]))
_OF_NAMES_TOO = frozenset(_NAMES["hiring_of_names_too"])
_DESKS = frozenset(map(plain, _LIBRARY["before_firm"]))
_LINKS = frozenset(_LIBRARY["desk_links"])
_STAND_FIRST = frozenset({"grupo", "groupe", "gruppo"})  # `Recrutamento Grupo Jacarandá`
_FIRM_WORDS = frozenset(map(plain, [*_NAMES["branch"], *_NAMES["legal"]])) - {"the"} - _STAND_FIRST
_ELIDED = re.compile(r"^[ld]['’](?=\w)|^dell['’](?=\w)")
_INVITING = re.compile(rf"(?:^|\s)(?:{'|'.join(_LIBRARY['inviting'])})(?:\s|$)", re.IGNORECASE)
_TOUCHING = re.compile(rf"(?:{'|'.join(_LIBRARY['desks_touching'])})$")


@lru_cache(maxsize=8192)
def word_key(token: str) -> str:
    """A word to look up: without marks, accents and an elided article."""
    return plain(_ELIDED.sub("", bare(token)))


def is_hiring(token: str) -> bool:
    """Whether a word says "the people who hire"."""
    return word_key(token) in _HIRING


def without_desk(name: str) -> str:
    """`Équipe Talents de Vent du Nord` and `Werken bij Acme` without the words in front of the employer.

    One such word alone is left where it may be part of the name (`Talent Garden`), and so is a name that is
    nothing else.
    """
    tokens = _INVITING.sub(" ", _TOUCHING.sub("", name) or name).split()
    at, said, sure = 0, 0, False
    for token in tokens:
        key = word_key(token)
        if key in _HIRING or key in _DESKS:
            said, sure = said + 1, sure or (key in _HIRING and key not in _OF_NAMES_TOO)
        elif key not in _LINKS or (not said and at):
            break
        at += 1
    linked = at > 1 and word_key(tokens[at - 1]) in _LINKS
    is_desk = said > 1 or linked or bool(set(map(word_key, tokens[:1])) & _DESKS)
    rest = tokens[at:]
    if not (said and sure and is_desk and rest) or word_key(rest[0]) in _FIRM_WORDS:
        return " ".join(tokens)
    return " ".join([_ELIDED.sub("", rest[0]), *rest[1:]])


def tidy_company(name: str) -> str:
    """A name without the words for its hiring people behind it."""
    kept, behind = name.split(), ""
    while len(kept) > 1 and is_hiring(kept[-1]) and not is_school(kept[-1], behind):
        behind = word_key(kept.pop())
    while len(kept) > 1 and kept[-1] in ("de", "di"):
        kept.pop()
    return " ".join(kept).strip(" ,-–|")


def is_school(token: str, behind: str = "") -> bool:
    """`Norburg University` is a school's name; `Acme University Recruiting` hires students."""
    return word_key(token) == "university" and not behind.startswith(("recruit", "hiring", "talent"))


@lru_cache(maxsize=4096)
def names_nobody(words: frozenset[str]) -> bool:
    """Whether words are all legal forms, hiring words and parts of an office: alone they name nobody."""
    return words <= _HIRING | _NOBODY


_NOBODY = frozenset(map(plain, [*_NAMES["legal"], *_NAMES["offices"], "de", "of"]))
