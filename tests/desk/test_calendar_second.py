"""The calendar read back by a second parser, which had no part in writing it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import vobject

from nextround.desk import calendar, settings
from nextround.records.models import Application, Meeting
from tests.desk.test_calendar import NOW, search

ODD = "Quay 4; gate 2, \\ left\n“Ærø” 日本 👋 " + "long " * 40


def events(text: str) -> list[Any]:
    """The entries as the other parser sees them."""
    return list(vobject.readOne(text).vevent_list)


def test_second_parser_reads_steps_as_days_and_interviews_as_hours(alice: Any) -> None:
    search(alice)
    row = Application.objects.get(company="Tide Press")
    hour = NOW + timedelta(days=2)
    Meeting.objects.create(owner=alice, application=row, starts_at=hour, ends_at=hour + timedelta(hours=1))
    found = events(calendar.calendar(alice, NOW))
    timed = [one for one in found if isinstance(one.dtstart.value, datetime)]
    days = [one for one in found if not isinstance(one.dtstart.value, datetime)]
    assert [one.summary.value for one in timed] == ["Interview: Tide Press"]
    assert timed[0].dtstart.value.astimezone(UTC) == hour
    assert timed[0].dtend.value.astimezone(UTC) == hour + timedelta(hours=1)
    assert days
    assert all(one.transp.value == "TRANSPARENT" for one in days)
    assert all(one.dtstamp.value for one in found)


def test_second_parser_reads_odd_names_and_places_letter_by_letter(alice: Any) -> None:
    search(alice)
    row = Application.objects.get(company="Tide Press")
    Application.objects.filter(pk=row.pk).update(company="Ærø, Sons; & 日本 \\ Co 👋")
    Meeting.objects.create(owner=alice, application=row, starts_at=NOW + timedelta(days=2), place=ODD)
    (one,) = [e for e in events(calendar.calendar(alice, NOW)) if hasattr(e, "location")]
    assert one.location.value.split() == ODD.split()
    assert one.summary.value == "Interview: Ærø, Sons; & 日本 \\ Co 👋"


def test_lines_are_folded_as_the_standard_asks(alice: Any) -> None:
    search(alice)
    row = Application.objects.get(company="Tide Press")
    Meeting.objects.create(owner=alice, application=row, starts_at=NOW + timedelta(days=2), place=ODD)
    text = calendar.calendar(alice, NOW).encode()
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_second_parser_sees_the_same_names_from_day_to_day_and_over_a_clock_change(alice: Any) -> None:
    search(alice)
    settings.save(alice, zone="Europe/Berlin")
    row = Application.objects.get(company="Tide Press")
    before = datetime(2026, 3, 28, 9, 0, tzinfo=UTC)
    for start in (before, before + timedelta(days=1)):  # the clocks go forward in the night between
        Meeting.objects.create(
            owner=alice, application=row, starts_at=start, ends_at=start + timedelta(hours=1)
        )
    first, second = (events(calendar.calendar(alice, NOW + timedelta(hours=n))) for n in (0, 5))
    assert {one.uid.value for one in first} == {one.uid.value for one in second}
    assert len({one.uid.value for one in first}) == len(first)
    timed = sorted(
        one.dtstart.value.astimezone(UTC) for one in first if isinstance(one.dtstart.value, datetime)
    )
    assert timed == [before, before + timedelta(days=1)]
