"""Looking back over one application, in small steps that are kept one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.errors import Refused
from nextround.desk.rows import name_of, own_application
from nextround.playbook import looking_back as playbook
from nextround.playbook.looking_back import Fit, Question
from nextround.records import deeds
from nextround.records.models import Debrief

LONGEST = 20_000  # characters an answer


@dataclass(frozen=True, slots=True)
class BackView:
    """One step of looking back. `question` is None at the step about fit; `notes` is what was written so far.

    `settled` says that the no has had its first days; `checks_fit` that the short check of fit is open.
    """

    pk: int
    company: str
    role: str
    step: int
    last: int
    question: Question | None
    answer: str
    fit: Fit
    fit_answer: str
    fit_points: tuple[str, ...]
    checks_fit: bool
    notes: tuple[tuple[int, str, str], ...]
    begun: bool
    reached: int
    settled: bool


def view(owner: User, pk: int, step: int | None = None, now: datetime | None = None) -> BackView:
    """The step that was asked for, or the one to go on with."""
    row, kept = own_application(owner, pk), _kept(owner, pk)
    reached = kept.reached if kept else 0
    at = step if step is not None and 1 <= step <= playbook.last_step() else playbook.resume(reached)
    asked = playbook.questions()
    question = asked[at - 1] if at <= len(asked) else None
    answers: dict[str, str] = kept.answers if kept else {}
    fit_answer = kept.fit if kept else ""
    return BackView(
        pk=row.pk,
        company=row.company or row.agency,
        role=row.role,
        step=at,
        last=playbook.last_step(),
        question=question,
        answer=answers.get(question.id, "") if question else "",
        fit=playbook.fit(),
        fit_answer=fit_answer,
        fit_points=tuple(kept.fit_points) if kept else (),
        checks_fit=playbook.opens_fit_check(fit_answer),
        notes=tuple((n, q.ask, answers[q.id]) for n, q in enumerate(asked, 1) if answers.get(q.id)),
        begun=kept is not None,
        reached=reached,
        settled=row.since is None or playbook.is_settled(row.since, now or timezone.now()),
    )


def answer(owner: User, pk: int, step: int, words: str, now: datetime | None = None) -> None:
    """Keep the answer of one step, empty or not; the next one is where it goes on."""
    if not 1 <= step <= len(playbook.questions()):
        raise Refused("There is no such question. Nothing was changed.")
    kept = _begin(owner, pk, now or timezone.now())
    question = playbook.questions()[step - 1].id
    said = words.replace("\r\n", "\n").strip()[:LONGEST]
    Debrief.objects.filter(pk=kept.pk).update(
        answers={**kept.answers, question: said},
        reached=max(kept.reached, step),
        changed_at=now or timezone.now(),
    )


def say_fit(owner: User, pk: int, said: str, points: Iterable[str] = (), now: datetime | None = None) -> None:
    """Keep what the person says about fit, and what did not suit them; it sets no goal."""
    if said and said not in dict(playbook.fit().answers):
        raise Refused("Choose one of the answers, or none. Nothing was changed.")
    known = dict(playbook.fit().points)
    kept = _begin(owner, pk, now or timezone.now())
    chosen = [point for point in dict.fromkeys(points) if point in known]
    Debrief.objects.filter(pk=kept.pk).update(
        fit=said,
        fit_points=chosen if playbook.opens_fit_check(said) else [],
        reached=playbook.last_step(),
        changed_at=now or timezone.now(),
    )


def delete(owner: User, pk: int) -> None:
    """Delete every note of looking back at this application."""
    row = own_application(owner, pk)
    Debrief.objects.filter(owner=owner, application=row).delete()


def _begin(owner: User, pk: int, now: datetime) -> Debrief:
    row, kept = own_application(owner, pk), _kept(owner, pk)
    if kept is not None:
        return kept
    with deeds.deed(owner, f"Began to look back at {name_of(row)}", now) as noted:
        hold(noted, owner, [row])
        made = Debrief.objects.create(owner=owner, application=row, changed_at=now)
        noted.made(made)
    return made


def _kept(owner: User, pk: int) -> Debrief | None:
    """The person's look back; after two applications were joined, the one they wrote in last."""
    return Debrief.objects.filter(owner=owner, application=pk).order_by("-changed_at", "-pk").first()
