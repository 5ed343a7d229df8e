"""A few people a week, from those the person keeps and those they add."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nextround.desk import applications, circle, contacts
from nextround.desk.errors import NotYours, Refused
from nextround.records import keep
from nextround.records.models import Circle, Contact, Tie

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def people(alice: Any) -> None:
    """Two friends, one somebody met at an interview, one not heard of for long."""
    for name, near in (("Ada", "close"), ("Ben", "close"), ("Cleo", "weak"), ("Dan", "dormant")):
        circle.add(alice, name, near, NOW)


def names(owner: Any, now: datetime = NOW) -> list[str]:
    return [one.name for one in circle.week(owner, now).people]


def test_nobody_is_suggested_until_the_person_says_how_many(alice: Any, people: None) -> None:
    assert circle.week(alice, NOW) == circle.CircleView(0, ())
    circle.say_size(alice, 2)
    assert names(alice) == ["Dan", "Ada"]
    assert [one.near for one in circle.week(alice, NOW).people] == [
        "not heard of for a while",
        "someone close",
    ]
    circle.say_size(alice, 0)
    assert names(alice) == []


def test_heard_from_counts_for_the_week_and_can_be_taken_back(alice: Any, people: None) -> None:
    circle.say_size(alice, 2)
    dan = Contact.objects.get(name="Dan").pk
    circle.heard(alice, dan, NOW)
    assert names(alice) == ["Ada"]
    assert names(alice, NOW + timedelta(weeks=1)) == ["Cleo", "Ada"]
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert names(alice) == ["Dan", "Ada"]


def test_not_now_leaves_someone_in_peace_for_a_while(alice: Any, people: None) -> None:
    circle.say_size(alice, 1)
    circle.not_now(alice, Contact.objects.get(name="Dan").pk, NOW)
    assert names(alice) == ["Cleo"]
    assert names(alice, NOW + timedelta(weeks=5)) == ["Dan"]


def test_people_kept_from_applications_take_part_without_a_word(alice: Any) -> None:
    Contact.objects.create(owner=alice, name="Kim Vale", at=NOW - timedelta(days=50))
    Contact.objects.create(owner=alice, name="Sam Oak", at=NOW - timedelta(days=50), declined=True)
    circle.say_size(alice, 3)
    assert names(alice) == ["Kim Vale"]
    circle.heard(alice, Contact.objects.get(name="Kim Vale").pk, NOW)
    assert names(alice) == []


@pytest.mark.parametrize(
    ("name", "near", "sentence"),
    [
        (" ", "close", "Write their name"),
        ("Eve", "enemy", "Choose how well"),
        ("Ada", "weak", "there already"),
    ],
)
def test_what_cannot_be_added_gets_a_sentence(
    alice: Any, people: None, name: str, near: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        circle.add(alice, name, near, NOW)
    assert Contact.objects.count() == 4


def test_sizes_are_those_on_the_list_and_strangers_reach_nobody(
    alice: Any, charlie: Any, people: None
) -> None:
    with pytest.raises(Refused, match="numbers on the list"):
        circle.say_size(alice, 50)
    with pytest.raises(NotYours):
        circle.heard(charlie, Contact.objects.first().pk, NOW)  # type: ignore[union-attr]
    assert len(contacts.listing(alice)) == 4
    keep.delete_everything(alice)
    assert not Circle.objects.exists()
    assert not Tie.objects.exists()
