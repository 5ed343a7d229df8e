"""The short questions: what waits for the person's word, and what the word does."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.arranging import settle
from nextround.desk.errors import Refused, owned
from nextround.desk.mails import view_of
from nextround.desk.rows import own_application
from nextround.desk.views import DeedView, Option, QuestionView
from nextround.reading.finding import Kind
from nextround.records import deeds, queries
from nextround.records.convert import finding_from_json
from nextround.records.models import Application, Deed, Event, Mail, Question

ANSWERS = frozenset({"yes", "no", "new", "later"})
NEAR = 30  # applications offered for a mail that names nobody
AT_ONCE = 20  # questions whose mails are opened for one page


def waiting(owner: User, n: int = AT_ONCE) -> tuple[QuestionView, ...]:
    """The first `n` questions, those put off last."""
    rows = list(queries.questions(owner)[:n])
    wanted = {pk for row in rows for pk in _options(row)}
    known = {row.pk: row for row in Application.objects.filter(owner=owner, pk__in=wanted)}
    return tuple(_view(row, known, _near(owner, row)) for row in rows)


def _options(row: Question) -> list[int]:
    return row.options or ([row.application_id] if row.application_id else [])


def _whose(row: Question) -> bool:
    """Whether it is clear what the mail is, and only its application is asked for."""
    sure = bool(row.mail.said_kind) or bool((row.mail.finding or {}).get("sure"))
    return bool(row.options) or (row.application_id is None and sure)


def _near(owner: User, row: Question) -> list[Application]:
    """For a mail that names nobody: the applications that were alive when it came."""
    if row.options or not _whose(row) or row.mail.date is None:
        return []
    alive = Application.objects.filter(owner=owner, first_event_at__lte=row.mail.date)
    return list(alive.order_by("-last_event_at")[:NEAR])


def _view(row: Question, known: dict[int, Application], near: list[Application]) -> QuestionView:
    options = [known[pk] for pk in _options(row) if pk in known]
    return QuestionView(
        pk=row.pk,
        text=row.text,
        kind=row.kind,
        mail=view_of(row.mail),
        options=tuple(Option(a.pk, a.company or a.agency, a.role) for a in options or near),
        later=row.mail.later,
        whose=_whose(row),
    )


def answer(
    owner: User, pk: int, word: str, application_pk: int | None = None, now: datetime | None = None
) -> DeedView | None:
    """Answer a question; gives the deed.

    "yes": it is what it looks like, and belongs to the application that was chosen. "no": it is something
    else; a mail that lay with an application stays there. "new": it is what it looks like, and begins an
    application of its own. "later": not now.
    """
    row = owned(queries.questions(owner).filter(pk=pk).first())
    if word not in ANSWERS:
        raise Refused("Answer yes, no or later. Nothing was changed.")
    to = own_application(owner, application_pk) if application_pk else None
    if word == "yes" and to is None and _whose(row):
        raise Refused("Choose the application it belongs to, or say that it is a new one.")
    with deeds.deed(owner, f"Answered “{row.text}”", now or timezone.now()) as noted:
        noted.before(row.mail)
        if word == "later":
            Mail.objects.filter(pk=row.mail_id).update(later=True)
        else:
            _place(noted, row, _home(noted, row, word, to))
            said = Kind.OTHER.value if word == "no" else row.kind
            Mail.objects.filter(pk=row.mail_id).update(said_kind=said, later=False)
            settle(owner, row.mail_id)
    done = Deed.objects.filter(owner=owner, undone_at=None).order_by("-at", "-pk").first()
    return DeedView(done.pk, done.sentence, done.at) if done else None


def _home(noted: deeds.Recorder, row: Question, word: str, to: Application | None) -> Application | None:
    """The application that the mail belongs to after the answer."""
    if word == "new":
        return _begin(noted, row)
    if word == "yes":
        return to or row.application
    event = Event.objects.filter(mail=row.mail_id).select_related("application").first()
    return event.application if event else None


def _begin(noted: deeds.Recorder, row: Question) -> Application:
    """A new application with the names that the mail tells. Those asked about keep the mails they have."""
    hold(noted, row.owner, list(Application.objects.filter(owner=row.owner, pk__in=_options(row))))
    found = finding_from_json(row.mail.finding or {"kind": "other"})
    made = Application.objects.create(
        owner=row.owner,
        company=found.company,
        role=found.role,
        agency=found.agency,
        requisition=found.requisition,
        by_person=True,
    )
    noted.made(made)
    return made


def _place(noted: deeds.Recorder, row: Question, home: Application | None) -> None:
    if home is not None:
        hold(noted, row.owner, [home])
        Mail.objects.filter(pk=row.mail_id).update(pinned=home)
