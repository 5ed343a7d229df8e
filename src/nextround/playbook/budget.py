"""The contact budget: one ask and one nudge, so that nobody is pressed and nobody nags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nextround.journey.application import Outcome
from nextround.journey.standing import in_order
from nextround.playbook.case import Case, StepKind, own_mails
from nextround.playbook.windows import add_working_days
from nextround.reading.finding import Kind

NUDGE_AFTER_WORKING_DAYS = 8
CLOSED = frozenset({Outcome.REJECTED, Outcome.CANCELLED, Outcome.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a letter may be written now, and the reason in a sentence when it may not (or not yet)."""

    open: bool
    why: str = ""
    until: datetime | None = None


def last_answer(case: Case) -> datetime | None:
    """When they last wrote; every word of theirs fills the budget again."""
    theirs = [e.date for e in in_order(case.application.events) if e.kind is not Kind.OWN and not e.by_person]
    return theirs[-1] if theirs else None


def written_since_answer(case: Case) -> list[datetime]:
    """The person's letters and mails that no answer has followed yet, oldest first.

    A letter written here and the same mail found later in the mailbox are one, so days are counted.
    """
    answer = last_answer(case)
    dates = [w.at for w in case.written] + [e.date for e in own_mails(case)]
    fresh = sorted(d for d in dates if answer is None or d > answer)
    return [d for i, d in enumerate(fresh) if i == 0 or (d - fresh[i - 1]).days >= 1]


def contact_gate(case: Case, now: datetime) -> Gate:
    """May the person write again? One letter, one nudge after eight working days, then it is theirs."""
    sent = written_since_answer(case)
    if not sent:
        return Gate(True)
    if len(sent) >= 2:
        return Gate(False, "You wrote twice. It is theirs to answer now, and you have done your part.")
    ready = add_working_days(sent[-1], NUDGE_AFTER_WORKING_DAYS)
    if now < ready:
        return Gate(False, "You wrote to them. It is theirs to answer now.", ready)
    return Gate(True)


def letter_gate(case: Case, kind: StepKind, now: datetime) -> Gate:
    """May a letter of this kind be begun? A question about a no waits until the no is certain."""
    outcome = case.standing.outcome
    if kind is StepKind.ASK_FEEDBACK and outcome not in {Outcome.REJECTED, Outcome.CANCELLED}:
        return Gate(False, "This is not a certain no, so asking why can wait. You can ask how it stands.")
    if kind is StepKind.STATUS_ENQUIRY and outcome in CLOSED:
        return Gate(False, "They have answered, so there is nothing left to enquire about.")
    return contact_gate(case, now)
