"""Private writing: kept, read by the person alone, deleted for good. Nothing here searches or reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.errors import Refused, owned
from nextround.records import keep
from nextround.records.models import PrivateNote

# The fields of each kind of note, in their order, and what a copy calls them.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "page": {"text": ""},
    "kind": {
        "hurts": "What hurts",
        "others": "Who else knows this",
        "friend": "What I would say to a friend",
    },
    "thought": {"trap": "", "thought": "The thought", "kinder": "Kinder, and true"},
}
KIND_WORDS = {"page": "A page of yours", "kind": "Three kind lines", "thought": "A thought, looked at again"}
LONGEST = 200_000  # characters a field: far beyond an evening's writing


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of private writing. `parts` are its words by field, `named` the same by what they are."""

    pk: int
    kind: str
    kind_word: str
    parts: Mapping[str, str]
    named: tuple[tuple[str, str], ...]
    version: int
    made_at: datetime
    changed_at: datetime


def notes(owner: User) -> tuple[Note, ...]:
    """Everything the person wrote for themselves, the newest first."""
    return tuple(_note(row) for row in PrivateNote.objects.filter(owner=owner).order_by("-made_at", "-pk"))


def one(owner: User, pk: int) -> Note:
    """One piece of it."""
    return _note(owned(PrivateNote.objects.filter(owner=owner, pk=pk).first()))


def write(owner: User, kind: str, words: Mapping[str, str], now: datetime | None = None) -> int:
    """Keep something new; gives its number. With no word in it nothing is kept, and the number is 0."""
    if kind not in FIELDS:
        raise Refused("There is no such kind of note. Nothing was changed.")
    now = now or timezone.now()
    parts = _parts(kind, words)
    if not any(parts.get(field) for field in FIELDS[kind] if field != "trap"):
        return 0
    row = PrivateNote.objects.create(owner=owner, kind=kind, parts=parts, made_at=now, changed_at=now)
    return row.pk


def change(
    owner: User, pk: int, words: Mapping[str, str], version: int, now: datetime | None = None
) -> tuple[int, bool]:
    """Keep what it says now; gives its number, and whether it became a note of its own.

    Where another window changed it meanwhile, nothing is overwritten: these words become a new note.
    """
    row, now = owned(PrivateNote.objects.filter(owner=owner, pk=pk).first()), now or timezone.now()
    parts = _parts(row.kind, words)
    kept = PrivateNote.objects.filter(pk=row.pk, version=version).update(
        parts=parts, version=version + 1, changed_at=now
    )
    if kept or parts == row.parts:
        return row.pk, False
    return write(owner, row.kind, parts, now) or row.pk, True


def delete(owner: User, pk: int) -> None:
    """Delete one piece for good: nothing of it stays in the file or the log beside it."""
    owned(PrivateNote.objects.filter(owner=owner, pk=pk).first()).delete()
    keep.empty_log()


def delete_all(owner: User) -> None:
    """Delete all of it for good."""
    PrivateNote.objects.filter(owner=owner).delete()
    keep.empty_log()


def copy(owner: User) -> str:
    """All of it as one text, the oldest first: only ever made because the person asked for it."""
    pieces = [_as_text(note) for note in reversed(notes(owner))]
    return "\n\n".join(pieces) + "\n" if pieces else ""


def _as_text(note: Note) -> str:
    said = [f"{name}: {words}" if name else words for name, words in note.named]
    made = note.made_at
    return "\n\n".join([f"{made.day} {made:%B %Y} · {note.kind_word}", *said])


def _parts(kind: str, words: Mapping[str, str]) -> dict[str, str]:
    return {field: words.get(field, "").replace("\r\n", "\n").strip()[:LONGEST] for field in FIELDS[kind]}


def _note(row: PrivateNote) -> Note:
    fields = FIELDS.get(row.kind, {})
    named = tuple((fields[f], row.parts[f]) for f in fields if f != "trap" and row.parts.get(f))
    return Note(
        row.pk,
        row.kind,
        KIND_WORDS.get(row.kind, ""),
        row.parts,
        named,
        row.version,
        timezone.localtime(row.made_at),
        row.changed_at,
    )
