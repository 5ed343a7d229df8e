"""Whatever happens in whatever order: no second unanswered call or clarifying question, no unsure ask."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.standing import standing
from nextround.playbook.budget import letter_gate
from nextround.playbook.calls import CallPlan, call_plan
from nextround.playbook.case import Answered, Called, CallOutcome, Case, StepKind, Written
from nextround.playbook.place import place
from nextround.playbook.steps import steps
from nextround.reading.feedback import Sort
from nextround.reading.finding import Kind, Stage
from tests.playbook.test_agenda import LONDON, MONDAY

ASKS = {StepKind.ASK_FEEDBACK, StepKind.CALL}
UNANSWERED = (CallOutcome.VOICEMAIL, CallOutcome.NO_ANSWER)
THERE = place(country="GB", year=2025)


class NoPath(RuleBasedStateMachine):
    """A person who takes every way that is open, and an employer who answers or does not.

    The counts are kept here by hand, so that they owe nothing to what they hold.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = MONDAY
        self.events = [Event(Kind.APPLIED, self.now, "<a>"), Event(Kind.INTERVIEW, self.now, "<i>")]
        self.written: list[Written] = []
        self.calls: list[Called] = []
        self.unanswered_calls = self.contacts = 0
        self.clarified, self.specific = 0, False
        self.answered: list[Answered] = []
        self.sure_no = self.asked_unsure = False
        self.may_ring = True

    def case(self) -> Case:
        application = Application("1", "Ashdown", "Analyst", events=tuple(self.events))
        return Case(
            application,
            standing(application, self.now),
            written=tuple(self.written),
            calls=tuple(self.calls),
            answered=tuple(self.answered),
            may_ring=self.may_ring,
            place=THERE,
        )

    def plan(self) -> CallPlan:
        return call_plan(self.case(), self.now, LONDON)

    def tick(self, hours: int = 1) -> None:
        self.now += timedelta(hours=hours)

    @rule(hours=st.integers(1, 24 * 30))
    def time_passes(self, hours: int) -> None:
        self.tick(hours)

    @rule(sure=st.booleans())
    def they_say_no(self, sure: bool) -> None:
        self.tick()
        self.events.append(Event(Kind.REJECTION, self.now, f"<{self.now}>", sure, Stage.INTERVIEW))
        self.they_answered()
        self.sure_no = self.sure_no or sure

    @precondition(lambda self: self.sure_no)
    @rule()
    def they_write(self) -> None:
        self.tick()
        self.events.append(Event(Kind.FEEDBACK, self.now, f"<{self.now}>"))
        self.they_answered()

    @precondition(lambda self: self.sure_no)
    @rule(sort=st.sampled_from(Sort))
    def they_tell(self, sort: Sort) -> None:
        self.tick()
        self.answered.append(Answered(self.now, sort))
        self.specific = self.specific or sort is Sort.SPECIFIC
        self.they_answered()

    @precondition(lambda self: letter_gate(self.case(), StepKind.CLARIFY, self.now).open)
    @rule()
    def ask_once_more(self) -> None:
        assert not self.specific  # where they told something, thanks are all it needs
        self.clarified += 1
        self.write(StepKind.CLARIFY)

    @rule()
    def they_invite_again(self) -> None:
        self.tick()
        self.events.append(Event(Kind.INTERVIEW, self.now, f"<{self.now}>", True, Stage.FINAL))
        self.they_answered()

    @rule(yes=st.booleans())
    def person_says_they_rang(self, yes: bool) -> None:
        self.may_ring = yes

    def they_answered(self) -> None:
        self.unanswered_calls = self.contacts = 0

    @precondition(lambda self: self.plan().open)
    @rule(outcome=st.sampled_from(CallOutcome))
    def ring(self, outcome: CallOutcome) -> None:
        self.asked_unsure = self.asked_unsure or not self.sure_no
        self.tick()
        back = self.now + timedelta(days=2) if outcome is CallOutcome.CALL_BACK else None
        self.calls.append(Called(self.now, outcome, back))
        if outcome in UNANSWERED:
            self.unanswered_calls += 1
            self.contacts += 1
        else:
            self.they_answered()

    @precondition(lambda self: letter_gate(self.case(), StepKind.ASK_FEEDBACK, self.now).open)
    @rule()
    def ask_by_letter(self) -> None:
        self.asked_unsure = self.asked_unsure or not self.sure_no
        self.write(StepKind.ASK_FEEDBACK)

    @precondition(lambda self: letter_gate(self.case(), StepKind.STATUS_ENQUIRY, self.now).open)
    @rule()
    def enquire(self) -> None:
        self.write(StepKind.STATUS_ENQUIRY)

    def write(self, kind: StepKind) -> None:
        self.tick(25)
        self.written.append(Written(kind, self.now))
        self.contacts += 1

    @invariant()
    def no_second_unanswered_call(self) -> None:
        assert self.unanswered_calls <= 1

    @invariant()
    def no_second_clarifying_question(self) -> None:
        assert self.clarified <= 1

    @invariant()
    def one_ask_and_one_nudge_over_all_ways(self) -> None:
        assert self.contacts <= 2

    @invariant()
    def no_ask_on_an_unsure_no(self) -> None:
        assert not self.asked_unsure
        case = self.case()
        if case.standing.outcome is not Outcome.REJECTED:
            assert not {step.kind for step in steps(case, self.now, LONDON)} & ASKS

    @invariant()
    def what_is_offered_may_be_done(self) -> None:
        case = self.case()
        for step in steps(case, self.now, LONDON):
            if step.kind is StepKind.CALL:
                assert self.plan().open
                assert self.unanswered_calls == 0
            elif step.kind in {StepKind.ASK_FEEDBACK, StepKind.STATUS_ENQUIRY, StepKind.CLARIFY}:
                assert letter_gate(case, step.kind, self.now).open


TestNoPath = NoPath.TestCase
TestNoPath.settings = settings(max_examples=60, stateful_step_count=30)
