"""The steps one application offers, each with its reason, its sources and its window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nextround.journey.application import Outcome
from nextround.playbook.after_talk import did_you_ask, may_have_asked, own_window, told_of_no
from nextround.playbook.answers import clarify, thank_feedback
from nextround.playbook.budget import contact_gate
from nextround.playbook.calls import call, call_gate
from nextround.playbook.case import Case, StepKind, offered, wrote_since
from nextround.playbook.contacts import stay_in_touch
from nextround.playbook.looking_back import look_back
from nextround.playbook.step import Step
from nextround.playbook.watch import keep_looking, look_at_roles
from nextround.playbook.windows import reply_window
from nextround.reading.feedback import Sort
from nextround.reading.finding import Stage

# How long each offer stands, by our own choice: a mailbox of old noes must not become a list of chores.
FRESH = timedelta(days=7)
ASK_FOR = timedelta(days=42)
THANK_FOR = timedelta(days=7)
ENQUIRE_FOR = timedelta(days=60)
ENQUIRE_ABOUT_PAPERS_FOR = timedelta(days=21)
# A near miss: first choices sometimes fall through, so one look at their open roles after five weeks.
LOOK_AFTER = timedelta(days=35)
LOOK_FOR = timedelta(days=21)

PAPERS_ALONE = (
    "They decided from your papers and nobody has met you, so there is little to ask. Both are fine."
)
ASKED_ALREADY = "You asked in the talk, so a short thank-you is all that is left. Resting is fine too."
QUIET = "It has been quiet for a while. Quiet is not a no, and one friendly line is welcome."
PERHAPS_A_NO = "You are not sure that it is a no. One friendly line asks how it stands; reasons can wait."

# One maker a kind of step: what it offers about a case at a time, or nothing.
Maker = Callable[[Case, datetime, ZoneInfo], Step | None]


def steps(case: Case, now: datetime, zone: ZoneInfo) -> list[Step]:
    """The steps that one application offers at `now`. One that the person closed asks for nothing more."""
    makers = AFTER_CLOSING if case.at_rest else MAKERS
    found = [step for make in makers if (step := make(case, now, zone)) is not None]
    return [s for s in found if s.kind not in case.skipped and not _sleeps(case, s.kind, now)]


def answer(waiting: int) -> Step:
    """The step for the questions that wait on the review page."""
    one = waiting == 1
    return Step(
        kind=StepKind.ANSWER,
        application_key="",
        title="Answer one short question" if one else f"Answer {waiting} short questions",
        why="Some mails could mean two things. One tap each, and nothing is filed on a guess.",
        rules=("R002",),
        sources=("000",),
    )


def ask_feedback(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After a sure no from people the person has met: thank them and ask one thing (R001, R003, R039)."""
    told = _no_at(case)
    if (
        told is None
        or not offered(case, StepKind.ASK_FEEDBACK, told, now, ASK_FOR)
        or wrote_since(case, told)
    ):
        return None
    if any(answer.sort is Sort.SPECIFIC for answer in case.answered):
        return None  # the no itself told something: thanks are all it needs (R016)
    if case.may_ring and StepKind.CALL not in case.skipped and call_gate(case, now).open:
        return None  # the call asks the same, the way they answered; its page offers the letter too
    if not _talked(case) or may_have_asked(case):
        return None
    how = told_of_no(case)
    due, window = reply_window(told, now, zone)
    own = own_window(how, now)
    return Step(
        kind=StepKind.ASK_FEEDBACK,
        application_key=case.application.key,
        title=f"Write to {case.who}: your thanks, and one question",
        why="The people who met you know the reasons best. Many give no answer; asking is well seen anyway.",
        window_sentence=own or window,
        rules=("R001", "R004" if own else "R003", "R007", "R039"),
        sources=("000", "003", "004"),
        due=None if own else due,
        since=told,
    )


def thank_or_rest(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After a no to the papers alone, or one in a talk where they asked: a short thanks, or rest (R100)."""
    told, how = _no_at(case), told_of_no(case)
    asked = how is not None and how.spoken and how.asked is True
    if (
        told is None
        or not offered(case, StepKind.THANK_OR_REST, told, now, THANK_FOR)
        or wrote_since(case, told)
    ):
        return None
    if not asked and _talked(case):
        return None
    return Step(
        kind=StepKind.THANK_OR_REST,
        application_key=case.application.key,
        title=f"{case.who}: a short thank-you, or let it rest",
        why=ASKED_ALREADY if asked else PAPERS_ALONE,
        rules=("R100", "R039"),
        sources=("003", "004"),
        since=told,
    )


def status_enquiry(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After a silence, or what may be a no: ask how it stands, and not about reasons (R002, C05)."""
    unsure = unsure_at(case)
    quiet = case.standing.since if unsure is None else unsure
    if quiet is None or (unsure is None and case.standing.outcome is not Outcome.SILENT):
        return None
    span = ENQUIRE_FOR if case.standing.met else ENQUIRE_ABOUT_PAPERS_FOR
    if not offered(case, StepKind.STATUS_ENQUIRY, quiet, now, span) or not contact_gate(case, now).open:
        return None
    return Step(
        kind=StepKind.STATUS_ENQUIRY,
        application_key=case.application.key,
        title=f"Ask {case.who} how it stands",
        why=PERHAPS_A_NO if unsure else QUIET,
        window_sentence="Any weekday is good. There is no hurry.",
        rules=("R002", "R014", "R100"),
        sources=("000", "004"),
        since=quiet,
    )


def look_again(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After a no at the last round: one look at their open roles, weeks later (R041)."""
    told = _no_at(case)
    near = case.standing.stage in {Stage.FINAL, Stage.OFFER}
    if told is None or not near or case.watch is not None:
        return None
    if not offered(case, StepKind.LOOK_AGAIN, told + LOOK_AFTER, now, LOOK_FOR):
        return None
    return Step(
        kind=StepKind.LOOK_AGAIN,
        application_key=case.application.key,
        title=f"Take one look at the open roles of {case.who}",
        why="You came far there. Sometimes a first choice falls through, or a second role opens.",
        rules=("R041", "R048"),
        sources=("003", "004"),
        since=told + LOOK_AFTER,
    )


def _no_at(case: Case) -> datetime | None:
    if case.standing.outcome is not Outcome.REJECTED or case.standing.decided_by is None:
        return None
    return case.standing.decided_by.date


def unsure_at(case: Case) -> datetime | None:
    """When the person was told what may be a no, while nothing has come of it since."""
    told, last = case.told, case.standing.last_event
    if told is None or told.sure or case.standing.outcome not in {Outcome.OPEN, Outcome.SILENT}:
        return None
    return told.at if last is None or last.date <= told.at else None


def _talked(case: Case) -> bool:
    """Whether they met, or the no itself was said in a talk."""
    told = told_of_no(case)
    return case.standing.met or (told is not None and told.spoken)


def _sleeps(case: Case, kind: StepKind, now: datetime) -> bool:
    until = case.snoozed.get(kind)
    return until is not None and until > now


MAKERS: tuple[Maker, ...] = (
    ask_feedback,
    thank_or_rest,
    status_enquiry,
    look_again,
    thank_feedback,
    clarify,
    stay_in_touch,
    look_back,
    call,
    did_you_ask,
    look_at_roles,
    keep_looking,
)
AFTER_CLOSING: tuple[Maker, ...] = (look_again, stay_in_touch, look_at_roles, keep_looking)
