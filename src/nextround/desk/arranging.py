"""File all mails again and bring the derived rows into step: applications, events, questions, people.

The whole search follows from the mails and the person's words alone (`journey.rebuild`), so mails that
come late or out of order end where they would have been. Rows keep their numbers: a newly filed
application takes over the row that held most of its mails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from nextround.desk.gathering import gather
from nextround.desk.standings import judge, refresh
from nextround.journey import application as value
from nextround.journey.mail import Mail as Filed
from nextround.journey.questions import Question as Asked
from nextround.journey.rebuild import Search, rebuild
from nextround.mailbox.message import Address
from nextround.reading.finding import Finding, Kind
from nextround.reading.sender import is_system
from nextround.records import keep, queries
from nextround.records.convert import event_value, finding_from_json
from nextround.records.models import (
    STANDING_COLUMNS,
    Application,
    Deed,
    Event,
    Mail,
    Person,
    Preferences,
    Question,
)

# Mails of these kinds that belong to no application do not concern the search.
LET_GO = frozenset({Kind.OTHER, Kind.ALERT, Kind.OWN})

# Up to this many mails and applications everything is filed again at once, in a fraction of a second.
SMALL = 800


@dataclass
class Facts:
    """What filing starts from: the mails by the id they are filed under, and the applications vouched for."""

    mails: dict[str, Mail] = field(default_factory=dict)
    filed: list[Filed] = field(default_factory=list)
    rows: dict[int, Application] = field(default_factory=dict)
    events: dict[int, Event] = field(default_factory=dict)  # read from mail, by the mail's pk
    told: dict[int, list[Event]] = field(default_factory=dict)  # by the application's pk


def arrange(owner: User, final: bool = False, now: datetime | None = None) -> None:
    """Bring every derived row into step. `final` also lets go of mail that does not concern the search."""
    now = now or timezone.now()
    before = _stamp(owner)
    facts, search = _search(owner, now)  # the long part, while nobody's writing has to wait
    with transaction.atomic():
        if _stamp(owner) != before:
            facts, search = _search(owner, now)
        rows = _rows(owner, facts, search)
        _write_events(owner, facts, search, rows)
        _write_questions(owner, facts, search, rows)
        _write_people(owner, facts, search, rows)
        _judge(owner)
        gather(owner)
        Preferences.objects.filter(owner=owner).update(arranged=True)
        if final:
            keep.drop_mail(owner, _to_let_go(facts, search))


def _search(owner: User, now: datetime) -> tuple[Facts, Search]:
    facts = _facts(owner)
    return facts, rebuild(facts.filed, now, _vouched(facts))


def _stamp(owner: User) -> tuple[object, ...]:
    """What changes whenever the person or a mailbox said something more."""
    deeds = Deed.objects.filter(owner=owner).aggregate(last=Max("pk"), undone=Count("undone_at"))
    mails = Mail.objects.filter(owner=owner).aggregate(last=Max("pk"), all=Count("pk"), read=Max("filed_at"))
    return (*deeds.values(), *mails.values())


def settle(owner: User, mail_pk: int) -> None:
    """After the person's word about one mail: all of it afresh, or in a big store this mail at once.

    In the second case the worker files the rest again in its own time.
    """
    mail = queries.mail_facts(owner).select_related("source").get(pk=mail_pk)
    event = Event.objects.filter(mail=mail).first()
    if small(owner) or (event is None and mail.pinned_id is None):
        arrange(owner)
        return
    event = event or Event(
        owner=owner, mail=mail, date=when(mail), stage=(mail.finding or {}).get("stage") or ""
    )
    was = event.application_id
    event.kind, event.sure = mail.said_kind, True
    event.application_id = mail.pinned_id or was
    event.save()
    Question.objects.filter(mail=mail_pk).delete()
    soon(owner, [was, event.application_id])


def small(owner: User) -> bool:
    """Whether everything is filed again in no time."""
    counts = (model.objects.filter(owner=owner).count() for model in (Mail, Application))
    return sum(counts) <= SMALL


def soon(owner: User, pks: Iterable[int]) -> None:
    """These applications are judged now; the worker files the rest again in its own time."""
    refresh(owner, pks)
    keep.preferences(owner, arranged=False)


def _facts(owner: User) -> Facts:
    facts = Facts(rows={row.pk: row for row in Application.objects.filter(owner=owner)})
    for mail in queries.mail_facts(owner).filter(finding__isnull=False).select_related("source"):
        name = mail.message_id if mail.message_id not in facts.mails else f"{mail.message_id}#{mail.digest}"
        facts.mails[name] = mail
        facts.filed.append(_filed(name, mail, facts.rows))
    for event in Event.objects.filter(owner=owner).select_related(None):
        if event.mail_id is not None:
            facts.events[event.mail_id] = event
        else:
            facts.told.setdefault(event.application_id, []).append(event)
    return facts


def _filed(name: str, mail: Mail, rows: Mapping[int, Application]) -> Filed:
    finding = finding_from_json(mail.finding or {"kind": "other"})
    if mail.said_kind:
        finding = replace(finding, kind=Kind(mail.said_kind), sure=True)
    pinned = rows.get(mail.pinned_id or 0)
    return Filed(
        id=name,
        date=when(mail),
        finding=finding,
        sender=Address(mail.sender_name, mail.sender_email),
        to=tuple(Address(n, email) for n, email in mail.facts.get("to", [])),
        answers=frozenset(mail.facts.get("threads", [])) - {mail.message_id},
        subject=mail.subject,
        placed=str(pinned.key) if pinned else "",
        answered=bool(mail.said_kind),
    )


def when(mail: Mail) -> datetime:
    """The mail's date; for one that has none, or one from the future, the time that it or its box came."""
    opened = _came(mail) or (mail.source.created_at if mail.source is not None else None)
    if mail.date is not None and (opened is None or mail.date <= opened + timedelta(days=1)):
        return mail.date
    assert opened is not None  # noqa: S101 -- an import is only deleted together with its mails
    return opened


def _came(mail: Mail) -> datetime | None:
    """When an account brought it."""
    said = mail.facts.get("came")
    return datetime.fromisoformat(said) if said else None


def _vouched(facts: Facts) -> list[value.Application]:
    """The applications that the person vouches for, with what was told and when each began.

    The receipts among their mails come along from the start, so that an older search at the same
    employer is not mistaken for this one.
    """
    begun: dict[int, list[value.Event]] = {}
    for mail in facts.mails.values():
        event = facts.events.get(mail.pk)
        if event is not None and mail.pinned_id == event.application_id and event.kind == Kind.APPLIED.value:
            event.mail = mail
            begun.setdefault(event.application_id, []).append(event_value(event))
    return [
        value.Application(
            key=str(row.key),
            company=row.company,
            role=row.role,
            agency=row.agency,
            requisition=row.requisition,
            events=(*map(event_value, facts.told.get(row.pk, [])), *begun.get(row.pk, [])),
        )
        for row in facts.rows.values()
        if row.by_person
    ]


def _mails_of(application: value.Application, facts: Facts) -> list[Mail]:
    return [facts.mails[e.message_id] for e in application.events if e.message_id in facts.mails]


def _rows(owner: User, facts: Facts, search: Search) -> dict[str, Application]:
    """The row of each application, by its key: the one it had, or a new one. Rows left over go."""
    rows = {str(row.key): row for row in facts.rows.values() if row.by_person}
    free = {row.pk: row for row in facts.rows.values() if not row.by_person}
    for application, pk in _closest(facts, search, set(free), set(rows)):
        rows[application.key] = free.pop(pk)
    new = [a for a in search.applications if a.key not in rows]
    made = [Application(owner=owner, **_names(a)) for a in new]
    Application.objects.bulk_create(made)
    rows |= {a.key: row for a, row in zip(new, made, strict=True)}
    _rename(search, rows)
    Event.objects.filter(application__in=list(free), mail=None).delete()
    _delete_rows(list(free))
    return rows


def _delete_rows(pks: list[int]) -> None:
    for start in range(0, len(pks), 500):
        part = pks[start : start + 500]
        # mails that move on to another row must not go with this one: their events are written afresh
        Application.objects.filter(pk__in=part).delete()


def _closest(
    facts: Facts, search: Search, free: set[int], taken: set[str]
) -> Iterable[tuple[value.Application, int]]:
    """Pairs of an application and the free row that held most of its mails, each used once."""
    votes = []
    for application in search.applications:
        if application.key in taken:
            continue
        held = Counter(
            facts.events[mail.pk].application_id
            for mail in _mails_of(application, facts)
            if mail.pk in facts.events and facts.events[mail.pk].application_id in free
        )
        votes += [(-count, pk, application.key, application) for pk, count in held.items()]
    used_rows: set[int] = set()
    used_keys: set[str] = set()
    for _, pk, key, application in sorted(votes, key=lambda vote: vote[:3]):
        if pk not in used_rows and key not in used_keys:
            used_rows.add(pk)
            used_keys.add(key)
            yield application, pk


def _names(application: value.Application) -> dict[str, str]:
    return {name: getattr(application, name) for name in ("company", "role", "agency", "requisition")}


def _rename(search: Search, rows: Mapping[str, Application]) -> None:
    """What mails call the employer and the role now; names that the person gave stay."""
    changed = []
    for application in search.applications:
        row, names = rows[application.key], _names(application)
        if row.by_person:
            names = {name: getattr(row, name) or said for name, said in names.items()}
        if any(getattr(row, name) != said for name, said in names.items()):
            for name, said in names.items():
                setattr(row, name, said)
            changed.append(row)
    Application.objects.bulk_update(changed, ["company", "role", "agency", "requisition"], batch_size=200)


def _write_events(owner: User, facts: Facts, search: Search, rows: Mapping[str, Application]) -> None:
    wanted: dict[int, dict[str, Any]] = {}
    for application in search.applications:
        for event in application.events:
            mail = facts.mails.get(event.message_id)
            if mail is not None:
                wanted[mail.pk] = _event_words(event, rows[application.key])
    gone = [row.pk for pk, row in facts.events.items() if pk not in wanted]
    changed: list[Event] = []
    new: list[Event] = []
    alive = set(Event.objects.filter(owner=owner, mail__isnull=False).values_list("pk", flat=True))
    for pk, words in wanted.items():
        row = facts.events.get(pk)
        if row is None or row.pk not in alive:
            new.append(Event(owner=owner, mail_id=pk, **words))
        elif any(getattr(row, name) != said for name, said in words.items()):
            for name, said in words.items():
                setattr(row, name, said)
            changed.append(row)
    _delete(Event, gone)
    Event.objects.bulk_update(
        changed, ["application_id", "kind", "date", "sure", "stage", "withdrawn"], batch_size=200
    )
    Event.objects.bulk_create(new, batch_size=200)


def _event_words(event: value.Event, row: Application) -> dict[str, Any]:
    return {
        "application_id": row.pk,
        "kind": event.kind.value,
        "date": event.date,
        "sure": event.sure,
        "stage": event.stage.value if event.stage else "",
        "withdrawn": event.withdrawn,
    }


def _delete(model: type[Event] | type[Question] | type[Person], pks: list[int]) -> None:
    for start in range(0, len(pks), 500):
        model._default_manager.filter(pk__in=pks[start : start + 500]).delete()


def _write_questions(owner: User, facts: Facts, search: Search, rows: Mapping[str, Application]) -> None:
    have = {question.mail_id: question for question in Question.objects.filter(owner=owner)}
    wanted = {facts.mails[asked.message_id].pk: asked for asked in search.questions}
    _delete(Question, [question.pk for pk, question in have.items() if pk not in wanted])
    for pk, asked in wanted.items():
        words = _question_words(asked, rows)
        question = have.get(pk)
        if question is None:
            Question.objects.create(owner=owner, mail_id=pk, **words)
        elif any(getattr(question, name) != said for name, said in words.items()):
            Question.objects.filter(pk=question.pk).update(**words)


def _question_words(asked: Asked, rows: Mapping[str, Application]) -> dict[str, Any]:
    about = rows.get(asked.application)
    return {
        "kind": asked.kind.value,
        "text": asked.text,
        "application_id": about.pk if about else None,
        "options": [rows[key].pk for key in asked.options if key in rows],
    }


def _write_people(owner: User, facts: Facts, search: Search, rows: Mapping[str, Application]) -> None:
    have = {(p.application_id, p.email, p.name): p for p in Person.objects.filter(owner=owner)}
    wanted: dict[tuple[int, str, str], bool] = {}
    for application in search.applications:
        for mail in _mails_of(application, facts):
            found = finding_from_json(mail.finding or {"kind": "other"})
            if found.kind is not Kind.OWN and mail.sender_email:
                key = rows[application.key].pk, mail.sender_email, _name_of(found, mail)
                wanted[key] = wanted.get(key, False) or found.no_reply
    _delete(Person, [p.pk for key, p in have.items() if key not in wanted and not p.by_person])
    changed = [p for key, p in have.items() if not p.by_person and p.no_reply != wanted.get(key, p.no_reply)]
    for person in changed:
        person.no_reply = not person.no_reply
    Person.objects.bulk_update(changed, ["no_reply"], batch_size=200)
    Person.objects.bulk_create(
        [
            Person(owner=owner, application_id=pk, email=email, name=name, no_reply=no_reply)
            for (pk, email, name), no_reply in wanted.items()
            if (pk, email, name) not in have
        ],
        batch_size=200,
    )


def _name_of(found: Finding, mail: Mail) -> str:
    """What whoever wrote is called; nothing where a hiring system or a network wrote, which is nobody."""
    return found.person or ("" if is_system(mail.sender_name) else mail.sender_name)


def _judge(owner: User) -> None:
    asked = set(Question.objects.filter(owner=owner).values_list("application_id", flat=True))
    changed = []
    for row in queries.with_events(owner):
        before = [getattr(row, name) for name in STANDING_COLUMNS]
        judge(row, asking=row.pk in asked)
        if before != [getattr(row, name) for name in STANDING_COLUMNS]:
            changed.append(row)
    Application.objects.bulk_update(changed, STANDING_COLUMNS, batch_size=80)


def _to_let_go(facts: Facts, search: Search) -> list[int]:
    asked = {question.message_id for question in search.questions}
    unfiled = set(search.unfiled) - asked
    return [
        facts.mails[filed.id].pk
        for filed in facts.filed
        if filed.id in unfiled and filed.finding.kind in LET_GO and _may_go(filed, facts.mails[filed.id])
    ]


def _may_go(filed: Filed, mail: Mail) -> bool:
    """The person's own word keeps a mail, and one that could not be read yet is not judged."""
    return not (filed.answered or filed.placed or mail.reading_version == keep.ASIDE)
