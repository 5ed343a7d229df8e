"""The calendar: what stands in it, and who may open it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from nextround.desk import applications, calendar, calls, letters, today
from nextround.desk.arranging import arrange
from nextround.reading.finding import Kind, Stage
from nextround.records import keep
from nextround.records.models import Application, Meeting
from tests.desk.builders import DAY, post

NOW = DAY + timedelta(days=21)


def search(owner: Any) -> None:
    """A sure no of yesterday after a conversation, and an application that waits."""
    post(owner, 1, 0, Kind.APPLIED)
    post(owner, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(owner, 3, 20, Kind.REJECTION)
    post(owner, 4, 20, Kind.APPLIED, company="Tide Press")
    arrange(owner, now=NOW)


def entries(text: str) -> list[Event]:
    return [found for found in Calendar.from_ical(text).walk("VEVENT") if isinstance(found, Event)]


def test_a_step_stands_on_its_day_and_a_wait_where_it_has_been_long_enough(alice: Any) -> None:
    search(alice)
    Application.objects.filter(company="Lumen Yard").update(note="They smelled of rain")
    text = calendar.calendar(alice, NOW)
    ask, wait = sorted(entries(text), key=lambda entry: entry.decoded("dtstart"))
    assert "Lumen Yard" in ask["summary"]
    assert ask.decoded("dtstart") == (DAY + timedelta(days=21)).date()
    assert "Tide Press" in wait["summary"]
    assert wait.decoded("dtstart") == Application.objects.get(company="Tide Press").quiet_from.date()  # type: ignore[union-attr]
    assert "rain" not in text
    assert {entry["transp"] for entry in (ask, wait)} == {"TRANSPARENT"}


def test_a_confirmed_interview_stands_at_its_hour_even_while_the_rest_is_put_away(alice: Any) -> None:
    search(alice)
    row = Application.objects.get(company="Tide Press")
    hour = NOW + timedelta(days=2)
    Meeting.objects.create(
        owner=alice, application=row, starts_at=hour, ends_at=hour + timedelta(hours=1), place="Quay 4"
    )
    Meeting.objects.create(owner=alice, application=row, starts_at=hour, declined=True)
    day = hour + timedelta(days=1)
    Meeting.objects.create(owner=alice, application=row, starts_at=day, all_day=True)
    today.put_away(alice, NOW + timedelta(days=3), NOW)
    timed, whole = entries(calendar.calendar(alice, NOW))
    assert timed["summary"] == "Interview: Tide Press"
    assert (timed.decoded("dtstart"), timed.decoded("dtend")) == (hour, hour + timedelta(hours=1))
    assert timed["location"] == "Quay 4"
    assert whole.decoded("dtstart") == day.date()


def test_a_day_is_the_persons_day(alice: Any) -> None:
    search(alice)
    keep.preferences(alice, zone="Pacific/Auckland")  # nine in the morning of UTC is ten in the evening there
    there = [entry.decoded("dtstart") for entry in entries(calendar.calendar(alice, NOW))]
    keep.preferences(alice, zone="Pacific/Kiritimati")  # and eleven there, so a day is the same or the next
    assert all(isinstance(day, date) for day in there)
    assert there <= [entry.decoded("dtstart") for entry in entries(calendar.calendar(alice, NOW))]


def test_nothing_private_is_in_the_calendar(alice: Any) -> None:
    search(alice)
    pk = Application.objects.get(company="Lumen Yard").pk
    Application.objects.update(note="They smelled of rain")
    calls.keep_office(alice, pk, "+44 20 7946 0000", welcome=True, now=NOW)
    letters.save(
        alice, letters.start(alice, pk, "feedback_request", NOW).pk, {"thanks": "Rain again"}, "Rain, rain", 1
    )
    back = (NOW + timedelta(days=2)).date()
    calls.log(alice, pk, "call_back", (back, time(15)), whom="Kim Vale", said="rain later", now=NOW)
    applications.record_event(alice, pk, "feedback", NOW, note="A word about rain", now=NOW)
    keep.preferences(alice, name="Robin Rain", addresses=["rain@home.example"])
    text = calendar.calendar(alice, NOW + timedelta(minutes=5))
    assert "rain" not in text.lower()
    assert "7946" not in text


def test_a_call_they_asked_for_stands_at_its_hour(alice: Any) -> None:
    search(alice)
    pk = Application.objects.get(company="Lumen Yard").pk
    calls.keep_office(alice, pk, "+44 20 7946 0000", welcome=True, now=NOW)
    back = (NOW + timedelta(days=2)).date()
    calls.log(alice, pk, "call_back", (back, time(15)), now=NOW)
    ring = next(one for one in entries(calendar.calendar(alice, NOW)) if "Ring" in one["summary"])
    assert ring["summary"] == "Ring Lumen Yard back"
    assert ring.decoded("dtstart") == datetime.combine(back, time(15), UTC)
    assert ring.decoded("dtend") == datetime.combine(back, time(15, 15), UTC)


def test_names_of_entries_stay_from_one_day_to_the_next(alice: Any) -> None:
    search(alice)
    now, later = (
        {str(entry["uid"]) for entry in entries(calendar.calendar(alice, when))}
        for when in (NOW, NOW + timedelta(hours=30))
    )
    assert now == later
    assert len(now) == 2


def test_what_is_put_away_is_not_in_the_calendar_either(alice: Any) -> None:
    search(alice)
    today.put_away(alice, NOW + timedelta(days=3), NOW)
    assert entries(calendar.calendar(alice, NOW)) == []
    assert len(entries(calendar.calendar(alice, NOW + timedelta(days=4)))) == 2


def test_a_link_opens_one_persons_calendar_until_it_is_taken_back(alice: Any, charlie: Any) -> None:
    search(alice)
    assert calendar.by_link("", NOW) is None
    first = calendar.make_link(alice)
    assert calendar.by_link(first, NOW) == calendar.calendar(alice, NOW)
    second = calendar.make_link(alice)
    assert first != second
    assert calendar.by_link(first, NOW) is None
    assert entries(calendar.by_link(calendar.make_link(charlie), NOW) or "") == []
    calendar.take_link_back(alice)
    assert calendar.by_link(second, NOW) is None
    assert calendar.link(alice) == ""
