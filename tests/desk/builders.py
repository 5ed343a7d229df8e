"""Mails in the store with a known reading, so that tests say what was read and not how it was read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from nextround.desk.reading import new_mail, version
from nextround.reading.finding import Finding, Kind
from nextround.records import keep, queries
from nextround.records.convert import finding_to_json
from nextround.records.models import Import, Mail

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RECENT = (datetime.now(UTC) - DAY).days - 12
"""A day from which nine days on a doubt is young, by the clock that the desk has of its own."""


def source(owner: Any) -> Import:
    row = Import.objects.filter(owner=owner).first()
    return row or Import.objects.create(
        owner=owner, path="/nowhere", name="box.mbox", created_at=DAY + timedelta(days=400), state="done"
    )


def raw(number: int, day: float, sender: str, subject: str, body: str = "Hello", answers: int = 0) -> bytes:
    date = DAY + timedelta(days=day)
    lines = [
        f"Message-ID: <m{number}@post.example>",
        f"From: Kim Vale <{sender}>",
        "To: me@home.example",
        "Delivered-To: me@home.example",
        f"Subject: {subject}",
        f"Date: {date:%a, %d %b %Y %H:%M:%S} +0000",
        "Content-Type: text/plain; charset=utf-8",
    ]
    if answers:
        lines += [f"In-Reply-To: <m{answers}@post.example>", f"References: <m{answers}@post.example>"]
    return ("\r\n".join([*lines, "", body]) + "\r\n").encode()


def post(
    owner: Any,
    number: int,
    day: float,
    kind: Kind,
    company: str = "Lumen Yard",
    role: str = "Planner",
    sender: str = "",
    sure: bool = True,
    answers: int = 0,
    **more: Any,
) -> Mail:
    """Keep a mail that was read as `kind`."""
    sender = sender or f"jobs@{company.split(maxsplit=1)[0].lower() or 'some'}.example"
    mail = new_mail(raw(number, day, sender, f"{kind.value} {number}", answers=answers))
    keep.received(source(owner), keep.Batch([mail], [], None, 0, 0, 1))
    row = Mail.objects.get(owner=owner, digest=mail.digest)
    finding = Finding(kind, 0.9 if sure else 0.5, sure, company=company, role=role, **more)
    mark = version(queries.preferences(owner).addresses)
    keep.read([(row.pk, finding_to_json(finding))], mark, timezone.now())
    row.refresh_from_db()
    return row
