"""The contact budget: one ask and one nudge, so that nobody is pressed and nobody nags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nextround.journey.application import Outcome
from nextround.journey.standing import in_order
from nextround.library.office import add_working_days
from nextround.playbook.case import Case, StepKind, own_mails
from nextround.reading.feedback import Sort
from nextround.reading.finding import Kind

NUDGE_AFTER_WORKING_DAYS = 8
WAIT_AFTER_CALL_WORKING_DAYS = 10
CLOSED = frozenset({Outcome.REJECTED, Outcome.CANCELLED, Outcome.WITHDRAWN})
# What the person writes down of these was said by the other side, and so is an answer.
SAID_BY_THEM = frozenset({Kind.REJECTION, Kind.FEEDBACK, Kind.INTERVIEW, Kind.OFFER, Kind.CANCELLED})


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a letter may be written now, and the reason in a sentence when it may not (or not yet)."""

    open: bool
    why: str = ""
    until: datetime | None = None


def last_answer(case: Case) -> datetime | None:
    """When they last wrote or spoke; every word of theirs fills the budget again."""
    theirs = [
        e.date
        for e in in_order(case.application.events)
        if (e.kind in SAID_BY_THEM if e.by_person else e.kind is not Kind.OWN)
    ]
    spoken = [*(c.at for c in case.calls if c.answered), *(a.at for a in case.answered)]
    return max([*theirs, *spoken], default=None)


def written_since_answer(case: Case) -> list[datetime]:
    """The person's letters and mails that no answer has followed yet, oldest first.

    A letter written here and the same mail found later in the mailbox are one, so days are counted.
    """
    answer = last_answer(case)
    dates = [w.at for w in case.written] + [e.date for e in own_mails(case)]
    fresh = sorted(d for d in dates if answer is None or d > answer)
    return [d for i, d in enumerate(fresh) if i == 0 or (d - fresh[i - 1]).days >= 1]


def rung_since_answer(case: Case) -> list[datetime]:
    """The person's calls that nobody took and no answer has followed yet, oldest first."""
    answer = last_answer(case)
    return sorted(c.at for c in case.calls if not c.answered and (answer is None or c.at > answer))


def contact_gate(case: Case, now: datetime) -> Gate:
    """May the person turn to them again, in any way (C06)? Once, one nudge after a wait, then it is theirs.

    After a letter the wait is eight of their working days, after a call that nobody took ten.
    """
    written, rung = written_since_answer(case), rung_since_answer(case)
    if not written and not rung:
        return Gate(True)
    if len(written) + len(rung) >= 2:
        did = (
            "You wrote and you rang"
            if written and rung
            else "You wrote twice"
            if written
            else "You rang twice"
        )
        return Gate(False, f"{did}. It is theirs to answer now, and you have done your part.")
    last, days = (rung[-1], WAIT_AFTER_CALL_WORKING_DAYS) if rung else (written[-1], NUDGE_AFTER_WORKING_DAYS)
    ready = add_working_days(last, days, case.place.region)
    if now < ready:
        did = "You rang them" if rung else "You wrote to them"
        return Gate(False, f"{did}. It is theirs to answer now.", ready)
    return Gate(True)


def letter_gate(case: Case, kind: StepKind, now: datetime) -> Gate:
    """May a letter of this kind be begun? A question about a no waits until the no is certain."""
    outcome = case.standing.outcome
    if kind is StepKind.ASK_FEEDBACK and outcome not in {Outcome.REJECTED, Outcome.CANCELLED}:
        return Gate(False, "This is not a certain no, so asking why can wait. You can ask how it stands.")
    if kind is StepKind.STATUS_ENQUIRY and outcome in CLOSED:
        return Gate(False, "They have answered, so there is nothing left to enquire about.")
    if kind is StepKind.CLARIFY and not (gate := clarify_gate(case)).open:
        return gate
    return contact_gate(case, now)


def clarify_gate(case: Case) -> Gate:
    """May the one clarifying question be asked (C01)? After words for everybody, once, and never to argue."""
    if not case.answered:
        return Gate(False, "They have not told you anything yet, so there is nothing to ask about.")
    if any(told.sort is Sort.SPECIFIC for told in case.answered):
        return Gate(False, "They told you something to go by. Thanks are all it needs now.")
    if case.answered[-1].sort is Sort.CIRCUMSTANCE:
        return Gate(
            False, "Their reason is not about you, so there is nothing to clear up. Thanks are enough."
        )
    if any(written.kind is StepKind.CLARIFY for written in case.written):
        return Gate(False, "You asked once more already. One such question is fair; the rest is theirs.")
    return Gate(True)
