"""The rest of a mailbox: family, shops, alerts, and look-alikes that concern no application."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parseaddr
from random import Random
from typing import Any

from nextround.demo.cast import Person, employers, roles, shelf
from nextround.demo.truth import Made, Truth
from nextround.demo.wire import SHAPES, Letter, compose
from nextround.mailbox.message import Address
from nextround.reading.finding import Kind

TIMES = {"alert": 11, "like": 2, "own": 2}  # how often a text comes in a year; the rest come five times
SHAPES_OF = {
    "alert": ("both-designed", "thin", "html-base64", "html"),
    "bulk": ("both-designed", "thin", "html-base64"),
    "plain": ("plain-qp", "both", "html", "latin-qp", "flowed", "plain-base64", "cp1252"),
}


def everyday(person: Person, now: datetime, rng: Random) -> Iterator[Made]:
    """Write a year of mails that concern no application."""
    for row in shelf("plain")["plain"]:
        for _ in range(_times(row)):
            date = (now - timedelta(days=rng.uniform(0.5, 364))).replace(microsecond=0)
            yield write(row, person, date, rng)


def _times(row: dict[str, Any]) -> int:
    named = next((name for name in ("own", "like") if row.get(name)), row.get("kind", ""))
    return TIMES.get(named, 5)


def write(row: dict[str, Any], person: Person, date: datetime, rng: Random) -> Made:
    """Write one such mail from its row in `plain.toml`."""
    facts = _facts(row, person, rng)
    letter = _letter(row, person, date, facts, rng)
    kind = Kind.OWN if row.get("own") else Kind(row.get("kind", "other"))
    truth = Truth(
        message_id=letter.message_id,
        kind=kind,
        date=date.astimezone(UTC),
        language=row.get("lang", "en"),
        like=row.get("like", ""),
    )
    return Made(compose(letter), truth)


def _facts(row: dict[str, Any], person: Person, rng: Random) -> dict[str, Any]:
    language = row.get("lang", "en")
    names, jobs = employers(language, rng), roles(person.field, language, rng)
    lines = [f"{job}\n{firm.name}" for job, firm in zip(jobs[:4], names, strict=False)]
    return {
        "n": rng.randint(3, 28),
        "role": jobs[0],
        "roles": "\n\n".join(lines),
        "company": names[-1].name,
        "first": person.first,
        "name": person.name,
    }


def _letter(
    row: dict[str, Any], person: Person, date: datetime, facts: dict[str, Any], rng: Random
) -> Letter:
    me = Address(person.name, person.addresses[0])
    other = Address(*parseaddr(row["to" if row.get("own") else "from"].format(**facts)))
    sender, to = (me, other) if row.get("own") else (other, me)
    manner = "alert" if row.get("kind") == "alert" else "bulk" if row.get("bulk") else "plain"
    return Letter(
        sender=sender,
        to=to,
        subject=row["subject"].format(**facts),
        body=row["body"].strip().format(**facts),
        date=date,
        message_id=f"<{rng.getrandbits(80):020x}@{sender.email.split('@')[1]}>",
        shape=SHAPES[rng.choice(SHAPES_OF[manner])],
        headers=_envelope(person, sender, date, manner, bool(row.get("own"))),
    )


def _envelope(
    person: Person, sender: Address, date: datetime, manner: str, own: bool
) -> tuple[tuple[str, str], ...]:
    if own:
        return (("X-Gmail-Labels", "Sent"),)
    arrived = format_datetime(date + timedelta(seconds=7))
    domain = sender.email.split("@")[1]
    listed = (("List-Unsubscribe", f"<https://{domain}/off>"), ("Precedence", "bulk"))
    return (
        ("X-Gmail-Labels", "Inbox"),
        ("Delivered-To", person.addresses[0]),
        ("Received", f"from mail.{domain} by mx.{person.addresses[0].split('@')[1]};\n {arrived}"),
        *(listed if manner != "plain" else ()),
    )
