"""A letter that can wait: kept as it is, and its step rests until tomorrow."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from nextround.desk import today
from nextround.desk.cases import STEP_OF_LETTER
from nextround.desk.errors import owned
from nextround.desk.views import FindingView
from nextround.letters.calm import suggests_waiting
from nextround.letters.kinds import Severity
from nextround.records.models import Letter


def offered(findings: tuple[FindingView, ...]) -> bool:
    """Whether looking again later is offered first, given the notes that are shown aloud."""
    return suggests_waiting(found.rule for found in findings if found.severity != Severity.INFO)


def look_later(owner: User, pk: int, now: datetime | None = None) -> None:
    """Let the letter's step rest until tomorrow; the letter is kept as it was saved."""
    letter = owned(Letter.objects.filter(owner=owner, pk=pk).select_related("application").first())
    step = STEP_OF_LETTER.get(letter.kind)
    if step is not None:
        today.not_today(owner, f"{letter.application.key}:{step.value}", now)
