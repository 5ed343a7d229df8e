"""Calls as the person makes them: where they are, what is open, how it went."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from nextround.desk import applications, calls, exports, letters, today
from nextround.desk.arranging import arrange
from nextround.desk.errors import NotYours, Refused
from nextround.reading.finding import Kind, Stage
from nextround.records import keep
from nextround.records.models import Application, Call, Feedback, Letter, Office, Person
from tests.desk.builders import DAY, post

NO = DAY + timedelta(days=20)  # a Sunday
NOON = datetime(2026, 3, 24, 12, 0, tzinfo=UTC)  # Tuesday
NIGHT = datetime(2026, 3, 24, 22, 0, tzinfo=UTC)


@pytest.fixture
def lumen(alice: Any) -> int:
    """A sure no after a conversation; they may be rung in London."""
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW)
    post(alice, 3, 20, Kind.REJECTION)
    arrange(alice, now=NOON)
    pk = Application.objects.get(owner=alice).pk
    keep.preferences(alice, zone="Europe/Berlin", country="DE")
    calls.keep_office(alice, pk, "+44 20 7946 0000", welcome=True, now=NOON)
    return pk


def test_a_call_is_open_in_their_hours_and_shown_on_both_clocks(alice: Any, lumen: int) -> None:
    now = calls.view(alice, lumen, NOON)
    assert (now.state, now.dial, now.number) == ("ready", "+442079460000", "+44 20 7946 0000")
    assert now.when == "Their office is likely open now: it is 12:00 there."
    night = calls.view(alice, lumen, NIGHT)
    assert night.dial == ""
    assert night.when == ("A good time: Wednesday 25 March, 09:30 their time (London), 10:30 where you are.")


def test_today_offers_the_call_in_place_of_the_letter(alice: Any, lumen: int) -> None:
    step = today.today(alice, NIGHT).next
    assert step is not None
    assert (step.kind, step.window[:12]) == ("call", "A good time:")
    calls.keep_office(alice, lumen, "+44 20 7946 0000", welcome=False, now=NIGHT)
    other = today.today(alice, NIGHT).next
    assert other is not None
    assert other.kind == "ask_feedback"


def test_r013_a_message_left_means_waiting_and_no_second_call(alice: Any, lumen: int) -> None:
    calls.log(alice, lumen, "voicemail", now=NOON)
    view = calls.view(alice, lumen, NOON + timedelta(days=1))
    assert (view.state, view.dial) == ("waiting", "")
    assert view.until is not None
    assert view.until.date() == date(2026, 4, 8)  # Good Friday is a holiday everywhere there
    assert view.outcomes == (("spoke", "They rang me"),)
    for outcome in ("voicemail", "no_answer", "call_back"):
        with pytest.raises(Refused, match="theirs to call back"):
            calls.log(alice, lumen, outcome, (date(2026, 4, 1), time(10)), now=NOON + timedelta(days=1))
    with pytest.raises(Refused, match="theirs to call back"):
        letters.start(alice, lumen, "call_script", NOON + timedelta(days=1))
    assert calls.view(alice, lumen, NOON + timedelta(days=30)).state == "resting"
    assert Call.objects.count() == 1
    view_later = today.today(alice, NOON + timedelta(days=3))
    offered = {step.kind for step in (view_later.next, *view_later.rest) if step}
    assert not offered & {"call", "ask_feedback", "status_enquiry"}


def test_they_ring_back_and_their_words_are_kept_as_they_are(alice: Any, lumen: int) -> None:
    calls.log(alice, lumen, "no_answer", now=NOON)
    said = "You were close.\n\n  Next time bring numbers."
    calls.log(alice, lumen, "spoke", whom="Kim Vale", said=said, now=NOON + timedelta(days=2))
    newest, oldest = calls.view(alice, lumen, NOON + timedelta(days=3)).calls
    assert (newest.word, newest.said, newest.whom, newest.spoke) == ("They rang me", "", "Kim Vale", True)
    kept = Feedback.objects.get(channel="call")
    assert (kept.words, kept.said_by, kept.application_id) == (said, "Kim Vale", lumen)
    assert oldest.word == "Nobody answered"
    assert calls.view(alice, lumen, NOON + timedelta(days=3)).state == "closed"
    assert "bring numbers" in exports.export(alice, "json", NOON)


def test_r011_the_name_that_was_given_belongs_to_the_application(alice: Any, lumen: int) -> None:
    first = letters.view(alice, letters.start(alice, lumen, "call_script", NOON).pk).prompts[0]
    assert "ask first who the right person is" in first.help
    before = set(Person.objects.values_list("name", flat=True))
    calls.log(alice, lumen, "spoke", whom="  Robin   Ash ", now=NOON)
    assert set(Person.objects.values_list("name", flat=True)) - before == {"Robin Ash"}
    assert Person.objects.get(name="Robin Ash").application_id == lumen
    assert calls.view(alice, lumen, NOON).whom == "Robin Ash"
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert not Call.objects.exists()
    assert not Person.objects.filter(name="Robin Ash").exists()


def test_they_are_rung_back_on_their_clocks(alice: Any, lumen: int) -> None:
    calls.log(alice, lumen, "call_back", (date(2026, 3, 26), time(15, 0)), now=NOON)
    view = calls.view(alice, lumen, NOON + timedelta(hours=2))
    assert (view.state, view.dial) == ("call_back", "+442079460000")
    assert view.when == (
        "They asked you to ring on Thursday 26 March, 15:00 their time (London), 16:00 where you are."
    )
    step = today.today(alice, NOON + timedelta(hours=2)).next
    assert step is not None
    assert step.due == datetime(2026, 3, 26, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("back", "sentence"),
    [(None, "Give the day and the time"), ((date(2026, 3, 29), time(1, 30)), "clocks leap over")],
)
def test_a_time_that_cannot_be_gets_a_sentence(alice: Any, lumen: int, back: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        calls.log(alice, lumen, "call_back", back, now=NOON)
    assert not Call.objects.exists()


def test_a_call_of_tomorrow_and_an_unknown_outcome_are_refused(alice: Any, lumen: int) -> None:
    with pytest.raises(Refused, match="not come yet"):
        calls.log(alice, lumen, "spoke", at=NOON + timedelta(hours=1), now=NOON)
    with pytest.raises(Refused, match="Choose how"):
        calls.log(alice, lumen, "sang", now=NOON)


def test_a_number_without_country_is_read_in_the_persons_own(alice: Any, lumen: int) -> None:
    found = calls.keep_office(alice, lumen, "030 901820", welcome=True, now=NOON)
    assert (str(found.zone), found.region) == ("Europe/Berlin", "DE")
    keep.preferences(alice, country="")
    view = calls.view(alice, lumen, NOON)
    assert "names no country" in view.doubt
    assert (view.dial, view.when, view.number) == ("", "", "030 901820")


def test_clocks_and_part_are_asked_for_and_go_with_their_country(alice: Any, lumen: int) -> None:
    calls.keep_office(alice, lumen, "", "US", "CA", "America/Denver", True, NOON)
    first = calls.view(alice, lumen, NOON)
    assert "America/Denver" in first.zones
    assert (first.zone, first.part) == ("", "")  # they were chosen for another country
    calls.keep_office(alice, lumen, "", "US", "CO", "America/Denver", True, NOON)
    second = calls.view(alice, lumen, NOON)
    assert (second.zone, second.part, second.doubt) == ("America/Denver", "CO", "")
    assert ("CO", "Colorado") in second.parts
    assert "where you are" in second.when


def test_where_nobody_told_their_clocks_the_computers_are_taken(
    alice: Any, lumen: int, settings: Any
) -> None:
    keep.preferences(alice, zone="")
    settings.HERE = "America/New_York"
    assert calls.view(alice, lumen, NIGHT).when.endswith("(London), 05:30 where you are.")


def test_quiet_hours_hold_a_call_back(alice: Any, lumen: int) -> None:
    keep.preferences(alice, quiet_from=time(12), quiet_to=time(15))
    assert calls.view(alice, lumen, NOON).when.endswith("14:00 their time (London), 15:00 where you are.")
    keep.preferences(alice, quiet_from=time(8), quiet_to=time(23))
    view = calls.view(alice, lumen, NOON)
    assert (view.when, view.dial) == (calls.ASLEEP, "")


def test_words_for_a_call_are_the_persons_own_and_stand_on_its_page(alice: Any, lumen: int) -> None:
    script = letters.start(alice, lumen, "call_script", NOON)
    view = letters.view(alice, script.pk)
    assert view.script
    assert view.kind_word == "Words for a call"
    assert {value for value, _ in view.kinds} == {"call_script", "voicemail_script"}
    letters.save(alice, script.pk, {"question": "What could I practise?"}, "What could I practise?", 1)
    (held, empty) = calls.view(alice, lumen, NOON).scripts
    assert (held.pk, held.text, empty.pk) == (script.pk, "What could I practise?", None)
    assert applications.one(alice, lumen, NOON).letters == ()
    with pytest.raises(Refused, match="stay words for a call"):
        letters.change_kind(alice, script.pk, "thank_you")
    letters.change_kind(alice, script.pk, "voicemail_script")
    assert Letter.objects.get().kind == "voicemail_script"


def test_a_call_can_be_taken_away_and_that_undone(alice: Any, charlie: Any, lumen: int) -> None:
    calls.log(alice, lumen, "voicemail", now=NOON)
    call = Call.objects.get()
    with pytest.raises(NotYours):
        calls.remove(charlie, call.pk, NOON)
    assert calls.remove(alice, call.pk, NOON) == lumen
    assert calls.view(alice, lumen, NOON).state == "ready"
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert calls.view(alice, lumen, NOON).state == "waiting"


def test_a_stranger_sees_and_says_nothing(charlie: Any, lumen: int) -> None:
    with pytest.raises(NotYours):
        calls.view(charlie, lumen, NOON)
    with pytest.raises(NotYours):
        calls.log(charlie, lumen, "spoke", now=NOON)
    with pytest.raises(NotYours):
        calls.keep_office(charlie, lumen, "1", now=NOON)


def test_calls_and_their_office_go_along_when_two_applications_are_one(alice: Any, lumen: int) -> None:
    calls.log(alice, lumen, "voicemail", now=NOON)
    kept = applications.add(alice, "Lumen Yard", "Planner II", NOON - timedelta(days=30), now=NOON)
    applications.merge(alice, kept, lumen, NOON)
    assert Call.objects.get().application_id == kept
    assert Office.objects.get().application_id == kept
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert Call.objects.get().application_id == Office.objects.get().application_id == lumen


def test_everything_of_calls_is_deleted_with_the_rest(alice: Any, lumen: int) -> None:
    calls.log(alice, lumen, "voicemail", now=NOON)
    keep.delete_everything(alice)
    assert not Call.objects.exists()
    assert not Office.objects.exists()
