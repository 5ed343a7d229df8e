"""Who a mail is about: employer, role, an agency between, the advert's number, the human who wrote.

The text is asked first, then the subject, the signature and the sender's display name; the sender's
domain is the last resort, since most mail of employers comes from a hiring system's address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from nextround.library import load_toml
from nextround.mailbox.message import Message
from nextround.reading.agency import SAID_OF, calls_itself_agency, clients
from nextround.reading.bodies import bodies
from nextround.reading.desk import is_hiring
from nextround.reading.firms import name_at_start
from nextround.reading.headings import after_headings, under_heading
from nextround.reading.marked import marked
from nextround.reading.names import normal_company, same_company
from nextround.reading.newest import Parts, split
from nextround.reading.segments import may_be_firm, named_after_leads, parse
from nextround.reading.sender import Sender, domain_name, is_no_reply, is_person, is_system, read_sender
from nextround.reading.signature import FIRM, NAME, closing_lines, signed_agencies, signed_names
from nextround.reading.titles import clean_role, meets_somebody
from nextround.reading.tokens import LANGUAGES, Words, bare, has_trade, words_of
from nextround.reading.votes import (
    BODY,
    DISPLAY,
    DOMAIN,
    MAYBE_A_HUMAN,
    NAMED_BODY,
    PLAIN_DISPLAY,
    SUBJECT,
    WEAK_BODY,
    WEAK_SUBJECT,
    Votes,
    heaviest,
    title_of,
)

_LIBRARY = load_toml("employer.toml")
LOOKED_AT = 3000
"""Characters of a mail's newest part that are looked at; names stand early."""


_FIRST_LINES = 10
_GOES_ON = frozenset("abcdefghijklmnopqrstuvwxyzäöüßàâçéèêîôûñáíóú(&0123456789")
_GREETED = re.compile(
    rf"^[^\w\n]*(?:{'|'.join(_LIBRARY['greetings'])})[ ,]+([^\n,:!.–-]{{2,40}})", re.IGNORECASE
)
_NUMBERED = re2.compile(
    r"\b(?:R|JR|REQ|Req|REF|P)[-_ ]?\d{4,8}\b|\b\d{4,7}BR\b"
    r"|(?i:\b(?:requisition|req\.?|job|position|posting|vacancy|reference|ref\.?|kennziffer|referenznummer"
    r"|referenz|stellen-?id|référence|réf\.?|referencia)\s?(?:id|no\.?|nr\.?|number|code|nummer|n°)?\s?[:#(]?\s?)"
    r"#?((?:[A-Z]{1,5}[-_/]?)?\d[\d/_-]{2,14}[A-Z]{0,3})\b"
)
_YOUR = re2.compile(
    r"(?i)\b(?:your|my) (.{2,70}?) (?:job |online )?"
    r"(?:application|interview|candidacy|assessment|offer|submission|opportunity)\b"
)
_BEFORE = re2.compile(
    r"(?i)^(?:re: |fwd?: |aw: )*(.{2,60}?) (?:job |online |coding |technical |phone |video )?"
    r"(?:application|interview|assessment|careers|recruit\w*|talent|hiring|offer)\b"
)
_HEAD_PART = re.compile(r"^(?:re|fwd?|aw|wg|tr|rv|sv|res|enc|rif|r|i)\s*:\s*", re.IGNORECASE)
_BARS = re.compile(r"\s(?:[-–—|•·]|<>)\s|: |(?<=\.)- ")
_AT_THE_END = re.compile(r"\s(?:at|of|with|bei|beim|de|del|di|da|do|du|chez|en|em|na|no|bij|w|på|hos)\s$")
_BRACKETED = re.compile(
    rf"\b(?:{'|'.join(_LIBRARY['before_brackets'])}) \(([^()\n,]{{3,60}}(?:\([^()\n]{{1,15}}\))?)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“”„«»‚‘'(](?:(?<!\()(?<!\w.)\s?([^\"“”„«»\n]{3,60}?)\s?[\"“”„«»’'](?!\w)|(?<=\()([^()\n]{3,60})\)[\s.!]*$)",
    re.MULTILINE,
)
_FIRM_FIRST = re.compile(r"^\[[^\[\]]{2,40}\]\s*")
_STEP = re.compile(
    rf"^(?:[\w-]+ )?(?:{'|'.join(_LIBRARY['steps'])})(?:,| -| –|:| sobre| zu| for) ", re.IGNORECASE
)
_NOT_CLIENT = frozenset(_LIBRARY["not_client"])


@dataclass(frozen=True, slots=True)
class Who:
    """Who a mail is about and from; what it does not say is empty.

    `company` is the employer (empty when an agency keeps its client's name back), `agency` who stands
    between, `person` the human who wrote, `no_reply` that nobody reads answers to the sender's address.
    """

    company: str = ""
    role: str = ""
    agency: str = ""
    requisition: str = ""
    person: str = ""
    no_reply: bool = False


def who(message: Message, text: str | Parts, language: str = "en") -> Who:
    """Read who a mail is about. `text` is its newest part, or all its `Parts` where they are known.

    Of a mail passed on, the mail inside is read, and its passer-on counts for nothing.
    """
    parts = text if isinstance(text, Parts) else _parts(message, text)
    body = _unwrapped((parts.forwarded or parts.newest)[:LOOKED_AT])
    sender = Sender() if parts.forwarded else read_sender(message.sender)
    lines = closing_lines(parts, body)
    votes = Votes(_addressee(message, body), words_of(language).generic)
    for words in _tables(language):
        _ask_text(votes, body, message.subject, words, nouns_are_capital=language == "de")
    for named in marked(f"{message.subject}\n{body}", language):
        _count(votes, named.role, named.company, WEAK_BODY if named.weak else BODY)
    if sender.company and not _signs(sender.company, lines):
        votes.company(sender.company, DISPLAY if sender.hires else PLAIN_DISPLAY)
    votes.agencies += signed_agencies(lines)
    _ask_bodies(votes, body, lines)
    signed = list(signed_names(lines, sender.person))
    for one in signed:
        if one.weight > DOMAIN or normal_company(one.name) in votes.companies:
            votes.company(one.name, one.weight)
    domain = "" if parts.forwarded else domain_name(message.sender.email)
    votes.kin(domain, (one.name for one in signed if one.weight <= DOMAIN))
    votes.domain(domain, f"{message.subject}\n{message.sender.name}\n{message.text[:LOOKED_AT]}")
    company, agency = _client(votes, body, language, sender, domain)
    return Who(
        company=company,
        role=_without_company(votes.best_role(), company),
        agency=agency,
        requisition=_requisition(message.subject, body),
        person=_person(sender, lines, message, company),
        no_reply=is_no_reply(message, parts),
    )


def _parts(message: Message, newest: str) -> Parts:
    parts = split(message.text, message.subject)
    return parts if parts.newest == newest or parts.forwarded else Parts(newest, signature=parts.signature)


def _signs(name: str, lines: list[str]) -> bool:
    """Whether a name is the human's who signs: it stands first, and another name below it."""
    if len(lines) < 2 or lines[0] != name or lines[1] == name:
        return False
    return name_at_start(lines[1].split()) == lines[1] or any(whole for _, whole in bodies(lines[1]))


def _addressee(message: Message, body: str) -> frozenset[str]:
    """The words of the name the mail is written to; it is nobody's employer."""
    greeted = _GREETED.match(body[:200])
    names = [address.name for address in message.to] + ([greeted.group(1)] if greeted else [])
    return frozenset(word for name in names for word in normal_company(name).split())


def _tables(language: str) -> list[Words]:
    """The mail's language first; English as well, since names of roles often stand in English phrases."""
    return [words_of(language)] if language == "en" else [words_of(language), words_of("en")]


def _unwrapped(text: str) -> str:
    """Lines that were wrapped are joined again; lines of their own stay."""
    joined: list[str] = []
    for line in text.replace("\u00a0", " ").replace("\u00ad", "").splitlines():
        bare_line = line.strip()
        if joined and bare_line and joined[-1] and (len(joined[-1]) > 55 or bare_line[0] in _GOES_ON):
            joined[-1] = f"{joined[-1]} {bare_line}"
        else:
            joined.append(bare_line)
    return "\n".join(joined)


def _ask_text(votes: Votes, body: str, subject: str, words: Words, *, nouns_are_capital: bool) -> None:
    for named in named_after_leads(body, words):
        weight = BODY if not named.weak else MAYBE_A_HUMAN if is_person(named.company) else WEAK_BODY
        _count(votes, named.role, named.company, weight)
    for number, line in enumerate(body.splitlines()):
        _ask_label(votes, line, words)
        if number < _FIRST_LINES and line and _is_bare_title(title := _bare_line(line)):
            votes.role(_title(title), WEAK_BODY)
    _ask_subject(votes, subject, body, words)
    subject = _HEAD_PART.sub("", " ".join(subject[:200].split()))
    early = f"{subject}\n{body[:1500]}"
    for found in _BRACKETED.finditer(early) if " (" in early else ():
        if found[1][0].isupper() and has_trade(found[1]):
            votes.role(clean_role(found[1].strip()), BODY)
    for found in _QUOTED.finditer(early):
        if _is_bare_title(title := found[1] or found[2]):
            votes.role(_title(title), WEAK_BODY)
    for piece in _BARS.split(_FIRM_FIRST.sub("", subject)):
        _ask_piece(votes, piece, words, alone=piece == subject or nouns_are_capital)


def _ask_bodies(votes: Votes, body: str, lines: list[str]) -> None:
    """Public bodies: under the closing words they are whose mail it is, elsewhere they may be."""
    for line in lines:
        for name, whole in bodies(line):
            votes.company(name, FIRM if whole else NAME)
    for line in body.splitlines()[:_FIRST_LINES]:
        for name, _ in bodies(line):
            votes.company(name, NAMED_BODY)


def _bare_line(line: str) -> str:
    """A line without what calls it something: `Betreff: Data Analyst · Berlin` is Data Analyst."""
    name, mark, value = line.split(" · ", maxsplit=1)[0].rstrip().partition(": ")
    return name if not mark or has_trade(name) else value.strip()


def _is_bare_title(line: str) -> bool:
    """A line that is nothing but a title, as networks write it under "Your application was sent"."""
    short = line[:1].isupper() and len(line) < 60 and line.count(" ") < 7 and line[-1] not in ".,:;!?"
    return short and has_trade(line) and not any(map(is_hiring, line.split()))


def _count(votes: Votes, role: str, company: str, weight: float) -> None:
    if role:
        votes.role(role, max(weight, WEAK_BODY) + (1.0 if company else 0.0))
    if company:
        votes.company(company, weight + (1.0 if role else 0.0), in_text=True)


_LOOSE_LABELS = frozenset({"ref", "re", "reference", "betrifft", "objet", "job", "what"})


def _ask_label(votes: Votes, line: str, words: Words) -> None:
    """Lines of the form `Position: Data Analyst` and `Company: Acme`."""
    name, mark, value = line[:120].partition(":")
    if not mark or not value.strip():
        return
    key = bare(name.strip())
    if key in words.label and (key not in _LOOSE_LABELS or has_trade(value)):
        pieces = _BARS.split(value.strip())
        votes.role(parse(next(filter(has_trade, pieces), pieces[0]), words, key).role, BODY)
    elif any(key in _LIBRARY[language]["company_label"] for language in LANGUAGES):
        votes.company(name_at_start(value.split()), BODY)


def _ask_subject(votes: Votes, subject: str, body: str, words: Words) -> None:
    subject = _HEAD_PART.sub("", " ".join(subject[:200].split()))
    for named in named_after_leads(subject, words):
        _count(votes, named.role, named.company, WEAK_SUBJECT if named.weak else SUBJECT)
    if found := _YOUR.search(subject):
        _count_unknown(votes, found.group(1), SUBJECT)
    elif found := _BEFORE.search(subject):
        _count_unknown(votes, found.group(1), WEAK_SUBJECT)
    if words.titles_in_capitals and (found := SAID_OF.search(f"{subject}. {body[:1500]}")):
        votes.company(found.group(1), MAYBE_A_HUMAN, in_text=True)
    tail = name_at_start(subject.rpartition(", ")[2].split()) if ", " in subject else ""
    if not has_trade(tail) or may_be_firm(tail):
        votes.company(tail, MAYBE_A_HUMAN, in_text=True)


def _ask_piece(votes: Votes, piece: str, words: Words, *, alone: bool) -> None:
    """A piece of the subject between dashes; `alone` where it may be any words with capital letters."""
    named = parse(after_headings(piece) or piece, words)
    firm = normal_company(named.company) == normal_company(piece) and not has_trade(named.company)
    firm = firm and (not alone or normal_company(named.company) in votes.companies)
    if named.role[:1].isupper() or firm:
        _count(votes, named.role, named.company, WEAK_SUBJECT)


def _title(name: str) -> str:
    """A title without a heading before it; none where it is whom one will meet."""
    if meets_somebody(name.split()):
        return ""
    return under_heading(cleaned := clean_role(name)) or cleaned


def _count_unknown(votes: Votes, name: str, weight: float) -> None:
    """Words that name a role or an employer: a trade among them tells which."""
    name = name.rpartition(": ")[2]
    if has_trade(name):
        votes.role(_title(name), weight)
    elif (found := name_at_start(name.split())) == name.strip() and bare(found) != "next":
        votes.company(found, weight, in_text=True)


def _without_company(role: str, company: str) -> str:
    """`Acme Data Analyst` at Acme is a Data Analyst, and so is one `de Acme`."""
    if company and normal_company(role) == normal_company(company):
        return ""
    if company and company in role and has_trade(company) and not has_trade(role.replace(company, "")):
        return ""  # the trade is in the firm's name: `Werken bij Rapido Koeriers`
    rest = role.removeprefix(company).strip(" -–—|:,的の") if company else role
    if company and rest.endswith(company) and (at := _AT_THE_END.search(rest.removesuffix(company))):
        rest = rest[: at.start()]
    rest = _STEP.sub("", rest) or rest
    head, comma, tail = rest.rpartition(", ")
    if comma and company and same_company(tail, company):
        rest = head
    return rest if rest and (has_trade(rest) or not has_trade(role)) else role


def _client(votes: Votes, body: str, language: str, sender: Sender, domain: str) -> tuple[str, str]:
    """The employer and the agency: who speaks of "our client" or writes "on behalf of" one stands between."""
    best = votes.best_company()
    agency = sender.company or title_of(domain)
    client, behalf = _between(language if language in LANGUAGES else "en")
    if (found := client.search(body)) and not _is_service(body, found.end()):
        agency = agency or best
        named = _name_after(body, found.end())
        if named and not same_company(named, agency):
            return named, agency
        return ("" if same_company(best, agency) else best), agency
    if agency and (found := behalf.search(body)):
        named = _name_after(body, found.end())
        if named and not same_company(named, agency):
            return named, agency
    return _through_agency(votes, best, domain, body)


def _through_agency(votes: Votes, best: str, domain: str, body: str) -> tuple[str, str]:
    """A sender that calls itself an agency stands between, when its mail names another employer.

    In-house departments have such names as well; of them the text says that one applied there.
    """
    agencies = [*votes.agencies, *([title_of(domain)] if calls_itself_agency(domain) else [])]
    if not agencies or same_company(agencies[0], votes.named_in_text()):
        return best, ""
    agency = agencies[0]
    for name, speaks, human in clients(body, agency):
        weight = WEAK_SUBJECT if speaks else MAYBE_A_HUMAN if human else WEAK_BODY
        votes.company(name, weight, in_text=True)
    employer = _other_than(agency, votes)
    return (employer, agency) if employer else (best, "")


def _other_than(agency: str, votes: Votes) -> str:
    """The employer that the text names beside the agency."""
    others = {key: vote for key, vote in votes.companies.items() if not same_company(vote[0], agency)}
    return heaviest({key: vote for key, vote in others.items() if key in votes.in_text}, same_company)


def _is_service(body: str, at: int) -> bool:
    """Tell whether "client" is the first word of a department ("client services")."""
    return any(bare(token) in _NOT_CLIENT for token in body[at : at + 30].split()[:1])


def _name_after(body: str, at: int) -> str:
    """The name that comes next, perhaps after a comma or an article."""
    tokens = body[at : at + 80].lstrip(" ,:–-").split()
    while tokens and bare(tokens[0]) in _ARTICLES and tokens[0].islower():
        tokens.pop(0)
    return name_at_start(tokens)


_ARTICLES = frozenset(
    {"the", "der", "des", "von", "la", "le", "l'entreprise", "de", "el", "company", "firma", "named"}
)


@cache
def _between(language: str) -> tuple[Any, Any]:
    """The patterns that tell an agency: "our client" (never "client services"), and "on behalf of"."""
    table = _LIBRARY[language]
    after = r"(?:,? (?:named |called )?|, |\.|:|$)"
    return (
        re2.compile(rf"(?i)(?:^|[^\p{{L}}])(?:{'|'.join(table['client'])}){after}"),
        re2.compile(rf"(?i)(?:^|[^\p{{L}}])(?:{'|'.join(table['behalf'])}) "),
    )


def _requisition(subject: str, body: str) -> str:
    for text in (subject, body[:3000]):
        if found := _NUMBERED.search(text):
            return str(found.group(1) or found.group()).strip()
    return ""


def _person(sender: Sender, lines: list[str], message: Message, company: str) -> str:
    """The human who wrote: the sender's name, else the first name under the closing words."""
    if sender.person:
        return sender.person
    own = {address.name.lower() for address in (*message.to, *message.cc) if address.name}
    for line in lines[:4]:
        name = re.split(r"\s*[|,(•]\s*| - | – ", line)[0].strip()
        if (
            is_person(name)
            and name.lower() not in own
            and not same_company(name, company)
            and not is_system(name)
        ):
            return name
    return ""
