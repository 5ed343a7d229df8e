from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nextround.desk import NotYours, Refused, applications
from nextround.records import queries
from nextround.records.models import Application, Deed, Event

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def make(owner: Any, company: str = "Lumen Yard", days: int = 3, role: str = "Planner") -> int:
    return applications.add(owner, company, role, NOW - timedelta(days=days), now=NOW)


def test_add_shows_in_the_listing(alice: Any) -> None:
    pk = make(alice)
    (row,) = applications.listing(alice, now=NOW).rows
    assert (row.pk, row.company, row.role, row.state) == (pk, "Lumen Yard", "Planner", "open")
    assert row.last_event_word == "you applied"


def test_silence_comes_with_time_alone(alice: Any) -> None:
    make(alice, days=3)
    make(alice, "Quiet Works", days=90)
    seen = applications.listing(alice, now=NOW)
    assert {row.company: row.state for row in seen.rows} == {"Lumen Yard": "open", "Quiet Works": "silent"}
    assert seen.counts_by_state == {"open": 1, "silent": 1}
    assert [r.company for r in applications.listing(alice, state="silent", now=NOW).rows] == ["Quiet Works"]
    assert [r.company for r in applications.listing(alice, silent_weeks=3, now=NOW).rows] == ["Quiet Works"]


def test_mark_wins_and_is_taken_back(alice: Any) -> None:
    pk = make(alice)
    applications.mark(alice, pk, "rejected", NOW, now=NOW)
    assert applications.one(alice, pk, NOW).state == "rejected"
    applications.mark(alice, pk, "open", NOW + timedelta(hours=1), now=NOW + timedelta(hours=1))
    assert applications.one(alice, pk, NOW + timedelta(hours=2)).state == "open"
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert applications.one(alice, pk, NOW).state == "rejected"


def test_merge_moves_all_and_undo_parts_again(alice: Any) -> None:
    keep, other = make(alice, "Lumen Yard"), make(alice, "Lumen Yard GmbH", days=9)
    applications.merge(alice, keep, other, now=NOW)
    assert [item.kind for item in applications.one(alice, keep).timeline] == ["applied", "applied"]
    assert Application.objects.count() == 1
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert [len(applications.one(alice, pk).timeline) for pk in (keep, other)] == [1, 1]
    assert applications.one(alice, other).company == "Lumen Yard GmbH"


def test_split_parts_the_chosen_lines_and_undo_joins_them(alice: Any) -> None:
    pk = make(alice)
    applications.record_event(alice, pk, "interview", NOW, "phone", now=NOW)
    line = applications.one(alice, pk).timeline[1]
    new = applications.split(alice, pk, [line.event_pk], now=NOW)
    assert [item.kind for item in applications.one(alice, pk).timeline] == ["applied"]
    assert [item.kind for item in applications.one(alice, new).timeline] == ["interview"]
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert [item.kind for item in applications.one(alice, pk).timeline] == ["applied", "interview"]
    with pytest.raises(NotYours):
        applications.one(alice, new)


def test_split_of_all_lines_is_refused(alice: Any) -> None:
    pk = make(alice)
    line = applications.one(alice, pk).timeline[0]
    with pytest.raises(Refused):
        applications.split(alice, pk, [line.event_pk])


def test_undo_under_a_later_deed_is_refused_and_changes_nothing(alice: Any) -> None:
    pk = make(alice)
    applications.edit(alice, pk, company="First", now=NOW)
    applications.edit(alice, pk, company="Second", now=NOW + timedelta(minutes=1))
    first = Deed.objects.get(sentence="Changed Lumen Yard")
    with pytest.raises(Refused, match="later change"):
        applications.undo(alice, first.pk)
    assert applications.one(alice, pk).company == "Second"
    assert Deed.objects.get(pk=first.pk).undone_at is None


def test_undo_of_adding_leaves_nothing(alice: Any) -> None:
    make(alice)
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert (Application.objects.count(), Event.objects.count()) == (0, 0)


def test_edit_without_change_is_no_deed(alice: Any) -> None:
    pk = make(alice)
    applications.edit(alice, pk, company="Lumen Yard")
    assert len(applications.last_deeds(alice)) == 1


@pytest.mark.parametrize(
    "ask",
    [
        applications.one,
        lambda who, pk: applications.edit(who, pk, company="Mine"),
        lambda who, pk: applications.mark(who, pk, "rejected"),
        lambda who, pk: applications.record_event(who, pk, "offer", NOW),
        lambda who, pk: applications.split(who, pk, [1]),
        lambda who, pk: applications.merge(who, pk, pk),
        lambda who, pk: applications.remove_event(who, Event.objects.get().pk),
        lambda who, pk: applications.undo(who, Deed.objects.get().pk),
    ],
)
def test_a_stranger_finds_nothing(alice: Any, charlie: Any, ask: Any) -> None:
    pk = make(alice)
    before = applications.one(alice, pk)
    with pytest.raises(NotYours):
        ask(charlie, pk)
    assert applications.one(alice, pk) == before
    assert applications.listing(charlie).total == 0


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_often_for_one_as_for_three(
    alice: Any, django_assert_num_queries: Any, count: int
) -> None:
    pks = [make(alice, f"Firm {n}") for n in range(count)]
    with django_assert_num_queries(4):
        applications.listing(alice, now=NOW)
    with django_assert_num_queries(3):
        applications.board(alice, now=NOW)
    with django_assert_num_queries(6):
        applications.one(alice, pks[0], NOW)


@pytest.mark.parametrize("others", [0, 20])
def test_undo_in_a_big_store_judges_one_application_and_leaves_the_rest_to_the_worker(
    alice: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any, others: int
) -> None:
    for number in range(others):
        make(alice, f"Work {number}")
    pk = make(alice)
    monkeypatch.setattr("nextround.desk.arranging.SMALL", 0)
    applications.mark(alice, pk, "rejected", NOW, now=NOW)
    (deed,) = applications.last_deeds(alice, 1)
    assert queries.preferences(alice).arranged
    with django_assert_num_queries(18):
        applications.undo(alice, deed.pk, NOW)
    assert applications.one(alice, pk, NOW).state == "open"
    assert not queries.preferences(alice).arranged
