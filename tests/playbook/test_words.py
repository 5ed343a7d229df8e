"""Every sentence a person reads here is plain and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from nextround.journey.application import Event
from nextround.journey.questions import A_THING
from nextround.playbook import answers, budget, calls, steps, windows
from nextround.playbook.case import Answered, Called, CallOutcome, Case, Contact, StepKind, Written
from nextround.playbook.endings import PAPER_QUESTIONS, PATHS
from nextround.playbook.place import place
from nextround.playbook.rules import rules
from nextround.playbook.step import Step
from nextround.playbook.support import countries
from nextround.playbook.told import Channel, Told, Watch
from nextround.reading.feedback import Sort, themes
from nextround.reading.finding import Kind, Stage
from tests.playbook.test_agenda import LONDON, MET, MONDAY, NO_AFTER_MEETING, after, case, event

BANNED = re.compile(
    r"!|\b(?:just|simply|at least|everything happens for a reason|winner|crushed|don.t be sad|overdue"
    r"|missed|fail\w*|streak|deadline|hurry up|must|should have|weakness\w*|unfortunately|brutal\w*"
    r"|obviously|never give up)\b|[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    re.IGNORECASE,
)
LONGEST = 32  # words in a sentence


def sentences() -> Iterator[str]:
    for rule in rules().values():
        yield from (rule.advice, rule.when, rule.does)
    for country in countries():
        yield from (line.what_for for line in country.lines)
    yield from A_THING.values()
    yield from (windows.LATE, calls.NOT_SURE, calls.THEY_WROTE, calls.SPOKE, calls.WAITING, calls.RESTING)
    for told in ({}, {"number": "12"}, {"number": "+44 1"}, {"country": "US"}, {"country": "XX"}):
        yield place(**told).doubt
    for path in PATHS.values():
        yield from (path.title, path.words)
    yield from PAPER_QUESTIONS
    yield from (*answers.AWKWARD, answers.answer_rate(5, 1))
    for theme in themes().values():
        yield from (theme.name, theme.note)
    for days in (2, 40):
        asked = case(*NO_AFTER_MEETING, now=after(days=days), written=asks())
        yield answers.asked_sentence(asked, after(days=days))
    for step in every_step():
        yield from (step.title, step.why, step.window_sentence)
    for gate in every_gate():
        yield gate.why


def every_step() -> Iterator[Step]:
    for now in (after(hours=1), after(days=2), after(days=5), after(days=36)):
        yield from steps.steps(
            case(*NO_AFTER_MEETING[:2], event("rejection", MONDAY, Stage.FINAL), now=now), now, LONDON
        )
        yield from steps.steps(case(event("rejection", MONDAY), now=now), now, LONDON)
        yield from steps.steps(case(*MET, now=now), now, LONDON)
        for told in every_telling():
            no = Event(Kind.REJECTION, MONDAY, sure=told.sure, by_person=True)
            yield from steps.steps(case(*MET, no, now=now, told=told), now, LONDON)
        for looks in (0, 2):
            kept = Watch(now, looks, "lab roles")
            yield from steps.steps(case(event("rejection", MONDAY), now=now, watch=kept), now, LONDON)
    yield from (steps.answer(1), steps.answer(3))
    yield from call_steps()
    for one in answered():
        yield from steps.steps(one, after(days=4), LONDON)
    for interest in ("", "bees"):
        kept = (Contact("Ada Holt", after(days=1), interest),)
        yield from steps.steps(case(*MET, now=after(days=45), contacts=kept), after(days=45), LONDON)


def asks() -> tuple[Written, ...]:
    return (Written(StepKind.ASK_FEEDBACK, after(days=1)),)


def answered() -> Iterator[Case]:
    for sort in Sort:
        for clear in ((), (Written(StepKind.CLARIFY, after(days=2)),)):
            told = (Answered(after(days=3), sort),)
            yield case(*NO_AFTER_MEETING, now=after(days=4), answered=told, written=(*asks(), *clear))


def call_steps() -> Iterator[Step]:
    back = Called(after(days=1), CallOutcome.CALL_BACK, after(days=2))
    for rung, days in (((), 1), ((back,), 1.5), ((back,), 4)):
        now = after(days=days)
        told = {"calls": rung, "may_ring": True, "place": place(country="US", zone="America/Denver")}
        yield from steps.steps(case(*NO_AFTER_MEETING, now=now, **told), now, LONDON)


def every_telling() -> Iterator[Told]:
    for channel in Channel:
        for asked in (None, True, False):
            yield from (Told(MONDAY, channel, sure, asked) for sure in (True, False))


def every_gate() -> Iterator[budget.Gate]:
    for kind in StepKind:
        for events in (MET, NO_AFTER_MEETING):
            for days in (0, 3, 30):
                own = [event("own", after(days=d)) for d in range(1, days, 9)]
                now = after(days=days)
                yield budget.letter_gate(case(*events, *own, now=now), kind, now)
    yield from map(budget.clarify_gate, answered())


def test_words_every_kind_of_step_is_looked_at() -> None:
    assert {s.kind for s in every_step()} == set(StepKind)
    assert len({g.why for g in every_gate()}) == 9


@pytest.mark.parametrize("sentence", sorted(set(sentences()) - {""}))
def test_words_are_plain_and_kind(sentence: str) -> None:
    assert not BANNED.search(sentence)
    for part in re.split(r"(?<=[.?:;])\s+", sentence):
        assert len(part.split()) <= LONGEST


def test_words_silence_is_never_called_a_no() -> None:
    quiet = [s for s in every_step() if s.kind is StepKind.STATUS_ENQUIRY]
    assert quiet
    assert all("not a no" in s.why or "not sure that it is a no" in s.why for s in quiet)


def test_the_ask_says_beforehand_that_many_give_no_answer() -> None:
    (ask, *_) = [s for s in every_step() if s.kind is StepKind.ASK_FEEDBACK]
    assert "Many give no answer" in ask.why


def test_words_every_step_names_rules_that_we_have() -> None:
    for step in every_step():
        assert step.rules
        assert set(step.rules) <= set(rules())
        assert {s for r in step.rules for s in rules()[r].sources} >= set(step.sources)
