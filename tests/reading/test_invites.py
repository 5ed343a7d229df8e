"""Meetings from calendar entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.invites import invited
from nextround.reading.meeting import Doubt, Meeting
from nextround.reading.when import meetings
from nextround.reading.zones import Zone, zone_named

HOME = zone_named("Europe/Berlin") or Zone("UTC", UTC)

CUSTOM = """\
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def entry(*lines: str, method: str = "REQUEST", zones: str = "", uid: str = "a1@fernhill.example") -> str:
    inner = "\n".join(lines)
    return (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n{zones}BEGIN:VEVENT\nUID:{uid}\n"
        f"SUMMARY:Interview\n{inner}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def only(*lines: str, method: str = "REQUEST", zones: str = "") -> Meeting:
    (found,) = invited([entry(*lines, method=method, zones=zones)], HOME)
    return found


@pytest.mark.parametrize(
    ("start", "when", "zone", "doubts"),
    [
        ("DTSTART:20260312T130000Z", "2026-03-12T13:00:00+00:00", "UTC", set()),
        (
            "DTSTART;TZID=America/New_York:20260712T130000",
            "2026-07-12T13:00:00-04:00",
            "America/New_York",
            set(),
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20260712T130000",
            "2026-07-12T13:00:00+02:00",
            "Europe/Berlin",
            set(),
        ),
        (
            "DTSTART;TZID=Customized Time Zone:20260712T130000",
            "2026-07-12T13:00:00+02:00",
            "UTC+02:00",
            set(),
        ),
        (
            "DTSTART;TZID=Nowhere Time:20260712T130000",
            "2026-07-12T13:00:00+02:00",
            "Europe/Berlin",
            {Doubt.ZONE},
        ),
        (
            'DTSTART;TZID="(UTC-05:00) Eastern Time (New York)":20260712T130000',
            "2026-07-12T13:00:00-04:00",
            "America/New_York",
            set(),
        ),
        ("DTSTART:20260712T130000", "2026-07-12T13:00:00+02:00", "Europe/Berlin", {Doubt.ZONE}),
        ("DTSTART;VALUE=DATE:20260712", "2026-07-12T00:00:00+02:00", "Europe/Berlin", {Doubt.TIME}),
        (
            "DTSTART;TZID=Europe/Berlin:20260329T023000",
            "2026-03-29T03:30:00+02:00",
            "Europe/Berlin",
            {Doubt.CLOCK},
        ),
        ("DTSTART:20260329T023000", "2026-03-29T03:30:00+02:00", "Europe/Berlin", {Doubt.ZONE, Doubt.CLOCK}),
    ],
)
def test_a_start_is_placed_on_its_zones_clocks(start: str, when: str, zone: str, doubts: set[Doubt]) -> None:
    found = only(start, zones=CUSTOM)
    assert (found.start.isoformat(), found.zone, found.doubts) == (when, zone, doubts)


def test_end_or_duration_and_place_are_kept() -> None:
    found = only("DTSTART:20260312T130000Z", "DTEND:20260312T134500Z", "LOCATION:Room 3\\, Mill\n  Lane 1")
    assert (found.end, found.where) == (found.start + timedelta(minutes=45), "Room 3, Mill Lane 1")
    assert only("DTSTART:20260312T130000Z", "DURATION:PT1H").end == datetime(2026, 3, 12, 14, tzinfo=UTC)
    assert only("DTSTART:20260312T130000Z", "X-GOOGLE-CONFERENCE:https://meet.example/x").where


@pytest.mark.parametrize(
    "end",
    [
        "DTEND:20260312T120000Z",
        "DTEND:20270312T120000Z",
        "DTEND:x",
        "DTEND:00010101T000000Z",
        "DURATION:P99999999999D",
    ],
)
def test_an_end_that_cannot_be_is_left_out(end: str) -> None:
    assert only("DTSTART:20260312T130000Z", end).end is None


def test_a_later_sequence_replaces_and_a_cancel_calls_off() -> None:
    first = entry("DTSTART:20260312T130000Z", "SEQUENCE:0")
    moved = entry("DTSTART:20260313T100000Z", "SEQUENCE:1")
    off = entry("DTSTART:20260313T100000Z", "SEQUENCE:2", method="CANCEL")
    assert [m.start.day for m in invited([moved, first], HOME)] == [13]
    assert [m.cancelled for m in invited([off, moved, first], HOME)] == [True]
    assert only("DTSTART:20260312T130000Z", "STATUS:CANCELLED").cancelled


def test_a_repetition_is_not_followed_and_an_odd_sequence_is_none() -> None:
    found = only("DTSTART:20260312T130000Z", "RRULE:FREQ=SECONDLY;COUNT=99999999", "SEQUENCE:many")
    assert (found.start.day, found.sequence) == (12, 0)


def test_an_answer_is_no_invitation_and_a_counter_proposal_is_not_sure() -> None:
    assert invited([entry("DTSTART:20260312T130000Z", method="REPLY")], HOME) == ()
    assert only("DTSTART:20260312T130000Z", method="COUNTER").doubts == {Doubt.SLOTS}


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:2026",
        "DTSTART;TZID=:99999999T999999",
        "DTSTART;VALUE=PERIOD:20260712T130000Z/PT1H",
        "DTSTART;VALUE=TIME:130000",
        "DTSTART:20260712T130000Z\nDTSTART:20260713T130000Z",
        "DTSTART:00010101T000000Z",
        "SUMMARY:no start at all",
    ],
)
def test_a_start_that_cannot_be_read_is_left_out(start: str) -> None:
    assert invited([entry(start)], HOME) == ()


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT\nEND:VEVENT",
        "x" * 1_000_000,
        "BEGIN:VEVENT\n" * 5_000,
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:" + "2" * 900_000,
        "\x00\xff" * 500,
        "BEGIN:VCALENDAR\nMETHOD;;;=:x\nBEGIN:VEVENT\nUID\nDTSTART\nEND:VEVENT\nEND:VCALENDAR",
    ],
)
def test_hostile_entries_give_nothing_and_raise_nothing(junk: str) -> None:
    assert invited([junk], HOME) == ()


def test_a_hostile_zone_is_read_or_left_but_never_repeated_for_ever() -> None:
    zone = CUSTOM.replace("FREQ=YEARLY;INTERVAL=1", "FREQ=SECONDLY").replace("Customized Time Zone", "Z")
    found = invited([entry("DTSTART;TZID=Z:20260712T130000", zones=zone)], HOME)
    assert [m.start.isoformat()[:16] for m in found] == ["2026-07-12T13:00"]


def test_many_events_give_the_first_ones() -> None:
    many = [entry(f"DTSTART:202603{day:02}T130000Z", uid=f"{day}@fernhill.example") for day in range(1, 31)]
    assert [m.start.day for m in invited(many, HOME)] == list(range(1, 21))


def test_a_calendar_entry_wins_over_the_words_beside_it() -> None:
    message = Message(
        "<1@fernhill.example>",
        "Interview",
        Address("Ada Quill", "ada@fernhill.example"),
        text="The interview is on Friday 13 March at 11:00.",
        date=datetime(2026, 3, 2, 9, tzinfo=UTC),
        calendar=(entry("DTSTART:20260312T130000Z"),),
    )
    assert [m.start.day for m in meetings(message)] == [12]
