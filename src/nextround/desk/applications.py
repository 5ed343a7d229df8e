"""Applications: list them, look at one, add, mend, join, part, and take each of that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import chain

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from nextround.desk.errors import Refused, owned
from nextround.desk.rows import own_application
from nextround.desk.standings import refresh
from nextround.desk.times import here_of, view_of
from nextround.desk.told import already_no, carry, resting
from nextround.desk.views import (
    ApplicationView,
    BoardColumn,
    DeedView,
    LetterLine,
    Listing,
    PersonLine,
    RoundLine,
    Row,
    TimelineItem,
)
from nextround.desk.words import KIND_WORDS, STAGE_WORDS, STATE_WORDS
from nextround.journey.application import Outcome
from nextround.journey.rounds import Round, rounds
from nextround.reading.finding import Kind, Stage
from nextround.records import deeds, queries
from nextround.records.convert import application_value
from nextround.records.models import (
    Application,
    Call,
    Debrief,
    Deed,
    Event,
    Feedback,
    HowTold,
    Letter,
    Mail,
    Matter,
    Meeting,
    Office,
    Person,
    StepState,
)

PAGE = 50
# The states in the order in which a board shows them.
COLUMNS = ("open", "silent", "offer", "rejected", "withdrawn", "cancelled")
BOARD_DEPTH = 40  # cards a column shows; the ledger has the rest
WEEKS_LIMIT = 520
VERDICTS = ("rejection", "offer", "cancelled")  # these are not told as certain while they decide nothing


def listing(
    owner: User,
    q: str = "",
    state: str = "",
    silent_weeks: int | None = None,
    sort: str = "last",
    page: int = 1,
    now: datetime | None = None,
) -> Listing:
    """One page of the ledger. `silent_weeks` keeps those that nothing was heard of for as many weeks."""
    now = now or timezone.now()
    before = now - timedelta(weeks=min(silent_weeks, WEEKS_LIMIT)) if silent_weeks else None
    rows = queries.applications(owner, now, q, state, before, sort)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    here = list(rows[(page - 1) * PAGE : page * PAGE])
    at_rest = resting(owner, here)
    shown = [row_of(row, now, row.pk in at_rest) for row in here]
    return Listing(tuple(shown), page, pages, total, queries.counts_by_state(owner, now))


def board(owner: User, q: str = "", now: datetime | None = None) -> tuple[BoardColumn, ...]:
    """The same applications as columns by state; a column may hold more than it shows."""
    now = now or timezone.now()
    counts = queries.counts_by_state(owner, now)
    found: dict[str, list[Application]] = {state: [] for state in COLUMNS}
    for state in COLUMNS:
        if counts.get(state):
            found[state] = list(queries.applications(owner, now, q, state)[:BOARD_DEPTH])
    at_rest = resting(owner, chain.from_iterable(found.values()))
    return tuple(
        BoardColumn(
            state,
            STATE_WORDS[state],
            tuple(row_of(row, now, row.pk in at_rest) for row in rows),
            counts.get(state, 0),
        )
        for state, rows in found.items()
    )


def state_of(row: Application, now: datetime) -> str:
    """Where a row stands at `now`: silence comes with time alone."""
    quiet = row.outcome == "open" and row.quiet_from is not None and row.quiet_from <= now
    return "silent" if quiet else row.outcome


def row_of(row: Application, now: datetime, at_rest: bool = False) -> Row:
    """A line of the ledger."""
    state = state_of(row, now)
    word = KIND_WORDS.get(row.last_event_kind, "")
    unsure = row.last_event_kind in VERDICTS and (row.asking or row.outcome == Outcome.OPEN.value)
    return Row(
        pk=row.pk,
        company=row.company or row.agency,
        role=row.role,
        state=state,
        state_word=STATE_WORDS[state],
        last_event=row.last_event_at,
        last_event_word=f"perhaps {word}" if unsure else word,
        next_step="There is a question for you" if row.asking else "",
        stage=row.stage,
        agency=row.agency,
        at_rest=at_rest,
    )


def one(owner: User, pk: int, now: datetime | None = None) -> ApplicationView:
    """All there is about one application."""
    row = owned(queries.application(owner, pk))
    now = now or timezone.now()
    state, here = state_of(row, now), here_of(owner)
    return ApplicationView(
        pk=row.pk,
        company=row.company,
        role=row.role,
        agency=row.agency,
        requisition=row.requisition,
        note=row.note,
        state=state,
        state_word=STATE_WORDS[state],
        stage=row.stage,
        stage_word=STAGE_WORDS.get(row.stage, ""),
        since=row.quiet_from if state == "silent" else row.since,
        timeline=_timeline(row, here),
        people=tuple(PersonLine(p.pk, p.name, p.email, p.no_reply) for p in row.people.all()),
        letters=tuple(
            LetterLine(x.pk, x.kind, x.changed_at, x.sent_at)
            for x in row.letters.all()
            if not x.kind.endswith("_script")  # words for a call stand on its page
        ),
        asking=row.asking,
        rounds=tuple(_round(one, here) for one in rounds(application_value(row), now)),
    )


def _round(one: Round, here: tzinfo | None) -> RoundLine:
    number = f" {one.number}" if one.number > 1 else ""
    outcome = STATE_WORDS[one.outcome.value] if one.outcome else ""
    day = (one.met or one.began).astimezone(here or UTC).date()
    return RoundLine(f"{STAGE_WORDS[one.stage.value]}{number}", day, outcome)


def _timeline(row: Application, here: tzinfo | None) -> tuple[TimelineItem, ...]:
    """Its events and the interviews that the person confirmed, by date."""
    lines = [_line(event) for event in row.events.all()]
    lines += [_met(one, row, here) for one in row.meetings.all() if not one.declined]
    return tuple(sorted(lines, key=lambda line: line.date))


def _line(event: Event) -> TimelineItem:
    word = STATE_WORDS[event.outcome] if event.outcome else KIND_WORDS[event.kind]
    if event.kind == "rejection" and event.mail_id and not event.sure:
        word = "may have been a no"
    return TimelineItem(
        event_pk=event.pk,
        kind=event.kind,
        kind_word="you withdrew" if event.withdrawn else word,
        date=event.date,
        sure=event.sure,
        stage=event.stage,
        stage_word=STAGE_WORDS.get(event.stage, ""),
        mail_pk=event.mail_id,
        subject=event.mail.subject if event.mail else "",
        sender=(event.mail.sender_name or event.mail.sender_email) if event.mail else "",
        by_person=event.by_person,
        outcome=event.outcome,
        note=event.note,
    )


def _met(one: Meeting, row: Application, here: tzinfo | None) -> TimelineItem:
    return TimelineItem(
        event_pk=0,
        kind="meeting",
        kind_word="the interview",
        date=one.starts_at,
        sure=True,
        stage="",
        stage_word="",
        mail_pk=None,
        subject="",
        sender="",
        by_person=False,
        outcome="",
        note="",
        meeting=view_of(one, row, here),
    )


def add(
    owner: User,
    company: str,
    role: str = "",
    applied_on: datetime | None = None,
    agency: str = "",
    note: str = "",
    now: datetime | None = None,
) -> int:
    """Add an application by hand; gives its pk."""
    company, role = " ".join(company.split()), " ".join(role.split())
    if not (company or agency or role):
        raise Refused("Give the employer or the role, so that you find it again.")
    now = now or timezone.now()
    with deeds.deed(owner, f"Added {company or role}", now) as noted:
        row = Application.objects.create(
            owner=owner, company=company, role=role, agency=agency.strip(), note=note, by_person=True
        )
        noted.made(row)
        if applied_on is not None:
            noted.made(_tell(row, Kind.APPLIED, applied_on))
        refresh(owner, [row.pk])
    return row.pk


def edit(owner: User, pk: int, now: datetime | None = None, **words: str) -> None:
    """Change the names or the note; the person's names then win over every later reading."""
    row = own_application(owner, pk)
    known = {
        key: words[key].strip()
        for key in ("company", "role", "agency", "requisition", "note")
        if key in words
    }
    with deeds.deed(owner, f"Changed {row.company or row.role}", now or timezone.now()) as noted:
        noted.before(row)
        changed = {key: value for key, value in known.items() if getattr(row, key) != value}
        if not changed:
            return
        hold(noted, owner, [row])
        Application.objects.filter(pk=row.pk).update(**changed)


def hold(
    noted: deeds.Recorder, owner: User, rows: Sequence[Application], under: Application | None = None
) -> None:
    """The person vouches for these applications: their mails stay with them, whatever is read later."""
    noted.before(*rows)
    for row in rows:
        Application.objects.filter(pk=row.pk).update(by_person=True)
        mails = list(
            Mail.objects.filter(owner=owner, events__application=row).defer("raw", "facts", "finding")
        )
        noted.before(*mails)
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(pinned=under or row)


def merge(owner: User, keep_pk: int, other_pk: int, now: datetime | None = None) -> None:
    """Make two applications one: everything of the other moves to the one that is kept."""
    keep, other = own_application(owner, keep_pk), own_application(owner, other_pk)
    if keep.pk == other.pk:
        raise Refused("That is the same application twice. Choose another one to join it with.")
    with deeds.deed(
        owner, f"Joined two applications at {keep.company or other.company}", now or timezone.now()
    ) as n:
        hold(n, owner, [keep])
        hold(n, owner, [other], under=keep)
        n.before(*StepState.objects.filter(application=other))
        told = list(Event.objects.filter(application=other, by_person=True))
        letters = list(Letter.objects.filter(application=other))
        people = list(Person.objects.filter(application=other, by_person=True))
        meetings = list(Meeting.objects.filter(application=other))
        rung = list(Call.objects.filter(application=other))
        answers = list(Feedback.objects.filter(application=other))
        debriefs = list(Debrief.objects.filter(application=other))
        matters = list(Matter.objects.filter(application=other))
        n.before(*told, *letters, *people, *meetings, *rung, *answers, *debriefs, *matters)
        Feedback.objects.filter(application=other).update(application=keep)
        _move(Event, told, keep)
        _move(Call, rung, keep)
        _move(Letter, letters, keep)
        _move(Person, people, keep)
        _move(Meeting, meetings, keep)
        carry(n, keep, other)
        _move(Debrief, debriefs, keep)
        _move(Matter, matters, keep)
        Event.objects.filter(application=other).update(application=keep)
        _take_missing_names(keep, other)
        _take_office(n, keep, other)
        other.delete()
        refresh(owner, [keep.pk])


def _move(
    model: type[models.Model],
    rows: Sequence[models.Model],
    to: Application,
) -> None:
    model._default_manager.filter(pk__in=[row.pk for row in rows]).update(application=to)


def _take_office(noted: deeds.Recorder, keep: Application, other: Application) -> None:
    """Where the other's people can be rung, unless that is known of the one that is kept."""
    offices = list(Office.objects.filter(application=other))
    noted.before(*offices)
    if not Office.objects.filter(application=keep).exists():
        Office.objects.filter(pk__in=[office.pk for office in offices]).update(application=keep)


def _take_missing_names(keep: Application, other: Application) -> None:
    lacking = {
        key: getattr(other, key)
        for key in ("company", "role", "agency", "requisition")
        if not getattr(keep, key) and getattr(other, key)
    }
    if lacking:
        Application.objects.filter(pk=keep.pk).update(**lacking)


def split(owner: User, pk: int, event_pks: Sequence[int], now: datetime | None = None) -> int:
    """Part the chosen events from an application into one of their own; gives the new one's pk."""
    row = own_application(owner, pk)
    events = list(Event.objects.filter(owner=owner, application=row, pk__in=event_pks).select_related("mail"))
    if not events:
        raise Refused("Choose the lines that belong to the other application. Nothing was changed.")
    if len(events) == Event.objects.filter(application=row).count():
        raise Refused("Those are all its lines; one of them has to stay. Nothing was changed.")
    with deeds.deed(owner, f"Parted {row.company or row.role} into two", now or timezone.now()) as noted:
        hold(noted, owner, [row])
        new = Application.objects.create(
            owner=owner, company=row.company, role="", agency=row.agency, by_person=True
        )
        noted.made(new)
        mails = [event.mail for event in events if event.mail]
        noted.before(*[event for event in events if event.by_person])
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(pinned=new)
        Event.objects.filter(pk__in=[event.pk for event in events]).update(application=new)
        meetings = list(Meeting.objects.filter(application=row, mail__in=mails))
        noted.before(*meetings)
        _move(Meeting, meetings, new)
        refresh(owner, [row.pk, new.pk])
    return new.pk


def _tell(
    row: Application,
    kind: Kind,
    when: datetime,
    stage: Stage | None = None,
    note: str = "",
    outcome: Outcome | None = None,
) -> Event:
    return Event.objects.create(
        owner=row.owner,
        application=row,
        kind=kind.value,
        date=when,
        stage=stage.value if stage else "",
        by_person=True,
        note=note,
        outcome=outcome.value if outcome else "",
    )


def record_event(
    owner: User,
    pk: int,
    kind: str,
    when: datetime,
    stage: str = "",
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Remember something that came by phone or in person."""
    row = own_application(owner, pk)
    try:
        what, far = Kind(kind), Stage(stage) if stage else None
    except ValueError:
        raise Refused("Choose one of the kinds on the list. Nothing was changed.") from None
    if what is Kind.REJECTION and (already := already_no(row)):
        raise Refused(already)
    sentence = f"Noted {KIND_WORDS[what.value]} at {row.company or row.role}"
    with deeds.deed(owner, sentence, now or timezone.now()) as noted:
        hold(noted, owner, [row])
        noted.made(_tell(row, what, when, far, note))
        refresh(owner, [row.pk])


def mark(
    owner: User,
    pk: int,
    outcome: str,
    when: datetime | None = None,
    stage: str = "",
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Say where an application stands, since when, and how far it had come; this wins over what was read."""
    row = own_application(owner, pk)
    try:
        said, far = Outcome(outcome), Stage(stage) if stage else None
    except ValueError:
        raise Refused("Choose one of the states on the list. Nothing was changed.") from None
    if said is Outcome.SILENT:
        raise Refused("Silence comes by itself when nothing is heard. Choose another state.")
    kinds = {Outcome.REJECTED: Kind.REJECTION, Outcome.OFFER: Kind.OFFER, Outcome.CANCELLED: Kind.CANCELLED}
    now = now or timezone.now()
    with deeds.deed(owner, f"{row.company or row.role}: {STATE_WORDS[said.value]}", now) as noted:
        hold(noted, owner, [row])
        noted.made(_tell(row, kinds.get(said, Kind.OTHER), when or now, far, note, said))
        refresh(owner, [row.pk])


def remove_event(owner: User, event_pk: int, now: datetime | None = None) -> int:
    """Take away an event that the person told; gives the application's pk."""
    event = owned(Event.objects.filter(owner=owner, pk=event_pk).select_related("application").first())
    if not event.by_person:
        raise Refused("This line was read from a mail. Open the mail to say that it is something else.")
    with deeds.deed(owner, f"Took away {KIND_WORDS[event.kind]}", now or timezone.now()) as noted:
        noted.before(event, *HowTold.objects.filter(event=event))
        event.delete()
        refresh(owner, [event.application_id])
    return event.application_id


def last_deeds(owner: User, n: int = 10) -> tuple[DeedView, ...]:
    """The last deeds that can be taken back, newest first."""
    return tuple(DeedView(row.pk, row.sentence, row.at) for row in queries.deeds(owner, n))


def undo(owner: User, deed_pk: int, now: datetime | None = None) -> str:
    """Take a deed back; gives its sentence."""
    row = owned(Deed.objects.filter(owner=owner, pk=deed_pk).first())
    if row.undone_at is not None:
        raise Refused("That was taken back already.")
    try:
        deeds.take_back(row, now or timezone.now())
    except deeds.ChangedSince:
        raise Refused(
            "Something was changed after that. Take the later change back first, then this one."
        ) from None
    _in_step(owner, row)
    return row.sentence


def _in_step(owner: User, row: Deed) -> None:
    """After a deed was taken back. In a big store what concerns one application alone is judged at once."""
    from nextround.desk import arranging  # noqa: PLC0415 -- arranging stands on this module's words

    touched, moved = deeds.reach(row)
    if moved or len(touched) > 1 or arranging.small(owner):
        arranging.arrange(owner)
    else:
        arranging.soon(owner, touched)
