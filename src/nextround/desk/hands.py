"""What is in the person's hands: three columns, goals from what can change, and a list for letting go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.applications import hold
from nextround.desk.errors import Refused, owned
from nextround.desk.rows import own_application
from nextround.playbook.control import COLUMNS, goal_gate, label
from nextround.reading.feedback import Control, themes
from nextround.records import deeds
from nextround.records.models import Matter

LONGEST = 1_000  # characters
MOST_MONTHS = 60
COLUMN_CHOICES = tuple((where.value, title) for where, title in COLUMNS.items())


@dataclass(frozen=True, slots=True)
class MatterView:
    """One thing that had a hand in a no. `note` says what is usual for its theme; `slow` counts in months."""

    pk: int
    text: str
    theme: str
    note: str
    control: str
    slow: bool
    goal: str
    months: int
    filter: bool
    line: str
    company: str


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three columns."""

    control: str
    title: str
    matters: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True)
class HandsView:
    """The three columns and what was let go, which stays readable."""

    columns: tuple[Column, ...]
    let_go: tuple[MatterView, ...]
    goals: int


def view(owner: User) -> HandsView:
    """Everything, in its column; what was let go stands apart."""
    rows = Matter.objects.filter(owner=owner).select_related("application").order_by("made_at", "pk")
    here = [_view(row) for row in rows if row.let_go_at is None]
    gone = tuple(_view(row) for row in rows if row.let_go_at is not None)
    columns = tuple(
        Column(where.value, title, tuple(one for one in here if one.control == where.value))
        for where, title in COLUMNS.items()
    )
    return HandsView(columns, gone, sum(bool(one.goal) for one in here))


def theme_choices() -> tuple[tuple[str, str], ...]:
    """(id, name) of every theme, to choose from."""
    return tuple((one.id, one.name) for one in themes().values())


def add(
    owner: User,
    text: str,
    theme: str = "",
    control: str = "",
    application_pk: int | None = None,
    now: datetime | None = None,
) -> int:
    """Write something down; without the person's own word it stands where its theme usually does."""
    now = now or timezone.now()
    words = " ".join(text.split())[:LONGEST] or (themes()[theme].name if theme in themes() else "")
    if not words:
        raise Refused("There are no words in it yet, so nothing was kept.")
    if (theme and theme not in themes()) or (control and control not in set(Control)):
        raise Refused("Choose from the list. Nothing was changed.")
    about = own_application(owner, application_pk) if application_pk else None
    with deeds.deed(owner, f"Wrote down: {words[:60]}", now) as noted:
        if about is not None:
            hold(noted, owner, [about])
        row = Matter.objects.create(
            owner=owner, application=about, text=words, theme=theme, control=control, made_at=now
        )
        noted.made(row)
    return row.pk


def move(owner: User, pk: int, control: str, now: datetime | None = None) -> None:
    """The person sees it elsewhere. What leaves their hands is no goal any more."""
    if control not in set(Control):
        raise Refused("Choose one of the three columns. Nothing was changed.")
    words: dict[str, object] = {"control": control}
    if Control(control) is Control.OUT:
        words |= {"goal": "", "months": 0}
    _change(owner, pk, f"Moved to “{COLUMNS[Control(control)]}”", now, **words)


def set_goal(owner: User, pk: int, goal: str, months: int = 0, now: datetime | None = None) -> None:
    """Make a goal of something that can change; refused, with a way out, for what cannot (R088)."""
    row, words = _own(owner, pk), " ".join(goal.split())[:LONGEST]
    gate = goal_gate(row.theme, row.control)
    if not gate.open:
        raise Refused(gate.why)
    slow = min(max(months, 0), MOST_MONTHS) if gate.slow else 0
    sentence = "Kept a goal" if words else "Took a goal away"
    _change(owner, pk, sentence, now, goal=words, months=slow if words else 0, filter=False)


def keep_as_filter(owner: User, pk: int, on: bool = True, now: datetime | None = None) -> None:
    """Keep it as a wish for the search instead of a goal."""
    sentence = "Kept as a filter on your search" if on else "No filter on your search any more"
    _change(owner, pk, sentence, now, filter=on)


def let_go(owner: User, pk: int, line: str = "", now: datetime | None = None) -> None:
    """Set it down, with one line or none; it leaves the columns and stays readable."""
    now = now or timezone.now()
    words = " ".join(line.split())[:LONGEST]
    _change(owner, pk, "Let it go", now, line=words, let_go_at=now, goal="", months=0)


def take_up(owner: User, pk: int, now: datetime | None = None) -> None:
    """Take it up again."""
    _change(owner, pk, "Took it up again", now, let_go_at=None)


def remove(owner: User, pk: int, now: datetime | None = None) -> None:
    """Take it off the page."""
    row = _own(owner, pk)
    with deeds.deed(owner, "Took something off the list", now or timezone.now()) as noted:
        noted.before(row)
        row.delete()


def _change(owner: User, pk: int, sentence: str, now: datetime | None, **words: object) -> None:
    row = _own(owner, pk)
    with deeds.deed(owner, sentence, now or timezone.now()) as noted:
        noted.before(row)
        Matter.objects.filter(pk=row.pk).update(**words)


def _own(owner: User, pk: int) -> Matter:
    return owned(Matter.objects.filter(owner=owner, pk=pk).first())


def _view(row: Matter) -> MatterView:
    theme = themes().get(row.theme)
    where = label(row.theme, row.control)
    about = row.application
    return MatterView(
        pk=row.pk,
        text=row.text,
        theme=theme.name if theme else "",
        note=theme.note if theme else "",
        control=where.value,
        slow=where is Control.TIME,
        goal=row.goal,
        months=row.months,
        filter=row.filter,
        line=row.line,
        company=(about.company or about.agency) if about else "",
    )
