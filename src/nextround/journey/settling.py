"""Which doubts about an application later mail has settled, and the one that is left to ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nextround.journey.application import Application, Event
from nextround.journey.questions import ENDS, Ask, Question
from nextround.journey.standing import FINAL_OUTCOMES, in_order, verdict
from nextround.reading.finding import Kind

STEPS = frozenset({Kind.ASSESSMENT, Kind.INTERVIEW, Kind.OFFER})
"""What no application takes after a no."""


def settled(application: Application, asked: Mapping[str, Question]) -> Iterator[str]:
    """The mails of an application that need no question any more; `asked` are all questions by their mail.

    A doubt is settled by a sure end, before or after it; of a no also by a sure step after it: it was a
    receipt, which may say what a no would be, or news. Of what is left the last is asked about, and if the
    person says that it was nothing, the one before.
    """
    told = in_order(application.events)
    doubts = [event for event in told if event.message_id in asked]
    open_ones = [event for event in doubts if not _is_settled(event, told, asked)]
    last = open_ones[-1:]
    yield from (event.message_id for event in doubts if event not in last)


def _is_settled(doubt: Event, told: list[Event], asked: Mapping[str, Question]) -> bool:
    after = told[told.index(doubt) + 1 :]
    if asked[doubt.message_id].ask is Ask.OPEN_AGAIN:
        return _ended(after)
    return _ended(told) or (doubt.kind is Kind.REJECTION and any(e.sure and e.kind in STEPS for e in after))


def _ended(events: Iterable[Event]) -> bool:
    return any(event.sure and verdict(event) in FINAL_OUTCOMES for event in events)


def is_small(question: Question) -> bool:
    """Whether a question falls away once a later mail told where its mail belongs."""
    return question.kind not in ENDS and question.kind is not Kind.OWN
