"""Noes told in every way and order: what is not sure asks for no reasons, and what is at rest stays quiet."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.standing import standing
from nextround.playbook import closing, watch
from nextround.playbook.budget import letter_gate
from nextround.playbook.case import Case, StepKind
from nextround.playbook.step import Step
from nextround.playbook.steps import steps
from nextround.playbook.told import Channel, Told, Watch
from nextround.reading.finding import Kind, Stage
from tests.playbook.test_agenda import LONDON, MONDAY

ASKS = {StepKind.ASK_FEEDBACK, StepKind.CALL, StepKind.DID_YOU_ASK}
AT_REST = {StepKind.LOOK_AGAIN, StepKind.LOOK_AT_ROLES, StepKind.KEEP_LOOKING}
WAYS = [channel for channel in Channel if channel is not Channel.NOTHING]


class ToldNoes(RuleBasedStateMachine):
    """A person who writes down what they hear and does what they like with it."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = MONDAY
        self.events = [Event(Kind.APPLIED, self.now, by_person=True)]
        self.told: Told | None = None
        self.closed_at: datetime | None = None
        self.watch: Watch | None = None
        self.was_asked = False
        self.closing_questions = 0
        self.looked_at: datetime | None = None

    def case(self) -> Case:
        value = Application("1", "Ashdown", "Analyst", events=tuple(self.events))
        where = standing(value, self.now)
        return Case(value, where, told=self.told, closed_at=self.closed_at, watch=self.watch)

    def offered(self) -> dict[StepKind, Step]:
        return {step.kind: step for step in steps(self.case(), self.now, LONDON)}

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(final=st.booleans())
    def they_meet(self, final: bool) -> None:
        self.now += timedelta(hours=1)
        stage = Stage.FINAL if final else Stage.INTERVIEW
        self.events.append(Event(Kind.INTERVIEW, self.now, f"<{self.now}>", stage=stage))

    @precondition(lambda self: self.case().standing.outcome is not Outcome.REJECTED)
    @rule(channel=st.sampled_from(WAYS), sure=st.booleans())
    def person_writes_down_a_no(self, channel: Channel, sure: bool) -> None:
        self.now += timedelta(hours=1)
        self.events.append(Event(Kind.REJECTION, self.now, sure=sure, by_person=True))
        self.told = Told(self.now, channel, sure)

    @precondition(lambda self: StepKind.DID_YOU_ASK in self.offered())
    @rule(asked=st.booleans())
    def person_says_whether_they_asked(self, asked: bool) -> None:
        assert self.told is not None
        self.told = Told(self.told.at, self.told.channel, self.told.sure, asked)

    @rule()
    def person_opens_it_again(self) -> None:
        self.now += timedelta(hours=1)
        self.events.append(Event(Kind.OTHER, self.now, by_person=True, outcome=Outcome.OPEN))

    @precondition(lambda self: closing.may_close(self.case()))
    @rule()
    def person_closes_it(self) -> None:
        if closing.asks_first(self.case(), self.now, LONDON, self.was_asked):
            self.closing_questions += 1
            self.was_asked = True
        else:
            self.closed_at = self.now

    @rule(roles=st.sampled_from(["", "lab roles"]))
    def person_would_work_with_them(self, roles: str) -> None:
        self.watch = self.watch or watch.begin(self.now, roles)
        self.looked_at = self.looked_at or self.now

    @precondition(lambda self: StepKind.LOOK_AT_ROLES in self.offered())
    @rule(found=st.booleans())
    def person_looks(self, found: bool) -> None:
        assert self.watch is not None
        assert self.looked_at is not None
        assert self.now - self.looked_at >= watch.EVERY
        assert self.watch.looks < watch.LOOKS_BEFORE_ASKING
        self.watch, self.looked_at = watch.looked(self.watch, self.now, found), self.now

    @precondition(lambda self: StepKind.KEEP_LOOKING in self.offered())
    @rule()
    def person_goes_on_looking(self) -> None:
        assert self.watch is not None
        self.watch, self.looked_at = watch.go_on(self.watch, self.now), self.now

    @invariant()
    def an_unsure_no_asks_for_no_reasons(self) -> None:
        case = self.case()
        if case.standing.outcome is not Outcome.REJECTED:
            assert not self.offered().keys() & ASKS
            assert not letter_gate(case, StepKind.ASK_FEEDBACK, self.now).open

    @invariant()
    def nothing_is_asked_in_writing_while_it_may_have_been_asked_in_the_talk(self) -> None:
        found = self.offered().keys()
        assert not (StepKind.DID_YOU_ASK in found and found & {StepKind.ASK_FEEDBACK, StepKind.CALL})

    @invariant()
    def what_is_at_rest_stays_quiet(self) -> None:
        if self.case().at_rest:
            assert self.offered().keys() <= AT_REST

    @invariant()
    def closing_puts_one_question_at_most(self) -> None:
        assert self.closing_questions <= 1

    @invariant()
    def no_step_is_due_before_it_began(self) -> None:
        for step in self.offered().values():
            assert step.since is not None
            assert step.since <= self.now
            assert step.due is None or step.due > step.since


TestToldNoes = ToldNoes.TestCase
TestToldNoes.settings = settings(max_examples=60, stateful_step_count=25)
