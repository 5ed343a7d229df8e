"""What a stretch of words after "your application for" (and its like) names: a role, an employer, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import re2

from nextround.library import load_toml
from nextround.library.finder import spans
from nextround.reading.names import plain

_LIBRARY = load_toml("employer.toml")
TRADES = frozenset(_LIBRARY["trades"])
_LEGAL = frozenset(load_toml("names.toml")["legal"]) - {"group", "gruppe", "groupe", "grupo"}
FIELDS = frozenset(_LIBRARY["fields"])
NOT_NAMES = frozenset(_LIBRARY["not_names"])

LANGUAGES = tuple(name for name, table in _LIBRARY.items() if isinstance(table, dict) and "lead" in table)
STRETCH = 140
"""Characters after a lead that are looked at."""

_JOINS = frozenset(_LIBRARY["joins"])
_KEPT = frozenset(_LIBRARY["joins_in_title"])
_INSTITUTIONS = frozenset(_LIBRARY["institutions"])
_INSTITUTIONS_BEHIND = frozenset(_LIBRARY["institutions_behind"])
_ENDS = re.compile(r"[.!?](?:\s|$)|[;:\n]|…")
_BOTH_GENDERS = re.compile(
    r"(?<=[^\W\d_])\((?:in|innen|a|o|e|as|os|ra|ne|euse|rice|trice)\)"
)  # Enfermeiro(a)
_ELIDED = re.compile(r"(?:[ld]|un|(?:a|da|de|ne|su)ll)['’]", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:Sr|Jr|Snr|Jnr|Inc|St|No|Dr|Co|Corp|Ltd|Dipl|Ing|ds|hab|inż|mgr|e\.g)\.$")
_EDGE = "\"'“”„«»‚‘’`*_<>[]{}()|,.!?;:–—-"


class Named(NamedTuple):
    """What a stretch names; either may be empty. `weak` where the lead is a word as small as "for"."""

    role: str = ""
    company: str = ""
    weak: bool = False


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
        titles_in_capitals=own.get("titles_in_capitals", False),
        clause=re.compile(own.get("clause", "(?!)")),
    )


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
    role = named.role if has_trade(named.role) and _is_name_word(named.role.split()[0]) else ""
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
    role = _tidy_role(tokens[:end], words)
    if after >= 0:
        sure = hinted or has_trade(role) or bare(tokens[end]) in words.after_role
        sure = sure or (before in ("to", "for") and role.count(" ") > 0 and role.istitle())
        return Named(role if sure else "", _company_after(tokens[after:], words))
    led_at = before in words.at
    hinted = hinted or bool(_GENDERS.search(f" {' '.join(tokens[:end])} "))  # only titles carry the mark
    if role and (hinted or (has_trade(role) and not led_at and not _may_be_firm(role, before))):
        return Named(role)
    company = name_at_start(tokens)
    told = led_at or _has_legal_form(company) or (before == "an" and not start and " " in company)
    if words.company_needs_at and not told:
        return Named()
    firm = led_at or not has_trade(company) or _may_be_firm(company, before)
    return Named(company=company) if firm else Named()


def _title_then_body(tokens: list[str], words: Words) -> Named | None:
    """`Professor Adjunto da Universidade Federal` names both: a public body begins behind a small word."""
    if _INSTITUTIONS.isdisjoint(map(bare, tokens)):
        return None
    for at in range(2, len(tokens)):
        begins = bare(tokens[at]) in _INSTITUTIONS and _is_name_word(tokens[at]) and tokens[at - 1].islower()
        if begins and not has_trade(" ".join(tokens[at + 1 : at + 3])):
            role = _tidy_role(tokens[: _role_end(tokens[:at], words)[0]], words)
            return Named(role, name_at_start(tokens[at:])) if has_trade(role) else None
    return None


def _may_be_firm(name: str, before: str) -> bool:
    """`Brightwater Analytics`, after "interest in" or "applying to", is an employer."""
    head, _, last = name.rpartition(" ")
    return before != "for" and bool(head) and last.lower() in FIELDS and not has_trade(head)


def _sentence(stretch: str) -> str:
    """Cut at the end of the sentence; a full stop after "Sr" or inside ".NET" does not end one."""
    at = 0
    while found := _ENDS.search(stretch, at):
        if not (found.group()[0] == "." and _SHORT.search(stretch[: found.start() + 1])):
            return stretch[: found.start()]
        at = found.end()
    return stretch


@lru_cache(maxsize=8192)
def bare(token: str) -> str:
    """A word without its quotes and marks, in lower case."""
    return token.strip(_EDGE).lower()


def _skip_determiners(tokens: list[str], words: Words) -> tuple[int, bool]:
    """Return how many small words stand first, and whether one of them says that a role follows."""
    at, hinted = 0, False
    while at < len(tokens):
        key = bare(tokens[at])
        if _ELIDED.match(key) and key not in words.determiner:
            tokens[at] = _ELIDED.sub("", tokens[at].lstrip(_EDGE))
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
    return len(pair) == 2 and pair[0] in ("Les", "Le", "La", "El", "Los", "Las") and _is_name_word(pair[1])


def _possessive(tokens: list[str], words: Words) -> Named | None:
    """`Acme's Data Analyst role` names both."""
    for at, token in enumerate(tokens[:5]):
        if token.endswith(("'s", "’s")) and _is_name_word(tokens[0]):
            end, after = _role_end(tokens[at + 1 :], words)
            role = _tidy_role(tokens[at + 1 : at + 1 + end], words)
            company = name_at_start([*tokens[:at], token[:-2]])
            return Named(role if has_trade(role) or after >= 0 else "", company)
        if token.endswith(",") or bare(token) in words.at:
            return None
    return None


_AN = frozenset({"un", "une", "leur", "einen", "eine", "ein", "una"})


def _name_then_title(tokens: list[str], words: Words) -> Named | None:
    """`(je recherche pour) Vent du Nord un Analyste` names both."""
    for at, token in enumerate(tokens[:6]):
        if at and token in _AN and _is_name_word(tokens[0]):
            end, _after = _role_end(tokens[at + 1 :], words)
            role = _tidy_role(tokens[at + 1 : at + 1 + end], words)
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
        if key in words.stop and not _inside_title(tokens, at):
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
    adjunto resumen""".split()  # noqa: SIM905
)


def _names_field(before: list[str], pair: list[str], words: Words) -> bool:
    """`Alternant en communication`: a small word behind "en" is what the work is in, and no employer."""
    word = bare(pair[1]) if len(pair) == 2 else ""
    small = (
        len(word) > 3
        and word.isalpha()
        and pair[-1][:1].islower()
        and word not in words.stop | words.determiner
    )
    return bare(pair[0]) in _FIELD_AFTER and small and word not in _NO_FIELD and has_trade(before[-1])


def _begins_name(tokens: list[str], words: Words) -> bool:
    """Tell whether a name comes next, perhaps after an article."""
    for token in tokens:
        if bare(token) not in words.determiner and not _ELIDED.match(bare(token)):
            return _is_name_word(token) and bare(token) not in NOT_NAMES
    return False


def _inside_title(tokens: list[str], at: int) -> bool:
    """`Head of Data and Insight`: a small word between two capitalised ones belongs to the title."""
    if (
        tokens[at] in _AND
        and at
        and _ends_title(tokens[at + 1 : at + 3])
        and has_trade(" ".join(tokens[:at]))
    ):
        return True
    around = tokens[at - 1 : at] + tokens[at + 1 : at + 2]
    if tokens[at] == "i" and len(around) == 2 and around[1].rstrip(".,").isalpha() and around[1].islower():
        return has_trade(around[0]) and around[1] not in (
            "en",
            "ett",
            "et",
            "den",
            "det",
            "vår",
            "vårt",
            "vores",
        )
    return (
        at > 0
        and bare(tokens[at]) in _KEPT
        and len(around) == 2
        and all(_is_name_word(token) and bare(token) not in NOT_NAMES for token in around)
    )


_AND = frozenset({"i", "e", "y", "et"})
_WE = ("mo", "mos", "ons", "my", "ez", "is")


def _ends_title(rest: list[str]) -> bool:
    """`(Specjalista ds. kadr i) płac.`: a small word that ends the phrase, and is no verb of ours."""
    word = rest[0] if rest else ""
    noun = len(word) > 3 and word.rstrip(",.(").isalpha() and word.islower() and not bare(word).endswith(_WE)
    return noun and (len(rest) == 1 or not word[-1].isalpha() or rest[1].startswith("("))


def _goes_on(tokens: list[str], at: int, words: Words) -> bool:
    """After a comma or a bracket a title goes on with a capitalised word, or its "role at" follows."""
    following = tokens[at + 1 : at + 2]
    return bool(following) and (
        (_is_name_word(following[0]) and bare(following[0]) not in NOT_NAMES)
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
        rest[0] = _ELIDED.sub("", rest[0].lstrip(_EDGE))
    return name_at_start(rest)


def name_at_start(tokens: list[str]) -> str:
    """The name (capitalised words, joined by small ones) that stands first, or empty."""
    kept: list[str] = []
    for at, token in enumerate(tokens[:8]):
        key = bare(token)
        following = tokens[at + 1 : at + 2]
        joins = (
            (key in _JOINS or token in ("&", "+"))
            and kept
            and following
            and _is_name_word(following[0])
            and bare(following[0]) not in NOT_NAMES
        )
        if kept and key in _INSTITUTIONS_BEHIND and kept[-1][-1].isalpha():
            kept.append(token)
            break
        if not joins and (not _is_name_word(token) or key in NOT_NAMES):
            break
        kept.append(token)
        if token[-1] in ",;:!?)" or (token[-1] == "." and not _SHORT.search(token)):
            break
    return _tidy_name(kept)


def as_written(label: str, text: str) -> str:
    """How a text writes the name in a domain: `ashdownmills` is Ashdown Mills, `ashdownhq` Ashdown."""
    flat = folded(label)
    for line in text.splitlines() if len(flat) >= _SHORTEST else ():
        tokens = line.split()
        for at, token in enumerate(tokens):
            if token[0].isupper() and "@" not in token and _spells(tokens[at : at + 5], flat):
                return name_at_start(tokens[_name_begins(tokens, at) :])
    return ""


def _name_begins(tokens: list[str], at: int) -> int:
    """Where the name begins that the word at `at` is part of: `Seguros Miraflor` begins before its domain."""
    while at and tokens[at][0].isalnum() and _is_name_word(tokens[at - 1]) and tokens[at - 1][-1].isalpha():
        if bare(tokens[at - 1]) in NOT_NAMES or has_trade(tokens[at - 1]):
            break
        at -= 1
    if at > 1 and tokens[at - 1] in ("of", "de", "di") and bare(tokens[at - 2]) in _INSTITUTIONS:
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
        if written.startswith(flat) or (len(written) >= _SHORTEST and flat.removeprefix(written) in _ENDINGS):
            return True
        if not flat.startswith(written):
            return False
    return False


def _tidy_name(kept: list[str]) -> str:
    while kept and bare(kept[-1]) in _JOINS:
        kept.pop()
    if not kept:
        return ""
    name = " ".join(kept).strip(_EDGE + " ")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    letters = sum(letter.isalpha() for letter in name)
    return name if letters > 1 and name.lower() not in TRADES else ""


@lru_cache(maxsize=8192)
def _is_name_word(token: str) -> bool:
    """A word with a capital letter in it, or a number."""
    inner = token.strip(_EDGE)
    return bool(inner) and (inner[0].isdigit() or inner != inner.lower() or not inner[0].isalpha())


def _tidy_role(tokens: list[str], words: Words) -> str:
    """Words of a role as a title, or empty when they name none."""
    while tokens and ((last := bare(tokens[-1])) in _JOINS or last in words.determiner or not last):
        tokens = tokens[:-1]
    while tokens and (bare(tokens[0]) in words.determiner or not bare(tokens[0])):
        tokens = tokens[1:]
    tokens = _from_title(_after_last_article(tokens))
    if words.titles_in_capitals:
        tokens = _without_tail(tokens)
    if not 0 < len(tokens) <= 12:
        return ""
    title = _before_dash(clean_role(" ".join(tokens)))
    if bare(tokens[0]) in words.generic and (tokens[0].islower() or not has_trade(title)):
        return ""
    if told := _under_heading(title):
        return told
    if bare(tokens[0]) in NOT_NAMES and (not has_trade(title) or words.leads.search(title)):
        return ""
    return title if has_trade(title) or any(map(_is_name_word, title.split())) else ""


_DASH = re.compile(r"\s[-–—|]+\s")


def _before_dash(title: str) -> str:
    """`Data Analyst - outcome` is a Data Analyst: small letters, or no name, stand behind the dash."""
    first, *rest = _DASH.split(title)
    follows = rest[0].split()[:1] if rest else []
    return first if follows and has_trade(first) and _is_no_part(follows[0]) else title


def _is_no_part(word: str) -> bool:
    return (word.islower() and not has_trade(word)) or bare(word) in NOT_NAMES


def _from_title(tokens: list[str]) -> list[str]:
    """`Bewerbung als Texter` and `leur futur Texter` are a Texter."""
    for at, token in enumerate(tokens):
        if token in ("als", "como", "comme", "come") and has_trade(" ".join(tokens[at + 1 :])):
            return tokens[at + 1 :]
    start = 0
    while start < len(tokens) and tokens[start].islower() and not has_trade(tokens[start]):
        start += 1
    small = tokens[start : start + 1] and tokens[0] not in _RANKS and _is_name_word(tokens[start])
    return tokens[start:] if small else tokens


_RANKS = frozenset(load_toml("names.toml")["rank"])
_HEADING = re.compile(
    rf"(?:{'|'.join(_LIBRARY['headings'])})(?: (?:for|für|de|para|pour|per|voor|för|na|til|pentru))? ",
    re.IGNORECASE,
)


_HEADING_WORDS = frozenset(_LIBRARY["heading_words"])
_ADVERT = re.compile(r"\W*(?:[A-Za-z]{1,4}[-_/]?)?\d{3,}[\w/-]*\W*")


def after_headings(title: str) -> str:
    """`Invitation to interview Data Analyst` and `Ref. JR-4471 Data Analyst` are about a Data Analyst.

    Two words at least say so, as titles may begin with one (`Test Engineer`). Empty where none do.
    """
    tokens = title.split()
    at = 0
    while at < len(tokens) and (bare(tokens[at]) in _HEADING_WORDS or _ADVERT.fullmatch(tokens[at])):
        at += 1
    rest = " ".join(tokens[at:]).lstrip("-–—: ")
    return rest if at > 1 and rest[:1].isupper() and has_trade(rest) else ""


def _under_heading(title: str) -> str:
    """`Feedback Data Analyst` is about a Data Analyst."""
    if told := after_headings(title):
        return told
    found = _HEADING.match(title)
    rest = title[found.end() :] if found else ""
    return rest if has_trade(rest) else ""


def _without_tail(tokens: list[str]) -> list[str]:
    """`Software Engineer next steps`: small words behind a capitalised title are no part of it."""
    for at in range(1, len(tokens)):
        word = tokens[at]
        small = word.isalpha() and word.islower() and bare(word) not in _JOINS and bare(word) not in _KEPT
        if small and has_trade(" ".join(tokens[:at])) and not has_trade(" ".join(tokens[at:])):
            return tokens[:at] if _is_name_word(tokens[0]) else tokens
    return tokens


def _after_last_article(tokens: list[str]) -> list[str]:
    """`Acme and the Data Analyst` names the role after its article."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at] in ("the", "our", "your") and _is_name_word(
            tokens[at + 1] if at + 1 < len(tokens) else ""
        ):
            return tokens[at + 1 :]
    return tokens


_NUMBER = re.compile(
    r"(?i)^\W*(?:(?:req(?:uisition)?|job|ref|jr|r|id)[\s.:#-]*)?[a-z]{0,3}-?\d{4,}[a-z]{0,2}\W+|\W+(?:req(?:uisition)?|job|ref|jr|r|id)"
    r"[\s.:#-]*\d{3,}\W*$|\W+\d{5,}[a-z]{0,2}\W*$|\((?:open|evergreen|remote|hybrid|[a-z]*-?\d{4,}[a-z]*"
    r"|(?:[a-zé.]+ )?\d+[/-]\d{2,}|[^()\d]{0,24}\d{3,}[^()]{0,6})\)"
)
_GENDERS = re.compile(
    r"(?i)[(\[ ]+(?:[mwfdxhikvž]|gn|div)(?:\s*[/|,.*]\s*(?:[mwfdxhinkvž]|div|gn))+[)\]]?(?:\W|$)"
    r"|\((?:all genders?)\)|- $"
)


def clean_role(title: str) -> str:
    """A title without the number of its advert, its gender mark and its quotes."""
    if not title.replace(" ", "").isalpha():
        before, *_after = _GENDERS.split(_NUMBER.sub(" ", title), maxsplit=1)
        title = before if has_trade(before) else _GENDERS.sub(" ", title)
        title = _NUMBER.sub(" ", title)
    title = " ".join(title.split()).strip("\"'“”„«»‚‘’`*_<>|,;:–—- ")
    if title.count("(") != title.count(")"):
        title = title.partition("(")[0].strip(") ")
    return title if any(letter.isalpha() for letter in title) and len(title) <= 100 else ""


@lru_cache(maxsize=4096)
def has_trade(text: str) -> bool:
    """Tell whether a word of the text names a trade (`engineer`, `Softwareentwickler`, `chargée`)."""
    for token in text.replace("/", " ").replace("-", " ").split():
        if any(map(str.isupper, token[1:])) and not token.isupper() and "*" not in token and ":" not in token:
            continue  # a name in camel case is a firm's: `TripAdvisor`
        key = bare(token).replace("*in", "").replace(":in", "")
        if key != "partners" and (_is_trade(key) or _is_trade(key.removesuffix("s"))):
            return True
    return False


@lru_cache(maxsize=8192)
def _is_trade(key: str) -> bool:
    """A trade, a compound that ends in one (`Datenanalyst`), or its German feminine (`Planerin`)."""
    if key in TRADES or key.removesuffix("in") in TRADES:
        return True
    return any(key[-length:] in TRADES for length in _LENGTHS if length < len(key))


_LENGTHS = tuple(sorted({len(word) for word in TRADES if len(word) > 5}))
