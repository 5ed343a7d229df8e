"""What is remembered: one class a table, an owner on every row.

Two sorts of columns. *Words* are what the person or a mailbox said, and are never recomputed. *Derived*
columns (an application's outcome, the events read from mail, the questions) follow from the words and may
be written afresh at any time; see `desk.arranging`. Only `records` and `desk` import this module.
"""

from __future__ import annotations

from nextround.records.models.answers import Contact, Feedback, Lead, OwnView
from nextround.records.models.applications import (
    STANDING_COLUMNS,
    Application,
    Event,
    Mail,
    Meeting,
    Person,
    Question,
)
from nextround.records.models.calls import Call, Office
from nextround.records.models.circle import Circle, Tie
from nextround.records.models.feelings import (
    Debrief,
    Matter,
    MockRun,
    Mood,
    Offered,
    OwnLine,
    Pause,
    PrivateNote,
)
from nextround.records.models.letters import Letter
from nextround.records.models.mailboxes import Account, Import, Problem
from nextround.records.models.noes import Closing, Gain, HowTold, Later, PhoneCard
from nextround.records.models.owned import Owned
from nextround.records.models.person import Deed, Preferences, StepState

__all__ = [
    "STANDING_COLUMNS",
    "Account",
    "Application",
    "Call",
    "Circle",
    "Closing",
    "Contact",
    "Debrief",
    "Deed",
    "Event",
    "Feedback",
    "Gain",
    "HowTold",
    "Import",
    "Later",
    "Lead",
    "Letter",
    "Mail",
    "Matter",
    "Meeting",
    "MockRun",
    "Mood",
    "Offered",
    "Office",
    "OwnLine",
    "OwnView",
    "Owned",
    "Pause",
    "Person",
    "PhoneCard",
    "Preferences",
    "PrivateNote",
    "Problem",
    "Question",
    "StepState",
    "Tie",
]
