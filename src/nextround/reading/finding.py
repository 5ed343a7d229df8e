"""What one mail says, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a mail is, in the words of the contract (`nextround read`)."""

    APPLIED = "applied"
    ASSESSMENT = "assessment"
    INTERVIEW = "interview"
    OFFER = "offer"
    REJECTION = "rejection"
    FEEDBACK = "feedback"
    OUTREACH = "outreach"
    CANCELLED = "cancelled"
    OWN = "own"
    ALERT = "alert"
    OTHER = "other"


class Stage(StrEnum):
    """How far a round had come; the order of the members is the order of a search."""

    CV = "cv"
    PHONE = "phone"
    ASSESSMENT = "assessment"
    INTERVIEW = "interview"
    FINAL = "final"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Because:
    """The very words that speak for a finding, and the rule (`en.rejection.other-candidates`) they met."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one mail says.

    `confidence` is between 0 and 1; `sure` is true only where Nextround acts without asking. `company`,
    `role`, `agency`, `requisition` and `person` (the human who wrote) are empty when the mail does not
    say. `taught` names who wrote the mail like this one that the person spoke about, where that decided.
    `withdrawn` marks the person's own mail that takes an application back. `no_reply` says that
    nobody reads answers to the sender's address.
    """

    kind: Kind
    confidence: float
    sure: bool
    language: str = "en"
    company: str = ""
    role: str = ""
    stage: Stage | None = None
    because: tuple[Because, ...] = ()
    agency: str = ""
    requisition: str = ""
    person: str = ""
    no_reply: bool = False
    withdrawn: bool = False
    taught: str = ""
