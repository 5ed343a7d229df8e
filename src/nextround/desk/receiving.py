"""What comes in from a mailbox or an account, kept in batches together with the place to read on from."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User

from nextround.desk.arranging import arrange
from nextround.desk.reading import new_mail, read_waiting
from nextround.mailbox.source import Candidate, Problem, Progress
from nextround.records import keep
from nextround.records.models import Import

log = logging.getLogger(__name__)
BATCH = 100  # mails kept in one transaction
BATCH_SECONDS = 0.5
SHOW_SECONDS = 2.0  # how often applications found so far are shown while mail still comes in
# What the ids end with of the mails that a person has sent to themselves from here (`desk.digest`).
DIGEST_DOMAIN = "digest.nextround.invalid"
HEAD = 32_768  # bytes in which such an id stands
SHOW_SHARE = 5  # and never more than a fifth of the time on that


@dataclass
class Pending:
    """What came in since the last transaction. `facts` are kept beside each mail's own."""

    row: Import
    mails: list[keep.NewMail] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    checkpoint: dict[str, Any] | None = None
    bytes_done: int = 0
    messages: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)

    def take(self, item: Candidate | Problem | Progress) -> None:
        """Take one thing in. A mail that cannot be read is told, and the rest goes on."""
        if isinstance(item, Problem):
            self.problems.append((item.where, item.what))
            return
        self.checkpoint = dict(item.checkpoint)
        if isinstance(item, Progress):
            self.bytes_done, self.messages = item.bytes_done, item.messages
            return
        if DIGEST_DOMAIN.encode() in item.raw[:HEAD]:
            return  # it says what is known already
        try:
            self.mails.append(new_mail(item.raw, self.facts))
        except Exception:
            log.exception("A mail could not be taken in")
            self.problems.append((item.where, "This mail could not be read. The rest went on."))

    def due(self) -> bool:
        """Whether it is time to keep what came in."""
        return len(self.mails) >= BATCH or time.monotonic() - self.since > BATCH_SECONDS

    def flush(self) -> None:
        """Keep it, with the checkpoint behind it."""
        batch = keep.Batch(
            self.mails, self.problems, self.checkpoint, self.bytes_done, self.messages, len(self.mails)
        )
        keep.received(self.row, batch)
        self.mails, self.problems, self.since = [], [], time.monotonic()


def show(owner: User) -> None:
    """Read and file what came in so far."""
    read_waiting(owner)
    arrange(owner)


class Glimpses:
    """Shows what was found so far, every now and then."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.at = time.monotonic() + SHOW_SECONDS

    def show_if_due(self) -> None:
        """Show it when it is time."""
        began = time.monotonic()
        if began < self.at:
            return
        show(self.owner)
        ended = time.monotonic()
        self.at = ended + max(SHOW_SECONDS, SHOW_SHARE * (ended - began))
