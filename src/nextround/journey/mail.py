"""A mail as filing sees it: who, when, in which thread, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nextround.mailbox.message import Address, Message
from nextround.reading.finding import Finding

NOBODY = Address("", "")


@dataclass(frozen=True, slots=True)
class Mail:
    """The facts about one mail that decide where it belongs; its text is not needed any more.

    `date` is aware. `answers` are the Message-IDs of the mails it answers. `placed` is the key of the
    application the person put it under, empty when nobody said. `answered` marks a finding that the
    person confirmed or corrected, which then wins over every reading.
    """

    id: str
    date: datetime
    finding: Finding
    sender: Address = NOBODY
    to: tuple[Address, ...] = ()
    answers: frozenset[str] = frozenset()
    subject: str = ""
    placed: str = ""
    answered: bool = False


def mail_of(message: Message, finding: Finding, received: datetime) -> Mail:
    """The filing facts of a message.

    `received` (aware) stands in when the message has no readable date, or one that lies in the future.
    """
    answers = {*message.references, message.in_reply_to} - {"", message.id}
    return Mail(
        id=message.id,
        date=min(message.date or received, received),
        finding=finding,
        sender=message.sender,
        to=message.to,
        answers=frozenset(answers),
        subject=message.subject,
    )
