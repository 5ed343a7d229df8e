"""After they answered: thanks, one clearer question at most, and what asking has come to so far.

Asking is told apart from arguing (C01): specific words are thanked for, words for everybody may be asked
about once. Asks are what a person did; answers are the other side's, so they are never a score (R008).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nextround.library.office import add_working_days
from nextround.playbook.budget import clarify_gate
from nextround.playbook.case import Answered, Case, StepKind, wrote_since
from nextround.playbook.step import Step
from nextround.reading.feedback import Sort

THANK_FOR = timedelta(days=21)
RATE_FROM_ASKS = 5
WAIT_WORKING_DAYS = 10
HIGH, LOW = 4, 2  # of five: the person found it good, or weak
# R005: two calm sentences with what is known, then the choice stays theirs.
AWKWARD = (
    "Many people feel awkward about asking, and those who hire are asked often; most take it as respect for "
    "their view.",
    "In a study of job seekers, asking for feedback was one of the ways in which people coped with silence "
    "and noes (Wanberg and others, 2012).",
)


def thank_feedback(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """They told something, so thank them, whether you will use it or not (R017); nothing is asked (R016)."""
    told = _fresh(case, now)
    if told is None or _may_be_asked_about(case, told):
        return None
    return Step(
        kind=StepKind.THANK_FEEDBACK,
        application_key=case.application.key,
        title=f"Thank {case.who} for what they told you",
        why="They took the time to answer. A short thank-you is enough, whatever you make of their words.",
        window_sentence="Any day this week is good. There is no hurry.",
        rules=("R017", "R016"),
        sources=("000",),
        since=told.at,
    )


def clarify(case: Case, now: datetime, zone: ZoneInfo) -> Step | None:
    """They told nothing to go by: thanks, and one question about their words, once (R026)."""
    told = _fresh(case, now)
    if told is None or not _may_be_asked_about(case, told):
        return None
    return Step(
        kind=StepKind.CLARIFY,
        application_key=case.application.key,
        title=f"Thank {case.who}, and ask one clearer question",
        why="Their words would fit anybody. One question about them is fair, and then it is theirs.",
        window_sentence="Any day this week is good. Thanks alone are fine too.",
        rules=("R026", "R017"),
        sources=("001", "000"),
        since=told.at,
    )


def _fresh(case: Case, now: datetime) -> Answered | None:
    """Their newest words, while an answer to them is due."""
    told = case.answered[-1] if case.answered else None
    if told is None or not told.at <= now < told.at + THANK_FOR or wrote_since(case, told.at):
        return None
    return told


def _may_be_asked_about(case: Case, told: Answered) -> bool:
    return told.sort is Sort.GENERIC and clarify_gate(case).open


def answer_rate(asks: int, answered: int) -> str:
    """The person's own figure, from the fifth ask on (R007); empty before, for so few tell nothing."""
    if asks < RATE_FROM_ASKS:
        return ""
    return f"So far {answered} of {asks} answered. Each ask was yours to make, and you made it."


def asked_at(case: Case) -> datetime | None:
    """When the person first asked them for feedback."""
    return min((w.at for w in case.written if w.kind is StepKind.ASK_FEEDBACK), default=None)


def asked_sentence(case: Case, now: datetime) -> str:
    """That the ask is done, answered or not (R008); empty while nothing was asked, or once they answered."""
    asked = asked_at(case)
    if asked is None or any(told.at >= asked for told in case.answered):
        return ""
    if now < add_working_days(asked, WAIT_WORKING_DAYS, case.place.region):
        return "You asked. That part is done."
    return "You asked, and that part is done. No answer came; many give none, and it says nothing about you."


@dataclass(frozen=True, slots=True)
class Seen:
    """Themes that the person and the other side saw differently; ids of `themes.toml`."""

    blind: tuple[str, ...] = ()
    harsh: tuple[str, ...] = ()


def compare(own: Mapping[str, int], named: Collection[str]) -> Seen:
    """The person's own view of an interview (1 to 5 by theme) beside what was named to them (R028).

    `blind`: they named what the person found good. `harsh`: the person found weak what nobody named.
    """
    return Seen(
        tuple(theme for theme, stars in own.items() if stars >= HIGH and theme in named),
        tuple(theme for theme, stars in own.items() if stars <= LOW and named and theme not in named),
    )
