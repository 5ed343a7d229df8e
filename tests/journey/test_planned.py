"""Which interview times are asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nextround.journey.planned import Change, Kept, Named, suggestions
from nextround.reading.meeting import Meeting

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(day: float) -> Meeting:
    return Meeting(MONDAY + timedelta(days=day), "UTC")


def named(mail: int, day: float, *meetings: Meeting) -> Named:
    return Named(mail, MONDAY + timedelta(days=day), meetings)


def asked(mails: list[Named], *kept: Kept) -> list[tuple[int, str, list[int]]]:
    found = suggestions(mails, kept)
    assert found == suggestions(reversed(mails), kept)
    return [(one.mail, one.change.value, [(o.start - MONDAY).days for o in one.options]) for one in found]


def test_a_named_time_is_asked_and_a_mail_without_one_is_not() -> None:
    assert asked([named(1, 0, at(10)), named(2, 1)]) == [(1, "new", [10])]


def test_a_later_mail_takes_the_place_of_an_earlier_one() -> None:
    assert asked([named(1, 0, at(10), at(11)), named(2, 1, at(11))]) == [(2, "new", [11])]


def test_the_time_of_a_round_that_is_over_stays_asked() -> None:
    assert asked([named(1, 0, at(10)), named(2, 12, at(20))]) == [(1, "new", [10]), (2, "new", [20])]


def test_what_was_confirmed_or_declined_is_not_asked_again() -> None:
    assert asked([named(1, 0, at(10))], Kept(5, 1, at(10).start)) == []
    assert asked([named(1, 0, at(10))], Kept(5, 1, at(10).start, declined=True)) == []
    assert asked([named(1, 0, at(10)), named(2, 1, at(10))], Kept(5, 1, at(10).start)) == []


def test_a_declined_mail_does_not_bring_an_earlier_one_back() -> None:
    assert asked([named(1, 0, at(10)), named(2, 1, at(11))], Kept(5, 2, at(11).start, declined=True)) == []


def test_another_time_for_a_confirmed_meeting_is_a_move() -> None:
    mails = [named(1, 0, at(10)), named(2, 1, at(12))]
    kept = Kept(5, 1, at(10).start)
    (one,) = suggestions(mails, [kept])
    assert (one.mail, one.change, one.kept) == (2, Change.MOVED, kept)


def test_with_two_confirmed_ahead_another_time_is_a_new_one() -> None:
    mails = [named(3, 1, at(14))]
    assert asked(mails, Kept(5, 1, at(10).start), Kept(6, 2, at(12).start)) == [(3, "new", [14])]


def test_a_meeting_called_off_is_asked_only_when_it_was_confirmed() -> None:
    off = replace(at(10), cancelled=True)
    assert asked([named(1, 0, at(10)), named(2, 1, off)]) == []
    kept = Kept(5, 1, at(10).start)
    (one,) = suggestions([named(1, 0, at(10)), named(2, 1, off)], [kept])
    assert (one.change, one.kept) == (Change.OFF, kept)


def test_of_two_confirmed_meetings_the_one_of_that_time_is_called_off() -> None:
    kept = [Kept(5, 1, at(10).start), Kept(6, 2, at(12).start)]
    (one,) = suggestions([named(3, 1, replace(at(12), cancelled=True))], kept)
    assert one.kept == kept[1]
