"""Reads. Every function takes the owner first; how many queries it makes does not depend on the rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When

from nextround.records.models import (
    Account,
    Application,
    Deed,
    Event,
    Import,
    Letter,
    Mail,
    Meeting,
    Person,
    Preferences,
    Problem,
    Question,
    StepState,
)

SORTS = {
    "last": (F("last_event_at").desc(nulls_last=True), "-pk"),
    "first": (F("last_event_at").asc(nulls_last=True), "pk"),
    "company": ("company", "role", "pk"),
    "role": ("role", "company", "pk"),
    "state": ("outcome", F("last_event_at").desc(nulls_last=True), "-pk"),
}


def preferences(owner: User) -> Preferences:
    """The person's own settings; made empty at the first asking."""
    return Preferences.objects.get_or_create(owner=owner)[0]


def zone(owner: User) -> str:
    """The name of the person's time zone, empty while nobody told."""
    return Preferences.objects.filter(owner=owner).values_list("zone", flat=True).first() or ""


def in_state(state: str, now: datetime) -> Q:
    """Which applications stand in `state` at `now`. Silence is a matter of time, so it is never stored."""
    if state == "silent":
        return Q(outcome="open", quiet_from__lte=now)
    if state == "open":
        return Q(outcome="open") & (Q(quiet_from=None) | Q(quiet_from__gt=now))
    return Q(outcome=state)


def applications(
    owner: User,
    now: datetime,
    q: str = "",
    state: str = "",
    last_before: datetime | None = None,
    sort: str = "last",
) -> QuerySet[Application]:
    """Applications that meet every word of `q`, the state, and whose last event lies before `last_before`."""
    rows = Application.objects.filter(owner=owner)
    for word in q.split():
        rows = rows.filter(Q(company__icontains=word) | Q(role__icontains=word) | Q(agency__icontains=word))
    if state:
        rows = rows.filter(in_state(state, now))
    if last_before is not None:
        rows = rows.filter(last_event_at__lt=last_before)
    return rows.order_by(*SORTS.get(sort, SORTS["last"]))


def counts_by_state(owner: User, now: datetime) -> dict[str, int]:
    """How many applications stand where; states that nobody is in are left out."""
    state = Case(When(in_state("silent", now), then=Value("silent")), default=F("outcome"))
    rows = Application.objects.filter(owner=owner).values_list(state).annotate(n=Count("pk")).order_by()
    return dict(rows)


def application(owner: User, pk: int) -> Application | None:
    """The person's application with all that its page shows."""
    mail = Mail.objects.defer("raw", "facts", "finding")
    events = Event.objects.order_by("date", "pk").prefetch_related(Prefetch("mail", queryset=mail))
    return (
        Application.objects.filter(owner=owner, pk=pk)
        .prefetch_related(Prefetch("events", queryset=events), "people", "letters", "meetings")
        .first()
    )


def with_events(owner: User, pks: list[int] | None = None) -> QuerySet[Application]:
    """Applications with their events in order, for judging where they stand."""
    rows = Application.objects.filter(owner=owner)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    events = Event.objects.order_by("date", "pk").select_related("mail")
    # of the mail only its id is needed to judge; its bytes and facts would be most of the reading
    events = events.only(*(field.name for field in Event._meta.concrete_fields), "mail__message_id")
    return rows.order_by("pk").prefetch_related(Prefetch("events", queryset=events), "meetings")


def quiet_soon(owner: User, after: datetime, until: datetime) -> QuerySet[Application]:
    """Open applications whose wait will have been long enough in this stretch of time."""
    return Application.objects.filter(
        owner=owner, outcome="open", quiet_from__gt=after, quiet_from__lte=until
    ).order_by("quiet_from", "pk")


def people(owner: User) -> QuerySet[Person]:
    """Everyone met in the search who reads mail, the ones met last first."""
    met = Person.objects.filter(owner=owner, no_reply=False).exclude(email="")
    return met.select_related("application").order_by("-application__last_event_at", "pk")


def mail(owner: User, pk: int) -> Mail | None:
    """One mail of the person's, with its bytes."""
    return Mail.objects.filter(owner=owner, pk=pk).first()


def read_by_us(owner: User) -> QuerySet[Mail]:
    """Mails, with their bytes, that were read and of which the person has not said what they are."""
    return Mail.objects.filter(owner=owner, said_kind="").exclude(filed_at=None).order_by("pk")


def spoken_about(owner: User) -> QuerySet[Mail]:
    """Mails of others of which the person said what they are, the oldest first."""
    said = Mail.objects.filter(owner=owner).exclude(said_kind__in=["", "own"])
    return said.order_by("pk")


def mail_facts(owner: User) -> QuerySet[Mail]:
    """Every mail without its bytes, in the order in which they are filed."""
    return (
        Mail.objects.filter(owner=owner)
        .defer("raw")
        .order_by(F("date").asc(nulls_first=True), "message_id", "digest")
    )


MAY_NAME_A_TIME = ("interview", "assessment", "other", "outreach", "feedback", "cancelled")


def naming_a_time(owner: User, application: Application, most: int = 30) -> list[Mail]:
    """The newest mails of an application that may name a time, without their bytes; the person's own not."""
    rows = Mail.objects.filter(
        owner=owner, events__application=application, events__kind__in=MAY_NAME_A_TIME, date__isnull=False
    )
    few = rows.defer("facts", "raw", "finding").prefetch_related("events")
    return list(few.order_by("-date", "-pk")[:most])


def meetings_ahead(owner: User, start: datetime, end: datetime) -> list[Meeting]:
    """The meetings that the person confirmed, from `start` to `end`, the next one first."""
    rows = Meeting.objects.filter(owner=owner, declined=False, starts_at__gte=start, starts_at__lte=end)
    return list(rows.select_related("application").order_by("starts_at", "pk"))


def questions(owner: User) -> QuerySet[Question]:
    """What waits for the person: newest mail first, put-off ones last."""
    return (
        Question.objects.filter(owner=owner)
        .select_related("mail", "application")
        .order_by("mail__later", F("mail__date").desc(nulls_last=True), "pk")
    )


def how_many_questions(owner: User) -> int:
    """How many questions wait, without those put off."""
    return Question.objects.filter(owner=owner, mail__later=False).count()


def may_be_a_no(owner: User, since: datetime) -> bool:
    """Whether a question waits about a mail after `since` that looks like a no."""
    waiting = Question.objects.filter(owner=owner, mail__later=False, kind="rejection")
    return waiting.filter(mail__date__gte=since).exists()


def deeds(owner: User, n: int = 10) -> list[Deed]:
    """The last deeds that can still be taken back, newest first."""
    return list(Deed.objects.filter(owner=owner, undone_at=None).order_by("-at", "-pk")[:n])


def letters(owner: User, pk: int | None = None) -> QuerySet[Letter]:
    """The person's letters, newest first, with their application."""
    rows = Letter.objects.filter(owner=owner).select_related("application")
    if pk is not None:
        rows = rows.filter(pk=pk)
    return rows.order_by("-changed_at", "-pk")


def step_states(owner: User) -> dict[str, StepState]:
    """What was done with each step, by the step's key."""
    return {row.step: row for row in StepState.objects.filter(owner=owner)}


def imports(owner: User) -> QuerySet[Import]:
    """Every reading of a file or folder, newest first."""
    return Import.objects.filter(owner=owner).exclude(path="").order_by("-created_at", "-pk")


def accounts(owner: User) -> QuerySet[Account]:
    """The accounts that the person connected, in that order."""
    return Account.objects.filter(owner=owner).select_related("source", "owner").order_by("created_at", "pk")


def every_account() -> QuerySet[Account]:
    """The accounts of everybody in this store."""
    return Account.objects.order_by("pk")


def due_accounts(now: datetime) -> QuerySet[Account]:
    """The accounts, whosever they are, that are to be looked into now: asked for ones first."""
    due = Q(asked=True) | Q(next_at=None) | Q(next_at__lte=now)
    rows = Account.objects.filter(due, state=Account.State.WAITING).select_related("source", "owner")
    return rows.order_by("-asked", F("next_at").asc(nulls_first=True), "pk")


def unsent(owner: User) -> QuerySet[Letter]:
    """Letters with words in them that nobody knows to be sent, oldest first."""
    rows = Letter.objects.filter(owner=owner, sent_at=None).exclude(text="")
    return rows.select_related("mail", "application").order_by("created_at", "pk")


def own_mail_since(owner: User, since: datetime) -> QuerySet[Mail]:
    """The person's own mails since then, oldest first, with their bytes."""
    rows = Mail.objects.filter(owner=owner, date__gte=since, finding__kind="own")
    return rows.order_by("date", "pk")


def problems(source: Import, n: int = 50) -> list[Problem]:
    """The first problems of one reading."""
    return list(Problem.objects.filter(source=source).order_by("pk")[:n])


def totals(owner: User) -> dict[str, Any]:
    """How many rows of each sort the person has."""
    return {
        "mails": Mail.objects.filter(owner=owner).count(),
        "applications": Application.objects.filter(owner=owner).count(),
        "events": Event.objects.filter(owner=owner).count(),
        "questions": Question.objects.filter(owner=owner).count(),
        "letters": Letter.objects.filter(owner=owner).count(),
    }
