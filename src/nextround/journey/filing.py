"""Whose mail it is: find the application that a mail belongs to, open one, or ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nextround.journey.application import Application, Event
from nextround.journey.domains import human, own_site
from nextround.journey.mail import Mail
from nextround.journey.match import Bond, Match, find, hiring_writer
from nextround.journey.questions import ENDS, Ask, Question, question_for
from nextround.journey.shelf import Shelf
from nextround.journey.standing import FINAL_OUTCOMES, standing
from nextround.reading.finding import Finding, Kind
from nextround.reading.names import abbreviates, normal_company, same_company, same_role
from nextround.reading.second import TOLD

# A mail of these kinds is reason enough to open an application that we did not know.
OPENERS = frozenset(
    {Kind.APPLIED, Kind.ASSESSMENT, Kind.INTERVIEW, Kind.OFFER, Kind.REJECTION, Kind.CANCELLED}
)
LIKELY = 0.6  # of a step in doubt: what is less likely waits for the person before it opens anything
A_DAY = timedelta(days=1)
POSITIVE = frozenset({Kind.ASSESSMENT, Kind.INTERVIEW, Kind.OFFER})


@dataclass(frozen=True, slots=True)
class Filing:
    """What became of one mail.

    `application` is the application after this mail, event and thread included; None when the mail
    belongs to none (yet). `new` says that this mail opened it; its key is then the mail's id and the
    caller may give it another. `question` waits for the person; until it is answered the event is not
    sure and moves nothing.
    """

    application: Application | None = None
    event: Event | None = None
    new: bool = False
    question: Question | None = None


def file(mail: Mail, applications: Sequence[Application]) -> Filing:
    """Decide where one mail belongs among all known applications."""
    return file_on(mail, Shelf(applications))


def file_on(mail: Mail, shelf: Shelf) -> Filing:
    """As `file`, on a shelf that is kept between mails; the shelf is not changed."""
    match = find(mail, shelf)
    if match.application is not None:
        return _join(mail, match)
    if match.options and mail.finding.kind in ENDS:
        return Filing(question=question_for(mail, Ask.WHOSE, options=match.options))
    return Filing() if match.options and match.bond > Bond.ROLE else _open(mail)


def event_of(mail: Mail) -> Event:
    """The event that a mail makes."""
    found = mail.finding
    return Event(
        kind=found.kind,
        date=mail.date,
        message_id=mail.id,
        sure=found.sure or mail.answered,
        stage=found.stage,
        withdrawn=found.withdrawn,
    )


def joined(application: Application, mail: Mail, event: Event) -> Application:
    """The application with one more mail in it: its event, its thread, and the names it was lacking."""
    theirs = mail.finding.kind is not Kind.OWN
    place = own_site(mail.sender.email) if theirs else ""
    person = human(mail.sender.email) if theirs and not mail.finding.no_reply else ""
    kept = tuple(e for e in application.events if not e.message_id or e.message_id != mail.id)
    return replace(
        _named(application, mail.finding) if theirs and kept == application.events else application,
        events=(*kept, event),
        thread_ids=application.thread_ids | mail.answers | {mail.id},
        domains=application.domains | ({place} if place else frozenset()),
        people=application.people | ({person} if person else frozenset()),
    )


def _named(application: Application, found: Finding) -> Application:
    """The application with the names that most of its mails use; the person's own names stay as they are."""
    companies = _told(application.company, application.companies, found.company)
    roles = _told(application.role, application.roles, found.role)
    return replace(
        application,
        company=_best_name(companies) or application.company,
        companies=companies,
        role=most_said(roles, same_role) or application.role,
        roles=roles,
        agency=application.agency or found.agency,
        requisition=application.requisition or found.requisition,
    )


def _told(name: str, told: tuple[str, ...], one: str) -> tuple[str, ...]:
    by_hand = bool(name) and not told
    return told if by_hand or not one else (*told, one)


def _best_name(names: tuple[str, ...]) -> str:
    """The employer's name; one in a word that is short for another of them stands back behind it."""
    short = {name for name in names if " " not in normal_company(name)}
    told = (n for n in names if n not in short or not any(abbreviates(normal_company(n), o) for o in names))
    return most_said(tuple(told), same_company)


def most_said(names: tuple[str, ...], same: Callable[[str, str], bool]) -> str:
    """The name that the most others mean too, of several alike the first; empty when there is none."""
    return max(names, key=lambda name: sum(same(name, other) for other in names), default="")


def _join(mail: Mail, match: Match) -> Filing:
    application = match.application
    assert application is not None  # noqa: S101 - the caller looked
    mail = _placed(mail, match, application)
    event = event_of(mail)
    question = _doubt(mail, application, match)
    if question is not None:
        event = replace(event, sure=False)
    return Filing(joined(application, mail, event), event, question=question)


def _placed(mail: Mail, match: Match, application: Application) -> Mail:
    """A no in plain words that only lacked a place in the search has one in a known application.

    The employer alone is place enough where a step is known that this answers: then it is no receipt.
    """
    found = mail.finding
    plain = found.kind is Kind.REJECTION and found.confidence >= TOLD
    known = match.strong or (match.bond >= Bond.NAME and took_a_step(application, mail.date))
    return replace(mail, finding=replace(found, sure=True)) if plain and known else mail


def took_a_step(application: Application, before: datetime) -> bool:
    """Whether a receipt or a later step is known, a day at least before a mail of that date."""
    steps = OPENERS - ENDS
    return any(e.sure and e.kind in steps and before - e.date >= A_DAY for e in application.events)


def _doubt(mail: Mail, application: Application, match: Match) -> Question | None:
    kind = mail.finding.kind
    if mail.answered:
        return None
    if not mail.finding.sure:
        asked = kind in ENDS or mail.finding.withdrawn
        return question_for(mail, Ask.WHAT, application) if asked else None
    if kind in POSITIVE and standing(application, mail.date).outcome in FINAL_OUTCOMES:
        return question_for(mail, Ask.OPEN_AGAIN, application)
    return None


def _open(mail: Mail) -> Filing:
    found = mail.finding
    if found.kind not in OPENERS:
        return Filing()
    sure = found.sure or mail.answered
    ends = found.kind in ENDS
    if not (sure or _likely(mail)):
        return Filing(question=question_for(mail, Ask.WHAT) if ends else None)
    if not (found.company or found.agency or found.role):
        return Filing(question=question_for(mail, Ask.WHOSE) if ends else None)
    event = event_of(mail)
    opened = joined(Application(key=mail.id, company=""), mail, event)
    asked = question_for(mail, Ask.WHAT, opened) if ends and not sure else None
    return Filing(opened, event, new=True, question=asked)


def _likely(mail: Mail) -> bool:
    """Whether a doubtful mail opens an application: it names the employer, and the role or who hires there.

    Of a receipt, task or talk nobody is asked: an application too many is seen and removed with one tap, and
    a question for each would fill the review page until nobody opens it. What would end an application waits
    for the person's word there, and moves nothing; the mails that follow find their place beside it.
    """
    found = mail.finding
    plain_receipt = found.kind is Kind.APPLIED and bool(found.role)
    likely = found.confidence >= LIKELY and (bool(found.role) or hiring_writer(mail))
    return bool(found.company) and (plain_receipt or likely)
