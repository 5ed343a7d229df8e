"""What a letter is for, what a check found, and the facts a check may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What the person is writing. The two scripts are words to have at hand during a call."""

    FEEDBACK_REQUEST = "feedback_request"
    THANK_YOU = "thank_you"
    CLARIFYING_FOLLOWUP = "clarifying_followup"
    KEEP_IN_TOUCH = "keep_in_touch"
    STATUS_ENQUIRY = "status_enquiry"
    CALL_SCRIPT = "call_script"
    VOICEMAIL_SCRIPT = "voicemail_script"


class Severity(StrEnum):
    """How a finding is shown: a quiet note, a visible note, a closed button, or neutral information."""

    INFO = "info"
    WARN = "warn"
    GATE = "gate"
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. `start` and `end` are characters of the text; both None for the whole letter.

    `rule` is the family (`apology`), `pattern` the entry of its file that met, `sources` the ids of the
    articles behind it.
    """

    rule: str
    severity: Severity
    start: int | None
    end: int | None
    hint: str
    sources: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One earlier contact in this application: `direction` is `out` or `in`, `channel` `email`, `call`, ...

    `working_days_ago` counts the recipient's working days. `facts` holds what else is known
    (`got_reply`, `outcome`, `offers_feedback`, `asks_callback`, `kind`, `to`).
    """

    channel: str = "email"
    direction: str = "out"
    working_days_ago: float | None = None
    got_reply: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread a letter would go into. Empty or None where nothing is known."""

    company: str = ""
    role: str = ""
    sender: str = ""
    subject: str = ""
    to: str = ""
    kind: str = ""
    recipients: int | None = None
    working_days_ago: float | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the application and the moment. Everything may be missing.

    `aliases` are other names of the contact, other people or the company. `recipient_local` is a naive
    local time at the recipient; `now` and `sender_local` are turned into it when it is missing.
    """

    company: str = ""
    role: str = ""
    contact_name: str = ""
    contact_title: str = ""
    title_known: bool = False
    aliases: tuple[str, ...] = ()
    other_people: tuple[str, ...] = ()
    other_companies: tuple[str, ...] = ()
    other_roles: tuple[str, ...] = ()
    other_contacts: tuple[str, ...] = ()
    current_employer: str = ""
    mentioned_companies: tuple[str, ...] = ()
    own_name: str = ""
    subject: str = ""
    attachments: tuple[str, ...] = ()
    recipient: str = ""
    stage: str = ""
    earlier_letters: tuple[str, ...] = ()
    channel: str = ""
    history: tuple[Contact, ...] = ()
    recipient_tz: str = ""
    recipient_region: str = ""
    recipient_local: datetime | None = None
    sender_tz: str = ""
    sender_local: datetime | None = None
    now: datetime | None = None
    thread: Thread | None = None
    target: Thread | None = None
    rejection_thread_exists: bool = False
