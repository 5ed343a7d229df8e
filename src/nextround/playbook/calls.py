"""Calls: one, in their hours, then it is theirs. No way leads to a second that nobody took (R012, R013)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from nextround.journey.application import Outcome
from nextround.library.office import add_working_days
from nextround.playbook.after_talk import may_have_asked, told_of_no
from nextround.playbook.budget import (
    WAIT_AFTER_CALL_WORKING_DAYS,
    Gate,
    contact_gate,
    rung_since_answer,
)
from nextround.playbook.case import Called, CallOutcome, Case, StepKind, offered
from nextround.playbook.hours import Slot, next_slot, said
from nextround.playbook.step import Step
from nextround.playbook.told import Channel

ASK_FOR = timedelta(days=42)
CALL_BACK_FOR = timedelta(days=21)
SURE_NO = frozenset({Outcome.REJECTED, Outcome.CANCELLED})

NOT_SURE = "This is not a certain no, so a question about it can wait. You can ask by mail how it stands."
THEY_WROTE = (
    "Answer the way they answered you. If they rang you, or gave you a number for questions, say so below."
)
SPOKE = "You spoke with them about it. What they told you is kept, and there is nothing left to ring about."
WAITING = "You rang once. It is theirs to call back now, and nothing for you to carry."
RESTING = "You rang once, and that is enough. You asked, which is the part that was yours."


class CallState(StrEnum):
    """Where calls with one employer stand."""

    CLOSED = "closed"  # no call: the no is not sure, they wrote, or the budget is used
    READY = "ready"  # one call is open
    CALL_BACK = "call_back"  # they asked to be rung again
    WAITING = "waiting"  # nobody took it; ten working days are theirs
    RESTING = "resting"  # the wait is over; there is no second call


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What is open about calls: the state, why, and until when or at which time.

    `until` ends a wait; `back_at` is when they asked to be rung; `slot` is the next good time.
    """

    state: CallState
    why: str = ""
    until: datetime | None = None
    back_at: datetime | None = None
    slot: Slot | None = None

    @property
    def open(self) -> bool:
        """Whether a call may be made at all."""
        return self.state in {CallState.READY, CallState.CALL_BACK}


def call_plan(case: Case, now: datetime, here: ZoneInfo | None = None) -> CallPlan:
    """Whether and when the person may ring. `here` is where the person is, for their quiet hours."""
    rung = rung_since_answer(case)
    if rung:
        until = wait_until(case, rung[-1])
        waits = now < until
        return CallPlan(
            CallState.WAITING if waits else CallState.RESTING,
            WAITING if waits else RESTING,
            until if waits else None,
        )
    if (back := asked_back(case)) is not None:
        return CallPlan(CallState.CALL_BACK, back_at=back.back_at, slot=_slot(case, now, here))
    gate = call_gate(case, now)
    if not gate.open:
        return CallPlan(CallState.CLOSED, gate.why, gate.until)
    return CallPlan(CallState.READY, slot=_slot(case, now, here))


def wait_until(case: Case, rung: datetime) -> datetime:
    """The end of the wait after a call that nobody took, in working days of their place."""
    there = rung.astimezone(case.place.zone) if case.place.zone else rung
    return add_working_days(there, WAIT_AFTER_CALL_WORKING_DAYS, case.place.region)


def asked_back(case: Case) -> Called | None:
    """The call in which they asked to be rung again, when nothing has followed it."""
    last = max(case.calls, key=lambda call: call.at, default=None)
    return last if last is not None and last.outcome is CallOutcome.CALL_BACK else None


def call_gate(case: Case, now: datetime) -> Gate:
    """May a first call be made? Only after a sure no, where they rang or gave a number, within the budget."""
    told = told_at(case)
    if case.standing.outcome not in SURE_NO or told is None:
        return Gate(False, NOT_SURE)
    how = told_of_no(case)
    asked = how is not None and how.asked
    if asked or any(c.outcome is CallOutcome.SPOKE and c.at >= told for c in case.calls):
        return Gate(False, SPOKE)
    they_rang = case.may_ring or (how is not None and how.channel is Channel.PHONE)
    return contact_gate(case, now) if they_rang else Gate(False, THEY_WROTE)


def told_at(case: Case) -> datetime | None:
    """When they told the person how it ended."""
    return case.standing.decided_by.date if case.standing.decided_by else None


def _slot(case: Case, now: datetime, here: ZoneInfo | None) -> Slot | None:
    there = case.place.zone
    return next_slot(now, there, case.place.region, here, case.quiet) if there is not None else None


def call(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After a sure no, where a call is welcome: thanks and one question. Or ring back, as they asked.

    A no that came by phone allows a call too, but a letter is what is offered after it (R004).
    """
    plan = call_plan(case, now, zone)
    back, told = plan.back_at, told_at(case)
    if plan.state is CallState.CALL_BACK and back is not None and now < back + CALL_BACK_FOR:
        return _ring_back(case, now, zone, back)
    # where the no came in a talk they may have asked already; while that is not known, nothing is offered
    wanted = case.may_ring and not may_have_asked(case)
    if not wanted or plan.state is not CallState.READY or told is None:
        return None
    if not offered(case, StepKind.CALL, told, now, ASK_FOR):
        return None
    return Step(
        kind=StepKind.CALL,
        application_key=case.application.key,
        title=f"Ring {case.who}: your thanks, and one question",
        why="They rang you or gave you a number, so one call is welcome. A letter is as good.",
        window_sentence=window(plan.slot, zone),
        rules=("R010", "R011", "R013"),
        sources=("000",),
        since=told,
    )


def _ring_back(case: Case, now: datetime, zone: ZoneInfo, back: datetime) -> Step:
    there = case.place.zone or zone
    when = said(back.astimezone(there), zone)
    return Step(
        kind=StepKind.CALL,
        application_key=case.application.key,
        title=f"Ring {case.who} back",
        why="They asked you to ring again, so they expect you.",
        window_sentence=f"They named {when}." if now < back else "They are still glad to hear from you.",
        rules=("R010", "R013"),
        sources=("000",),
        due=back,
        since=back,
    )


def window(slot: Slot | None, here: ZoneInfo) -> str:
    """When a call is good, in a sentence; empty while their clocks are not known."""
    if slot is None:
        return ""
    if slot.now:
        return f"Their office is likely open now: it is {slot.at:%H:%M} there."
    return f"A good time: {said(slot.at, here)}."
