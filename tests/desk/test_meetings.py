"""Interviews in time, from the mail to the person's word."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from nextround.desk import NotYours, Refused, applications, arranging, mails, meetings, today
from nextround.desk.again import read_again
from nextround.desk.reading import new_mail, version
from nextround.desk.words import time_words
from nextround.reading.finding import Finding, Kind
from nextround.reading.meeting import Doubt
from nextround.reading.meeting import Meeting as Told
from nextround.reading.zones import clock_called
from nextround.records import keep, queries
from nextround.records.convert import finding_to_json, meeting_from_json, meeting_to_json
from nextround.records.models import Application, Mail, Meeting
from tests.desk.builders import DAY, post, raw, source

NOW = DAY + timedelta(days=5)
INVITED = "We invite you to an interview on Thursday, 12 March at 14:00 CET."


def invite(owner: Any, number: int, day: float, body: str = INVITED, calendar: str = "") -> Mail:
    """Keep an invitation with these words, and perhaps a calendar entry, in the thread of the first mail."""
    whole = raw(number, day, "jobs@lumen.example", "Interview", body, answers=1)
    if calendar:
        whole = whole.replace(b"text/plain", b"text/calendar", 1).replace(body.encode(), calendar.encode())
    mail = new_mail(whole)
    keep.received(source(owner), keep.Batch([mail], [], None, 0, 0, 1))
    row = Mail.objects.get(owner=owner, digest=mail.digest)
    finding = Finding(Kind.INTERVIEW, 0.9, True, company="Lumen Yard", role="Planner")
    mark = version(queries.preferences(owner).addresses)
    keep.read([(row.pk, finding_to_json(finding))], mark, NOW)
    arranging.arrange(owner, now=NOW)
    return row


def entry(start: str, sequence: int = 0, method: str = "REQUEST") -> str:
    return (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:a@lumen.example\r\n"
        f"SEQUENCE:{sequence}\r\nDTSTART:{start}\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )


@pytest.fixture
def lumen(alice: Any) -> int:
    post(alice, 1, 0, Kind.APPLIED)
    arranging.arrange(alice, now=NOW)
    return Application.objects.get(owner=alice).pk


def kept(owner: Any) -> list[tuple[str, bool]]:
    rows = Meeting.objects.filter(owner=owner).order_by("pk")
    return [(row.starts_at.astimezone(UTC).isoformat()[:16], row.declined) for row in rows]


def start_of(owner: Any, pk: int) -> str:
    return meetings.asks(owner, pk)[0].options[0].start


def test_an_invitation_becomes_a_question_with_the_mails_words(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    (ask,) = meetings.asks(alice, lumen)
    assert (ask.mail_pk, ask.change, ask.because) == (mail.pk, "new", "Thursday, 12 March at 14:00")
    assert [o.words for o in ask.options] == ["Thursday 12 March 2026, 14:00 (Berlin)"]
    keep.preferences(alice, zone="Europe/London")
    (ask,) = meetings.asks(alice, lumen)
    assert [o.words for o in ask.options] == ["Thursday 12 March 2026, 14:00 (Berlin), 13:00 where you are"]


def test_a_guessed_zone_is_told(alice: Any, lumen: int) -> None:
    invite(alice, 2, 1, "We invite you to an interview on Thursday, 12 March at 14:00.")
    (ask,) = meetings.asks(alice, lumen)
    assert ask.doubts == ("The time zone is a guess; the mail does not say which one it means.",)


def test_yes_makes_it_a_fact_on_the_timeline_and_today_and_undo_takes_it_back(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), now=NOW)
    assert kept(alice) == [("2026-03-12T13:00", False)]
    assert meetings.asks(alice, lumen) == ()
    assert [line.kind for line in applications.one(alice, lumen, NOW).timeline] == [
        "applied",
        "interview",
        "meeting",
    ]
    assert [m.company for m in today.today(alice, NOW).meetings] == ["Lumen Yard"]
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert kept(alice) == []
    assert len(meetings.asks(alice, lumen)) == 1


def test_the_day_is_the_one_on_the_clocks_of_the_meeting(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1, "The interview is on Thursday, 12 March at 19:00 PDT.")
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), now=NOW)
    assert kept(alice) == [("2026-03-13T02:00", False)]
    (line,) = [line for line in applications.one(alice, lumen, NOW).timeline if line.meeting]
    assert line.meeting is not None
    assert line.meeting.day == date(2026, 3, 12)


def test_the_rounds_are_told_with_their_days_and_how_they_ended(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), now=NOW)
    found = [(one.word, one.day, one.outcome) for one in applications.one(alice, lumen, NOW).rounds]
    assert found == [("on paper", date(2026, 3, 2), ""), ("interview", date(2026, 3, 12), "open")]


def test_waiting_for_the_interview_is_no_silence(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1, "The interview is on Thursday, 16 April at 14:00 CET.")
    late = DAY + timedelta(days=40)
    assert applications.one(alice, lumen, late).state == "silent"
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), now=NOW)
    assert applications.one(alice, lumen, late).state == "open"
    assert applications.one(alice, lumen, late + timedelta(days=30)).state == "silent"


def test_another_time_is_meant_on_the_clocks_of_the_mail(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    at = (date(2026, 4, 2), time(9, 30))
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), at, now=NOW)
    assert kept(alice) == [("2026-04-02T07:30", False)]


def test_no_is_not_asked_again(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.decline(alice, lumen, mail.pk, now=NOW)
    arranging.arrange(alice, now=NOW)
    assert (meetings.asks(alice, lumen), kept(alice)) == ((), [("2026-03-12T13:00", True)])


def test_a_later_entry_moves_it_and_a_cancelled_one_calls_it_off(alice: Any, lumen: int) -> None:
    first = invite(alice, 2, 1, calendar=entry("20260312T130000Z"))
    meetings.confirm(alice, lumen, first.pk, start_of(alice, lumen), now=NOW)
    moved = invite(alice, 3, 2, calendar=entry("20260313T100000Z", 1))
    (ask,) = meetings.asks(alice, lumen)
    assert (ask.change, ask.before) == ("moved", "Thursday 12 March 2026, 13:00 (UTC)")
    meetings.confirm(alice, lumen, moved.pk, ask.options[0].start, now=NOW)
    assert kept(alice) == [("2026-03-12T13:00", True), ("2026-03-13T10:00", False)]
    off = invite(alice, 4, 3, calendar=entry("20260313T100000Z", 2, "CANCEL"))
    assert [one.change for one in meetings.asks(alice, lumen)] == ["off"]
    meetings.call_off(alice, lumen, off.pk, now=NOW)
    assert [declined for _, declined in kept(alice)] == [True, True]
    assert meetings.asks(alice, lumen) == ()


def test_what_is_no_longer_asked_is_refused_and_changes_nothing(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    for call in (
        lambda: meetings.confirm(alice, lumen, mail.pk, "2026-01-01T00:00:00+00:00", now=NOW),
        lambda: meetings.confirm(alice, lumen, 0, start_of(alice, lumen), now=NOW),
        lambda: meetings.call_off(alice, lumen, mail.pk, now=NOW),
        lambda: meetings.decline(alice, lumen, 0, now=NOW),
    ):
        with pytest.raises(Refused):
            call()
    assert kept(alice) == []


def test_a_stranger_finds_nothing(alice: Any, charlie: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), now=NOW)
    pk = Meeting.objects.get(owner=alice).pk
    for call in (
        lambda: meetings.asks(charlie, lumen),
        lambda: meetings.decline(charlie, lumen, mail.pk),
        lambda: meetings.remove(charlie, pk),
    ):
        with pytest.raises(NotYours):
            call()
    assert len(kept(alice)) == 1


def test_a_meeting_goes_along_when_applications_are_joined_and_parted(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    meetings.confirm(alice, lumen, mail.pk, start_of(alice, lumen), now=NOW)
    other = applications.add(alice, "Lumen Yard GmbH", "Planner", DAY, now=NOW)
    applications.merge(alice, other, lumen, now=NOW)
    assert Meeting.objects.get(owner=alice).application_id == other
    line = next(item for item in applications.one(alice, other).timeline if item.mail_pk == mail.pk)
    new = applications.split(alice, other, [line.event_pk], now=NOW)
    assert Meeting.objects.get(owner=alice).application_id == new


def test_times_are_said_on_both_clock_called() -> None:
    berlin, here = clock_called("Europe/Berlin"), clock_called("America/New_York")
    start = datetime(2026, 3, 12, 1, tzinfo=berlin)
    assert time_words(start, start + timedelta(hours=1), "Europe/Berlin", here) == (
        "Thursday 12 March 2026, 01:00 to 02:00 (Berlin), 20:00 on Wednesday where you are"
    )
    assert time_words(start, None, "Europe/Berlin", here, all_day=True) == "Thursday 12 March 2026"
    assert time_words(start, None, "UTC+05:30", UTC) == (
        "Thursday 12 March 2026, 05:30 (UTC+05:30), 00:00 where you are"
    )
    assert time_words(start, None, "No/Such", UTC) == "Thursday 12 March 2026, 00:00 (Such)"
    assert time_words(start, None, "", UTC) == "Thursday 12 March 2026, 00:00 (UTC)"


def spoil(mail: Mail) -> None:
    """Make a mail's bytes say nothing, so that only what was kept of it can answer."""
    Mail.objects.filter(pk=mail.pk).update(raw=zlib.compress(b"Subject: Nothing\r\n\r\nNothing\r\n"))


def test_times_are_found_once_and_kept_beside_the_mail(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    (ask,) = meetings.asks(alice, lumen)
    spoil(mail)
    assert meetings.asks(alice, lumen) == (ask,)
    keep.preferences(alice, zone="Europe/London")  # another zone reads another time out of the same words
    assert meetings.asks(alice, lumen) == ()


def test_times_are_found_while_the_mail_is_read(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1, "Dear Alice, thank you for your application. " + INVITED)
    read_again(alice)
    spoil(mail)
    (ask,) = meetings.asks(alice, lumen)
    assert ask.because == "Thursday, 12 March at 14:00"


def test_reading_again_forgets_the_times_that_were_kept(alice: Any, lumen: int) -> None:
    invite(alice, 2, 1, "Dear Alice, thank you for your application. " + INVITED)
    (ask,) = meetings.asks(alice, lumen)
    Mail.objects.filter(owner=alice).update(times={"zone": "", "in_words": True, "named": []})
    assert meetings.asks(alice, lumen) == ()
    read_again(alice)
    assert meetings.asks(alice, lumen) == (ask,)


def test_the_persons_word_about_a_mail_has_it_looked_at_again(alice: Any, lumen: int) -> None:
    mail = invite(alice, 2, 1)
    assert len(meetings.asks(alice, lumen)) == 1
    mails.correct(alice, mail.pk, "other", now=NOW)
    assert meetings.asks(alice, lumen) == ()
    mails.correct(alice, mail.pk, "interview", now=NOW)
    assert len(meetings.asks(alice, lumen)) == 1


def test_a_meeting_is_kept_with_all_that_was_told_of_it() -> None:
    told = Told(
        start=datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=clock_called("Europe/Berlin")),
        zone="Europe/Berlin",
        end=datetime(2026, 10, 25, 3, 30, tzinfo=clock_called("Europe/Berlin")),
        where="Room 4",
        because="on Sunday at half past two",
        doubts=frozenset({Doubt.CLOCK, Doubt.ZONE}),
        uid="a@lumen.example",
        sequence=3,
        cancelled=True,
    )
    bare = Told(datetime(2026, 3, 12, 14, tzinfo=timezone(timedelta(hours=5, minutes=30))), "Some/Where")
    for meeting in (told, bare):
        again = meeting_from_json(json.loads(json.dumps(meeting_to_json(meeting))))
        assert again == meeting
        assert again.start.isoformat() == meeting.start.isoformat()
