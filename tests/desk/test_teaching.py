"""A word about one mail holds for mail like it, is told, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from nextround.desk import again, applications, mails, teaching
from nextround.desk.errors import NotYours, Refused
from nextround.desk.reading import new_mail, read_waiting
from nextround.records import keep
from nextround.records.models import Mail
from tests.desk.builders import raw, source

WORDS = (
    "Dear {name},\r\n\r\nthe garden of our house has a gate, and behind the gate there are four paths. "
    "Please choose one of them before {day} and tell the porter. Nothing is lost if you take your time."
)


def letter(
    owner: Any, number: int, name: str = "Robin", day: str = "Monday", sender: str = "gate@rowan.example"
) -> Mail:
    body = WORDS.format(name=name, day=day)
    mail = new_mail(raw(number, number, sender, "Four paths", body))
    keep.received(source(owner), keep.Batch([mail], [], None, 0, 0, 1))
    read_waiting(owner)
    return Mail.objects.get(owner=owner, digest=mail.digest)


def test_a_word_about_one_mail_holds_for_the_next_like_it(alice: Any) -> None:
    first = letter(alice, 1)
    mails.correct(alice, first.pk, "assessment")
    second = letter(alice, 2, "Kim", "Friday")
    shown = mails.mail(alice, second.pk)
    assert (shown.kind, shown.sure, shown.taught) == ("assessment", True, "Kim Vale")
    assert mails.mail(alice, first.pk).taught == ""


def test_a_word_of_one_person_teaches_nobody_else(alice: Any, charlie: Any) -> None:
    mails.correct(alice, letter(alice, 1).pk, "assessment")
    assert mails.mail(charlie, letter(charlie, 2).pk).kind == "other"


def test_what_was_taught_is_listed_and_can_be_stopped_and_undone(alice: Any) -> None:
    first = letter(alice, 1)
    mails.correct(alice, first.pk, "assessment")
    teaching.use(alice, first.pk, used=False)
    (told,) = teaching.listing(alice)
    assert (told.subject, told.kind_word, told.used) == ("Four paths", "a task or test", False)
    assert mails.mail(alice, letter(alice, 2).pk).kind == "other"
    assert mails.mail(alice, first.pk).kind == "assessment"
    (deed,) = applications.last_deeds(alice, 1)
    assert "No longer uses “Four paths”" in deed.sentence
    applications.undo(alice, deed.pk)
    assert teaching.listing(alice)[0].used
    assert mails.mail(alice, letter(alice, 3).pk).kind == "assessment"


def test_a_correction_taken_back_teaches_no_more(alice: Any) -> None:
    mails.correct(alice, letter(alice, 1).pk, "assessment")
    applications.undo(alice, applications.last_deeds(alice, 1)[0].pk)
    assert teaching.lessons(alice) == []
    assert mails.mail(alice, letter(alice, 2).pk).kind == "other"


def test_only_what_was_said_of_a_mail_of_ones_own_can_be_used(alice: Any, charlie: Any) -> None:
    row = letter(alice, 1)
    with pytest.raises(Refused, match="said nothing"):
        teaching.use(alice, row.pk, used=False)
    with pytest.raises(NotYours):
        teaching.use(charlie, row.pk, used=False)


def test_a_mail_that_cannot_be_read_teaches_nothing_and_stops_nothing(alice: Any) -> None:
    mails.correct(alice, letter(alice, 1).pk, "assessment")
    Mail.objects.filter(owner=alice).update(raw=b"broken")
    assert teaching.lessons(alice) == []


def test_reading_again_shows_first_what_would_change(alice: Any) -> None:
    later = letter(alice, 2, "Kim", "Friday")
    mails.correct(alice, letter(alice, 1).pk, "assessment")
    (change,) = again.changes(alice)
    assert (change.pk, change.before, change.after) == (later.pk, "another mail", "a task or test")
    assert mails.mail(alice, later.pk).kind == "other"
    assert again.read_again(alice) == 2
    assert mails.mail(alice, later.pk).kind == "assessment"
    assert again.changes(alice) == ()


def test_reading_again_leaves_a_mail_that_cannot_be_read_as_it_is(alice: Any) -> None:
    row = letter(alice, 1)
    Mail.objects.filter(pk=row.pk).update(raw=b"broken")
    assert again.changes(alice) == ()
