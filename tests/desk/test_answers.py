"""Their answers: kept word for word, told apart, thanked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from nextround.desk import answers, applications, letters, today
from nextround.desk.arranging import arrange
from nextround.desk.errors import NotYours, Refused
from nextround.desk.exports import export
from nextround.desk.reading import new_mail, version
from nextround.reading.feedback import Sort
from nextround.reading.finding import Finding, Kind
from nextround.records import keep, queries
from nextround.records.convert import finding_to_json
from nextround.records.models import Application, Call, Event, Feedback, HowTold, Mail, Person
from nextround.records.models.answers import WordsStay
from tests.desk.builders import DAY, post, raw, source

TELLS = "Your answer about the late delivery had no ending, so we could not see what you did."
FOR_ALL = "We went with a candidate whose profile is closer to what we need."


@pytest.fixture
def told_no(alice: Any) -> int:
    now = timezone.now()
    pk = applications.add(alice, "Lumen Yard", "Planner", now - timedelta(days=30))
    applications.record_event(alice, pk, "interview", now - timedelta(days=12), "interview")
    applications.record_event(alice, pk, "rejection", now - timedelta(days=5), "interview")
    return pk


WRITING = {"ask_feedback", "thank_feedback", "clarify", "thank_or_rest"}


def kinds(owner: Any, pk: int) -> list[str]:
    """The steps that write to them."""
    return [step.kind for step in today.steps_of(owner, pk) if step.kind in WRITING]


def send(owner: Any, pk: int, kind: str, when: datetime) -> None:
    letters.mark_sent(owner, letters.start(owner, pk, kind).pk, when)


def feedback_mail(owner: Any, number: int, day: float, body: str) -> Mail:
    """Keep a mail with words of its own that was read as feedback."""
    kept = new_mail(raw(number, day, "kim@lumen.example", "Your question", body))
    keep.received(source(owner), keep.Batch([kept], [], None, 0, 0, 1))
    row = Mail.objects.get(owner=owner, digest=kept.digest)
    finding = Finding(Kind.FEEDBACK, 0.9, True, company="Lumen Yard", role="Planner")
    mark = version(queries.preferences(owner).addresses)
    keep.read([(row.pk, finding_to_json(finding))], mark, timezone.now())
    return row


def test_words_are_kept_as_they_came_and_cannot_be_changed(alice: Any, told_no: int) -> None:
    """R027: raw text immutable, tags kept apart."""
    pk = answers.write_down(alice, told_no, f"  {TELLS}\r\nReally.  ")
    row = Feedback.objects.get(pk=pk)
    assert row.words == f"{TELLS}\nReally."
    row.words = "It was great"
    with pytest.raises(WordsStay):
        row.save()
    with pytest.raises(WordsStay):
        Feedback.objects.filter(pk=pk).update(words="It was great")
    answers.say_sort(alice, pk, "generic")
    answers.say_theme(alice, pk, "salary")
    row = Feedback.objects.get(pk=pk)
    assert (row.words, row.sort, row.said_sort) == (f"{TELLS}\nReally.", "specific", "generic")


def test_specific_words_lead_to_thanks_alone(alice: Any, told_no: int) -> None:
    answers.write_down(alice, told_no, TELLS)
    assert kinds(alice, told_no) == ["thank_feedback"]
    with pytest.raises(Refused, match="Thanks are all it needs"):
        letters.start(alice, told_no, "clarifying_followup")
    assert letters.start(alice, told_no, "thank_you").kind == "thank_you"


def test_words_for_everybody_open_one_question_by_any_way(alice: Any, told_no: int) -> None:
    """C01: once it is sent there is no second one, not even by changing the kind of another letter."""
    now = timezone.now()
    send(alice, told_no, "feedback_request", now - timedelta(days=4))
    answers.write_down(alice, told_no, FOR_ALL, at=now - timedelta(days=3))
    assert kinds(alice, told_no) == ["clarify"]
    send(alice, told_no, "clarifying_followup", now - timedelta(days=2))
    answers.write_down(alice, told_no, FOR_ALL, at=now - timedelta(days=1))
    assert kinds(alice, told_no) == ["thank_feedback"]
    with pytest.raises(Refused, match="You asked once more already"):
        letters.start(alice, told_no, "clarifying_followup")
    thanks = letters.start(alice, told_no, "thank_you")
    with pytest.raises(Refused, match="Your words are as they were"):
        letters.change_kind(alice, thanks.pk, "clarifying_followup")


def test_one_clarifying_question_is_begun_and_not_two(alice: Any, told_no: int) -> None:
    answers.write_down(alice, told_no, FOR_ALL)
    thanks = letters.start(alice, told_no, "thank_you")
    begun = letters.start(alice, told_no, "clarifying_followup")
    assert letters.start(alice, told_no, "clarifying_followup") == begun
    with pytest.raises(Refused, match="Go on with that one"):
        letters.change_kind(alice, thanks.pk, "clarifying_followup")
    assert letters.view(alice, thanks.pk).kind == "thank_you"


def test_a_feedback_mail_is_kept_by_itself_without_what_is_quoted(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    body = f"Dear Ines,\n\n{TELLS}\n\nOn 2 March 2026, Ines wrote:\n> What could I practise?\n"
    mail = feedback_mail(alice, 2, 20, body)
    arrange(alice)
    arrange(alice)
    row = Feedback.objects.get(owner=alice)
    assert row.mail_id == mail.pk
    assert TELLS in row.words
    assert "practise" not in row.words
    assert (row.said_by, row.at) == ("Kim Vale", DAY + timedelta(days=20))


def test_a_mail_that_is_no_feedback_after_all_leaves_no_answer(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    mail = feedback_mail(alice, 2, 20, TELLS)
    arrange(alice)
    Mail.objects.filter(pk=mail.pk).update(said_kind="other")
    arrange(alice)
    assert not Feedback.objects.filter(owner=alice).exists()


def test_a_reply_that_is_only_a_signature_tells_nothing(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    feedback_mail(alice, 2, 20, "Kind regards\n\nKim Vale\nLumen Yard\n")
    arrange(alice)
    assert not Feedback.objects.filter(owner=alice).exists()


def test_an_answer_taken_away_does_not_come_back_with_its_mail(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    feedback_mail(alice, 2, 20, TELLS)
    arrange(alice)
    row = Feedback.objects.get(owner=alice)
    answers.let_go(alice, row.pk)
    arrange(alice)
    assert answers.listing(alice, row.application_id) == ()
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert len(answers.listing(alice, row.application_id)) == 1


def test_what_was_written_down_is_gone_when_taken_away_and_undo_brings_it_back(
    alice: Any, told_no: int
) -> None:
    pk = answers.write_down(alice, told_no, TELLS)
    answers.let_go(alice, pk)
    assert not Feedback.objects.filter(pk=pk).exists()
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert Feedback.objects.get(pk=pk).words == TELLS


def test_a_no_in_words_for_everybody_is_still_asked_about(alice: Any) -> None:
    """R031: a generic rejection mail leaves the ask; R016: one that tells something is thanked for."""
    start = timezone.now() - DAY - timedelta(days=10)
    post(alice, 1, start.days, Kind.APPLIED)
    post(alice, 2, start.days + 3, Kind.INTERVIEW)
    no = post(alice, 3, start.days + 9, Kind.REJECTION)
    arrange(alice)
    pk = no.events.get().application_id
    kept = answers.keep_mail(alice, pk, no.pk)
    Feedback.objects.filter(pk=kept).update(sort="generic")
    assert kinds(alice, pk) == ["ask_feedback"]
    answers.say_sort(alice, kept, "specific")
    assert kinds(alice, pk) == ["thank_feedback"]
    with pytest.raises(Refused, match="kept already"):
        answers.keep_mail(alice, pk, no.pk)


def test_r025_the_recruiter_is_written_to_first_and_two_voices_can_be_kept(alice: Any, told_no: int) -> None:
    """R025: the agency's recruiter is written to first; what they and the employer say is both kept."""
    row = Application.objects.get(pk=told_no)
    row.agency = "Fen Recruiting"
    row.save()
    for name, email in (("Jane Vale", "jane@lumen.example"), ("Rob Fen", "rob@fenrecruiting.example")):
        Person.objects.create(owner=alice, application=row, name=name, email=email)
    assert (
        letters.view(alice, letters.start(alice, told_no, "feedback_request").pk).recipient_name == "Rob Fen"
    )
    answers.write_down(alice, told_no, FOR_ALL, source="recruiter", said_by="  Ada   Holt ")
    answers.write_down(alice, told_no, TELLS, source="employer", channel="person")
    assert {(a.source, a.said_by) for a in answers.listing(alice, told_no)} == {
        ("the agency's recruiter", "Ada Holt"),
        ("the employer", ""),
    }


def test_what_a_friend_says_is_kept_and_asks_for_no_thanks(alice: Any, told_no: int) -> None:
    answers.write_down(alice, told_no, TELLS, source="friend")
    assert kinds(alice, told_no) == ["ask_feedback"]


def test_own_view_and_theirs_are_laid_side_by_side(alice: Any, told_no: int) -> None:
    """R028: self structure 5, feedback about structure: you and they saw this differently."""
    answers.write_down(alice, told_no, TELLS)
    theme = answers.page(alice, told_no).own[0][0]
    assert theme.id == "structure_of_answers"
    answers.rate_self(alice, told_no, theme.id, 3)
    answers.rate_self(alice, told_no, theme.id, 5)
    page = answers.page(alice, told_no)
    assert (page.own[0][1], page.blind, page.harsh) == (5, (theme.name,), ())
    with pytest.raises(Refused):
        answers.rate_self(alice, told_no, theme.id, 6)


def test_the_rate_counts_asks_from_the_fifth_on(alice: Any) -> None:
    """R007: five asks and one answer."""
    now = timezone.now()
    for number in range(5):
        assert answers.rate(alice) == ""
        pk = applications.add(alice, f"Firm {number}", "Planner", now - timedelta(days=30))
        applications.record_event(alice, pk, "rejection", now - timedelta(days=5), "interview")
        send(alice, pk, "feedback_request", now - timedelta(days=4))
    answers.write_down(alice, pk, TELLS)
    assert answers.rate(alice).startswith("So far 1 of 5 answered.")


def test_an_ask_by_voice_counts_like_one_in_a_letter(alice: Any) -> None:
    """R008: asks made are what counts, whichever way they went."""
    now = timezone.now()
    for number in range(5):
        assert answers.rate(alice) == ""
        pk = applications.add(alice, f"Firm {number}", "Planner", now - timedelta(days=30))
        if number % 2:
            Call.objects.create(owner=alice, application_id=pk, at=now, outcome="voicemail")
        else:
            event = Event.objects.create(owner=alice, application_id=pk, kind="rejection", date=now)
            HowTold.objects.create(owner=alice, event=event, channel="call", asked=True)
        Call.objects.create(owner=alice, application_id=pk, at=now, outcome="spoke", rang_back=True)
    assert answers.rate(alice).startswith("So far 0 of 5 answered.")


def test_what_is_held_back_says_until_when(alice: Any, told_no: int) -> None:
    now = timezone.now()
    assert answers.asking(alice, told_no).held_back == ""
    send(alice, told_no, "feedback_request", now - timedelta(days=1))
    ask = answers.asking(alice, told_no)
    assert ask.done.startswith("You asked.")
    assert "theirs to answer now" in ask.held_back
    assert ask.until is not None
    assert ask.until > now


@pytest.mark.parametrize(
    ("words", "more", "sentence"),
    [
        (" \n ", {}, "no words yet"),
        ("x" * 20_001, {}, "too long"),
        ("x", {"source": "owl"}, "Choose from the lists"),
        ("x", {"channel": "owl"}, "Choose from the lists"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    alice: Any, told_no: int, words: str, more: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        answers.write_down(alice, told_no, words, **more)
    assert not Feedback.objects.filter(owner=alice).exists()


def test_a_strangers_answer_is_not_found(alice: Any, charlie: Any, told_no: int) -> None:
    pk = answers.write_down(alice, told_no, TELLS)
    for deed in (
        lambda: answers.page(charlie, told_no),
        lambda: answers.write_down(charlie, told_no, "x"),
        lambda: answers.say_sort(charlie, pk, "generic"),
        lambda: answers.let_go(charlie, pk),
        lambda: answers.rate_self(charlie, told_no, "salary", 3),
        lambda: answers.keep_mail(charlie, told_no, 1),
    ):
        with pytest.raises(NotYours):
            deed()


def test_unknown_sorts_and_themes_change_nothing(alice: Any, told_no: int) -> None:
    pk = answers.write_down(alice, told_no, TELLS)
    with pytest.raises(Refused):
        answers.say_sort(alice, pk, "rude")
    with pytest.raises(Refused):
        answers.say_theme(alice, pk, "weather")
    assert answers.listing(alice, told_no)[0].sort == Sort.SPECIFIC


def test_answers_go_along_when_two_applications_are_joined_and_into_the_export(
    alice: Any, told_no: int
) -> None:
    other = applications.add(alice, "Lumen", "Planner", timezone.now() - timedelta(days=9))
    answers.write_down(alice, other, TELLS)
    applications.merge(alice, told_no, other)
    assert [a.words for a in answers.listing(alice, told_no)] == [TELLS]
    assert TELLS in export(alice, "json")


def test_deleting_everything_takes_the_answers_along(alice: Any, told_no: int) -> None:
    answers.write_down(alice, told_no, TELLS)
    answers.rate_self(alice, told_no, "salary", 2)
    keep.delete_everything(alice)
    assert not Feedback.objects.filter(owner=alice).exists()
