"""A practice interview with somebody one knows: the pack, both sheets, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.errors import Refused, owned
from nextround.insight.observed import (
    HIGHEST,
    LOWEST,
    Asked,
    Both,
    Item,
    asked,
    compare,
    items,
    minutes,
    pack_text,
    read_sheet,
)
from nextround.records import deeds
from nextround.records.models import MockRun

LONGEST = 1_000  # characters


@dataclass(frozen=True, slots=True)
class PackView:
    """What is printed: the questions, the minutes an answer gets, and the observer's sheet."""

    questions: tuple[Asked, ...]
    minutes: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """One practice interview. The observer's marks are asked for once the person's own are there."""

    pk: int
    who: str
    at: datetime
    own: Mapping[str, int]
    observer: Mapping[str, int]
    line: str
    both: tuple[Both, ...]


def pack() -> PackView:
    """The pack: the same for everybody, so there is nothing private in it."""
    return PackView(asked(), minutes(), items())


def text() -> str:
    """The pack as text."""
    return pack_text()


def runs(owner: User) -> tuple[RunView, ...]:
    """The practice interviews, the newest first."""
    return tuple(_view(row) for row in MockRun.objects.filter(owner=owner).order_by("-at", "-pk"))


def one(owner: User, pk: int) -> RunView:
    """One practice interview."""
    return _view(_own(owner, pk))


def begin(owner: User, who: str = "", now: datetime | None = None) -> int:
    """Note that a practice interview took place; gives its number."""
    now = now or timezone.now()
    with deeds.deed(owner, "Noted a practice interview", now) as noted:
        row = MockRun.objects.create(owner=owner, who=" ".join(who.split())[:LONGEST], at=now)
        noted.made(row)
    return row.pk


def mark_own(owner: User, pk: int, marks: Mapping[str, int], now: datetime | None = None) -> None:
    """Keep the person's own marks."""
    _change(owner, pk, "Kept your own marks", now, own=_marks(marks))


def mark_observer(
    owner: User,
    pk: int,
    marks: Mapping[str, int],
    sheet: str = "",
    line: str = "",
    now: datetime | None = None,
) -> None:
    """Keep the observer's marks: given one by one, or read from their sheet as text; the single ones win."""
    if not _own(owner, pk).own:
        raise Refused("Your own marks come first, so that theirs do not colour them. Nothing was changed.")
    found = {**read_sheet(sheet), **_marks(marks)}
    if not found:
        raise Refused("No mark from 1 to 5 was found in it. Nothing was changed; give them one by one.")
    _change(owner, pk, "Kept their marks", now, observer=found, line=" ".join(line.split())[:LONGEST])


def remove(owner: User, pk: int, now: datetime | None = None) -> None:
    """Take a practice interview away."""
    row = _own(owner, pk)
    with deeds.deed(owner, "Took a practice interview away", now or timezone.now()) as noted:
        noted.before(row)
        row.delete()


def _marks(marks: Mapping[str, int]) -> dict[str, int]:
    known = {item.id for item in items()}
    if any(key not in known or not LOWEST <= mark <= HIGHEST for key, mark in marks.items()):
        raise Refused(f"Marks go from {LOWEST} to {HIGHEST}. Nothing was changed.")
    return dict(marks)


def _change(owner: User, pk: int, sentence: str, now: datetime | None, **words: object) -> None:
    row = _own(owner, pk)
    with deeds.deed(owner, sentence, now or timezone.now()) as noted:
        noted.before(row)
        MockRun.objects.filter(pk=row.pk).update(**words)


def _own(owner: User, pk: int) -> MockRun:
    return owned(MockRun.objects.filter(owner=owner, pk=pk).first())


def _view(row: MockRun) -> RunView:
    both = compare(row.own, row.observer)
    return RunView(row.pk, row.who, row.at, row.own, row.observer, row.line, both)
