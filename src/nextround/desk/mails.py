"""One mail to read, with the words that decided, and the person's own word about it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.arranging import settle
from nextround.desk.errors import Refused, owned
from nextround.desk.views import MailView
from nextround.desk.words import KIND_WORDS
from nextround.mailbox.parse import parse
from nextround.reading.finding import Kind
from nextround.records import deeds, keep, queries
from nextround.records.models import Event, Mail


def mail(owner: User, mail_pk: int) -> MailView:
    """The mail as it came, as plain text."""
    return view_of(owned(queries.mail(owner, mail_pk)))


def view_of(row: Mail) -> MailView:
    """A mail row, ready to be shown."""
    text = parse(keep.raw(row)).text
    found = row.finding or {"kind": "other"}
    kind = row.said_kind or str(found["kind"])
    return MailView(
        pk=row.pk,
        subject=row.subject,
        sender=row.sender_name or row.sender_email,
        sender_email=row.sender_email,
        to=tuple(email for _, email in row.facts.get("to", [])),
        date=row.date,
        text=text,
        marks=tuple(marks(text, [(t, r) for t, r in found.get("because", [])])),
        kind=kind,
        kind_word=KIND_WORDS[kind],
        sure=bool(row.said_kind) or bool(found.get("sure")),
        correction=row.said_kind,
        taught="" if row.said_kind else str(found.get("taught", "")),
        application_pk=Event.objects.filter(mail=row).values_list("application_id", flat=True).first(),
    )


def marks(text: str, because: list[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Where the deciding words stand in `text`: sorted, and none overlapping."""
    found: list[tuple[int, int, str]] = []
    for words, rule in because:
        start = _find(text, words)
        if start is not None:
            found.append((start[0], start[1], rule))
    kept: list[tuple[int, int, str]] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _find(text: str, words: str) -> tuple[int, int] | None:
    """The first place of `words`, however the text breaks its lines between them."""
    start = text.casefold().find(words.casefold())
    if start >= 0 and len(text.casefold()) == len(text):
        return start, start + len(words)
    flat, places = _flat(text)
    wanted = "".join(words.split()).casefold()
    start = flat.find(wanted)
    if not wanted or start < 0:
        return None
    return places[start], places[start + len(wanted) - 1] + 1


def _flat(text: str) -> tuple[str, list[int]]:
    """The text without white space and case, and where each of its characters stood."""
    letters, places = [], []
    for place, letter in enumerate(text):
        if not letter.isspace():
            for part in letter.casefold():
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def correct(owner: User, mail_pk: int, kind: str, now: datetime | None = None) -> None:
    """Say what a mail is; this wins over every reading, now and later."""
    row = owned(queries.mail(owner, mail_pk))
    try:
        said = Kind(kind)
    except ValueError:
        raise Refused("Choose one of the kinds on the list. Nothing was changed.") from None
    with deeds.deed(owner, f"Said what “{row.subject[:60]}” is", now or timezone.now()) as noted:
        noted.before(row)
        event = Event.objects.filter(mail=row).select_related("application").first()
        if event is not None:
            hold(noted, owner, [event.application])
        Mail.objects.filter(pk=row.pk).update(said_kind=said.value, later=False)
        settle(owner, row.pk)
