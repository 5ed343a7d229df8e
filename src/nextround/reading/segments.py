"""What a stretch of words after "your application for" (and its like) names: a role, an employer, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nextround.library import load_toml
from nextround.library.finder import spans
from nextround.reading.firms import name_at_start
from nextround.reading.titles import GENDERS, tidy_role
from nextround.reading.tokens import (
    EDGE,
    INSTITUTIONS,
    KEPT,
    NOT_NAMES,
    SHORT,
    Words,
    bare,
    has_trade,
    is_name_word,
)

_LIBRARY = load_toml("employer.toml")
_LEGAL = frozenset(load_toml("names.toml")["legal"]) - {"group", "gruppe", "groupe", "grupo"}
_FIELDS = frozenset(_LIBRARY["fields"])

STRETCH = 140
"""Characters after a lead that are looked at."""

_ENDS = re.compile(r"(?<!\s\d)(?<!\s\d\d)\.(?:\s|$)|[!?](?:\s|$)|[;:\n]|…|\s\|\s")
_BOTH_GENDERS = re.compile(
    r"(?<=[^\W\d_])\((?:in|innen|a|o|e|as|os|ra|ne|euse|rice|trice)\)"
)  # Enfermeiro(a)
_ELIDED = re.compile(r"(?:[ld]|un|(?:a|da|de|ne|su)ll)['’]", re.IGNORECASE)


class Named(NamedTuple):
    """What a stretch names; either may be empty. `weak` where the lead is a word as small as "for"."""

    role: str = ""
    company: str = ""
    weak: bool = False


def named_after_leads(text: str, words: Words) -> Iterator[Named]:
    """Every role and employer named after one of a language's leads, in the order of the text."""
    for start, stop in spans(words.leads, text):
        if start and text[start - 1].isalnum():
            continue
        # behind a small word the pattern took the first letter of what follows
        end = stop - (weak := text[stop - 1].isupper())
        lead = text[start:end].strip(" :'’").lower()
        named = parse(text[end : end + STRETCH], words, lead.rsplit(" ", 1)[-1])
        if weak:
            named = _only_sure(named, lead in words.at)
        elif lead.endswith(_MEETING):
            named = named._replace(weak=True)
        if named.role or named.company:
            yield named


_MEETING = (" with", " mit", " avec", " con", " com")


def _only_sure(named: Named, led_at: bool) -> Named:
    """After a small word only a title with a trade in it counts, and after "at" a name."""
    role = named.role if has_trade(named.role) and is_name_word(named.role.split()[0]) else ""
    firm = led_at or role or _has_legal_form(named.company)
    company = named.company if firm and named.company[:1].isalpha() else ""
    return Named(role, company, weak=True)


def _has_legal_form(name: str) -> bool:
    """`Nordwind AG` says by its last word that it is a firm."""
    return bare(name.rpartition(" ")[2]).replace(".", "") in _LEGAL


def parse(stretch: str, words: Words, before: str = "") -> Named:
    """Read a role, an employer or both from the start of a stretch; `before` is the word in front of it."""
    tokens = _BOTH_GENDERS.sub("", _sentence(stretch)).split()[:26]
    start, hinted = _skip_determiners(tokens, words)
    hinted = hinted or before in words.label
    tokens = tokens[start:]
    if tokens and bare(tokens[0]) in words.at:
        return Named(company=_company_after(tokens, words))
    both = _possessive(tokens, words) or _name_then_title(tokens, words)
    if both := both or _title_then_body(tokens, words):
        return both
    end, after = _role_end(tokens, words)
    if after >= 0:
        role = tidy_role(tokens[:end], words)
        sure = hinted or has_trade(role) or bare(tokens[end]) in words.after_role
        sure = sure or (before in ("to", "for") and role.count(" ") > 0 and role.istitle())
        return Named(role if sure else "", _company_after(tokens[after:], words))
    led_at = before in words.at
    hinted = hinted or bool(GENDERS.search(f" {' '.join(tokens[:end])} "))  # only titles carry the mark
    role = tidy_role(tokens[:end], words) if hinted or not led_at else ""
    if role and (hinted or (has_trade(role) and not may_be_firm(role, before))):
        return Named(role)
    company = name_at_start(tokens)
    told = led_at or _has_legal_form(company) or (before == "an" and not start and " " in company)
    if words.company_needs_at and not told:
        return Named()
    firm = led_at or not has_trade(company) or may_be_firm(company, before)
    return Named(company=company) if firm else Named()


def _title_then_body(tokens: list[str], words: Words) -> Named | None:
    """`Professor Adjunto da Universidade Federal` names both: a public body begins behind a small word."""
    if INSTITUTIONS.isdisjoint(map(bare, tokens)):
        return None
    for at in range(2, len(tokens)):
        begins = bare(tokens[at]) in INSTITUTIONS and is_name_word(tokens[at]) and tokens[at - 1].islower()
        if begins and not has_trade(" ".join(tokens[at + 1 : at + 3])):
            role = tidy_role(tokens[: _role_end(tokens[:at], words)[0]], words)
            return Named(role, name_at_start(tokens[at:])) if has_trade(role) else None
    return None


def may_be_firm(name: str, before: str = "") -> bool:
    """`Brightwater Analytics`, after "interest in" or "applying to", is an employer."""
    head, _, last = name.rpartition(" ")
    return before != "for" and bool(head) and last.lower() in _FIELDS and not has_trade(head)


def _sentence(stretch: str) -> str:
    """Cut at the end of the sentence; a full stop after "Sr" or inside ".NET" does not end one."""
    at = 0
    while found := _ENDS.search(stretch, at):
        if not (found.group()[0] == "." and SHORT.search(stretch[: found.start() + 1])):
            return stretch[: found.start()]
        at = found.end()
    return stretch


def _skip_determiners(tokens: list[str], words: Words) -> tuple[int, bool]:
    """Return how many small words stand first, and whether one of them says that a role follows."""
    at, hinted = 0, False
    while at < len(tokens):
        key = bare(tokens[at])
        if _ELIDED.match(key) and key not in words.determiner:
            tokens[at] = _ELIDED.sub("", tokens[at].lstrip(EDGE))
            break
        if key not in words.determiner or _opens_name(tokens[at : at + 2]):
            break
        hinted = hinted or key in words.label or key in words.after_role
        at += 1
        if tokens[at - 1].endswith((",", ")")):
            break
    return at, hinted


def _opens_name(pair: list[str]) -> bool:
    """A capitalised article belongs to the name: `chez Les Moulins`, `en El Molino`."""
    return len(pair) == 2 and pair[0] in ("Les", "Le", "La", "El", "Los", "Las") and is_name_word(pair[1])


def _possessive(tokens: list[str], words: Words) -> Named | None:
    """`Acme's Data Analyst role` names both."""
    for at, token in enumerate(tokens[:5]):
        if token.endswith(("'s", "’s")) and is_name_word(tokens[0]):
            end, after = _role_end(tokens[at + 1 :], words)
            role = tidy_role(tokens[at + 1 : at + 1 + end], words)
            company = name_at_start([*tokens[:at], token[:-2]])
            return Named(role if has_trade(role) or after >= 0 else "", company)
        if token.endswith(",") or bare(token) in words.at:
            return None
    return None


_AN = frozenset({"un", "une", "leur", "einen", "eine", "ein", "una"})


def _name_then_title(tokens: list[str], words: Words) -> Named | None:
    """`(je recherche pour) Vent du Nord un Analyste` names both."""
    for at, token in enumerate(tokens[:6]):
        if at and token in _AN and is_name_word(tokens[0]):
            end, _after = _role_end(tokens[at + 1 :], words)
            role = tidy_role(tokens[at + 1 : at + 1 + end], words)
            return Named(role, name_at_start(tokens[:at])) if has_trade(role) else None
    return None


def _role_end(tokens: list[str], words: Words) -> tuple[int, int]:
    """Return where the role ends, and where the words about the employer begin (-1: nowhere)."""
    for at, token in enumerate(tokens):
        key = bare(token)
        if at and key in words.after_role:
            return at, at + 1
        if at and _names_field(tokens[:at], tokens[at : at + 2], words):
            continue
        if at and key in words.at:
            return at, at if _begins_name(tokens[at + 1 : at + 4], words) else -1
        if key in words.stop and not _inside_title(tokens, at, words):
            return at, -1
        if at and token.islower() and words.clause.search(key):
            return at, -1
        if token.endswith((",", ")")) and not _goes_on(tokens, at, words):
            return at + 1, -1
    return len(tokens), -1


_FIELD_AFTER = frozenset({"en", "em"})
_NO_FIELD = frozenset(
    """vue cours date pièce tant effet raison fonction question ligne línea linha proceso processo curso breve
    cuestión questão función função base relación relação vista nuestra nuestro nossa nosso esta este anexo
    adjunto resumen corso oggetto merito questione azienda sede presenza data prova scadenza attesa modo
    quanto qualità particolare seguito""".split()  # noqa: SIM905
)


def _names_field(before: list[str], pair: list[str], words: Words) -> bool:
    """`Alternant en communication`: a small word behind "en" is what the work is in, and no employer."""
    word = bare(pair[1]) if len(pair) == 2 else ""
    small = (
        len(word) > 3
        and word.replace("-", "").isalpha()
        and pair[-1][:1].islower()
        and word not in words.stop | words.determiner
    )
    key = bare(pair[0])
    return (
        (key in _FIELD_AFTER or (key == "in" and key in words.at))
        and small
        and word not in _NO_FIELD
        and has_trade(" ".join(before))
    )


def _begins_name(tokens: list[str], words: Words) -> bool:
    """Tell whether a name comes next, perhaps after an article."""
    for token in tokens:
        if bare(token) not in words.determiner and not _ELIDED.match(bare(token)):
            return is_name_word(token) and bare(token) not in NOT_NAMES
    return False


def _inside_title(tokens: list[str], at: int, words: Words) -> bool:
    """`Head of Data and Insight`: a small word between two capitalised ones belongs to the title."""
    and_more = at and tokens[at] in _AND and _ends_title(tokens[at + 1 : at + 3], words)
    if and_more and has_trade(" ".join(tokens[:at])):
        return True
    if at and _is_for_what(tokens[at : at + 3]) and has_trade(" ".join(tokens[:at])):
        return True
    around = tokens[at - 1 : at] + tokens[at + 1 : at + 2]
    if tokens[at] == "i" and len(around) == 2 and around[1].rstrip(".,").isalpha() and around[1].islower():
        return has_trade(around[0]) and around[1] not in _SWEDISH_ARTICLES
    return (
        at > 0
        and bare(tokens[at]) in KEPT
        and len(around) == 2
        and all(is_name_word(token) and bare(token) not in NOT_NAMES for token in around)
    )


def _is_for_what(tokens: list[str]) -> bool:
    """`(Lehrkraft) für besondere Aufgaben` and `(Executive Assistant) to the Dean`: more of the title."""
    if len(tokens) < 3 or not is_name_word(tokens[2]):
        return False
    if tokens[:2] == ["to", "the"]:
        return has_trade(tokens[2])
    return tokens[0] == "für" and tokens[1].islower() and tokens[1].endswith("e") and tokens[1] != "die"


_SWEDISH_ARTICLES = frozenset({"en", "ett", "et", "den", "det", "vår", "vårt", "vores"})
_AND = frozenset({"i", "e", "y", "et"})
_WE = ("mo", "mos", "ons", "my", "ez", "is")
_SPOKEN_TO = frozenset(
    {"vous", "nous", "te", "le", "se", "nos", "os", "me", "ti", "ci", "si", "la", "que", "qui"}
)


def _ends_title(rest: list[str], words: Words) -> bool:
    """`(Specjalista ds. kadr i) płac.`: a small word that ends the phrase, and is no verb of ours."""
    word = rest[0] if rest else ""
    key = bare(word)
    noun = len(word) > 3 and word.rstrip(",.(").isalpha() and word.islower() and not key.endswith(_WE)
    if not noun or key in words.stop or words.clause.search(key):
        return False
    return len(rest) == 1 or not word[-1].isalpha() or rest[1].startswith("(") or _is_boundary(rest[1], words)


def _is_boundary(token: str, words: Words) -> bool:
    """A small word that goes on with the sentence, and is nobody that a verb before it speaks to."""
    key = bare(token)
    if key in _SPOKEN_TO:
        return False
    return key in words.stop or key in words.at or key in words.after_role or bool(words.clause.search(key))


def _goes_on(tokens: list[str], at: int, words: Words) -> bool:
    """After a comma or a bracket a title goes on with a capitalised word, or its "role at" follows."""
    following = tokens[at + 1 : at + 2]
    return bool(following) and (
        (is_name_word(following[0]) and bare(following[0]) not in NOT_NAMES)
        or following[0][0] in "(-–|"
        or bare(following[0]) in words.at
        or bare(following[0]) in words.after_role
    )


def _company_after(tokens: list[str], words: Words) -> str:
    """The employer in `(here) at the Acme Group and …`."""
    at = 0
    while at < len(tokens) and (bare(tokens[at]) in ("here", "hier", "ici", "aquí") or not bare(tokens[at])):
        at += 1
    if at >= len(tokens) or bare(tokens[at]) not in words.at:
        return ""
    at += 1
    while at < len(tokens) and bare(tokens[at]) in words.determiner:
        at += 1
    rest = tokens[at:]
    if rest and _ELIDED.match(bare(rest[0])):
        rest[0] = _ELIDED.sub("", rest[0].lstrip(EDGE))
    return name_at_start(rest)
