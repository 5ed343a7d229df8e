"""A made-up mail and what is true about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nextround.reading.finding import Kind, Stage


@dataclass(frozen=True, slots=True)
class Truth:
    """What a perfect reader would say of one mail.

    `application` is the key of the application it belongs to, empty for the rest of the mailbox.
    `date` is in UTC. `ask` marks a mail about which a careful reader asks the person instead of acting.
    `like` says what a look-alike is easily mistaken for. `copy` marks the second copy of a mail.
    """

    message_id: str
    kind: Kind
    date: datetime
    language: str = "en"
    application: str = ""
    company: str = ""
    role: str = ""
    agency: str = ""
    stage: Stage | None = None
    ask: bool = False
    withdrawn: bool = False
    copy: bool = False
    like: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of one mail and the truth about it."""

    raw: bytes
    truth: Truth
