from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from nextround.desk import NotYours, Refused, applications, mails, review
from nextround.desk.arranging import arrange
from nextround.reading.finding import Kind
from nextround.records.models import Application, Event, Mail, Person, Question
from tests.desk.builders import DAY, RECENT, post


def content(owner: Any) -> list[tuple[Any, ...]]:
    """The search without the rows' numbers."""
    return sorted(
        (
            row.company,
            row.role,
            row.outcome,
            row.stage,
            tuple(
                (e.kind, e.date, e.sure, e.mail and e.mail.message_id) for e in row.events.order_by("date")
            ),
        )
        for row in Application.objects.filter(owner=owner)
    )


def test_mails_become_one_application(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 9, Kind.REJECTION)
    arrange(alice)
    ((company, role, outcome, _, events),) = content(alice)
    assert (company, role, outcome, len(events)) == ("Lumen Yard", "Planner", "rejected", 2)


def test_a_hiring_system_that_wrote_has_no_name(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 9, Kind.REJECTION, sender="ruth@lumen.example", person="Ruth Amsel")
    Mail.objects.filter(subject="applied 1").update(sender_name="Workday")
    arrange(alice)
    people = Person.objects.filter(owner=alice).order_by("pk").values_list("name", "email")
    assert list(people) == [("", "jobs@lumen.example"), ("Ruth Amsel", "ruth@lumen.example")]


def test_arranging_again_changes_nothing(alice: Any) -> None:
    post(alice, 1, RECENT, Kind.APPLIED)
    post(alice, 2, RECENT + 9, Kind.REJECTION, sure=False)
    arrange(alice, final=True)
    rows = [list(model.objects.order_by("pk").values()) for model in (Application, Event, Question, Mail)]
    arrange(alice, final=True)
    assert rows == [
        list(model.objects.order_by("pk").values()) for model in (Application, Event, Question, Mail)
    ]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_late_mails_end_where_they_would_have_been(alice: Any, order: tuple[int, ...]) -> None:
    story = [(1, 0, Kind.APPLIED), (2, 5, Kind.INTERVIEW), (3, 20, Kind.REJECTION), (4, 60, Kind.APPLIED)]
    for place in order:
        post(alice, *story[place])
        arrange(alice)
    outcomes = [(row[2], [event[0] for event in row[4]]) for row in content(alice)]
    assert sorted(outcomes) == [
        ("open", ["applied"]),
        ("rejected", ["applied", "interview", "rejection"]),
    ]


def test_an_application_keeps_its_number_when_earlier_mail_comes(alice: Any) -> None:
    post(alice, 2, 9, Kind.REJECTION)
    arrange(alice)
    pk = Application.objects.get().pk
    post(alice, 1, 0, Kind.APPLIED)
    arrange(alice)
    assert Application.objects.get().pk == pk


def test_mail_that_concerns_nothing_goes_and_a_reply_in_a_thread_stays(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 1, Kind.OTHER, company="", role="", sender="kim@lumen.example", answers=1)
    post(alice, 3, 1, Kind.OTHER, company="", role="", sender="shop@wares.example")
    post(alice, 4, 1, Kind.OWN, company="", role="", sender="me@home.example")
    arrange(alice)
    assert Mail.objects.count() == 4
    arrange(alice, final=True)
    assert sorted(Mail.objects.values_list("message_id", flat=True)) == [
        "<m1@post.example>",
        "<m2@post.example>",
    ]


def test_an_unsure_no_waits_as_a_question_and_moves_nothing(alice: Any) -> None:
    post(alice, 1, RECENT, Kind.APPLIED)
    post(alice, 2, RECENT + 9, Kind.REJECTION, sure=False)
    arrange(alice)
    (question,) = review.waiting(alice)
    assert question.mail.subject == "rejection 2"
    row = Application.objects.get()
    assert (row.outcome, row.asking) == ("open", True)
    words = [line.kind_word for line in applications.one(alice, row.pk).timeline]
    assert words[1] == "may have been a no"


@pytest.mark.parametrize(("word", "outcome"), [("yes", "rejected"), ("no", "open"), ("later", "open")])
def test_an_answer_moves_it_on_and_is_taken_back(alice: Any, word: str, outcome: str) -> None:
    post(alice, 1, RECENT, Kind.APPLIED)
    post(alice, 2, RECENT + 9, Kind.REJECTION, sure=False)
    arrange(alice)
    before = content(alice)
    deed = review.answer(alice, review.waiting(alice)[0].pk, word)
    assert Application.objects.get().outcome == outcome
    assert [q.later for q in review.waiting(alice)] == ([True] if word == "later" else [])
    assert deed is not None
    applications.undo(alice, deed.pk)
    assert content(alice) == before
    assert [q.later for q in review.waiting(alice)] == [False]


def test_a_correction_wins_over_later_readings(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    no = post(alice, 2, 9, Kind.REJECTION)
    arrange(alice)
    mails.correct(alice, no.pk, "interview")
    assert Application.objects.get().outcome == "open"
    post(alice, 3, 10, Kind.APPLIED, company="Other House")
    arrange(alice, final=True)
    assert Application.objects.get(company="Lumen Yard").outcome == "open"
    assert mails.mail(alice, no.pk).correction == "interview"


def test_a_merge_outlives_arranging_and_new_mail_finds_it(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED, company="Lumen Yard")
    post(alice, 2, 3, Kind.INTERVIEW, company="Brightfold", role="Scheduler")
    arrange(alice)
    keep, other = (Application.objects.get(company=name).pk for name in ("Lumen Yard", "Brightfold"))
    applications.merge(alice, keep, other)
    post(alice, 3, 5, Kind.REJECTION, company="", role="", sender="kim@mail.example", answers=2)
    arrange(alice, final=True)
    (row,) = Application.objects.all()
    assert (row.pk, row.outcome, row.events.count()) == (keep, "rejected", 3)


def test_a_split_outlives_arranging(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 3, Kind.INTERVIEW)
    arrange(alice)
    row = Application.objects.get()
    new = applications.split(alice, row.pk, [row.events.get(kind="interview").pk])
    arrange(alice, final=True)
    assert [e.kind for e in Event.objects.filter(application=row)] == ["applied"]
    assert [e.kind for e in Event.objects.filter(application=new)] == ["interview"]
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert Application.objects.get().events.count() == 2


def test_a_name_the_person_gave_stays(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED, role="")
    arrange(alice)
    applications.edit(alice, Application.objects.get().pk, company="Lumen", role="Night planner")
    post(alice, 2, 4, Kind.REJECTION, answers=1)
    arrange(alice)
    row = Application.objects.get()
    assert (row.company, row.role, row.outcome) == ("Lumen", "Night planner", "rejected")


def test_the_same_id_with_another_text_stays_two_mails(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 1, 2, Kind.INTERVIEW)
    arrange(alice, final=True)
    arrange(alice, final=True)
    assert [e.kind for e in Event.objects.order_by("date")] == ["applied", "interview"]


def test_two_people_never_share_mail(alice: Any, charlie: Any) -> None:
    mail = post(alice, 1, RECENT, Kind.APPLIED)
    post(alice, 2, RECENT + 4, Kind.REJECTION, sure=False)
    post(charlie, 1, 0, Kind.APPLIED)
    arrange(alice)
    arrange(charlie, final=True)
    assert len(content(alice)) == len(content(charlie)) == 1
    with pytest.raises(NotYours):
        mails.mail(charlie, mail.pk)
    with pytest.raises(NotYours):
        mails.correct(charlie, mail.pk, "offer")
    with pytest.raises(NotYours):
        review.answer(charlie, review.waiting(alice)[0].pk, "yes")
    with pytest.raises(NotYours):
        review.answer(alice, review.waiting(alice)[0].pk, "yes", Application.objects.get(owner=charlie).pk)
    assert review.waiting(charlie) == ()


def test_a_word_that_is_no_answer_is_refused(alice: Any) -> None:
    post(alice, 2, RECENT + 4, Kind.REJECTION, sure=False)
    arrange(alice)
    with pytest.raises(Refused):
        review.answer(alice, review.waiting(alice)[0].pk, "perhaps")


def test_deciding_words_are_found_across_line_breaks() -> None:
    text = "Dear Kim,\nwe have decided to move\n  forward with others. STRASSE Straße"
    assert mails.marks(text, [("decided to move forward", "r1"), ("nowhere", "r2")]) == [(18, 43, "r1")]


def test_a_sender_who_turns_out_to_read_no_answers_is_known_for_it(alice: Any) -> None:
    post(alice, 1, 0, Kind.APPLIED)
    arrange(alice, now=DAY)
    assert [person.no_reply for person in Person.objects.all()] == [False]
    post(alice, 2, 1, Kind.APPLIED, no_reply=True)
    arrange(alice, now=DAY)
    assert [person.no_reply for person in Person.objects.all()] == [True]
