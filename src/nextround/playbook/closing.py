"""Closing an application: one question the first time, none after; an end, and no farewell (R006, R046)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from nextround.journey.application import Outcome
from nextround.library.office import add_working_days
from nextround.playbook.budget import written_since_answer
from nextround.playbook.case import Case, StepKind
from nextround.playbook.steps import ask_feedback

QUIET_AGAIN_WORKING_DAYS = 10
ENDS = frozenset({Outcome.REJECTED, Outcome.CANCELLED, Outcome.WITHDRAWN, Outcome.SILENT})


def may_close(case: Case) -> bool:
    """Whether the person can let it rest now: there is an answer, or it has been quiet for long."""
    return case.standing.outcome in ENDS


def asks_first(case: Case, now: datetime, zone: ZoneInfo, was_asked: bool) -> bool:
    """Whether closing puts one question before it: only where asking is still open, and once."""
    if was_asked or StepKind.ASK_FEEDBACK in case.skipped:
        return False
    return ask_feedback(case, now, zone) is not None


def may_take_as_no(case: Case, now: datetime) -> bool:
    """Whether a second quiet time has passed after an enquiry, so that the person may call it a no (C05)."""
    sent = written_since_answer(case)
    if case.standing.outcome is not Outcome.SILENT or not sent:
        return False
    return now >= add_working_days(sent[-1], QUIET_AGAIN_WORKING_DAYS, case.place.region)
