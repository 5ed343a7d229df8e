"""Today: the one next step, then the rest, and putting things away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk import pauses
from nextround.desk.applications import hold
from nextround.desk.cases import LETTER_OF_STEP, Looked, cases
from nextround.desk.errors import NotYours, Refused
from nextround.desk.meetings import ahead
from nextround.desk.rows import name_of
from nextround.desk.views import StepView, TodayView
from nextround.journey.application import Outcome
from nextround.library import LibraryError, load_toml
from nextround.playbook.agenda import agenda
from nextround.playbook.case import Case, StepKind
from nextround.playbook.pauses import Ease
from nextround.playbook.step import Step
from nextround.playbook.steps import FRESH
from nextround.playbook.windows import DAY_BEGINS
from nextround.records import deeds, queries
from nextround.records.models import Account, Application, Import, Mail, Preferences, StepState

FURTHEST_OFF = timedelta(days=61)
NOT_TODAY = timedelta(hours=20)  # so that "not today" in the evening is back the next evening at the latest


def zone_of(kept: Preferences) -> ZoneInfo:
    """The person's time zone; the computer's while nobody told."""
    try:
        return ZoneInfo(kept.zone or settings.HERE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def today(owner: User, now: datetime | None = None) -> TodayView:
    """What matters now."""
    now = now or timezone.now()
    kept = queries.preferences(owner)
    found = cases(owner, now)
    rows = {str(row.key): row for row, _ in found}
    waiting = queries.how_many_questions(owner)
    doubt = queries.may_be_a_no(owner, now - FRESH)
    plan = agenda(_due(found), now, zone_of(kept), kept.put_away_until, waiting, doubt)
    sources = source_titles()
    put_away = plan.quiet_until
    plan, how = pauses.eased(owner, plan, now)
    accounts = list(queries.accounts(owner))
    return TodayView(
        next=_view(plan.next, rows, sources) if plan.next else None,
        rest=tuple(_view(step, rows, sources) for step in plan.rest),
        questions=waiting if how is Ease.ALL else 0,
        put_away_until=put_away,
        has_mail=bool(accounts) or _has_anything(owner),
        reading=_coming_in(owner, accounts),
        meetings=() if put_away else ahead(owner, now),
        signed_out=tuple((one.pk, one.address) for one in accounts if one.state == Account.State.STOPPED),
        ease=how,
    )


def _due(found: Iterable[tuple[Application, Case]]) -> list[Case]:
    """The cases that may need a step: where a question waits, it goes before asking them how it stands."""
    return [case for row, case in found if not (row.asking and case.standing.outcome is Outcome.SILENT)]


def _coming_in(owner: User, accounts: Iterable[Account]) -> bool:
    """Whether a mailbox is still being read, or an account looked through for the first time."""
    first = any(one.looked_at is None and not one.sentence for one in accounts)
    return first or Import.objects.filter(owner=owner, state__in=["waiting", "reading"]).exists()


def _has_anything(owner: User) -> bool:
    return Application.objects.filter(owner=owner).exists() or Mail.objects.filter(owner=owner).exists()


def steps_of(
    owner: User, application_pk: int, now: datetime | None = None, seen: Looked | None = None
) -> tuple[StepView, ...]:
    """What may be done about one application now, the most useful first; `seen` saves looking again."""
    now = now or timezone.now()
    zone = zone_of(queries.preferences(owner))
    found = [seen] if seen else cases(owner, now, queries.with_events(owner, [application_pk]))
    rows = {str(row.key): row for row, _ in found}
    plan = agenda(_due(found), now, zone)
    sources = source_titles()
    steps = [plan.next, *plan.rest] if plan.next else []
    return tuple(_view(step, rows, sources) for step in steps if step.application_key)


def next_steps(owner: User, application_pks: Sequence[int], now: datetime | None = None) -> dict[int, str]:
    """The kind of the most useful step of each of these applications; those without one are left out."""
    now = now or timezone.now()
    zone = zone_of(queries.preferences(owner))
    found = cases(owner, now, queries.with_events(owner, list(application_pks)))
    plans = ((row.pk, agenda(_due([(row, case)]), now, zone).next) for row, case in found)
    return {pk: step.kind.value for pk, step in plans if step is not None}


def source_titles() -> dict[str, str]:
    """The articles behind the rules, by their id."""
    try:
        rows = load_toml("sources.toml")
    except LibraryError:
        return {}
    listed = rows.get("source") or rows.get("sources") or []
    return {str(row["id"]): str(row.get("title", row["id"])) for row in listed}


def _view(step: Step, rows: dict[str, Application], sources: dict[str, str]) -> StepView:
    row = rows.get(step.application_key)
    return StepView(
        key=step.key,
        kind=step.kind.value,
        title=step.title,
        why=step.why,
        why_sources=tuple((source, sources.get(source, source)) for source in step.sources),
        rules=step.rules,
        window=step.window_sentence,
        due=step.due,
        application_pk=row.pk if row else None,
        company=(row.company or row.agency) if row else "",
        role=row.role if row else "",
        letter_kind=LETTER_OF_STEP.get(step.kind, ""),
        action_url_name="review" if step.kind is StepKind.ANSWER else "letter_start",
    )


def _known(owner: User, step_key: str) -> Application | None:
    """The application that a step's key names; a stranger's step is not found."""
    application, _, kind = step_key.rpartition(":")
    if kind not in set(StepKind):
        raise NotYours
    if not application:
        return None
    row = Application.objects.filter(owner=owner, key=_uuid(application)).first()
    if row is None:
        raise NotYours
    return row


def _uuid(text: str) -> str:
    if len(text) != 36 or not all(c in "0123456789abcdef-" for c in text):
        raise NotYours
    return text


def not_today(owner: User, step_key: str, now: datetime | None = None) -> None:
    """Put a step off until tomorrow."""
    now = now or timezone.now()
    _set(owner, step_key, "Put off until tomorrow", now, until=now + NOT_TODAY)


def put_off(owner: User, step_key: str, day: date, now: datetime | None = None) -> None:
    """Put a step off to a day of the person's choice; it is back early that day."""
    now = now or timezone.now()
    zone = zone_of(queries.preferences(owner))
    until = datetime.combine(day, DAY_BEGINS, zone)
    if not now < until <= now + FURTHEST_OFF:
        raise Refused("Choose a day from tomorrow on, within the next two months. Nothing was changed.")
    _set(owner, step_key, f"Put off until {until:%A} {until.day} {until:%B}", now, until=until)


def skip(owner: User, step_key: str, now: datetime | None = None) -> None:
    """Let a step go for good."""
    _set(owner, step_key, "Let it rest", now or timezone.now(), skipped=True)


def _set(owner: User, step_key: str, sentence: str, now: datetime, **words: object) -> None:
    row = _known(owner, step_key)
    if row is None:
        raise Refused("The questions wait on their page and hurry nobody. You can put them off there.")
    what = f"{sentence}: {name_of(row)}"
    with deeds.deed(owner, what, now) as noted:
        state = StepState.objects.filter(owner=owner, step=step_key).first()
        if state is None:
            noted.made(StepState.objects.create(owner=owner, step=step_key, application=row, **words))
        else:
            noted.before(state)
            StepState.objects.filter(pk=state.pk).update(**words)
        hold(noted, owner, [row])


def put_away(owner: User, until: datetime | None = None, now: datetime | None = None) -> None:
    """ "I am upset today": nothing is shown until then; without a time, until tomorrow morning."""
    now = now or timezone.now()
    kept = queries.preferences(owner)
    here = now.astimezone(zone_of(kept))
    morning = (here + timedelta(days=1)).replace(hour=6, minute=0, second=0, microsecond=0)
    Preferences.objects.filter(pk=kept.pk).update(put_away_until=until or morning)
    pauses.began(owner, until or morning, now)


def come_back(owner: User, now: datetime | None = None) -> None:
    """Show everything again."""
    Preferences.objects.filter(owner=owner).update(put_away_until=None)
    pauses.ended(owner, now or timezone.now())
