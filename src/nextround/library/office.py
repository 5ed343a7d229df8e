"""Which days a place works: weekends, holidays and their exceptions, by country and part of a country.

A region is written as ISO 3166 has it: `GB`, `GB-SCT`, or empty where it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from nextround.library import load_toml

if TYPE_CHECKING:
    from holidays import HolidayBase

USUAL_WEEKEND = frozenset({5, 6})
DAY = timedelta(days=1)


def is_working_day(day: date, region: str = "") -> bool:
    """Whether the region works on this day; without a known region: Monday to Friday.

    A Sunday is a working day where the weekend is on other days, and so is a Saturday that is worked
    instead of a bridge day.
    """
    country, _, part = region.upper().partition("-")
    calendar = _calendar(country, part, day.year)
    return day.weekday() not in USUAL_WEEKEND if calendar is None else calendar.is_working_day(day)


@lru_cache(maxsize=256)
def _calendar(country: str, part: str, year: int) -> HolidayBase | None:
    """A year's calendar; of the whole country where the part is unknown, None where the country is."""
    if not country:
        return None
    import holidays  # noqa: PLC0415 -- a quarter of a second, which only who needs it shall pay

    for subdivision in (part or None, None):
        try:
            return holidays.country_holidays(country, subdiv=subdivision, years=year)
        except NotImplementedError:
            continue
    return None


def add_working_days(start: datetime, days: int, region: str = "") -> datetime:
    """`days` working days of the region after `start`."""
    moment = start
    while days:
        moment += DAY
        days -= is_working_day(moment.date(), region)
    return moment


@cache
def parts(country: str) -> tuple[tuple[str, str], ...]:
    """The parts of a country that have holidays of their own: code and name; empty where there is none."""
    calendar = _calendar(country.upper(), "", 2026)
    if calendar is None:
        return ()
    names = {code: names[0] for code, names in calendar.get_subdivision_aliases().items() if names}
    return tuple(
        sorted(((code, names.get(code, code)) for code in calendar.subdivisions), key=lambda p: p[1])
    )


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country, the one of most people first; empty where the country is unknown."""
    return _zones().get(country.upper(), ())


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """The zone table of the tz database, as it came with the zones themselves."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), zone)
    return found


@cache
def opening() -> tuple[time, time, time]:
    """When an office opens and closes, and from when on a first call is welcome, on the office's clocks."""
    facts = load_toml("letter_checks/outside_hours.toml")
    opens, closes, first = (time.fromisoformat(facts[name]) for name in ("opens", "closes", "first_call"))
    return opens, closes, first
