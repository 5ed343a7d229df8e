"""A text with its slots filled: one mail's words, who sends it, and what is true of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.reading.texts import HIRING, Employer, Language, Text

from nextround.demo.cast import slug
from nextround.mailbox.message import Address

SYSTEMS = (
    "no-reply@us.greenhouse-mail.io",
    "notification@smartrecruiters.com",
    "no-reply@candidates.workablemail.com",
    "noreply@myworkday.com",
    "no-reply@teamtailor-mail.com",
    "recruiting@personio-mail.com",
    "no-reply@hiringdesk.example",
    "post@applytrack.example",
)
"""Addresses of systems that write for many employers: well-known ones, and two nobody knows."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one person applied to; `writer` is who answers there."""

    key: str
    employer: Employer
    role: str
    writer: str
    person: str
    applied: datetime
    ref: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A text about a job, from `sender`; `meeting` is the time of the talk it names."""

    text: Text
    job: Job
    sender: Address
    subject: str
    body: str
    meeting: datetime | None

    @property
    def tells_company(self) -> bool:
        """Whether the mail itself names the employer: in its words or as its sender."""
        return self.job.employer.name in f"{self.subject} {self.body} {self.sender.name}"

    @property
    def tells_role(self) -> bool:
        """Whether the mail itself names the role."""
        return self.text.says("role")


def job(language: Language, author: str, rng: Random, key: str, applied: datetime) -> Job:
    """Put a job together from an author's world."""
    world = language.worlds[author]
    return Job(
        key,
        rng.choice(world.employers),
        rng.choice(world.roles),
        rng.choice(world.writers),
        rng.choice(language.people),
        applied,
        f"{rng.choice(('R', 'JR', 'REQ'))}-{rng.randrange(10_000, 99_999)}",
    )


def fill(language: Language, text: Text, job: Job, date: datetime, rng: Random) -> Filled:
    """Fill the slots of a text that is sent on `date`."""
    meeting = (date + timedelta(days=rng.randrange(4, 12))).replace(
        hour=rng.randrange(9, 17), minute=rng.choice((0, 30)), second=0, microsecond=0
    )
    words = slots(language, job, meeting)
    subject, body = (_put(part, words) for part in (text.subject, text.body))
    told = meeting if text.says("when") else None
    return Filled(text, job, sender(language, text, job, rng), subject, body, told)


def slots(language: Language, job: Job, meeting: datetime) -> dict[str, str]:
    """What stands in each slot."""
    first, _, last = job.person.partition(" ")
    return {
        "first": first,
        "last": last or first,
        "name": job.person,
        "company": job.employer.name,
        "domain": job.employer.domain,
        "role": job.role,
        "sign": job.writer,
        "ref": job.ref,
        "day": dated(language, job.applied, language.day),
        "when": dated(language, meeting, language.when),
    }


def _put(words: str, slots: dict[str, str]) -> str:
    """Fill slots by hand: a text may hold any other brace."""
    for name, told in slots.items():
        words = words.replace("{" + name + "}", told)
    return words


def dated(language: Language, date: datetime, pattern: str) -> str:
    """A date as the language writes it."""
    return pattern.format(
        d=date.day,
        m=date.month,
        y=date.year,
        H=date.hour,
        M=f"{date.minute:02}",
        h12=(date.hour - 1) % 12 + 1,
        half="am" if date.hour < 12 else "pm",
        month=language.months[date.month - 1] if language.months else "",
        weekday=language.weekdays[date.weekday()] if language.weekdays else "",
    )


def sender(language: Language, text: Text, job: Job, rng: Random) -> Address:
    """Who sends: the text's own sender, a person, the employer's desk, or a system in its name."""
    if text.sender:
        name = text.sender.replace("{company}", job.employer.name)
        return Address(name, f"info@{slug(name) or 'post'}.example")
    if text.kind not in HIRING:
        return Address(job.writer, f"{_box(job.writer)}@{slug(job.writer) or 'mail'}.example")
    person = Address(job.writer, f"{_box(job.writer)}@{job.employer.domain}")
    desk = rng.choice(language.desks).format(company=job.employer.name)
    named = [Address(desk, f"jobs@{job.employer.domain}"), Address(desk, rng.choice(SYSTEMS))]
    if not text.says("company"):
        return rng.choice(named)
    company = Address(job.employer.name, rng.choice(SYSTEMS))
    signed = replace(person, name=f"{job.writer} ({job.employer.name})")
    return rng.choice([*named, company, signed, person, person])


def _box(name: str) -> str:
    return slug(name).replace("-", ".") or "team"
