"""Reading every mail again: what would change, told before anything does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import User

from nextround.desk.arranging import arrange
from nextround.desk.reading import own_addresses, read_mail, read_waiting
from nextround.desk.teaching import lessons
from nextround.desk.views import ChangeView
from nextround.desk.words import KIND_WORDS
from nextround.records import keep, queries


def changes(owner: User) -> tuple[ChangeView, ...]:
    """The mails that would be read in another way today than they were. Nothing is written.

    A mail about which the person said what it is stays as they said, so it is not among them.
    """
    return tuple(_changes(owner))


def _changes(owner: User) -> Iterator[ChangeView]:
    me, taught = own_addresses(owner), lessons(owner)
    for row in queries.read_by_us(owner).iterator(100):
        found = read_mail(row, me, taught)
        before = _told(row.finding or {})
        after = _told(found.finding) if found else before
        if before != after:
            yield ChangeView(row.pk, row.subject, row.sender_name or row.sender_email, before, after)


def _told(finding: Mapping[str, Any]) -> str:
    """What a person sees of a reading: its kind, and whether it is sure."""
    kind = str(finding.get("kind", "other"))
    return KIND_WORDS[kind] + ("" if finding.get("sure") or kind in {"other", "alert"} else ", not sure")


def read_again(owner: User) -> int:
    """Read every mail again, and file it anew; gives how many were read."""
    keep.forget_readings(owner)
    count = read_waiting(owner)
    arrange(owner)
    return count
