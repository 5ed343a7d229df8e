"""Keep the derived columns of applications in step with their events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.contrib.auth.models import User

from nextround.journey.standing import standing
from nextround.records import queries
from nextround.records.convert import application_value
from nextround.records.models import STANDING_COLUMNS, Application, Question


def refresh(owner: User, pks: Iterable[int]) -> None:
    """Judge these applications again from their events."""
    wanted = sorted({pk for pk in pks if pk})
    for start in range(0, len(wanted), 500):
        rows = list(queries.with_events(owner, wanted[start : start + 500]))
        asked = set(
            Question.objects.filter(owner=owner, application__in=rows).values_list(
                "application_id", flat=True
            )
        )
        for row in rows:
            judge(row, asking=row.pk in asked)
        Application.objects.bulk_update(rows, STANDING_COLUMNS, batch_size=80)


def judge(row: Application, asking: bool) -> None:
    """Set the derived columns of one row, whose events are prefetched."""
    value = application_value(row)
    first = min((event.date for event in value.events), default=None)
    last = max(value.events, key=lambda event: (event.date, event.by_person), default=None)
    # Judged at its last event, so without silence: that is told by `quiet_from` whenever a page is shown.
    where = standing(value, last.date if last else datetime.now(UTC))
    row.outcome, row.stage = where.outcome.value, where.stage.value
    row.since, row.quiet_from, row.met = where.since, where.quiet_from, where.met
    row.first_event_at, row.asking = first, asking
    row.last_event_at = last.date if last else None
    row.last_event_kind = last.kind.value if last else ""
