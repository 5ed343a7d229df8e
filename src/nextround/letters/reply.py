"""A letter on its way out: the headers that put it into the thread, an .eml to open, a mailto link, and
whom to write to. Nothing here sends anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from urllib.parse import quote

MAILTO_LIMIT = 1900  # characters; some mail programs and systems cut longer links
REFERENCES_KEPT = 20  # the first and the newest ones; longer chains are cut by many programs

_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|antw|sv|vs|fw|fwd|wg|tr|rv|ref|odp)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
_ID = re.compile(r"<[^<>\s]+>")
_NOBODY = re.compile(
    r"^(?:.*[._+-])?(?:no|do[._-]?not|dont|not|never|ne[._-]?pas|keine?|nicht|nao|non?)[._-]?"
    r"(?:reply|respond|respuesta|responder|repondre|antwort(?:en)?|risposta)(?:[._+-].*)?$"
    r"|^(?:mailer-daemon|postmaster|bounces?|notifications?|notify|alerts?|donotreply|noreply\d*|unattended|automated)"
    r"(?:[._+-].*)?$"
)


class Relation(StrEnum):
    """How a person is connected with an application, in the order in which to write to them (C07)."""

    AGENCY = "agency"
    WROTE = "wrote"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who could be written to; `last_seen` is the date of their newest mail."""

    name: str
    email: str
    relation: Relation
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Who a letter should go to: `person`, or None with the sentence that asks for a name.

    `no_reply` says that the thread's own sender reads no answers. `why` is one short sentence.
    """

    person: Person | None
    no_reply: bool
    why: str


@dataclass(frozen=True, slots=True)
class ReplyHeaders:
    """What makes a letter an answer in its thread."""

    subject: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailto:
    """A link that opens the person's own mail program. `note` is a sentence when the text did not fit."""

    href: str
    note: str = ""


def reply_headers(message_id: str = "", references: Iterable[str] = (), subject: str = "") -> ReplyHeaders:
    """The headers of an answer to a mail; ids without angle brackets or made up by us are left out.

    The subject gets one `Re:`, however many answers and forwards it went through (in any language).
    """
    chain = [one for text in (*references, message_id) for one in _ID.findall(text)]
    chain = [one for one in dict.fromkeys(chain) if not one.endswith("@nextround.invalid>")]
    answered = chain[-1] if chain and chain[-1] in message_id else ""
    if len(chain) > REFERENCES_KEPT:
        chain = [chain[0], *chain[-(REFERENCES_KEPT - 1) :]]
    bare = one_line(_PREFIX.sub("", one_line(subject)))
    return ReplyHeaders(f"Re: {bare}" if bare else "", answered, tuple(chain))


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, so that it cannot smuggle in a header."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def to_eml(
    text: str,
    headers: ReplyHeaders,
    to: tuple[str, str],
    sender: tuple[str, str] = ("", ""),
    now: datetime | None = None,
) -> bytes:
    """A draft as .eml bytes that mail programs open ready to edit (`X-Unsent: 1`).

    `to` and `sender` are a name and an address; an empty address leaves the header out.
    UTF-8 text, CRLF line ends. No Message-ID: the program that sends it makes one.
    """
    draft = EmailMessage(policy=SMTP)
    if sender[1]:
        draft["From"] = _address(*sender)
    if to[1]:
        draft["To"] = _address(*to)
    draft["Subject"] = headers.subject
    if now is not None:
        draft["Date"] = now
    if headers.in_reply_to:
        draft["In-Reply-To"] = headers.in_reply_to
    if headers.references:
        draft["References"] = " ".join(headers.references)
    draft["X-Unsent"] = "1"
    draft.set_content(text.replace("\r\n", "\n").rstrip("\n") + "\n", charset="utf-8")
    return draft.as_bytes()


def _address(name: str, email: str) -> HeaderAddress:
    local, _, domain = one_line(email).rpartition("@")
    return HeaderAddress(display_name=one_line(name), username=local, domain=domain)


def mailto(text: str, headers: ReplyHeaders, email: str = "") -> Mailto:
    """A mailto link with subject, thread and text; the text is left out when the link would be too long."""
    start = f"mailto:{quote(one_line(email), safe='@+')}?"
    fields = [("subject", headers.subject)] if headers.subject else []
    if headers.in_reply_to:
        fields.append(("in-reply-to", headers.in_reply_to))
    full = start + _query([*fields, ("body", text.replace("\r\n", "\n").replace("\n", "\r\n"))])
    if len(full) <= MAILTO_LIMIT:
        return Mailto(full)
    note = (
        "This letter is longer than a mail link can carry, so the link opens an empty mail with the subject. "
        "Copy the text and paste it there, or open the .eml file."
    )
    return Mailto((start + _query(fields)).rstrip("?"), note)


def _query(fields: list[tuple[str, str]]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in fields)


def is_no_reply(email: str) -> bool:
    """Whether nobody reads answers to this address, by its look (`noreply@`, `do-not-reply@`, ...)."""
    return bool(_NOBODY.match(email.partition("@")[0].lower()))


def address_for(people: Iterable[Person], no_reply_seen: bool = False) -> Whom:
    """Whom to write to: the agency's recruiter, else the human who wrote, else the hiring manager (C07).

    Addresses that nobody reads are never chosen. Of several alike somebody with a name comes before an
    address that names nobody (a hiring system's, a desk's), then the one who wrote last.
    `no_reply_seen` says that the mail being answered came from such an address.
    """
    everyone = list(people)
    readable = [one for one in everyone if one.email and not is_no_reply(one.email)]
    no_reply = no_reply_seen or any(is_no_reply(one.email) for one in everyone)
    if not readable:
        return Whom(None, no_reply, _ask_for_name(no_reply))
    ranked = sorted(readable, key=_last_seen, reverse=True)
    chosen = min(ranked, key=lambda one: (list(Relation).index(one.relation), not one.name))
    return Whom(chosen, no_reply, _WHY[chosen.relation] if chosen.name else _NAMELESS)


_WHY = {
    Relation.AGENCY: "The agency's recruiter knows both you and them, so this is the best place to ask.",
    Relation.WROTE: "This is the person who wrote to you.",
    Relation.MANAGER: "This is the person you would have worked for.",
}


_NAMELESS = "Their mail came from this address. If you know who spoke with you, write to them."


def _last_seen(person: Person) -> float:
    return person.last_seen.timestamp() if person.last_seen else float("-inf")


def _ask_for_name(no_reply: bool) -> str:
    if no_reply:
        return (
            "The mail came from an address that nobody reads. Who spoke with you or hires for this role? "
            "Add a name and an address, and the letter can go to them."
        )
    return "There is no address to write to yet. Who spoke with you or hires for this role?"
