"""What was done, week by week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from nextround.playbook.effort import Did, Week, weeks

WEDNESDAY = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


def ago(days: float) -> datetime:
    return WEDNESDAY - timedelta(days=days)


def test_weeks_are_told_in_words_newest_first_and_empty_ones_are_not_there() -> None:
    done = [(Did.WROTE, ago(1)), (Did.APPLIED, ago(2)), (Did.APPLIED, ago(0)), (Did.RANG, ago(21))]
    assert weeks(done, WEDNESDAY, ZoneInfo("UTC")) == (
        Week(date(2026, 3, 16), "Two applications, one letter"),
        Week(date(2026, 2, 23), "One call"),
    )


def test_weeks_of_nothing_are_none() -> None:
    assert weeks([], WEDNESDAY, ZoneInfo("UTC")) == ()


def test_weeks_leave_out_what_is_still_to_come() -> None:
    assert weeks([(Did.RANG, ago(-1))], WEDNESDAY, ZoneInfo("UTC")) == ()


def test_weeks_begin_on_the_persons_own_monday() -> None:
    sunday_night = datetime(2026, 3, 15, 22, 0, tzinfo=UTC)
    (there,) = weeks([(Did.RANG, sunday_night)], WEDNESDAY, ZoneInfo("Asia/Tokyo"))
    (here,) = weeks([(Did.RANG, sunday_night)], WEDNESDAY, ZoneInfo("UTC"))
    assert (there.monday, here.monday) == (date(2026, 3, 16), date(2026, 3, 9))


def test_weeks_write_small_numbers_out_and_every_kind_has_words() -> None:
    (week,) = weeks([(did, ago(0)) for did in Did for _ in range(10)], WEDNESDAY, ZoneInfo("UTC"))
    assert week.words.lower().count("ten") == len(Did)
    (week,) = weeks([(Did.APPLIED, ago(0))] * 11, WEDNESDAY, ZoneInfo("UTC"))
    assert week.words == "11 applications"
