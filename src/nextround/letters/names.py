"""Whether the greeting, and the names in the text, are those of this application."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from nextround.letters.company import mentions, short_names
from nextround.letters.kinds import Context, Found, LetterKind, Severity
from nextround.letters.rules import Rule
from nextround.letters.text import Letter, Span
from nextround.library import load_toml

_GREETING = re.compile(
    r"(?:^|\n)\s*(?i:dear|hi there|hi|hello|hey|good (?:morning|afternoon|evening)|morning|afternoon)[ ,]+"
    r"(?P<who>[^\n,.!?:;]{1,60}?)\s*(?:[,.!?:;\n]|\s[-\u2013\u2014]\s|$)"
)
_THANKING = re.compile(
    r"\b(?i:thank you|thanks|many thanks|thank you again|thanks again|hello again),? (?P<who>(?!You\b)"
    r"[A-Z][\w'-]+)[,.!]"
)
_TITLE = re.compile(
    r"^(?P<title>mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau)\b\.?\s+", re.IGNORECASE
)
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w'-]*[^\W_]")
GENDERED = {"mr", "mrs", "ms", "miss", "herr", "frau", "sir", "madam"}
NOBODY = frozenset(load_toml("letter_checks/short_names.toml")["nobody"])


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of every name that may be written, and how the contact's own are spelled."""

    contact: tuple[str, ...]
    others: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self.contact) | self.others


def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """Greeting, near-misspelled names in the text, titles nobody recorded, near-misspelled company."""
    del kind
    known = _known(context)
    seen: list[Span] = []
    for found in [*_greetings(rule, letter, context, known), *_company(rule, letter, context)]:
        seen.append((found.start or 0, found.end or 0))
        yield found
    for found in _in_text(rule, letter, known):
        if not any(start <= (found.start or 0) < end for start, end in seen):
            yield found


def _known(context: Context) -> _Known:
    contact = _TITLE.sub("", context.contact_name.strip())
    others = " ".join((*context.aliases, *context.other_people, context.own_name, *context.other_contacts))
    parts = [part for word in _words(contact) if "-" in word for part in word.split("-")]
    return _Known(tuple(_words(contact)), frozenset([*_words(others), *parts]))


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\W\d_](?:[\w'-]*[^\W_])?", name)]


def _greetings(rule: Rule, letter: Letter, context: Context, known: _Known) -> Iterator[Found]:
    if not known.contact:
        return
    text = letter.own
    found = [*_GREETING.finditer(text)][:2] + [*_THANKING.finditer(text)][:3]
    for match in found:
        start, end = match.span("who")
        title = _TITLE.match(text[start:end])
        if title and _unrecorded(title["title"].lower().rstrip("."), context):
            yield _found(rule, (start, end), rule.severity, rule.facts["title_hint"])
            continue
        yield from _names(rule, text, (start + (title.end() if title else 0), end), known)


def _unrecorded(title: str, context: Context) -> bool:
    """A gendered title is a guess unless the notes hold that very title (C21)."""
    if title not in GENDERED:
        return False
    recorded = _TITLE.match(context.contact_name.strip() + " ")
    titles = {context.contact_title.lower().strip(". "), recorded["title"].lower() if recorded else ""}
    spelled = " ".join((*context.aliases, *context.other_people)).lower()
    return title not in titles and not re.search(rf"\b{title}\b", spelled)


def _names(rule: Rule, text: str, span: Span, known: _Known) -> Iterator[Found]:
    words = list(re.finditer(r"[^\W\d_](?:[\w'-]*[^\W_])?", text[span[0] : span[1]]))
    if not words or words[0].group().lower() in NOBODY or len(words) > 5:
        return
    for word in words:
        name = word.group()
        if name.lower() in NOBODY or len(name) < 2:
            continue
        verdict = _verdict(name.lower(), known)
        if verdict:
            place = (span[0] + word.start(), span[0] + word.end())
            yield _found(rule, place, *_told(rule, verdict))
            return


def _verdict(name: str, known: _Known) -> str:
    """`""` when the name is known, else `accent`, `short` or `other`."""
    if name in known.all or len(name) == 1:
        return ""
    if any(_plain(name) == _plain(one) for one in known.all):
        return "accent"
    if any(_plain(part) in {_plain(one) for one in known.all} for part in name.split("-") if len(part) > 2):
        return ""
    if any(name in _short_forms(one) or one in _short_forms(name) for one in known.contact):
        return "short"
    return "other"


def _told(rule: Rule, verdict: str) -> tuple[Severity, str]:
    if verdict == "accent":
        return Severity.INFO, rule.facts["accent_hint"]
    if verdict == "short":
        return Severity.INFO, rule.facts["short_hint"]
    return rule.severity, rule.hint


def _short_forms(name: str) -> frozenset[str]:
    return frozenset(load_toml("letter_checks/short_names.toml")["names"].get(name, ()))


def _plain(name: str) -> str:
    for letter, instead in (("ø", "o"), ("ł", "l"), ("ß", "ss"), ("æ", "ae"), ("ð", "d"), ("đ", "d")):
        name = name.replace(letter, instead)
    return "".join(ch for ch in unicodedata.normalize("NFD", name) if not unicodedata.combining(ch))


def _in_text(rule: Rule, letter: Letter, known: _Known) -> Iterator[Found]:
    """Words with a capital that are almost, not quite, the contact's name (`Prya` for `Priya`)."""
    names, spelled = [one for one in known.contact if len(one) > 3], known.all
    for match in _CAPITAL.finditer(letter.own) if names else ():
        word = match.group().lower().removesuffix("'s")
        if word in spelled or len(word) < 4 or word in NOBODY:
            continue
        near = [one for one in names if OSA.distance(word, one) == 1 and word[0] == one[0]]
        if near and word not in _generic():
            verdict = "accent" if any(_plain(word) == _plain(one) for one in near) else "other"
            span = (match.start(), match.start() + len(word))
            yield _found(rule, span, *_told(rule, verdict))


@cache
def _generic() -> frozenset[str]:
    return frozenset(" ".join(load_toml("letter_checks/generic_words.toml")["words"]).split())


def _company(rule: Rule, letter: Letter, context: Context) -> Iterator[Found]:
    """Runs of capitals that are almost the company's name (`Ossier Press` for `Osier Press`)."""
    company = re.sub(r"\s+", " ", context.company).strip()
    rights = {one.lower() for one in (*short_names(company), *context.aliases, *context.other_people)}
    if len(company) < 5 or mentions(letter.own, company):
        return
    sizes = {len(name.split()) for name in short_names(company)}
    for match in (run for size in sorted(sizes, reverse=True) for run in _runs(letter.own, size)):
        run = match[0].lower()
        if any(run == right or right in run.split() for right in rights):
            continue
        if any(_almost(run, right) for right in rights if len(right) > 4):
            yield _found(rule, (match[1], match[2]), rule.severity, rule.facts["company_hint"])
            return


def _almost(run: str, right: str) -> bool:
    """One or two letters apart, or every word but the last alike (`Osier Books` for `Osier Press`)."""
    if 0 < OSA.distance(run, right) <= (1 if len(right) < 9 else 2):
        return True
    ours, theirs = right.split(), run.split()
    return len(ours) > 1 and len(ours) == len(theirs) and ours[:-1] == theirs[:-1] and len(ours[0]) > 3


def _runs(text: str, size: int) -> Iterator[tuple[str, int, int]]:
    words = list(re.finditer(r"[^\W_][\w'&-]*", text))
    for place in range(len(words) - size + 1):
        first, last = words[place], words[place + size - 1]
        run = text[first.start() : last.end()]
        if first.group()[0].isupper() and last.group()[0].isupper() and "." not in run and "\n" not in run:
            name = re.sub(r"'s$", "", run)
            yield name, first.start(), first.start() + len(name)


def _found(rule: Rule, span: Span, severity: Severity, hint: str) -> Found:
    return Found(rule.family, severity, span[0], span[1], hint, rule.sources)
