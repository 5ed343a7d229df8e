"""When a call reaches an open office: in thirty countries, and around each change of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextround.library.office import is_working_day, zones_of
from nextround.playbook.hours import NONE, QuietHours, in_gap, is_open, next_slot, said, twice

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
COUNTRIES = (
    *("AE", "AU", "BR", "CA", "CH", "CL", "CN", "DE", "EG", "ES", "FR", "GB", "HU", "IE", "IL", "IN", "IR"),
    *("IT", "JP", "KR", "MA", "MX", "NG", "NL", "NP", "NZ", "PL", "PT", "SA", "SE", "TR", "US", "ZA"),
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


@cache
def changes(name: str) -> tuple[datetime, ...]:
    """Every moment of the two years at which the clocks of a zone change, to the hour."""
    zone, found = ZoneInfo(name), []
    for day in range(730):
        begins = START + timedelta(days=day)
        if offset(begins, zone) != offset(begins + timedelta(days=1), zone):
            hours = (begins + timedelta(hours=n) for n in range(1, 25))
            found.append(next(hour for hour in hours if offset(hour, zone) != offset(begins, zone)))
    return tuple(found)


def holds(now: datetime, zone: ZoneInfo, country: str) -> None:
    """What must be true of the next good time at any moment, anywhere."""
    slot = next_slot(now, zone, country)
    assert slot is not None
    assert slot.at.tzinfo is zone
    assert slot.at >= now
    assert is_open(slot.at, zone, country)
    assert slot.now == is_open(now, zone, country)
    assert slot.now or slot.at.time() >= time(9, 30)
    days = (slot.at.date() - now.astimezone(zone).date()).days
    between = [now.astimezone(zone).date() + timedelta(days=n) for n in range(1, days)]
    assert not any(is_working_day(day, country) for day in between)  # no working day is passed over


def test_r010_a_call_waits_for_the_morning_in_london() -> None:
    evening = datetime(2025, 9, 16, 19, 40, tzinfo=LONDON)
    slot = next_slot(evening, LONDON, "GB")
    assert slot is not None
    assert (f"{slot.at:%Y-%m-%d %H:%M}", slot.now) == ("2025-09-17 09:30", False)
    morning = datetime(2025, 9, 16, 10, 15, tzinfo=LONDON)
    assert is_open(morning, LONDON, "GB")
    slot = next_slot(morning, LONDON, "GB")
    assert slot is not None
    assert (slot.at, slot.now) == (morning, True)


@pytest.mark.parametrize(
    ("now", "zone", "region", "good"),
    [
        ("2026-01-01 12:00", "Europe/London", "GB-SCT", "2026-01-05 09:30"),  # the second is a holiday there
        ("2026-01-01 12:00", "Europe/London", "GB-ENG", "2026-01-02 09:30"),
        ("2026-11-19 18:00", "Asia/Jerusalem", "IL", "2026-11-22 09:30"),  # a Sunday is a working day
        ("2026-11-20 10:00", "Asia/Riyadh", "SA", "2026-11-22 09:30"),  # a Friday is none
        ("2026-03-28 12:00", "Europe/Berlin", "DE", "2026-03-30 09:30"),  # over the change of the clocks
        ("2026-11-24 17:29", "Europe/Berlin", "DE", "2026-11-24 17:29"),
        ("2026-11-24 17:30", "Europe/Berlin", "DE", "2026-11-25 09:30"),
        ("2026-11-24 05:00", "Europe/Berlin", "DE", "2026-11-24 09:30"),
    ],
)
def test_next_slot_knows_weekends_and_holidays(now: str, zone: str, region: str, good: str) -> None:
    there = ZoneInfo(zone)
    slot = next_slot(datetime.fromisoformat(now).replace(tzinfo=there), there, region)
    assert slot is not None
    assert f"{slot.at:%Y-%m-%d %H:%M}" == good


@given(st.sampled_from(COUNTRIES), st.data())
def test_next_slot_lies_in_their_hours_in_thirty_countries(country: str, data: st.DataObject) -> None:
    zone = ZoneInfo(data.draw(st.sampled_from(zones_of(country))))
    holds(START + timedelta(minutes=data.draw(st.integers(0, 730 * 24 * 60))), zone, country)


@pytest.mark.parametrize("country", COUNTRIES)
def test_next_slot_holds_around_every_change_of_the_clocks(country: str) -> None:
    for name in zones_of(country)[:4]:
        for change in changes(name):
            for hours in (-40, -16, -2, -1, 0, 1, 2, 16, 40):
                holds(change + timedelta(hours=hours), ZoneInfo(name), country)


def test_changes_of_two_years_are_there_to_be_tested() -> None:
    assert len(changes("Europe/Berlin")) == 4
    assert len(changes("Asia/Tokyo")) == 0


def test_quiet_hours_move_a_call_or_leave_no_time_for_it() -> None:
    auckland, night = ZoneInfo("Pacific/Auckland"), datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    early = QuietHours(time(21), time(5))
    slot = next_slot(night, auckland, "NZ", BERLIN, early)
    assert slot is not None
    assert f"{slot.at:%a %H:%M} {slot.at.astimezone(BERLIN):%H:%M}" == "Wed 17:00 05:00"
    assert next_slot(night, auckland, "NZ", BERLIN, QuietHours(time(21), time(7))) is None
    open_now = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)
    moved = next_slot(open_now, BERLIN, "DE", BERLIN, QuietHours(time(9), time(11)))
    assert moved is not None
    assert (moved.at.time(), moved.now) == (time(11), False)


@pytest.mark.parametrize(
    ("quiet", "at", "held"),
    [
        (QuietHours(time(21), time(7)), time(23), True),
        (QuietHours(time(21), time(7)), time(6, 59), True),
        (QuietHours(time(21), time(7)), time(7), False),
        (QuietHours(time(12), time(14)), time(13), True),
        (QuietHours(time(12), time(14)), time(14), False),
        (NONE, time(0), False),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet: QuietHours, at: time, held: bool) -> None:
    assert quiet.hold(datetime.combine(date(2026, 5, 1), at, BERLIN)) is held


def test_wall_times_in_the_gap_and_the_overlap_are_told_apart() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert in_gap(spring, time(2, 30), BERLIN)
    assert not in_gap(spring, time(3, 0), BERLIN)
    assert twice(autumn, time(2, 30), BERLIN)
    assert not twice(autumn, time(3, 0), BERLIN)
    assert not twice(spring, time(2, 30), BERLIN)
    assert not in_gap(autumn, time(2, 30), BERLIN)


def test_a_time_is_said_on_both_clocks_where_they_differ() -> None:
    nine = datetime(2025, 9, 17, 9, 30, tzinfo=LONDON)
    assert said(nine, BERLIN) == "Wednesday 17 September, 09:30 their time (London), 10:30 where you are"
    assert said(nine, LONDON) == "Wednesday 17 September, 09:30"
    assert said(nine, ZoneInfo("Europe/Lisbon")) == "Wednesday 17 September, 09:30"
    tokyo = datetime(2025, 9, 17, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert said(tokyo, ZoneInfo("America/New_York")).endswith("20:30 on Tuesday where you are")
