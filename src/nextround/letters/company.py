"""Leftovers: names that belong to another application of the person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nextround.letters.kinds import Context, Found, LetterKind
from nextround.letters.rules import Rule
from nextround.letters.text import Letter, Span
from nextround.library import load_toml

_LEGAL = re.compile(
    r",?\s+(?:ltd|limited|llc|llp|inc|incorporated|plc|gmbh|ag|se|kg|co|corp|corporation|company|group|holdings?|bv"
    r"|nv|sa|sas|sarl|spa|srl|oy|ab|as|aps|pty|pte|kft|the)\.?$",
    re.IGNORECASE,
)
_AT = r"(?:at|for|with|to|from|by|join|joining|of|in|your|and|about|than|via|through|like|my)"
_MINE = re.compile(
    r"current (?:job|role|employer|work|post|position|team|company|place)"
    r"|where i (?:now |currently )?work|i (?:now |currently )?work (?:at|for)"
    r"|(?:worked|my (?:\w+ )?(?:work|job|role)|years?"
    r"|time|manager|colleagues?|team|previous \w+|last \w+|old \w+)"
    r" (?:at|for|with)"
    r"|my (?:old|last|previous|former|current) |when i was (?:at|with)|i left|employed (?:at|by)",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"you (?:\w+ )?(?:mentioned|said|told|described|explained|talked|spoke|compared|work)"
    r"|\w+ (?:mentioned|told me|described|said)"
    r"|your (?:\w+ )?(?:client|customer|supplier|partner|competitor|neighbou?r|rival|contract|deal|work)s?"
    r"|as you said|we (?:talked|spoke|discussed)",
    re.IGNORECASE,
)


_WISH = re.compile(
    r"\b(?:role|job|post|position|vacanc|opening|apply|application|love|like to|hope|want|wish|glad|happy to"
    r"|keen|interested|join|future)",
    re.IGNORECASE,
)


def short_names(company: str) -> tuple[str, ...]:
    """The ways a company may be written: in full, without its legal suffix, and by its initials."""
    full = re.sub(r"\s+", " ", company).strip()
    bare = full
    while _LEGAL.search(bare):
        bare = _LEGAL.sub("", bare)
    bare = re.sub(r"^the ", "", bare, flags=re.IGNORECASE)
    letters = "".join(word[0] for word in re.findall(r"[^\W_]+", bare) if word[0].isupper())
    initials = (letters,) if len(letters) > 2 else ()
    return tuple(dict.fromkeys(name for name in (full, bare, *initials) if name))


def mentions(text: str, company: str) -> list[Span]:
    """Where the company is named, as it is written in the notes (capitals count, suffix may be dropped)."""
    return [match.span() for name in short_names(company) for match in _exactly(name).finditer(text)]


@lru_cache(maxsize=512)
def _exactly(name: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def look(rule: Rule, letter: Letter, kind: LetterKind, context: Context) -> Iterator[Found]:
    """Another company, role or contact in the text; another company in subject, links or file names."""
    del kind
    text = letter.own
    fine = _fine(context)
    ours = [span for name in fine for span in mentions(text, name)]
    for company in context.other_companies:
        if company.lower() in {name.lower() for name in fine}:
            continue
        places = [span for span in _places(text, company) if not _inside(span, ours)]
        yield from (_at(rule, span, rule.hint) for span in places[:1] if not _explained(text, span))
        if not places and _elsewhere(letter, context, company):
            yield Found(rule.family, rule.severity, None, None, rule.hint, rule.sources, company)
    yield from _roles(rule, letter, context)
    yield from _contacts(rule, letter, context)


def _fine(context: Context) -> tuple[str, ...]:
    names = (context.company, context.current_employer, *context.mentioned_companies, *context.aliases)
    return tuple(name for name in names if name)


def _inside(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _places(text: str, company: str) -> list[Span]:
    """Where a tracked company is meant: an everyday word counts only where a company could stand."""
    found: list[Span] = []
    for name in (*short_names(company), *_first_word(company)):
        pattern = _as_company(name) if _everyday(name) else _exactly(name)
        found += [match.span("name" if _everyday(name) else 0) for match in pattern.finditer(text)]
    return sorted(set(found))


def _first_word(company: str) -> tuple[str, ...]:
    """`Corvid` for `Corvid Logistics`, unless it is an everyday word."""
    words = company.split()
    if len(words) < 2 or len(words[0]) < 5 or _everyday(words[0]):
        return ()
    return (words[0],)


def _everyday(name: str) -> bool:
    return " " not in name and (len(name) < 4 or name.lower() in _words())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    generic = load_toml("letter_checks/generic_words.toml")["words"]
    everyday = load_toml("letter_checks/everyday_names.toml")["words"]
    return frozenset(" ".join((*generic, *everyday)).split())


@lru_cache(maxsize=512)
def _as_company(name: str) -> re.Pattern[str]:
    """An everyday word as a company: with a capital, after `at` or `join`, not before another noun."""
    after = (
        "and|or|but|as|in|on|for|because|when|if|last|next|is|was|has|this|to|with|team|again|interview"
        "|application|role|job|post"
    )
    stop = rf"'s\b|[.,;:!?)]|\s*$|\s*\n| (?:{after})\b"
    return re.compile(rf"\b{_AT} (?P<name>{re.escape(name)})(?={stop})")


def _explained(text: str, span: Span) -> bool:
    """The sentence says why the name is there: the person's own employer, or something they mentioned."""
    start = max(text.rfind(mark, 0, span[0]) for mark in (". ", "? ", "! ", "\n")) + 1
    before = text[start : span[0]]
    end = re.search(r"[.!?](?:\s|$)|\n", text[span[1] :])
    after = text[span[1] : span[1] + end.start()] if end else text[span[1] :]
    if _WISH.search(before + after):
        return bool(re.search(r"\b(?:current|last|previous|old|former)\b[^.]{0,30}$", before, re.IGNORECASE))
    return bool(
        _MINE.search(before)
        or _THEIRS.search(before)
        or re.match(r",? where i (?:now |currently )?work", after)
    )


def _elsewhere(letter: Letter, context: Context, company: str) -> bool:
    if any(_places(f"about {context.subject}", name) for name in (company,)):
        return True
    names = {re.sub(r"[\W_]", "", name).lower() for name in (*short_names(company), *_first_word(company))}
    places = [
        *context.attachments,
        *re.findall(r"(?:https?://|www\.)\S+|\S+@\S+|\S+\.(?:pdf|docx?|odt)\b", letter.plain),
    ]
    squeezed = [re.sub(r"[\W_]", "", place).lower() for place in places]
    return any(len(name) > 4 and name in place for name in names for place in squeezed)


def _roles(rule: Rule, letter: Letter, context: Context) -> Iterator[Found]:
    own = context.role.lower()
    for role in context.other_roles:
        if not role or role.lower() in own or (own and own in role.lower()):
            continue
        match = re.search(rf"(?<!\w){re.escape(role.lower())}(?!\w)", letter.own.lower())
        if match:
            yield _at(rule, match.span(), rule.facts["role_hint"])


def _contacts(rule: Rule, letter: Letter, context: Context) -> Iterator[Found]:
    known = f"{context.contact_name} {' '.join((*context.aliases, *context.other_people))}".lower()
    for contact in context.other_contacts:
        match = _exactly(contact).search(letter.own)
        if match and contact.lower() not in known:
            yield _at(rule, match.span(), rule.facts["contact_hint"])


def _at(rule: Rule, span: Span, hint: str) -> Found:
    return Found(rule.family, rule.severity, span[0], span[1], hint, rule.sources)
