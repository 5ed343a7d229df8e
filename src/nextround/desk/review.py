"""The short questions: what waits for the person's word, and what the word does."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.arranging import settle
from nextround.desk.errors import Refused, owned
from nextround.desk.mails import view_of
from nextround.desk.views import DeedView, Option, QuestionView
from nextround.reading.finding import Kind
from nextround.records import deeds, queries
from nextround.records.models import Application, Deed, Mail, Question

AT_ONCE = 20  # questions whose mails are opened for one page


def waiting(owner: User, n: int = AT_ONCE) -> tuple[QuestionView, ...]:
    """The first `n` questions, those put off last."""
    rows = list(queries.questions(owner)[:n])
    wanted = {pk for row in rows for pk in _options(row)}
    known = {row.pk: row for row in Application.objects.filter(owner=owner, pk__in=wanted)}
    return tuple(_view(row, known) for row in rows)


def _options(row: Question) -> list[int]:
    return row.options or ([row.application_id] if row.application_id else [])


def _view(row: Question, known: dict[int, Application]) -> QuestionView:
    options = [known[pk] for pk in _options(row) if pk in known]
    return QuestionView(
        pk=row.pk,
        text=row.text,
        kind=row.kind,
        mail=view_of(row.mail),
        options=tuple(Option(a.pk, a.company or a.agency, a.role) for a in options),
        later=row.mail.later,
    )


def answer(
    owner: User, pk: int, word: str, application_pk: int | None = None, now: datetime | None = None
) -> DeedView | None:
    """Answer a question: "yes" (it is what it looks like), "no", or "later". Gives the deed."""
    row = owned(queries.questions(owner).filter(pk=pk).first())
    if word not in {"yes", "no", "later"}:
        raise Refused("Answer yes, no or later. Nothing was changed.")
    to = owned(Application.objects.filter(owner=owner, pk=application_pk).first()) if application_pk else None
    now = now or timezone.now()
    with deeds.deed(owner, f"Answered “{row.text}”", now) as noted:
        noted.before(row.mail)
        if word == "later":
            Mail.objects.filter(pk=row.mail_id).update(later=True)
        else:
            said = row.kind if word == "yes" else Kind.OTHER.value
            target = to or row.application
            if target is not None and word == "yes":
                hold(noted, owner, [target])
                Mail.objects.filter(pk=row.mail_id).update(pinned=target)
            Mail.objects.filter(pk=row.mail_id).update(said_kind=said, later=False)
            settle(owner, row.mail_id)
    done = Deed.objects.filter(owner=owner, undone_at=None).order_by("-at", "-pk").first()
    return DeedView(done.pk, done.sentence, done.at) if done else None
