"""How the desk's states are called when a person reads them."""

from __future__ import annotations

from datetime import datetime

STATE_WORDS = {
    "open": "open",
    "rejected": "it was a no",
    "silent": "quiet",
    "offer": "offer",
    "withdrawn": "you withdrew",
    "cancelled": "position closed",
}
KIND_WORDS = {
    "applied": "you applied",
    "assessment": "a task or test",
    "interview": "a conversation",
    "offer": "an offer",
    "rejection": "a no",
    "feedback": "feedback",
    "outreach": "they wrote first",
    "cancelled": "the position was closed",
    "own": "you wrote",
    "alert": "job alert",
    "other": "another mail",
}
STAGE_WORDS = {
    "": "",
    "cv": "on paper",
    "phone": "first call",
    "assessment": "task or test",
    "interview": "interview",
    "final": "last round",
    "offer": "offer",
}


def day(when: datetime | None) -> str:
    """A date as it is said: `3 January 2026`."""
    return f"{when.day} {when:%B %Y}" if when else "no date"
