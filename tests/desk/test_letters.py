from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest

from nextround.desk import NotYours, Refused, Stale, applications, letters, settings, today
from nextround.desk.arranging import arrange
from nextround.reading.finding import Kind, Stage
from nextround.records.models import Application, HowTold, Letter, Person
from tests.desk.builders import DAY, post

NOW = DAY + timedelta(days=21)


@pytest.fixture
def letter(alice: Any) -> Letter:
    """A letter begun after a no."""
    settings.save(alice, name="Robin Ash", addresses=["me@home.example"])
    post(alice, 1, 0, Kind.APPLIED)
    post(alice, 2, 6, Kind.INTERVIEW, stage=Stage.INTERVIEW, person="Kim Vale")
    post(alice, 3, 20, Kind.REJECTION, person="Kim Vale", answers=2)
    arrange(alice, now=NOW)
    return letters.start(alice, Application.objects.get().pk, now=NOW)


def test_a_letter_begins_empty_with_prompts_and_the_right_person(alice: Any, letter: Letter) -> None:
    view = letters.view(alice, letter.pk, NOW)
    assert (view.kind, view.text, view.findings) == ("feedback_request", "", ())
    assert (view.recipient_name, view.recipient_email) == ("Kim Vale", "jobs@lumen.example")
    assert view.subject == "Re: rejection 3"
    assert len(view.prompts) >= 3
    assert view.menu


def test_beginning_again_goes_on_with_the_same_letter(alice: Any, letter: Letter) -> None:
    assert letters.start(alice, letter.application_id, "feedback_request", NOW).pk == letter.pk


def test_arranging_joins_the_persons_own_words_only(alice: Any, letter: Letter) -> None:
    parts = [prompt.part for prompt in letters.view(alice, letter.pk).prompts]
    said = {part: f"My words about {part}." for part in parts}
    letters.save(alice, letter.pk, said, "", 1)
    text = letters.arrange(alice, letter.pk)
    assert sorted(text.split("\n\n")) == sorted(said.values())


def test_two_windows_lose_no_answer_either(alice: Any, letter: Letter) -> None:
    letters.save(alice, letter.pk, {"thanks": "For the tea.", "door": ""}, "Same text", 1)
    with pytest.raises(Stale):
        letters.save(alice, letter.pk, {"thanks": "For the hour.", "door": ""}, "Same text", 1)
    assert letters.view(alice, letter.pk).other_text == "For the hour."
    with pytest.raises(Stale):
        letters.save(alice, letter.pk, {"thanks": "For the hour."}, "Thank you. For the hour.", 1)
    assert letters.view(alice, letter.pk).other_text == "Thank you. For the hour."


def test_two_windows_lose_no_text(alice: Any, letter: Letter) -> None:
    assert letters.save(alice, letter.pk, {}, "From the first window", 1) == 2
    with pytest.raises(Stale):
        letters.save(alice, letter.pk, {}, "From the second window", 1)
    view = letters.view(alice, letter.pk)
    assert (view.text, view.other_text) == ("From the first window", "From the second window")
    letters.settle(alice, letter.pk, use_other=True)
    view = letters.view(alice, letter.pk)
    assert (view.text, view.other_text) == ("From the second window", "")


def test_saving_the_same_twice_is_no_conflict(alice: Any, letter: Letter) -> None:
    letters.save(alice, letter.pk, {}, "Same", 1)
    assert letters.save(alice, letter.pk, {}, "Same", 1) == 2


def test_a_finding_is_kept_anyway(alice: Any, letter: Letter) -> None:
    text = "Dear Kim,\n\nI am so sorry about how badly I answered your questions."
    found = [f for f in letters.findings(alice, letter.pk, text, NOW) if f.rule == "apology"]
    assert found
    for one in found:
        letters.keep_anyway(alice, letter.pk, one.rule, one.words)
    assert [f for f in letters.findings(alice, letter.pk, text, NOW) if f.rule == "apology"] == []


def test_the_draft_is_a_reply_in_its_thread(alice: Any, letter: Letter) -> None:
    letters.save(alice, letter.pk, {}, "Dear Kim,\n\nthank you for the morning with the Zürich team.", 1)
    draft = message_from_bytes(letters.eml(alice, letter.pk, NOW), policy=policy.default)
    assert draft["To"] == "Kim Vale <jobs@lumen.example>"
    assert draft["From"] == "Robin Ash <me@home.example>"
    assert (draft["In-Reply-To"], draft["X-Unsent"]) == ("<m3@post.example>", "1")
    assert draft["References"] == "<m2@post.example> <m3@post.example>"
    assert "Zürich" in draft.get_content()
    assert letters.mailto(alice, letter.pk).startswith("mailto:jobs@lumen.example?")


def test_sent_moves_the_journey_on_and_is_taken_back(alice: Any, letter: Letter) -> None:
    assert today.today(alice, NOW).next is not None
    letters.mark_sent(alice, letter.pk, NOW, NOW)
    assert today.today(alice, NOW + timedelta(minutes=1)).next is None
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert letters.view(alice, letter.pk).sent_at is None
    assert today.today(alice, NOW).next is not None


def test_asking_why_waits_until_the_no_is_certain(alice: Any) -> None:
    pk = applications.add(alice, "Lumen Yard", "Planner", NOW)
    with pytest.raises(Refused, match="not a certain no"):
        letters.start(alice, pk, "feedback_request", NOW)
    with pytest.raises(Refused):
        letters.start(alice, pk, "love_letter", NOW)


def test_an_address_that_is_none_is_refused(alice: Any, letter: Letter) -> None:
    with pytest.raises(Refused):
        letters.set_recipient(alice, letter.pk, "Kim", "kim at lumen")
    letters.set_recipient(alice, letter.pk, " Kim  Vale ", "kim@lumen.example")
    view = letters.view(alice, letter.pk)
    assert (view.recipient_name, view.recipient_email) == ("Kim Vale", "kim@lumen.example")


def test_a_stranger_finds_no_letter(alice: Any, charlie: Any, letter: Letter) -> None:
    before = Letter.objects.values().get()
    for ask in (
        lambda: letters.view(charlie, letter.pk),
        lambda: letters.save(charlie, letter.pk, {}, "Mine", 1),
        lambda: letters.arrange(charlie, letter.pk),
        lambda: letters.findings(charlie, letter.pk, "x"),
        lambda: letters.keep_anyway(charlie, letter.pk, "apology"),
        lambda: letters.set_recipient(charlie, letter.pk, "", ""),
        lambda: letters.eml(charlie, letter.pk),
        lambda: letters.mailto(charlie, letter.pk),
        lambda: letters.mark_sent(charlie, letter.pk),
        lambda: letters.unmark_sent(charlie, letter.pk),
        lambda: letters.start(charlie, letter.application_id),
        lambda: letters.settle(charlie, letter.pk, use_other=True),
        lambda: letters.change_kind(charlie, letter.pk, "thank_you"),
    ):
        with pytest.raises(NotYours):
            ask()
    assert Letter.objects.values().get() == before


@pytest.mark.parametrize(
    ("company", "address", "told", "first"),
    [
        ("Lumen", "mo@fenrecruiting.example", "", True),  # of the agency's house
        ("", "mo@home.example", "", True),  # nobody but the agency is known
        ("Lumen", "mo@home.example", "mo reed", True),  # told the no for the agency
        ("Lumen", "mo@lumen.example", "", False),
        ("Lumen", "mo@home.example", "", False),
    ],
)
def test_an_agencys_recruiter_is_asked_first_where_there_is_one(
    alice: Any, letter: Letter, company: str, address: str, told: str, first: bool
) -> None:
    row = letter.application
    Application.objects.filter(pk=row.pk).update(agency="Fen Recruiting", company=company)
    Person.objects.create(owner=alice, application=row, name="Mo Reed", email=address, by_person=True)
    Person.objects.filter(application=row, name="Kim Vale").update(no_reply=not company)
    if told:
        event = row.events.get(kind="rejection")
        HowTold.objects.create(owner=alice, event=event, channel="agency", who=told)
    letter.delete()
    begun = letters.start(alice, row.pk, now=NOW)
    view = letters.view(alice, begun.pk, NOW)
    assert (view.recipient_name == "Mo Reed", "recruiter" in view.recipient_why) == (first, first)
