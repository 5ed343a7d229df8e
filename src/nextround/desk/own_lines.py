"""Lines of the person's own: what stays true about them, and a sentence for the next no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk.errors import Refused, owned
from nextround.playbook import own_lines as playbook
from nextround.records import deeds
from nextround.records.models import OwnLine

TRUE, NEXT = "true", "next"
LONGEST = 500  # characters
SPACES = {0: "at every no", 7: "at most once a week", 30: "at most once a month"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `on` and `every` matter for a line that waits for the next no."""

    pk: int
    text: str
    on: bool
    every: str


def lines(owner: User, kind: str) -> tuple[Line, ...]:
    """The person's lines of this kind, in the order in which they were written."""
    rows = OwnLine.objects.filter(owner=owner, kind=kind).order_by("made_at", "pk")
    return tuple(Line(row.pk, row.text, row.on, SPACES.get(row.every_days, "")) for row in rows)


def add(owner: User, kind: str, text: str, every_days: int = 0, now: datetime | None = None) -> None:
    """Keep a line."""
    now, text = now or timezone.now(), " ".join(text.split())
    if kind not in (TRUE, NEXT) or every_days not in SPACES:
        raise Refused("Choose from the list. Nothing was changed.")
    if not text:
        raise Refused("There are no words in it yet, so nothing was kept.")
    if len(text) > LONGEST:
        raise Refused(f"A line holds up to {LONGEST} characters. Nothing was kept; a shorter one is.")
    with deeds.deed(owner, "Kept a line of your own", now) as noted:
        noted.made(
            OwnLine.objects.create(owner=owner, kind=kind, text=text, every_days=every_days, made_at=now)
        )


def switch(owner: User, pk: int, on: bool, now: datetime | None = None) -> None:
    """Show a line at the next no, or do not."""
    row = _own(owner, pk)
    sentence = "Your line is shown again" if on else "Your line rests"
    with deeds.deed(owner, sentence, now or timezone.now()) as noted:
        noted.before(row)
        OwnLine.objects.filter(pk=row.pk).update(on=on)


def remove(owner: User, pk: int, now: datetime | None = None) -> None:
    """Take a line away."""
    row = _own(owner, pk)
    with deeds.deed(owner, "Took a line of your own away", now or timezone.now()) as noted:
        noted.before(row)
        row.delete()


def for_this_no(owner: User, no_at: datetime, now: datetime) -> str:
    """The line to show beside a no that came at `no_at`, noted as shown; empty when there is none due."""
    rows = {
        playbook.OwnLine(row.text, timedelta(days=row.every_days), row.on, row.shown_at): row.pk
        for row in OwnLine.objects.filter(owner=owner, kind=NEXT).order_by("-made_at")
    }
    line = playbook.due(rows, no_at, now)
    if line is None:
        return ""
    if line.shown_at is None or line.shown_at < no_at:
        OwnLine.objects.filter(pk=rows[line]).update(shown_at=now)
    return line.text


def _own(owner: User, pk: int) -> OwnLine:
    return owned(OwnLine.objects.filter(owner=owner, pk=pk).first())
