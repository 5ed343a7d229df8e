"""An application as a value: its events, and the state that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nextround.reading.finding import Kind, Stage


class Outcome(StrEnum):
    """Where an application stands. `SILENT` is never a no: it can come back to life at any time."""

    OPEN = "open"
    REJECTED = "rejected"
    SILENT = "silent"
    OFFER = "offer"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing that happened to an application.

    `date` is aware. `message_id` is empty when the person told us. `sure` is false while a question
    about it waits, or while the person is not sure themselves; such an event decides nothing. `by_person`
    events win over what was read.
    """

    kind: Kind
    date: datetime
    message_id: str = ""
    sure: bool = True
    stage: Stage | None = None
    by_person: bool = False
    withdrawn: bool = False
    outcome: Outcome | None = None  # set only by the person: "it was a no", "I withdrew", "it is open again"


@dataclass(frozen=True, slots=True)
class Application:
    """One role at one employer, applied to once. `key` is whatever the caller uses to find it again."""

    key: str
    company: str
    role: str = ""
    agency: str = ""
    requisition: str = ""
    events: tuple[Event, ...] = ()
    meetings: tuple[datetime, ...] = ()  # when interviews are, as the person confirmed; aware, in order
    thread_ids: frozenset[str] = frozenset()  # Message-IDs of its mails and of those they answer
    domains: frozenset[str] = frozenset()  # sender domains seen that are not shared by many employers
    people: frozenset[str] = frozenset()  # addresses of the humans who wrote about it
    # what its mails called the employer and the role, oldest first; empty when the person gave the names
    companies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
