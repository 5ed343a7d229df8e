"""Times of interviews as a person says them, on their own clocks."""

from __future__ import annotations

from datetime import UTC, tzinfo

from django.contrib.auth.models import User

from nextround.desk.views import MeetingView
from nextround.desk.words import time_words
from nextround.reading.zones import clock_called
from nextround.records import queries
from nextround.records.models import Application, Meeting


def here_of(owner: User) -> tzinfo | None:
    """The person's own clocks; None while nobody told."""
    return clock_called(queries.zone(owner))


def words_of(row: Meeting, here: tzinfo | None) -> str:
    """A confirmed meeting's time as a person says it."""
    return time_words(row.starts_at, row.ends_at, row.zone, here, row.all_day)


def view_of(row: Meeting, application: Application, here: tzinfo | None) -> MeetingView:
    """A confirmed meeting, ready to be shown."""
    return MeetingView(
        row.pk,
        row.starts_at.astimezone(clock_called(row.zone) or here or UTC).date(),
        words_of(row, here),
        row.place,
        application.pk,
        application.company or application.agency,
        application.role,
    )
