"""The facts that the playbook looks at, gathered from rows: only of applications that may need anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from nextround.desk import callbook
from nextround.desk.callbook import CallFacts
from nextround.desk.errors import owned
from nextround.desk.gathering import answered_since, answers_by, kept_in_touch, touch_due
from nextround.desk.told import Words, looks_due, unsure, words_of
from nextround.journey.standing import standing
from nextround.playbook.answers import THANK_FOR
from nextround.playbook.case import PUT_OFF_STANDS, Case, StepKind, Written
from nextround.playbook.hours import NONE, QuietHours
from nextround.records import queries
from nextround.records.convert import application_value
from nextround.records.models import Application, Debrief, Letter, StepState

# No step is offered longer than this after what it answers to; older ones need not be looked at.
LOOK_BACK = timedelta(days=70)
# More than this nobody looks through; the newest come first, so what is left out would stand last.
AT_MOST = 40

STEP_OF_LETTER = {
    "feedback_request": StepKind.ASK_FEEDBACK,
    "clarifying_followup": StepKind.CLARIFY,
    "thank_you": StepKind.THANK_OR_REST,
    "status_enquiry": StepKind.STATUS_ENQUIRY,
    "keep_in_touch": StepKind.LOOK_AGAIN,
}
LETTER_OF_STEP = {
    StepKind.ASK_FEEDBACK: "feedback_request",
    StepKind.THANK_OR_REST: "thank_you",
    StepKind.STATUS_ENQUIRY: "status_enquiry",
    StepKind.LOOK_AGAIN: "keep_in_touch",
    StepKind.THANK_FEEDBACK: "thank_you",
    StepKind.CLARIFY: "clarifying_followup",
    StepKind.STAY_IN_TOUCH: "keep_in_touch",
}


def pressing(owner: User, now: datetime) -> list[int]:
    """The applications that a step may be about at `now`: the newest noes and silences, the newest words
    that may be a no, and employers to look at again."""
    start = now - LOOK_BACK
    noes = Application.objects.filter(owner=owner, outcome="rejected", since__gte=start).order_by("-since")
    quiet = Application.objects.filter(
        owner=owner, outcome="open", quiet_from__lte=now, quiet_from__gte=start
    ).order_by("-quiet_from")
    found = [
        *noes.values_list("pk", flat=True)[:AT_MOST],
        *quiet.values_list("pk", flat=True)[:AT_MOST],
        *unsure(owner, start, AT_MOST),
        *looks_due(owner, now, AT_MOST),
        *answered_since(owner, now - THANK_FOR)[:AT_MOST],
        *touch_due(owner, now)[:AT_MOST],
        *put_off(owner, now)[:AT_MOST],
    ]
    return list(dict.fromkeys(found))


def put_off(owner: User, now: datetime) -> list[int]:
    """The applications with a step that was put off to a day which has come."""
    due = StepState.objects.filter(owner=owner, skipped=False, application__isnull=False)
    due = due.filter(until__lte=now, until__gt=now - PUT_OFF_STANDS)
    return [pk for pk in due.order_by("-until").values_list("application_id", flat=True) if pk is not None]


def cases(
    owner: User, now: datetime, rows: Iterable[Application] | None = None
) -> list[tuple[Application, Case]]:
    """Rows with their case; without `rows`, those that a step may be about."""
    found = list(queries.with_events(owner, pressing(owner, now)) if rows is None else rows)
    sent: dict[int, list[Written]] = {}
    for letter in Letter.objects.filter(owner=owner, application__in=found, sent_at__isnull=False):
        kind = STEP_OF_LETTER.get(letter.kind)
        if kind is not None and letter.sent_at is not None:
            sent.setdefault(letter.application_id, []).append(Written(kind, letter.sent_at))
    states, told = _states(owner), words_of(owner, found)
    rung, answers = callbook.facts(owner, found, now), answers_by(owner, found)
    quiet = callbook.quiet_of(queries.preferences(owner)) if rung else NONE
    began = set(Debrief.objects.filter(owner=owner).values_list("application", flat=True))
    made = ((row, _case(row, now, sent.get(row.pk, []), states, told[row.pk])) for row in found)
    people = kept_in_touch(owner, found)
    told_us = ((answers.get(row.pk, ()), people.get(row.pk, ())) for row in found)
    made = (
        (row, replace(case, answered=answered, contacts=contacts))
        for (row, case), (answered, contacts) in zip(made, told_us, strict=True)
    )
    return [(row, _with_more(case, rung.get(row.pk), quiet, row.pk in began)) for row, case in made]


Looked = tuple[Application, Case]


def looked(owner: User, application_pk: int, now: datetime) -> Looked:
    """One application with its case, gathered once for all that a page says about it."""
    row = owned(queries.with_events(owner, [application_pk]).first())
    return cases(owner, now, [row])[0]


def _with_more(case: Case, rung: CallFacts | None, quiet: QuietHours, looked_back: bool) -> Case:
    known = replace(case, looked_back=looked_back) if looked_back else case
    return known if rung is None else replace(known, **rung._asdict(), quiet=quiet)


def _states(owner: User) -> dict[str, dict[StepKind, StepState]]:
    """What was done with steps, by the application's key and the step's kind."""
    found: dict[str, dict[StepKind, StepState]] = {}
    for key, row in queries.step_states(owner).items():
        application, _, kind = key.rpartition(":")
        if kind in set(StepKind):
            found.setdefault(application, {})[StepKind(kind)] = row
    return found


def _case(
    row: Application,
    now: datetime,
    sent: list[Written],
    states: dict[str, dict[StepKind, StepState]],
    told: Words,
) -> Case:
    value = application_value(row)
    done = states.get(value.key, {})
    return Case(
        application=value,
        standing=standing(value, now),
        written=tuple(sorted(sent, key=lambda written: written.at)),
        skipped=frozenset(kind for kind, state in done.items() if state.skipped),
        snoozed={kind: state.until for kind, state in done.items() if state.until is not None},
        **told,
    )
