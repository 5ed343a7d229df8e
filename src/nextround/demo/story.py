"""One application as a story: which mails go back and forth, when, and what is true of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any

from nextround.demo import texts
from nextround.demo.cast import Employer, Person, Writer, shelf, slug, writer
from nextround.demo.texts import Step, Texts
from nextround.demo.truth import Made, Truth
from nextround.demo.wire import SHAPES, Attachment, Letter, Shape, compose
from nextround.mailbox.message import Address
from nextround.reading.finding import Kind, Stage

SHAPES_OF = {
    "system": (
        "html",
        "both-designed",
        "thin",
        "both",
        "html-base64",
        "both-base64",
        "plain-qp",
        "html-latin",
    ),
    "network": ("both-designed", "thin"),
    "human": (
        "both",
        "plain-qp",
        "html",
        "latin-qp",
        "cp1252",
        "flowed",
        "plain-base64",
        "latin-8bit",
        "utf-16",
    ),
    "agency": ("both", "html", "plain-8bit", "cp1252"),
    "me": ("both", "plain-qp", "flowed", "plain"),
}
REPLY = {"en": "Re: ", "de": "AW: ", "fr": "RE: ", "es": "RE: "}


@dataclass(slots=True)
class Round:
    """One application while its story is told."""

    key: str
    language: str
    person: Person
    employer: Employer
    role: str
    agency: Employer | None
    recruiter: Writer
    manager: Writer
    system: dict[str, str]
    requisition: str
    letters: list[Letter] = field(default_factory=list)

    @property
    def last(self) -> Letter:
        """The mail before."""
        return self.letters[-1]


def begin(
    key: str,
    language: str,
    person: Person,
    *,
    employer: Employer,
    role: str,
    agency: Employer | None,
    rng: Random,
) -> Round:
    """Set out on an application with everyone who takes part in it."""
    house = agency or employer
    recruiter, manager = writer(house.domain, language, rng), writer(employer.domain, language, rng)
    system = Random(employer.name).choice(shelf("systems")["system"])
    requisition = f"{rng.choice(('R', 'REQ', 'JR'))}-{rng.randrange(1000, 99999)}"
    return Round(key, language, person, employer, role, agency, recruiter, manager, system, requisition)


def days(steps: list[Step], end: datetime, rng: Random) -> list[datetime]:
    """Give a time for every step: the last is `end`, and each lies `after` days behind the one before."""
    found = [end]
    for step in reversed(steps[1:]):
        gap = rng.randint(*step.after)
        found.append(
            workday(found[-1], gap, rng) if gap else found[-1] - timedelta(minutes=rng.randint(15, 90))
        )
    return found[::-1]


def workday(end: datetime, days: int, rng: Random) -> datetime:
    """A time in office hours about so many days before `end`, on the Friday before when that is a weekend."""
    day = end - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return day.replace(
        hour=rng.randint(8, 16), minute=rng.randrange(60), second=rng.randrange(60), microsecond=0
    )


def tell(told: Round, steps: list[Step], dates: list[datetime], words: Texts, rng: Random) -> Iterator[Made]:
    """Write every mail of a story. Dates are aware and in UTC."""
    for step, date in zip(steps, dates, strict=True):
        text = words.choose(step, told.language)
        letter = _letter(told, step, text, date, rng)
        told.letters.append(letter)
        truth = _truth(told, step, text, letter)
        yield Made(compose(letter), truth)
        if step.twice:
            yield Made(compose(letter), replace(truth, copy=True))


def _letter(told: Round, step: Step, text: dict[str, Any], date: datetime, rng: Random) -> Letter:
    """One mail of the story, filled in and framed."""
    facts = _facts(told, step, date, rng)
    sender, to = _parties(told, step, facts["company"], rng)
    reply = step.reply and bool(told.letters)
    body = text["body"].strip().format(**facts)
    if step.by != "network" and not text.get("bare"):
        body = _framed(body, told, step, facts, rng)
    name = text.get("attach", "")
    return Letter(
        sender=sender,
        to=to,
        subject=_subject(told, step, text, facts),
        body=body + (_quoted(told) if step.quote and reply else ""),
        date=date,
        message_id=_message_id(told, step, sender, rng),
        in_reply_to=told.last.message_id if reply else "",
        references=_references(told.last) if reply else (),
        shape=_shape(told, step, rng),
        headers=_envelope(told, step, date, text.get("headers", {})),
        calendar=_calendar(told, facts, date) if text.get("calendar") else "",
        attachments=(Attachment(name, "application/pdf", rng.randbytes(900)),) if name else (),
    )


def _facts(told: Round, step: Step, date: datetime, rng: Random) -> dict[str, Any]:
    """What the braces in a text stand for."""
    ahead = date + timedelta(days=rng.randint(*step.ahead))
    ahead += timedelta(days=max(0, 7 - ahead.weekday()) if ahead.weekday() > 4 else 0)
    at = ahead.replace(hour=rng.randint(9, 16), minute=rng.choice((0, 15, 30)), second=0)
    applied = told.letters[0].date if told.letters else date
    agency = told.agency.name if told.agency else ""
    return {
        "first": told.person.first,
        "name": told.person.name,
        "company": told.employer.spelled(rng),
        "role": told.role,
        "req": told.requisition,
        "agency": agency,
        "hm": told.manager.address.name,
        "sender": told.recruiter.address.name,
        "sender_first": told.recruiter.first,
        "title": told.recruiter.title,
        "when": texts.moment(told.language, at),
        "at": at,
        "day": texts.day(told.language, applied),
        "thread": _bare(told.last.subject) if told.letters else told.role,
    }


def _bare(subject: str) -> str:
    """A subject without the marks of an answer."""
    for mark in ("Re: ", "AW: ", "RE: "):
        subject = subject.removeprefix(mark)
    return subject


def _subject(told: Round, step: Step, text: dict[str, Any], facts: dict[str, Any]) -> str:
    if step.again:
        return told.letters[0].subject
    if step.reply and told.letters:
        return REPLY[told.language] + str(facts["thread"])
    return str(text["subject"]).format(**facts)


def _parties(told: Round, step: Step, company: str, rng: Random) -> tuple[Address, Address]:
    """Who writes to whom."""
    me = Address(told.person.name, told.person.addresses[0])
    if step.by == "me":
        return me, told.last.sender if told.letters and step.reply else told.recruiter.address
    older = rng.random() < 0.1
    to = replace(me, email=told.person.addresses[-1] if older else me.email)
    if step.by in ("human", "agency"):
        return told.recruiter.address, to
    row = shelf("systems")["network"] if step.by == "network" else told.system
    box = row["box"].format(slug=slug(told.employer.name))
    return Address(row["name"].format(company=company), f"{box}@{row['domain']}"), to


def _framed(body: str, told: Round, step: Step, facts: dict[str, Any], rng: Random) -> str:
    """A body between a greeting and a signature, with small print under what firms send."""
    ending = {"human": "", "system": "_system", "agency": "_agency", "me": "_me"}[step.by]
    greet = texts.frame(told.language, "greet" + ending, rng, "greet")
    sign = texts.frame(told.language, "sign" + ending, rng)
    footed = step.by != "me" and rng.random() < 0.4
    foot = "\n\n--\n" + texts.frame(told.language, "footer", rng) if footed else ""
    return f"{greet.format(**facts)}\n\n{body}\n\n{(sign + foot).format(**facts)}"


def _quoted(told: Round) -> str:
    """The mail before, as mail programs put it under an answer."""
    last = told.last
    opening = shelf(told.language)["frame"]["quote"].format(
        stamp=f"{last.date:%d.%m.%Y %H:%M}", author=f"{last.sender.name} <{last.sender.email}>"
    )
    lines = "\n".join(f"> {line}" if line else ">" for line in last.body.split("\n"))
    return f"\n\n{opening}\n\n{lines}"


def _references(last: Letter) -> tuple[str, ...]:
    return (*last.references, *((last.message_id,) if last.message_id else ()))


def _message_id(told: Round, step: Step, sender: Address, rng: Random) -> str:
    """A Message-ID, none at all, or (from a broken system) the one used before."""
    fresh = f"<{rng.getrandbits(64):016x}.{len(told.letters)}@{sender.email.split('@')[1]}>"
    if step.no_id:
        return ""
    return told.letters[0].message_id if step.same_id else fresh


def _shape(told: Round, step: Step, rng: Random) -> Shape:
    return SHAPES[rng.choice(SHAPES_OF[step.by])]


def _envelope(told: Round, step: Step, date: datetime, extra: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What the mailbox's own server and the sender's put above a mail."""
    if step.by == "me":
        return (("X-Gmail-Labels", "Sent"), *extra.items())
    arrived = format_datetime(date + timedelta(seconds=9))
    return (
        ("X-Gmail-Labels", "Inbox"),
        ("Delivered-To", told.person.addresses[0]),
        ("Received", f"by mx.{told.person.addresses[0].split('@')[1]} with ESMTPS;\n {arrived}"),
        *extra.items(),
    )


def _calendar(told: Round, facts: dict[str, Any], date: datetime) -> str:
    """An invitation of one hour."""
    start = facts["at"].astimezone(UTC)
    return "\r\n".join(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Made up//EN",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            f"UID:{told.key}-{len(told.letters)}@{told.employer.domain}",
            f"DTSTAMP:{date:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{told.role}",
            f"ORGANIZER:mailto:{told.recruiter.address.email}",
            f"ATTENDEE:mailto:{told.person.addresses[0]}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        )
    )


def _truth(told: Round, step: Step, text: dict[str, Any], letter: Letter) -> Truth:
    return Truth(
        message_id=letter.message_id,
        kind=Kind(step.kind),
        date=letter.date.astimezone(UTC),
        language=told.language,
        application=told.key,
        company=told.employer.name,
        role=told.role,
        agency=told.agency.name if told.agency else "",
        stage=Stage(step.stage) if step.stage else None,
        ask=bool(text.get("ask", False)),
        withdrawn=bool(text.get("withdrawn", False)),
    )
