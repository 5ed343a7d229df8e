"""What the playbook looks at: an application, where it stands, and what was already done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from nextround.journey.application import Application, Event
from nextround.journey.standing import Standing
from nextround.playbook.hours import NONE, QuietHours
from nextround.playbook.place import NOWHERE, Place
from nextround.playbook.told import Told, Watch
from nextround.reading.feedback import Sort
from nextround.reading.finding import Kind

# A step that was put off to a day of the person's choice stands this long from that day on.
PUT_OFF_STANDS = timedelta(days=7)


class StepKind(StrEnum):
    """Each kind of next step."""

    ANSWER = "answer"  # a question of the review page
    ASK_FEEDBACK = "ask_feedback"  # thanks and one question, after a no from people one has met
    THANK_OR_REST = "thank_or_rest"  # a no to the papers alone: a short thanks, or let it rest
    STATUS_ENQUIRY = "status_enquiry"  # how does it stand, after a silence
    LOOK_AGAIN = "look_again"  # a near miss: look at their open roles once
    THANK_FEEDBACK = "thank_feedback"  # they told something: thank them, and nothing else
    CLARIFY = "clarify"  # they told nothing to go by: thanks, and one question about their words
    STAY_IN_TOUCH = "stay_in_touch"  # a line to someone from this case, weeks later
    LOOK_BACK = "look_back"  # a few notes in small steps, some days after a no
    CALL = "call"  # ring them: once, in their hours, where they rang or gave a number for it
    DID_YOU_ASK = "did_you_ask"  # a no in a talk: did they get to ask right there
    LOOK_AT_ROLES = "look_at_roles"  # an employer kept for later: a look now and then
    KEEP_LOOKING = "keep_looking"  # two looks found nothing: go on or stop


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that the person sent: which step it carried out, and when."""

    kind: StepKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """Feedback of theirs, by mail or by voice: what it tells, and when it came."""

    at: datetime
    sort: Sort


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone from this case whom the person keeps in touch with: since when, and what they care about."""

    name: str
    at: datetime
    interest: str = ""


class CallOutcome(StrEnum):
    """How a call went."""

    SPOKE = "spoke"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"  # they asked to be rung again, at a time


@dataclass(frozen=True, slots=True)
class Called:
    """A call that the person made. `back_at` is the time they named to be rung again."""

    at: datetime
    outcome: CallOutcome
    back_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether somebody spoke with the person."""
        return self.outcome in {CallOutcome.SPOKE, CallOutcome.CALL_BACK}


@dataclass(frozen=True, slots=True)
class Case:
    """One application with all that the playbook needs to know about it.

    `questions` counts what waits on the review page about it. `written` are letters the person marked as
    sent, `calls` are those they made. `skipped` steps never come back; `snoozed` ones come back at the
    given time. `may_ring` says that they rang, or gave a number for it; `place` is where they are, and
    `quiet` the hours in which the person makes no calls. `told` is the newest no that the person wrote
    down, `closed_at` when they let it rest, `seen_to` the last thing known then, `watch` their wish to look
    at the employer's open roles now and then. `answered` is their feedback, oldest first; `contacts` are
    the people the person keeps.
    """

    application: Application
    standing: Standing
    questions: int = 0
    written: tuple[Written, ...] = ()
    skipped: frozenset[StepKind] = frozenset()
    snoozed: Mapping[StepKind, datetime] = field(default_factory=dict)
    looked_back: bool = False  # begun counts
    calls: tuple[Called, ...] = ()
    may_ring: bool = False
    place: Place = NOWHERE
    quiet: QuietHours = NONE
    told: Told | None = None
    closed_at: datetime | None = None
    seen_to: datetime | None = None
    watch: Watch | None = None
    answered: tuple[Answered, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def who(self) -> str:
        """The name a person knows the other side by."""
        return self.application.company or self.application.agency or "this employer"

    @property
    def at_rest(self) -> bool:
        """Whether the person let it rest. Whatever was not known then ends that, and so does an answer told
        later; the person's own mails do not."""
        if self.closed_at is None:
            return False
        known = self.seen_to or self.closed_at
        new = [e for e in self.application.events if e.kind is not Kind.OWN and e.date > known]
        return not new and all(answer.at <= self.closed_at for answer in self.answered)


def own_mails(case: Case) -> list[Event]:
    """The person's own mails in this application, as found in the mailbox."""
    return [e for e in case.application.events if e.kind is Kind.OWN]


def wrote_since(case: Case, when: datetime) -> bool:
    """Whether the person wrote to them or rang after `when`, with our help or without."""
    return (
        any(w.at >= when for w in case.written)
        or any(c.at >= when for c in case.calls)
        or any(e.date > when for e in own_mails(case))
    )


def offered(case: Case, kind: StepKind, start: datetime, now: datetime, span: timedelta) -> bool:
    """Whether a step stands at `now`: for a span from its start, or a week from the day it was put off to."""
    back = case.snoozed.get(kind)
    return start <= now < start + span or (back is not None and back <= now < back + PUT_OFF_STANDS)
