"""A no that was said in a talk: one could ask right there, so the first thing is whether one did (R004)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nextround.journey.application import Outcome
from nextround.playbook.case import Case, StepKind, wrote_since
from nextround.playbook.step import Step
from nextround.playbook.told import Channel, Told
from nextround.playbook.windows import LATE

OFFERED_FOR = timedelta(days=42)
ON_TIME = timedelta(days=2)  # the same or the next day, wherever they are
AFTER_A_TALK = "A short mail today or tomorrow is on time. Later is fine too."
AFTER_A_LETTER = "A letter takes its time, so you can take yours."


def told_of_no(case: Case) -> Told | None:
    """What the person told about the very no that settled it; None for a no read from a mail."""
    by = case.standing.decided_by
    if case.standing.outcome is not Outcome.REJECTED or by is None or not by.by_person:
        return None
    return case.told if case.told is not None and case.told.at == by.date else None


def may_have_asked(case: Case) -> bool:
    """Whether they may have asked in the talk itself: then nothing is asked in writing."""
    told = told_of_no(case)
    return told is not None and told.spoken and told.asked is not False


def did_you_ask(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """After a no by phone or in person: did they get to ask? A short mail is the other way."""
    told = told_of_no(case)
    if told is None or not told.spoken or told.asked is not None or wrote_since(case, told.at):
        return None
    if not told.at <= now < told.at + OFFERED_FOR:
        return None
    return Step(
        kind=StepKind.DID_YOU_ASK,
        application_key=case.application.key,
        title=f"Did you get to ask {case.who}?",
        why="Few people can ask while they are hearing a no. If you could not, a short mail does as well.",
        rules=("R004",),
        sources=("000",),
        since=told.at,
    )


def own_window(told: Told | None, now: datetime) -> str:
    """The window after a no that did not come in writing one can answer at once; empty for the others."""
    if told is None or told.channel not in {Channel.PHONE, Channel.IN_PERSON, Channel.POST}:
        return ""
    if told.channel is Channel.POST:
        return AFTER_A_LETTER
    return AFTER_A_TALK if now < told.at + ON_TIME else LATE
