"""Zones by the names that are kept of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nextround.reading.zones import clock_called, fixed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("minutes", [0, 330, -210, 840])
def test_a_zone_that_lies_so_far_from_utc_is_found_again_by_its_name(minutes: int) -> None:
    zone = fixed(timedelta(minutes=minutes))
    clock = clock_called(zone.name)
    assert NOON.astimezone(clock).utcoffset() == timedelta(minutes=minutes)


def test_a_zone_is_found_by_its_place() -> None:
    assert clock_called("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("name", ["", "No/Such", "UTC+5", "../etc/passwd", "Europe"])
def test_what_is_no_zone_has_no_clock(name: str) -> None:
    assert clock_called(name) is None
