"""What the person taught: a word about one mail is used for mail like it, until they say otherwise."""

from __future__ import annotations

import logging
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.errors import Refused, owned
from nextround.desk.views import TaughtView
from nextround.desk.words import KIND_WORDS
from nextround.mailbox.parse import parse
from nextround.reading.finding import Kind
from nextround.reading.recognise import lesson_of
from nextround.reading.teach import Lesson
from nextround.records import deeds, keep, queries
from nextround.records.models import Mail

log = logging.getLogger(__name__)


def lessons(owner: User) -> list[Lesson]:
    """What the person's words about single mails teach about mail like them."""
    rows = queries.spoken_about(owner).filter(alone=False).iterator(100)
    return [lesson for row in rows if (lesson := _lesson(row))]


def _lesson(row: Mail) -> Lesson | None:
    """What one mail teaches; a mail that cannot be read teaches nothing, and stops nothing."""
    try:
        return lesson_of(parse(keep.raw(row)), Kind(row.said_kind))
    except Exception:
        log.exception("A mail could not be learned from")
        return None


def listing(owner: User) -> tuple[TaughtView, ...]:
    """What was taught, the newest first."""
    rows = queries.spoken_about(owner).only(
        "pk", "subject", "sender_name", "sender_email", "said_kind", "alone"
    )
    return tuple(
        TaughtView(
            pk=row.pk,
            subject=row.subject,
            sender=row.sender_name or row.sender_email,
            kind_word=KIND_WORDS[row.said_kind],
            used=not row.alone,
        )
        for row in rows.reverse()
    )


def use(owner: User, mail_pk: int, used: bool, now: datetime | None = None) -> None:
    """Use what was said about a mail for mail like it, or for that mail alone."""
    row = owned(queries.mail(owner, mail_pk))
    if not row.said_kind:
        raise Refused("You have said nothing about this mail yet. Nothing was changed.")
    sentence = f"{'Uses' if used else 'No longer uses'} “{row.subject[:60]}” for mail like it"
    with deeds.deed(owner, sentence, now or timezone.now()) as noted:
        noted.before(row)
        Mail.objects.filter(pk=row.pk).update(alone=not used)
