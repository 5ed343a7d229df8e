"""Their answers: kept word for word, told apart, thanked for; and what asking has come to so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.cases import Looked, looked
from nextround.desk.errors import Refused, owned
from nextround.desk.gathering import THEIRS, made_of, source_of, words_of
from nextround.desk.rows import own_application
from nextround.desk.times import here_of
from nextround.playbook.answers import AWKWARD, Seen, answer_rate, asked_sentence, compare
from nextround.playbook.budget import clarify_gate, contact_gate
from nextround.reading.feedback import Control, Sort, themes
from nextround.records import deeds
from nextround.records.models import Application, Call, Event, Feedback, HowTold, Letter, Mail, OwnView

SOURCES = {
    "employer": "the employer",
    "recruiter": "the agency's recruiter",
    "mock": "a practice interview",
    "appraisal": "an appraisal at work",
    "friend": "a friend",
}
CHANNELS = {
    "mail": "by mail",
    "call": "in a call",
    "person": "in person",
    "portal": "on their site",
    "post": "by post",
}
SORT_WORDS = {
    Sort.SPECIFIC: "It tells me something",
    Sort.GENERIC: "Words for everybody",
    Sort.CIRCUMSTANCE: "A reason that is not about me",
}
CONTROL_WORDS = {
    Control.SOON: "can change soon",
    Control.TIME: "can change with time",
    Control.OUT: "out of your hands",
}
LONGEST = 20_000  # characters
STARS = range(1, 6)
REASSURANCE = AWKWARD


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What an answer seems to be about, and how far that lies in the person's hands."""

    id: str
    name: str
    control: str
    note: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer of theirs. `words` are as they came; the rest is what was made of them."""

    pk: int
    words: str
    source: str
    channel: str
    said_by: str
    at: datetime | date  # the hour is known of mails alone
    mail_pk: int | None
    sort: str
    sort_word: str
    by_you: bool  # the person said what sort it is
    theme: ThemeView | None
    others: tuple[ThemeView, ...]


@dataclass(frozen=True, slots=True)
class OfferedMail:
    """A mail of theirs whose words could be kept as an answer."""

    pk: int
    subject: str
    date: datetime


@dataclass(frozen=True, slots=True)
class AnswersView:
    """All that the page of an application's answers shows."""

    pk: int
    key: str  # as the keys of its steps begin
    company: str
    role: str
    answers: tuple[AnswerView, ...]
    mails: tuple[OfferedMail, ...]
    own: tuple[tuple[ThemeView, int], ...]  # what they named, and the person's own stars (0: none yet)
    blind: tuple[str, ...]
    harsh: tuple[str, ...]
    agency: bool


@dataclass(frozen=True, slots=True)
class AskView:
    """What asking has come to: one application's ask, all asks, and what is held back until when."""

    done: str
    rate: str
    held_back: str
    until: datetime | None
    clarify: str  # why no clarifying question is asked now; empty where one may be


def listing(owner: User, application_pk: int) -> tuple[AnswerView, ...]:
    """An application's answers, the newest first."""
    rows = Feedback.objects.filter(owner=owner, application=application_pk, away=False).order_by("-at", "-pk")
    here = here_of(owner)
    return tuple(_view(row, here) for row in rows)


def page(owner: User, application_pk: int) -> AnswersView:
    """The page of an application's answers."""
    row = own_application(owner, application_pk)
    answers = listing(owner, application_pk)
    own = dict(OwnView.objects.filter(application=row).values_list("theme", "stars"))
    named = _named(answers)
    seen = compare(own, named)
    return AnswersView(
        row.pk,
        str(row.key),
        row.company or row.agency,
        row.role,
        answers,
        _offered(row, answers),
        tuple((_theme(one), own.get(one, 0)) for one in dict.fromkeys([*named, *own])),
        *_names(seen),
        bool(row.agency),
    )


def _named(answers: Iterable[AnswerView]) -> list[str]:
    told = [a.theme.id for a in answers if a.theme and a.sort == Sort.SPECIFIC]
    return list(dict.fromkeys(told))


def _names(seen: Seen) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = themes()
    return tuple(known[t].name for t in seen.blind), tuple(known[t].name for t in seen.harsh)


def theme_names() -> list[tuple[str, str]]:
    """(id, name) of every theme."""
    return [(theme.id, theme.name) for theme in themes().values()]


def _theme(name: str) -> ThemeView:
    theme = themes()[name]
    return ThemeView(theme.id, theme.name, CONTROL_WORDS[theme.control], theme.note)


def _view(row: Feedback, here: tzinfo | None) -> AnswerView:
    sort = Sort(row.said_sort or row.sort)
    found = [name for name, _ in row.themes if name in themes()]
    first = row.said_theme or next(iter(found), "")
    return AnswerView(
        pk=row.pk,
        words=row.words,
        source=SOURCES.get(row.source, ""),
        channel=CHANNELS.get(row.channel, ""),
        said_by=row.said_by,
        at=row.at if row.mail_id else row.at.astimezone(here or UTC).date(),
        mail_pk=row.mail_id,
        sort=sort.value,
        sort_word=SORT_WORDS[sort],
        by_you=bool(row.said_sort),
        theme=_theme(first) if first and sort is not Sort.GENERIC else None,
        others=tuple(_theme(name) for name in found if name != first),
    )


def _offered(row: Application, answers: Sequence[AnswerView]) -> tuple[OfferedMail, ...]:
    """Noes and other mails of theirs that are not kept as an answer yet, the newest first."""
    kept = {answer.mail_pk for answer in answers}
    rows = Event.objects.filter(
        application=row, mail__isnull=False, kind__in=["rejection", "feedback", "other"]
    )
    rows = rows.select_related("mail").defer("mail__raw", "mail__facts", "mail__finding").order_by("-date")
    found = [(e.mail, e.date) for e in rows[:10] if e.mail is not None and e.mail_id not in kept]
    return tuple(OfferedMail(mail.pk, mail.subject, date) for mail, date in found)


def _own(owner: User, pk: int) -> Feedback:
    return owned(Feedback.objects.filter(owner=owner, pk=pk).select_related("application").first())


def write_down(
    owner: User,
    application_pk: int,
    words: str,
    source: str = "employer",
    channel: str = "call",
    said_by: str = "",
    at: datetime | None = None,
    now: datetime | None = None,
) -> int:
    """Keep what they said, word for word; gives its number."""
    row, now = own_application(owner, application_pk), now or timezone.now()
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise Refused("There are no words yet. Write down what they said, as they said it.")
    if len(words) > LONGEST:
        raise Refused("This is too long to keep as one answer. Keep the part that is about you.")
    if source not in SOURCES or channel not in CHANNELS:
        raise Refused("Choose from the lists who said it, and how. Nothing was saved.")
    made = {"source": source, "channel": channel, "said_by": " ".join(said_by.split())[:200]}
    return _keep(owner, row, words, min(at or now, now), now, by_person=True, **made)


def keep_mail(owner: User, application_pk: int, mail_pk: int, now: datetime | None = None) -> int:
    """Keep the words of a mail of theirs as an answer."""
    row, now = own_application(owner, application_pk), now or timezone.now()
    mail = owned(Mail.objects.filter(owner=owner, pk=mail_pk, events__application=row).first())
    if Feedback.objects.filter(mail=mail).exists():
        raise Refused("The words of this mail are kept already.")
    words = words_of(mail)
    if not words:
        raise Refused("There are no words of theirs in this mail, so there is nothing to keep.")
    event = Event.objects.get(mail=mail)
    made = {"source": source_of(row), "said_by": mail.sender_name, "mail": mail}
    return _keep(owner, row, words, event.date, now, by_person=True, **made)


def _keep(owner: User, row: Application, words: str, at: datetime, now: datetime, **more: object) -> int:
    who = row.company or row.agency
    with deeds.deed(owner, f"Kept the words of {who or 'an employer'}", now) as noted:
        hold(noted, owner, [row])
        kept = Feedback.objects.create(
            owner=owner, application=row, words=words, at=at, **made_of(words), **more
        )
        noted.made(kept)
    return int(kept.pk)


def say_sort(owner: User, pk: int, sort: str, now: datetime | None = None) -> int:
    """The person says what sort of answer it is; gives the application."""
    if sort not in set(Sort):
        raise Refused("Choose one of the three. Nothing was changed.")
    return _say(owner, pk, now, said_sort=sort)


def say_theme(owner: User, pk: int, theme: str, now: datetime | None = None) -> int:
    """The person says what it is about; gives the application."""
    if theme not in themes():
        raise Refused("Choose a theme from the list. Nothing was changed.")
    return _say(owner, pk, now, said_theme=theme)


def _say(owner: User, pk: int, now: datetime | None, **columns: str) -> int:
    row = _own(owner, pk)
    with deeds.deed(owner, "Said what an answer means", now or timezone.now()) as noted:
        noted.before(row)
        Feedback.objects.filter(pk=row.pk).update(by_person=True, **columns)
    return row.application_id


def let_go(owner: User, pk: int, now: datetime | None = None) -> int:
    """Take an answer away; it can be taken back. Gives the application."""
    row = _own(owner, pk)
    with deeds.deed(owner, "Took an answer away", now or timezone.now()) as noted:
        noted.before(row)
        if row.mail_id:
            Feedback.objects.filter(pk=row.pk).update(away=True)  # or its mail would bring it back
        else:
            row.delete()
    return row.application_id


def rate_self(owner: User, application_pk: int, theme: str, stars: int, now: datetime | None = None) -> None:
    """How good the person found it themselves, 1 to 5 (R028)."""
    row = own_application(owner, application_pk)
    if theme not in themes() or stars not in STARS:
        raise Refused("Choose a number from 1 to 5. Nothing was changed.")
    with deeds.deed(owner, "Said how you saw it", now or timezone.now()) as noted:
        before = OwnView.objects.filter(application=row, theme=theme).first()
        if before is None:
            noted.made(OwnView.objects.create(owner=owner, application=row, theme=theme, stars=stars))
        else:
            noted.before(before)
            OwnView.objects.filter(pk=before.pk).update(stars=stars)


def asking(
    owner: User, application_pk: int, now: datetime | None = None, seen: Looked | None = None
) -> AskView:
    """What asking has come to, and what is held back for now; `seen` saves looking again."""
    now = now or timezone.now()
    _, case = seen or looked(owner, application_pk, now)
    gate = contact_gate(case, now)
    why = clarify_gate(case).why
    return AskView(asked_sentence(case, now), rate(owner), gate.why, gate.until, why)


def rate(owner: User) -> str:
    """The person's own asks and answers, from the fifth ask on (R007)."""
    asked = _asked(owner)
    told = Feedback.objects.filter(owner=owner, application__in=asked, source__in=THEIRS, away=False)
    return answer_rate(len(asked), len(set(told.values_list("application_id", flat=True))))


def _asked(owner: User) -> set[int]:
    """The applications in which the person asked: in a letter, by ringing them, or right in the talk."""
    letters = Letter.objects.filter(owner=owner, kind="feedback_request", sent_at__isnull=False)
    rung = Call.objects.filter(owner=owner, rang_back=False)
    in_talks = HowTold.objects.filter(owner=owner, asked=True)
    return {
        *letters.values_list("application_id", flat=True),
        *rung.values_list("application_id", flat=True),
        *in_talks.values_list("event__application_id", flat=True),
    }
