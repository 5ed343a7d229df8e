"""One mail as a value, whatever shape its bytes were in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """Who a mail is from or to: a display name (may be empty) and an address in lower case."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one mail holds.

    `id` is the Message-ID with its angle brackets, or `<digest@nextround.invalid>` when the mail has
    none. `date` is aware and in UTC, or None when no date could be read. `text` is every text part as
    plain text (HTML turned into text, links dropped, quotes kept), in order. `headers` holds each
    other header once, its name in lower case. `calendar` holds the raw text of text/calendar parts.
    `problems` are sentences about what could not be read.
    """

    id: str
    subject: str
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    date: datetime | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    calendar: tuple[str, ...] = ()
    digest: str = ""
    problems: tuple[str, ...] = ()
