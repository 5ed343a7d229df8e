"""Deeds: what the person did, remembered so that it can be taken back.

A deed holds, for each row it touched, the row's words before and after. Taking it back puts the words
before in place again, but only while they are still what the deed left: a later deed on the same words
is taken back first. Derived columns are never part of a deed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from nextround.records.models import (
    STANDING_COLUMNS,
    Application,
    Debrief,
    Deed,
    Event,
    Letter,
    Mail,
    Matter,
    Meeting,
    MockRun,
    OwnLine,
    Person,
    StepState,
)
from nextround.records.models.answers import ANSWERS
from nextround.records.models.calls import CALLS
from nextround.records.models.circle import CIRCLE
from nextround.records.models.noes import NOES

Words = dict[str, Any]
_WORDS: tuple[type[models.Model], ...] = (
    Application,
    Debrief,
    Event,
    Letter,
    Mail,
    Matter,
    Meeting,
    MockRun,
    OwnLine,
    Person,
    StepState,
    *NOES,
    *CIRCLE,
    *CALLS,
    *ANSWERS,
)
_MODELS = {model.__name__: model for model in _WORDS}
_DERIVED = {"Application": frozenset(STANDING_COLUMNS)}
# Of a mail the person only ever says these; the rest of the row is the mail's.
_ONLY = {"Mail": {"said_kind", "pinned_id", "later", "alone"}}


class ChangedSince(Exception):
    """The words of a row are no longer what the deed left."""


def words(row: models.Model) -> Words:
    """The row's own words as plain JSON values."""
    name = type(row).__name__
    taken = {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields if not f.primary_key}
    wanted = _ONLY.get(name) or taken.keys() - _DERIVED.get(name, set())
    plain: Words = json.loads(json.dumps({key: taken[key] for key in sorted(wanted)}, cls=DjangoJSONEncoder))
    return plain


@dataclass
class Recorder:
    """Notes rows as a deed goes on. Call `before` ahead of a change and `made` after a creation."""

    rows: dict[tuple[str, int], tuple[models.Model, Words | None]] = field(default_factory=dict)

    def before(self, *rows: models.Model) -> None:
        """Note rows that are about to change or go."""
        for row in rows:
            self.rows.setdefault((type(row).__name__, row.pk), (row, words(row)))

    def made(self, *rows: models.Model) -> None:
        """Note rows that came to be."""
        for row in rows:
            self.rows.setdefault((type(row).__name__, row.pk), (row, None))

    def changes(self) -> list[dict[str, Any]]:
        """What changed, row by row, in the order in which it was noted."""
        found = []
        for (name, pk), (_, before) in self.rows.items():
            now = _MODELS[name]._default_manager.filter(pk=pk).first()
            after = words(now) if now is not None else None
            if before != after:
                found.append({"model": name, "pk": pk, "before": before, "after": after})
        return found


@contextmanager
def deed(owner: User, sentence: str, now: datetime) -> Iterator[Recorder]:
    """Do something that can be taken back, all of it or none of it."""
    recorder = Recorder()
    with transaction.atomic():
        yield recorder
        changes = recorder.changes()
        if changes:
            Deed.objects.create(owner=owner, sentence=sentence, at=now, rows=changes)


def reach(row: Deed) -> tuple[set[int], bool]:
    """The applications that a deed touched, and whether it may have moved mails or their reading."""
    touched: set[int] = set()
    moved = False
    for change in row.rows:
        before, after = change["before"] or {}, change["after"] or {}
        if change["model"] == "Application":
            touched.add(change["pk"])
            moved = moved or not (before and after)
        elif change["model"] == "Mail":
            moved = moved or before["said_kind"] != after["said_kind"]
            touched |= {pk for pk in (before["pinned_id"], after["pinned_id"]) if pk}
        else:
            touched |= {words[key] for words in (before, after) for key in words if key == "application_id"}
    return touched - {None}, moved


def take_back(row: Deed, now: datetime) -> None:
    """Put back what `row` changed. Raises ChangedSince and changes nothing if a later deed stands on it."""
    with transaction.atomic():
        claimed = Deed.objects.filter(pk=row.pk, undone_at=None).update(undone_at=now)
        if not claimed:
            return
        for change in sorted(row.rows, key=_turn):
            _put_back(_MODELS[change["model"]], change)


def _turn(change: dict[str, Any]) -> int:
    """An application comes back before what hangs on it, and goes after it."""
    first = change["model"] == "Application"
    return (3 if first else 2) if change["before"] is None else (0 if first else 1)


def _put_back(model: type[models.Model], change: dict[str, Any]) -> None:
    current = model._default_manager.filter(pk=change["pk"]).first()
    before, after = change["before"], change["after"]
    if (current is None) != (after is None):
        raise ChangedSince
    if current is None:
        model(pk=change["pk"], **_values(model, before)).save(force_insert=True)
        return
    now = words(current)
    touched = [key for key in after if before is None or before[key] != after[key]]
    if any(now[key] != after[key] and not _filled_in(change["model"], key, after) for key in touched):
        raise ChangedSince
    if before is None:
        current.delete()
        return
    for key, value in _values(model, {key: before[key] for key in touched}).items():
        setattr(current, key, value)
    current.save(update_fields=[_field_name(model, key) for key in touched])


def _filled_in(model: str, key: str, after: Words) -> bool:
    """A name that the deed left empty, and that a mail filled in since: nobody's later word."""
    return model == "Application" and key in {"company", "role", "agency", "requisition"} and not after[key]


def _values(model: type[models.Model], plain: Words) -> Words:
    by_name = {f.attname: f for f in model._meta.concrete_fields}
    return {key: by_name[key].to_python(value) for key, value in plain.items() if key in by_name}


def _field_name(model: type[models.Model], attname: str) -> str:
    return next(f.name for f in model._meta.concrete_fields if f.attname == attname)
