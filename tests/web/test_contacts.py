"""People to keep: offered once, with what they care about, a note to connect, and what they told of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nextround.desk import applications, closing, contacts, today
from nextround.records import keep
from nextround.records.models import Contact, Person


@pytest.fixture
def people(alice: Any, lumen: int) -> list[int]:
    """Two people of the application with the no, and a machine."""
    told = (
        ("Ada Holt", "ada@lumen.example", False),
        ("Bea Marsh", "", False),
        ("Workday", "lumen@myworkday.com", False),
        ("Jobs", "jobs@lumen.example", True),
    )
    rows = [
        Person.objects.create(owner=alice, application_id=lumen, name=name, email=email, no_reply=machine)
        for name, email, machine in told
    ]
    return [row.pk for row in rows]


@pytest.fixture
def ada(alice: Any, people: list[int]) -> int:
    contacts.keep(alice, people[0], yes=True)
    return int(Contact.objects.get(name="Ada Holt").pk)


def test_each_named_person_is_offered_once(page: Client, alice: Any, lumen: int, people: list[int]) -> None:
    """R042: two people, two offers; after a no to it, not asked again."""
    html = page.get(reverse("application", args=[lumen])).content.decode()
    assert [offer.name for offer in contacts.offers(alice, lumen)] == ["Ada Holt", "Bea Marsh"]
    assert "Keep in touch with Ada Holt?" in html
    page.post(reverse("contact-keep", args=[people[0]]), {"keep": "yes"})
    page.post(reverse("contact-keep", args=[people[1]]), {"keep": "no"})
    html = page.get(reverse("application", args=[lumen])).content.decode()
    assert "Keep in touch with" not in html
    shown = page.get(reverse("contacts")).content.decode()
    assert "Ada Holt" in shown
    assert "Bea Marsh" not in shown
    again = page.post(reverse("contact-keep", args=[people[1]]), {"keep": "yes"}, follow=True)
    assert "You have said already" in again.content.decode()


def test_nobody_is_asked_about_people_while_an_application_is_open(page: Client, alice: Any) -> None:
    pk = applications.add(alice, "Quillon", "Nurse", timezone.now() - timedelta(days=3))
    Person.objects.create(owner=alice, application_id=pk, name="Kim Vale", email="kim@quillon.example")
    assert "Keep in touch with" not in page.get(reverse("application", args=[pk])).content.decode()


def test_the_note_to_connect_is_the_persons_own_and_short(page: Client, ada: int) -> None:
    """R043: a text box of at most 300 characters; the page opens no site by itself."""
    where = reverse("contact-note", args=[ada])
    answer = page.post(where, {"interest": "cold  chain", "hello": "x" * 301}, follow=True)
    assert "1 characters longer" in answer.content.decode()
    assert Contact.objects.get(pk=ada).hello == ""
    answer = page.post(where, {"interest": "cold  chain", "hello": "We spoke in May."}, follow=True)
    html = answer.content.decode()
    assert "Cares about cold chain" in html
    assert 'maxlength="300"' in html
    assert "linkedin.com" not in html.lower()
    row = Contact.objects.get(pk=ada)
    assert (row.interest, row.hello) == ("cold chain", "We spoke in May.")
    written = row.hello_at
    page.post(where, {"interest": "bees", "hello": "We spoke in May."})
    assert Contact.objects.get(pk=ada).hello_at == written


def test_an_opening_they_told_of_stands_with_what_came_of_it(page: Client, alice: Any, ada: int) -> None:
    """R045: a lead logged from a contact counts among what came back."""
    page.post(reverse("contact-note", args=[ada]), {"lead": "Planner at Tarn Foods"})
    assert [what for what, _ in contacts.listing(alice)[0].leads] == ["Planner at Tarn Foods"]
    assert [(g.kind_word, g.text) for g in closing.gains(alice)] == [
        ("Another opening", "Planner at Tarn Foods (Ada Holt)")
    ]
    empty = page.post(reverse("contact-note", args=[ada]), {"lead": " "}, follow=True)
    assert "Write one line" in empty.content.decode()


def test_six_weeks_later_today_offers_a_line(alice: Any, lumen: int, ada: int) -> None:
    contacts.note(alice, ada, "cold chain", "")
    later = timezone.now() + timedelta(days=43)
    steps = [step for step in today.steps_of(alice, lumen, later) if step.kind == "stay_in_touch"]
    assert [(step.title, step.letter_kind) for step in steps] == [("A line to Ada Holt", "keep_in_touch")]
    assert "stay_in_touch" in {one.kind for one in _all(today.today(alice, later))}


def _all(view: Any) -> list[Any]:
    return [view.next, *view.rest] if view.next else []


def test_no_longer_a_contact_is_not_offered_again_and_can_be_undone(
    page: Client, alice: Any, lumen: int, ada: int
) -> None:
    page.post(reverse("contact-note", args=[ada]), {"away": "yes"})
    assert contacts.listing(alice) == ()
    assert [offer.name for offer in contacts.offers(alice, lumen)] == ["Bea Marsh"]
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert [one.name for one in contacts.listing(alice)] == ["Ada Holt"]


def test_a_strangers_contact_is_not_found(stranger: Client, people: list[int], ada: int) -> None:
    assert stranger.post(reverse("contact-note", args=[ada]), {"away": "yes"}).status_code == 404
    assert stranger.post(reverse("contact-keep", args=[people[1]]), {"keep": "yes"}).status_code == 404
    assert "Ada" not in stranger.get(reverse("contacts")).content.decode()


def test_deleting_everything_takes_contacts_along(alice: Any, ada: int) -> None:
    contacts.note_lead(alice, ada, "Planner")
    keep.delete_everything(alice)
    assert not Contact.objects.filter(owner=alice).exists()
