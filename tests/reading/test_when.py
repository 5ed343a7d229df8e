"""When an interview is, by a mail's own words."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.meeting import Doubt, Meeting
from nextround.reading.when import meetings

MONDAY = "2026-03-02T09:00:00+00:00"


def mail(text: str, sent: str | None = MONDAY, subject: str = "Interview", **words: object) -> Message:
    date = datetime.fromisoformat(sent) if sent else None
    sender = Address("Ada Quill", "ada@fernhill.example")
    return Message("<1@fernhill.example>", subject, sender, text=text, date=date, **words)  # type: ignore[arg-type]


def times(text: str, sent: str = MONDAY, zone: str = "") -> list[str]:
    return [meeting.start.isoformat()[:16] for meeting in meetings(mail(text, sent), zone)]


def only(text: str, sent: str = MONDAY, zone: str = "", line: str = "") -> Meeting:
    headers = {"date": line} if line else {}
    (found,) = meetings(mail(text, sent, headers=headers), zone)
    return found


TOLD = [
    ("We would like to invite you to an interview on Thursday, 12 March at 2pm CET.", "2026-03-12T14:00"),
    ("The interview is on Thursday the 12th at noon, London time.", "2026-03-12T12:00"),
    ("Let us meet at 2.30 p.m. (CET) on Thursday, 12 March.", "2026-03-12T14:30"),
    ("When: Thu, Mar 12, 2026 2:00pm – 2:45pm (GMT+1), a first call", "2026-03-12T14:00"),
    ("Your interview\n\nDate: Thursday, March 12, 2026\nTime: 2:00 pm - 3:00 pm (EST)", "2026-03-12T14:00"),
    ("Times are in CET. We have an interview at 2pm on Thursday, 12 March.", "2026-03-12T14:00"),
    ("The interview is on 12 March, in our large and bright rooms by the river, at 10.", "2026-03-12T00:00"),
    ("Interview: 2026-03-12 14:00 CET", "2026-03-12T14:00"),
    ("Could you do a call tomorrow at 10?", "2026-03-03T10:00"),
    ("We will call you the day after tomorrow at 11:15.", "2026-03-04T11:15"),
    ("A call on the 12th of March, 12am to 1am, would be odd but fine.", "2026-03-12T00:00"),
    ("Shall we talk on Friday, 11-1pm?", "2026-03-06T11:00"),
    ("Shall we talk on Friday, 2-3pm?", "2026-03-06T14:00"),
    ("Shall we talk on Friday, 10am-1pm?", "2026-03-06T10:00"),
    ("A call on Friday, 10:00 to 24:00?", "2026-03-06T10:00"),
    ("A call on 12 March\n\n at 10:00?", "2026-03-12T10:00"),
    ("Our interview date is 12-03-2026, at 10:00.", "2026-03-12T10:00"),
    ("Interview on Tuesday, 29 February 2028 at 10:00", None),  # further ahead than any interview
    ("Wir laden Sie zum Gespräch am 12.03. um 14 Uhr ein.", "2026-03-12T14:00"),
    ("Das Gespräch ist am Donnerstag, den 12. März 2026, um 14.30 Uhr.", "2026-03-12T14:30"),
    ("Das Gespräch ist am Do, 12.3.26 von 14 bis 15 Uhr.", "2026-03-12T14:00"),
    ("Passt Ihnen der 12.3. um 9 Uhr 30 für unser Telefonat, Frau Quill?", "2026-03-12T09:30"),
    ("Nous vous proposons un entretien le jeudi 12 mars à 14h.", "2026-03-12T14:00"),
    ("L'entretien aura lieu le 1er avril à 9 heures 30, heure de Paris.", "2026-04-01T09:30"),
    ("L'entretien aura lieu le 12/03/2026 à 14h30 dans nos locaux.", "2026-03-12T14:30"),
    ("La entrevista será el jueves 12 de marzo a las 10:00.", "2026-03-12T10:00"),
    ("La entrevista será el jueves 12 a las 4 de la tarde en nuestra oficina.", "2026-03-12T16:00"),
    ("Le llamamos para la entrevista el 12/03 a las 16:30h por Zoom.", "2026-03-12T16:30"),
    (
        "A entrevista será na quinta-feira, 12 de março, às 14h. Por favor confirme a presença, obrigado.",
        "2026-03-12T14:00",
    ),
    ("Il colloquio si terrà giovedì 12 marzo alle ore 15 presso la nostra sede.", "2026-03-12T15:00"),
    ("Il colloquio è previsto per il 12 marzo, dalle 15 alle 16.", None),  # it was planned for then
    ("Het gesprek is op donderdag 12 maart om 14.00 uur.", "2026-03-12T14:00"),
    ("Zapraszamy na rozmowę w czwartek 12 marca o godz. 14:00.", "2026-03-12T14:00"),
    ("Intervjun äger rum torsdag den 12 mars kl. 14.00.", "2026-03-12T14:00"),
]


@pytest.mark.parametrize(("text", "when"), TOLD)
def test_a_told_day_and_time_is_found(text: str, when: str | None) -> None:
    assert times(text) == ([when] if when else [])


def test_a_day_without_its_year_is_the_next_one_after_the_mail() -> None:
    assert times("Interview on 5 January at 10:00", "2026-11-20T09:00:00+00:00") == ["2027-01-05T10:00"]


LOOK_ALIKES = [
    "We expect to decide by 12 March at 17:00. The interview went well.",
    "Please reply by Friday 13 March at 5pm so that we can plan the interview.",
    "Please reply by 5pm on Friday, 13 March, so that we can plan the interview.",
    "Please send your papers no later than Thursday, 12 March 2026, 18:00, ahead of the interview.",
    "The start date is 1 April 2026 at 9:00. We liked the interview.",
    "The firm was founded on 12 March 1998, and every interview here is a conversation.",
    "We plan interviews next week. You can call us Monday to Friday between 9am and 5pm.",
    "Our office hours: every Thursday 9:00-17:00. The interview follows.",
    "Thank you for the interview on Thursday at 2pm.",
    "It was good to talk last Thursday at 2pm.",
    "We are here 24/7. Half of the interviews (1/2) take 3/4 of an hour. Call 030/12.03.45 or +4930 12.03.45",
    "The fare of 12.50 EUR, version 3.12 and paragraph 14.30 do not matter for the interview.",
    "The interview is at 14:00, we will tell you the day.",
    "A parcel arrives on Thursday 12 March at 14:00." + " It is large." * 20,
    "The interview on 2 March at 08:00 was lovely.",
    "Interview on 31 February at 10:00.",
    "Interview on 31/31/2026 at 10:00.",
    "Interview on Monday the 35th at 10:00.",
    "Interview score 10-3-11 of 12.",
    "Die Frist endet am 12. März um 12 Uhr. Das Gespräch folgt.",
    "Bitte melden Sie sich bis Freitag, 12 Uhr, damit wir das Gespräch planen können.",
    "Merci de confirmer avant le 12 mars à 18h votre entretien.",
    "Confirma la entrevista antes del jueves 12 de marzo a las 10:00, por favor.",
    "Confermi il colloquio entro il 12 marzo alle ore 15, grazie.",
    "Laat ons uiterlijk 12 maart om 12.00 uur weten of het gesprek uitkomt.",
    "Prosimy o odpowiedź do dnia 12 marca do godz. 15:00, czy rozmowa pasuje.",
    "Svara senast den 12 mars kl. 15.00 om intervjun passar.",
    "Responda até o dia 12 de março às 14h sobre a entrevista, por favor, obrigado.",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_meeting_is_left_alone(text: str) -> None:
    assert [m.because for m in meetings(mail(text, subject="Your application"))] == []


def test_the_words_are_the_writers_own() -> None:
    found = only("We meet for an\ninterview on Thursday, 12\nMarch at 2 pm CET.")
    assert (found.because, found.zone, found.sure) == ("Thursday, 12 March at 2 pm", "Europe/Berlin", True)


def test_an_end_and_a_link_are_kept() -> None:
    found = only("Interview, 12 March 14:00-15:00 UTC, https://fernhill.zoom.us/j/12?pwd=x")
    assert found.end is not None
    assert (found.end - found.start, found.where) == (
        timedelta(hours=1),
        "https://fernhill.zoom.us/j/12?pwd=x",
    )


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "Slots for a call:\n- Monday, 9 March: 10:00-11:00 or 14:00-15:00\n- Tuesday 10 March, 9am",
            ["2026-03-09T10:00", "2026-03-09T14:00", "2026-03-10T09:00"],
        ),
        (
            "Would Monday 9 or Tuesday 10 March at 14:00 suit you for an interview?",
            ["2026-03-09T14:00", "2026-03-10T14:00"],
        ),
        (
            "Gerne würden wir Sie am 12. oder 13. März um 10 Uhr zum Gespräch einladen.",
            ["2026-03-12T10:00", "2026-03-13T10:00"],
        ),
        ("I can do Thursday at 2pm or Friday at 10am for a chat.", ["2026-03-05T14:00", "2026-03-06T10:00"]),
        (
            "Monday 2 or Tuesday 10 March 2027 at 14:00 for an interview?",
            ["2027-03-02T14:00", "2027-03-10T14:00"],
        ),
        ("We have free on 31 or 5 April at 14:00 for an interview?", ["2026-04-05T14:00"]),
    ],
)
def test_of_several_offered_times_none_is_sure(text: str, when: list[str]) -> None:
    found = meetings(mail(text))
    assert [m.start.isoformat()[:16] for m in found] == when
    assert len(found) == 1 or all(Doubt.SLOTS in m.doubts for m in found)


def test_a_time_within_a_span_is_not_sure() -> None:
    assert only("We will call you on 12 March between 10 and 12 UTC.").doubts == {Doubt.TIME}
    assert only("We will call you on 12 March between 10 and 12.").doubts == {Doubt.SLOTS, Doubt.ZONE}


def test_one_moment_told_on_two_clocks_is_one_meeting() -> None:
    found = only("Thursday 5 March, 2pm GMT / 3pm CET for the interview?")
    assert (found.start.isoformat(), found.sure) == ("2026-03-05T14:00:00+00:00", True)


@pytest.mark.parametrize(
    "text",
    [
        "Your interview has been moved from Thursday 12 March at 10:00 to Friday 13 March at 11:00.",
        "Your interview was moved to Friday 13 March at 11:00 (originally on Thursday 12 March at 10:00).",
        "Instead of Thursday 12 March at 14:00 let us have the interview on Friday 13 March at 11:00.",
        "Der Termin am 12. März um 10 Uhr wird auf Freitag, den 13. März, 11 Uhr verschoben.",
        "L'entretien est reporté du jeudi 12 mars à 10h au vendredi 13 mars à 11h.",
    ],
)
def test_a_moved_meeting_has_its_new_time(text: str) -> None:
    assert times(text) == ["2026-03-13T11:00"]


def test_after_a_move_several_new_times_may_be_offered() -> None:
    text = "The interview is rescheduled: 12 March at 10:00, 13 March at 11:00 or Monday 16 March at 9:00."
    assert times(text) == ["2026-03-12T10:00", "2026-03-13T11:00", "2026-03-16T09:00"]


@pytest.mark.parametrize(
    ("text", "called_off"),
    [
        ("The interview on 12 March at 14:00 is cancelled.", True),
        ("Das Gespräch am 12. März um 14 Uhr findet nicht statt.", True),
        ("L'entretien du 12 mars à 14h est annulé.", True),
        ("The interview is on 12 March at 14:00; if you do not confirm, it is cancelled.", False),
    ],
)
def test_a_meeting_that_is_called_off_says_so(text: str, called_off: bool) -> None:
    assert only(text).cancelled is called_off


def test_what_is_quoted_below_is_not_read() -> None:
    earlier = "On 1 March 2026, Ada wrote:\n> Thursday 12 March at 10:00?"
    text = f"The interview is on Friday 13 March at 11:00.\n\n{earlier}"
    assert times(text) == ["2026-03-13T11:00"]


def test_a_subject_is_read_where_the_text_names_no_time() -> None:
    (found,) = meetings(mail("See you then.", subject="Interview @ Thu 12 Mar 2026 14:00 - 14:45 (CET)"))
    assert found.start.isoformat() == "2026-03-12T14:00:00+01:00"


def test_without_its_date_a_mails_words_say_nothing() -> None:
    assert meetings(mail("Interview on 12 March 2026 at 14:00.", sent=None)) == ()


def test_only_a_day_is_told_as_a_day() -> None:
    found = only("The interview is on 12 March. We look forward to it.")
    assert (found.all_day, found.doubts, found.start.isoformat()[:10]) == (True, {Doubt.TIME}, "2026-03-12")


def test_a_weekday_alone_is_passed_over_where_a_day_is_told() -> None:
    text = "The interview is on Thursday 12 March at 10:00. Call on Thursday at 9:00 if the train is late."
    assert times(text) == ["2026-03-12T10:00"]


# Which day


def test_a_weekday_that_contradicts_its_day_is_not_sure() -> None:
    assert Doubt.DAY in only("Interview on Friday, 12 March at 14:00 CET").doubts
    assert Doubt.DAY in only("Interview on Friday the 12th at 14:00 CET").doubts


def test_next_thursday_and_todays_weekday_are_not_sure() -> None:
    assert only("A call next Thursday at 14:00 CET?").doubts == {Doubt.DAY}
    found = only("A call on Monday at 14:00 CET?")
    assert (found.start.day, found.doubts) == (9, {Doubt.DAY})


def test_the_weekday_tells_day_from_month() -> None:
    assert only("Interview on Friday 03/04/2026 at 10:00 UTC").start.isoformat()[:10] == "2026-04-03"


def test_numbers_are_read_as_their_writer_would() -> None:
    assert only("Interview on 03/04 at 10:00 CET").start.isoformat()[:10] == "2026-04-03"
    assert only("Interview on 03/04 at 10:00 EST").start.isoformat()[:10] == "2026-03-04"
    assert only("L'entretien est le 03/04 à 10h dans nos locaux.").start.isoformat()[:10] == "2026-04-03"


def test_numbers_that_may_be_two_days_are_not_sure() -> None:
    assert Doubt.ORDER in only("Interview on 03/04 at 10:00").doubts
    american = only("Interview on 04/03 at 10:00", line="Mon, 2 Mar 2026 04:00:00 -0500")
    assert (american.start.isoformat()[:10], Doubt.ORDER in american.doubts) == ("2026-04-03", True)
    assert Doubt.ORDER not in only("Interview on 13/03 at 10:00").doubts


# Which half of the day, which zone, which clock


def test_an_early_hour_without_a_mark_is_in_the_afternoon_and_not_sure() -> None:
    found = only("Interview on 12 March at 3:30 CET")
    assert (found.start.hour, found.doubts) == (15, {Doubt.HALF})
    assert only("Interview on 12 March at 06:30 CET").start.hour == 6


def test_midnight_at_the_end_of_a_day_is_no_time() -> None:
    assert only("Interview on 12 March, 24:00 CET").all_day


ZONES = [
    ("at 14:00 London time", "Europe/London"),
    ("at 14:00 (Europe/Madrid)", "Europe/Madrid"),
    ("at 14:00 (Nowhere/Land)", "UTC"),
    ("at 14:00 (Europe/Nowhere)", "UTC"),
    ("at 14:00 Eastern Standard Time", "America/New_York"),
    ("at 14:00 UTC+0", "UTC"),
    ("at 14:00 UTC-3", "UTC-03:00"),
    ("at 14:00 UTC+05:30", "UTC+05:30"),
    ("at 14:00 (UTC+01:00) Amsterdam, Berlin, Bern", "Europe/Amsterdam"),
    ("at 14:00 (UTC+01:00) at Main Street", "UTC+01:00"),
    ("at 14:00. All times are in CET", "Europe/Berlin"),
    ("at 14:00 PST (23:00 CET)", "America/Los_Angeles"),
]


@pytest.mark.parametrize(("words", "zone"), ZONES)
def test_a_named_zone_is_the_meetings(words: str, zone: str) -> None:
    assert meetings(mail(f"Interview on 12 March {words}."))[0].zone == zone


def test_letters_that_mean_several_zones_are_not_sure() -> None:
    assert only("Interview on 12 March at 14:00 IST").doubts == {Doubt.ZONE}
    assert only("Interview on 12 March at 14:00 GMT").doubts == set()
    assert only("Interview on 12 June at 14:00 GMT").doubts == {Doubt.ZONE}


HERE = "Mon, 2 Mar 2026 10:00:00 +0100"


def test_without_a_zone_the_persons_own_is_taken_where_the_writers_clock_agrees() -> None:
    found = only("Interview on 2 April at 14:00", zone="Europe/Berlin", line=HERE)
    assert (found.start.isoformat(), found.sure) == ("2026-04-02T14:00:00+02:00", True)


@pytest.mark.parametrize(
    ("zone", "line", "taken"),
    [
        ("Asia/Tokyo", HERE, "UTC+01:00"),
        ("Europe/Berlin", "Mon, 2 Mar 2026 09:00:00 +0000", "Europe/Berlin"),
        ("", "Mon, 2 Mar 2026 04:00:00 -0500", "America/New_York"),
        ("No/Such", "no date at all", "UTC"),
        ("../etc", "Mon, 2 Mar 2026 09:00:00 +9900", "UTC"),
        ("Europe", "", "UTC"),
        ("", " ", "UTC"),
    ],
)
def test_else_the_zone_is_a_guess_from_the_writers_clock(zone: str, line: str, taken: str) -> None:
    found = only("Interview on 2 April at 14:00", zone=zone, line=line)
    assert (found.zone, Doubt.ZONE in found.doubts) == (taken, True)


def test_else_the_zone_is_a_guess_from_the_language() -> None:
    assert only("Wir laden Sie zum Gespräch am 12. März um 14 Uhr ein.").zone == "Europe/Berlin"


def test_a_time_that_the_clocks_leave_out_is_moved_on_and_asked() -> None:
    found = only("Interview on Sunday 29 March at 02:30 CET")
    assert (found.start.isoformat(), found.doubts) == ("2026-03-29T03:30:00+02:00", {Doubt.CLOCK})


def test_a_time_that_the_clocks_show_twice_is_asked() -> None:
    found = only("Interview on Sunday 25 October at 02:30 CET")
    assert (found.start.isoformat(), found.doubts) == ("2026-10-25T02:30:00+02:00", {Doubt.CLOCK})


@pytest.mark.parametrize(
    "piece",
    [
        "12.3. ",
        "Thursday 12 ",
        "12 March at 10 or ",
        "10:00-",
        "on monday to ",
        "2pm CET ",
        "12/12/",
        "GMT+1 ",
    ],
)
def test_a_hostile_text_gives_a_short_answer(piece: str) -> None:
    found = meetings(mail(f"Interview {piece * 20_000}"))
    assert len(found) <= 12
    assert all(a.start < b.start for a, b in pairwise(found))
