"""Which days a place works."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from nextround.library.office import add_working_days, is_working_day, opening, parts, zones_of


@pytest.mark.parametrize(
    ("day", "region", "works"),
    [
        (date(2026, 1, 2), "GB-SCT", False),  # the second of January is a holiday in Scotland alone
        (date(2026, 1, 2), "GB-ENG", True),
        (date(2026, 1, 2), "gb", True),
        (date(2026, 11, 22), "IL", True),  # a Sunday
        (date(2026, 11, 20), "IL", False),  # a Friday
        (date(2026, 1, 10), "HU", True),  # a Saturday that is worked for a bridge day
        (date(2026, 11, 22), "DE", False),
        (date(2026, 11, 23), "", True),
        (date(2026, 11, 22), "", False),
        (date(2026, 11, 23), "XX", True),
        (date(2026, 6, 4), "DE-BY", False),
        (date(2026, 6, 4), "DE-XX", True),  # a part that nobody knows is the whole country
    ],
)
def test_working_days_follow_the_place(day: date, region: str, works: bool) -> None:
    assert is_working_day(day, region) is works


def test_working_days_are_added_at_their_place() -> None:
    thursday = datetime(2026, 11, 19, 9, tzinfo=UTC)
    assert add_working_days(thursday, 1, "IL").date() == date(2026, 11, 22)
    assert add_working_days(thursday, 1, "DE").date() == date(2026, 11, 20)
    assert add_working_days(thursday, 2).date() == date(2026, 11, 23)


def test_parts_and_zones_of_a_country_are_known_by_its_letters() -> None:
    assert ("SCT", "Scotland") in parts("gb")
    assert parts("IL") == parts("XX") == ()
    assert zones_of("de")[0] == "Europe/Berlin"
    assert zones_of("US")[0] == "America/New_York"
    assert zones_of("XX") == ()


def test_offices_open_before_the_first_call_is_welcome() -> None:
    opens, closes, first = opening()
    assert opens < first < closes
    assert first == time(9, 30)
