"""Which doubts about an application its course has settled, and the one that is left to ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from nextround.journey.application import Application, Event, Outcome
from nextround.journey.filing import took_a_step
from nextround.journey.mail import Mail
from nextround.journey.questions import ENDS, Ask, Question
from nextround.journey.standing import FINAL_OUTCOMES, in_order, standing, verdict
from nextround.reading.finding import Kind

STEPS = frozenset({Kind.ASSESSMENT, Kind.INTERVIEW, Kind.OFFER})
"""What no application takes after a no."""
NOTHING_NEW = frozenset({Kind.REJECTION, Kind.FEEDBACK, Kind.OWN})
"""What may follow a no; any other word of theirs says that it went on."""
# How likely a no has to be by what its mail says, and how long nothing may have come after it, before its
# place makes it one. Until then the person is asked. Counts that justify both: docs/decisions/0015.
BELIEVED = 0.6
LAST_WORD = timedelta(days=21)
# A doubt about an application that has been silent since is nothing to ask about after this long.
FADES = timedelta(days=60)
# Where nothing places a doubt in the search, it is asked about from here on: as likely as not.
ASKED = 0.45


def with_believed(application: Application, doubts: Mapping[str, float], now: datetime) -> Application:
    """The application in which a likely no that its place confirms is one; `doubts`: how likely, by mail.

    What the mail says and where it stands are signs that know nothing of each other: a step of the
    application is known from a day or more before, and since then there was silence, as after a no.
    """
    if _ended(application.events):
        return application
    events = tuple(
        replace(e, sure=True) if _is_confirmed(e, doubts.get(e.message_id, 0.0), application, now) else e
        for e in application.events
    )
    return replace(application, events=events)


def _is_confirmed(doubt: Event, likely: float, application: Application, now: datetime) -> bool:
    """Whether a no in doubt answers a step, and has been the last word for long."""
    last = now - doubt.date >= LAST_WORD and not _went_on(doubt, application)
    return likely >= BELIEVED and last and took_a_step(application, doubt.date)


def _went_on(doubt: Event, application: Application) -> bool:
    """Whether something came after a mail, or is yet to come, that does not come after a no."""
    ahead = any(meeting > doubt.date for meeting in application.meetings)
    return ahead or any(e.date > doubt.date and e.kind not in NOTHING_NEW for e in application.events)


def settled(application: Application, asked: Mapping[str, Question], now: datetime) -> Iterator[str]:
    """The mails of an application that need no question any more; `asked` are all questions by their mail.

    A doubt is settled by a sure end, before or after it; of a no also by a sure step after it: it was a
    receipt, which may say what a no would be, or news. So is one that is old, in an application that is
    silent anyway: it stays on its page. Of what is left the last is asked about, and if the person says that
    it was nothing, the one before.
    """
    told = in_order(application.events)
    silent = standing(application, now).outcome is Outcome.SILENT
    doubts = [event for event in told if event.message_id in asked]
    faded = {event for event in doubts if silent and now - event.date >= FADES}
    open_ones = [e for e in doubts if e not in faded and not _is_settled(e, told, asked)]
    last = open_ones[-1:]
    yield from (event.message_id for event in doubts if event not in last)


def _is_settled(doubt: Event, told: list[Event], asked: Mapping[str, Question]) -> bool:
    after = told[told.index(doubt) + 1 :]
    if asked[doubt.message_id].ask is Ask.OPEN_AGAIN:
        return _ended(after)
    return _ended(told) or (doubt.kind is Kind.REJECTION and any(e.sure and e.kind in STEPS for e in after))


def _ended(events: Iterable[Event]) -> bool:
    return any(event.sure and verdict(event) in FINAL_OUTCOMES for event in events)


def is_idle(doubt: Mail, now: datetime) -> bool:
    """Whether a doubtful end that nothing places in the search is not worth a question: unlikely, or old."""
    found = doubt.finding
    may_end = found.kind in ENDS and not found.sure
    return may_end and (found.confidence < ASKED or now - doubt.date >= FADES)


def is_small(question: Question) -> bool:
    """Whether a question falls away once a later mail told where its mail belongs."""
    return question.kind not in ENDS and question.kind is not Kind.OWN
