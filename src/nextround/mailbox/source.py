"""What every mailbox gives: candidates, problems, progress, and a place to read on from."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Where reading stopped, as JSON can hold it. Only the source that made it knows what is in it.
Checkpoint = dict[str, Any]


class MailboxError(Exception):
    """A mailbox that cannot be read; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mail that could concern the search: its bytes, where it stood, where to read on after it."""

    raw: bytes
    where: str
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read; the rest was."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading has come, in bytes of `Source.size` and in mails looked at."""

    bytes_done: int
    messages: int
    checkpoint: Checkpoint


Item = Candidate | Problem | Progress


class Source(ABC):
    """A mailbox that can be read, from its beginning or from a checkpoint. Memory does not grow with it."""

    name: str
    size: int  # bytes that will be read

    @abstractmethod
    def read(self, after: Checkpoint | None = None) -> Iterator[Item]:
        """Give what is in it, in an order that does not change; the last item is a Progress.

        Closing the iterator stops the reading. Raises MailboxError when nothing can be read any more.
        """

    def known(self, addresses: frozenset[str]) -> Iterator[Candidate]:
        """After `read`: what was passed over though people of these addresses, or colleagues, wrote.

        Such mail may have no word of a job in it. Of an archive only what holds some is unpacked once more.
        """
        return iter(())


class Meter:
    """Says when it is time to report progress: a few times a second."""

    def __init__(self, every: float = 0.25) -> None:
        self.every = every
        self.last = time.monotonic()

    def due(self) -> bool:
        """Whether enough time went by since this was last true."""
        now = time.monotonic()
        if now - self.last < self.every:
            return False
        self.last = now
        return True


TOO_LONG = "This mail is longer than 16 MB. Its beginning was read; the rest of it was left out."
CUT_OFF = (
    "The file ends in the middle of this mail. What is there was read; a newer export may hold all of it."
)
EMPTY = "is empty. Nothing was changed; if you exported your mail, please try the export once more."
NO_MAIL = (
    "holds no mail that Nextround can read. It reads mbox files, Google Takeout archives (.zip, .tgz), "
    "Maildir folders, and .eml files. Nothing was changed."
)
