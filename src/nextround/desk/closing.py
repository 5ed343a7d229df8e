"""Closing an application: what came of it, what one takes along, and the employer kept for later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.cases import Looked, cases
from nextround.desk.errors import Refused, owned
from nextround.desk.rows import name_of, own_application
from nextround.desk.today import zone_of
from nextround.desk.told import watch_value
from nextround.playbook import closing as decide
from nextround.playbook import watch
from nextround.playbook.case import Case
from nextround.playbook.endings import PAPER_QUESTIONS, Look, path
from nextround.playbook.steps import unsure_at
from nextround.playbook.told import Watch
from nextround.reading.finding import Kind
from nextround.records import deeds, queries
from nextround.records.models import Application, Closing, Gain, Later

GAIN_WORDS = {
    "contact": "Someone I met",
    "lead": "Another opening",
    "lesson": "Something I learned",
    "skill": "Something I can do now",
    "other": "Something else",
}
STILL_OPEN = (
    "This one is still open, so there is nothing to close. If you no longer want it, say that you withdrew. "
    "Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class PathView:
    """What kind of ending it is, and what is worth a look."""

    title: str
    words: str
    paper_questions: tuple[str, ...]
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GainView:
    """One thing that came from a no."""

    pk: int
    kind_word: str
    text: str
    at: datetime
    application_pk: int | None
    company: str


@dataclass(frozen=True, slots=True)
class LaterView:
    """An employer kept for later; `look_at` is the next look, `keep_on` asks whether to go on looking."""

    again: str = ""
    open_roles: bool = False
    roles: str = ""
    look_at: datetime | None = None
    keep_on: bool = False


@dataclass(frozen=True, slots=True)
class EndView:
    """How one application ended, for its page and the page that closes it.

    `may_close` is false while it is open; `closed` while the person let it rest; `take_as_no` when a second
    quiet time has passed. `unsure_at` is when the person wrote down what may be a no.
    """

    pk: int
    company: str
    role: str
    silent: bool
    may_close: bool
    closed_at: datetime | None
    closed: bool
    takes: str
    take_as_no: bool
    path: PathView | None
    later: LaterView
    gains: tuple[GainView, ...]
    unsure_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person says about working with them later; all of it may be left out."""

    again: str = ""
    open_roles: bool = False
    roles: str = ""


def _case(owner: User, pk: int, now: datetime) -> tuple[Application, Case]:
    row = owned(queries.with_events(owner, [pk]).first())
    return cases(owner, now, [row])[0]


def of_application(owner: User, pk: int, now: datetime | None = None, seen: Looked | None = None) -> EndView:
    """How one application ended, and what the person said about it; `seen` saves looking again."""
    now = now or timezone.now()
    row, case = seen or _case(owner, pk, now)
    kept = Closing.objects.filter(application=row).first()
    return EndView(
        pk=row.pk,
        company=row.company or row.agency,
        role=row.role,
        silent=case.standing.outcome.value == "silent",
        may_close=decide.may_close(case),
        closed_at=case.closed_at,
        closed=case.at_rest,
        takes=kept.takes if kept else "",
        take_as_no=decide.may_take_as_no(case, now),
        path=_path(case),
        later=_later(Later.objects.filter(application=row).first(), now),
        gains=gains(owner, row.pk),
        unsure_at=unsure_at(case),
    )


def _path(case: Case) -> PathView | None:
    found = path(case.standing)
    if found is None:
        return None
    questions = PAPER_QUESTIONS if Look.PAPERS in found.looks else ()
    return PathView(found.title, found.words, questions, tuple(look.value for look in found.looks))


def _later(row: Later | None, now: datetime) -> LaterView:
    if row is None:
        return LaterView()
    kept = watch_value(row)
    asks = kept is not None and kept.looks >= watch.LOOKS_BEFORE_ASKING and watch.is_due(kept, now)
    return LaterView(row.again, row.open_roles, row.roles, row.look_at, asks)


def close(owner: User, pk: int, takes: str = "", now: datetime | None = None) -> bool:
    """Let an application rest. False when its one question was put instead; the next time closes it."""
    now = now or timezone.now()
    row, case = _case(owner, pk, now)
    if not decide.may_close(case):
        raise Refused(STILL_OPEN)
    kept = Closing.objects.filter(application=row).first()
    zone = zone_of(queries.preferences(owner))
    if decide.asks_first(case, now, zone, was_asked=kept is not None and kept.asked_at is not None):
        Closing.objects.update_or_create(owner=owner, application=row, defaults={"asked_at": now})
        return False
    with deeds.deed(owner, f"Let it rest: {name_of(row)}", now) as noted:
        hold(noted, owner, [row])
        _write(noted, Closing, row, closed_at=now, seen_to=_known_to(case), takes=takes.strip())
    return True


def _known_to(case: Case) -> datetime | None:
    """The date of the last thing known; a mail of the person's own says nothing new."""
    return max((e.date for e in case.application.events if e.kind is not Kind.OWN), default=None)


def open_again(owner: User, pk: int, now: datetime | None = None) -> None:
    """Take an application up again that was let rest."""
    row = own_application(owner, pk)
    with deeds.deed(owner, f"Took up again: {row.company or row.role}", now or timezone.now()) as noted:
        _write(noted, Closing, row, closed_at=None)


def _write(
    noted: deeds.Recorder, model: type[Closing] | type[Later], row: Application, **words: object
) -> None:
    """Change the one row of an application, or make it, as part of a deed."""
    kept: models.Model | None = model._default_manager.filter(application=row).first()
    if kept is None:
        noted.made(model._default_manager.create(owner=row.owner, application=row, **words))
    else:
        noted.before(kept)
        model._default_manager.filter(pk=kept.pk).update(**words)


def keep_for_later(owner: User, pk: int, wishes: Wishes, now: datetime | None = None) -> None:
    """Would they work with them, and for which other roles; a yes begins looks at their openings."""
    now = now or timezone.now()
    row = own_application(owner, pk)
    if wishes.again not in {"", "yes", "no"}:
        raise Refused("Choose yes or no, or leave it out. Nothing was changed.")
    roles = " ".join(wishes.roles.split())
    wanted = wishes.again == "yes" or (wishes.again != "no" and (wishes.open_roles or bool(roles)))
    kept = Later.objects.filter(application=row).first()
    before = watch_value(kept) if kept else None
    look_at = (before or watch.begin(now)).next_at if wanted else None
    words = {"again": wishes.again, "open_roles": wishes.open_roles or bool(roles), "roles": roles}
    with deeds.deed(owner, f"For later: {name_of(row)}", now) as noted:
        hold(noted, owner, [row])
        _write(noted, Later, row, look_at=look_at, **words)


def looked(owner: User, pk: int, answer: str, now: datetime | None = None) -> None:
    """After a look at their open roles: `nothing`, `something`, `keep` on looking, or `stop`."""
    now = now or timezone.now()
    row = owned(Later.objects.filter(owner=owner, application=pk).select_related("application").first())
    kept = watch_value(row)
    if kept is None or answer not in {"nothing", "something", "keep", "stop"}:
        raise Refused("There is no look to take here now. Nothing was changed.")
    after = _after(kept, answer, now)
    words = {"look_at": after.next_at if after else None, "looks": after.looks if after else 0}
    company = row.application.company or row.application.agency
    sentence = "Stopped looking at" if after is None else "Looked at the open roles of"
    with deeds.deed(owner, f"{sentence} {company}", now) as noted:
        noted.before(row)
        Later.objects.filter(pk=row.pk).update(**words)


def _after(kept: Watch, answer: str, now: datetime) -> Watch | None:
    if answer == "stop":
        return None
    return watch.go_on(kept, now) if answer == "keep" else watch.looked(kept, now, answer == "something")


def gains(owner: User, pk: int | None = None) -> tuple[GainView, ...]:
    """What came from noes, the newest first: of one application, or of all."""
    rows = Gain.objects.filter(owner=owner).select_related("application").order_by("-at", "-pk")
    if pk is not None:
        rows = rows.filter(application=pk)
    return tuple(_gain(row) for row in rows)


def _gain(row: Gain) -> GainView:
    there = row.application
    company = (there.company or there.agency) if there else ""
    return GainView(row.pk, GAIN_WORDS[row.kind], row.text, row.at, row.application_id, company)


def add_gain(owner: User, kind: str, text: str, pk: int | None = None, now: datetime | None = None) -> None:
    """Write down something that came from a no; without `pk` it belongs to no application in particular."""
    now, text = now or timezone.now(), text.replace("\0", "").strip()
    row = own_application(owner, pk) if pk is not None else None
    if not text or kind not in GAIN_WORDS:
        raise Refused("Write one line about what came of it. Nothing was changed.")
    with deeds.deed(owner, "Wrote down what came of it", now) as noted:
        if row is not None:
            hold(noted, owner, [row])
        noted.made(Gain.objects.create(owner=owner, application=row, kind=kind, text=text, at=now))


def remove_gain(owner: User, gain_pk: int, now: datetime | None = None) -> None:
    """Take one line away again."""
    row = owned(Gain.objects.filter(owner=owner, pk=gain_pk).first())
    with deeds.deed(owner, "Took a line away", now or timezone.now()) as noted:
        noted.before(row)
        row.delete()
