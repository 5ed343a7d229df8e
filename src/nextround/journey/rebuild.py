"""A whole search from all its mails at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nextround.journey.application import Application
from nextround.journey.filing import event_of, file_on, joined
from nextround.journey.mail import Mail
from nextround.journey.match import Bond, Match, find, in_its_time, likeliest, mail_clues
from nextround.journey.questions import ENDS, Ask, Question, question_for
from nextround.journey.settling import is_idle, is_small, settled, with_believed
from nextround.journey.shelf import Shelf
from nextround.reading.finding import Kind


@dataclass(frozen=True, slots=True)
class Search:
    """Every application, and every question that waits for the person; both by date of first mail."""

    applications: tuple[Application, ...]
    questions: tuple[Question, ...] = ()
    unfiled: tuple[str, ...] = ()  # Message-IDs that belong to no application


def in_time(mails: Iterable[Mail]) -> list[Mail]:
    """Mails by date, copies once.

    A copy has the id and the date of another; of copies the one that the person answered stays. Senders
    that give one id to several mails exist: those get a number behind it, so that none is lost.
    """
    once: dict[tuple[str, datetime], Mail] = {}
    for mail in sorted(mails, key=lambda m: (m.date, m.id, not m.answered, m.placed, repr(m.finding))):
        once.setdefault((mail.id, mail.date), mail)
    seen: Counter[str] = Counter()
    found = []
    for mail in once.values():
        seen[mail.id] += 1
        again = seen[mail.id]
        found.append(mail if again == 1 else replace(mail, id=f"{mail.id}#{again}"))
    return found


def rebuild(mails: Iterable[Mail], now: datetime, applications: Iterable[Application] = ()) -> Search:
    """File all mails in the order of their dates, whatever the order they come in.

    A mail whose date lies after `now` (aware) counts as written now. `applications` are
    those that the person made by hand, with the events the person told.
    """
    shelf = Shelf(applications)
    asked: dict[str, Question] = {}
    waiting: list[Mail] = []
    doubts: dict[str, float] = {}
    for mail in in_time(replace(m, date=min(m.date, now)) for m in mails):
        filing = file_on(mail, shelf)
        if mail.finding.kind is Kind.REJECTION and not mail.answered:
            doubts[mail.id] = mail.finding.confidence
        if filing.question is not None:
            asked[mail.id] = filing.question
        if filing.application is not None:
            shelf.put(filing.application)
        else:
            waiting.append(mail)
    left = _second_look(waiting, shelf)
    unplaced = {m.id for m in left}
    _ask_in_place([m for m in waiting if m.id not in unplaced], asked, shelf)
    _believe(doubts, shelf, now)
    done = {name for application in shelf for name in settled(application, asked, now)}
    done |= {m.id for m in left if is_idle(m, now)}
    questions = {name: question for name, question in asked.items() if name not in done}
    unfiled = tuple(m.id for m in left if m.id not in questions)
    return Search(tuple(shelf), tuple(questions.values()), unfiled)


def _believe(doubts: Mapping[str, float], shelf: Shelf, now: datetime) -> None:
    """Let noes in doubt be noes where their place confirms them; `doubts`: how likely each of them is."""
    for application in list(shelf):
        if any(event.message_id in doubts and not event.sure for event in application.events):
            shelf.put(with_believed(application, doubts, now))


def _ask_in_place(placed: Iterable[Mail], asked: dict[str, Question], shelf: Shelf) -> None:
    """Of what found its place late, small things are not asked about any more, and others where they are."""
    for mail in placed:
        question = asked.pop(mail.id, None)
        if question is not None and not (mail.finding.sure or is_small(question)):
            asked[mail.id] = question_for(mail, Ask.WHAT, find(mail, shelf).application)


SMALL = frozenset({Kind.APPLIED, Kind.ASSESSMENT, Kind.INTERVIEW, Kind.OTHER})


def _second_look(waiting: list[Mail], shelf: Shelf) -> list[Mail]:
    """What came before an application joins it: the recruiter's first mail, the mails that began a thread.

    Where nothing else is left, a small mail that may belong to several joins the likeliest, the oldest first.
    """
    left, news = waiting, _News(shelf)
    while True:
        still = [m for m in left if not (news.about(m, _joins) and _joins(m, shelf))]
        if len(still) == len(left) and (
            guessed := next((m for m in still if news.about(m, _guessed) and _guessed(m, shelf)), None)
        ):
            still.remove(guessed)
        if len(still) == len(left):
            return still
        left = still


class _News:
    """Says whether anything that a mail may belong to is new since a question about it was asked.

    Most mails that wait for a place share nothing with what changed meanwhile: the answer would be the same.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.clues: dict[str, set[str]] = {}
        self.seen: dict[tuple[str, Callable[..., bool]], int] = {}

    def about(self, mail: Mail, question: Callable[[Mail, Shelf], bool]) -> bool:
        """Whether a question must be asked, for the first time or again."""
        if mail.id not in self.clues:
            self.clues[mail.id] = mail_clues(mail)
        now = self.shelf.latest(self.clues[mail.id])
        before, self.seen[mail.id, question] = self.seen.get((mail.id, question)), now
        return before != now or bool(mail.placed)


def _guessed(mail: Mail, shelf: Shelf) -> bool:
    """Place a mail that ends nothing with the likeliest of several."""
    match = find(mail, shelf)
    guessed = match.options and match.bond > Bond.ROLE and mail.finding.kind not in ENDS
    if guessed:
        shelf.put(joined(likeliest(mail, match.options), mail, event_of(mail)))
    return bool(guessed)


def _is_small(mail: Mail, match: Match) -> bool:
    """Whether a mail changes little where it is placed: then the employer's name is enough, near in time."""
    near = match.application is not None and in_its_time(mail, match.application)
    little = mail.finding.kind in SMALL or not (mail.finding.sure or mail.answered)
    return near and little and match.bond >= Bond.NAME


def _joins(mail: Mail, shelf: Shelf) -> bool:
    match = find(mail, shelf)
    if match.application is None or not (match.strong or _is_small(mail, match)):
        return False
    shelf.put(joined(match.application, mail, event_of(mail)))
    return True
