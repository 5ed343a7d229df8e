from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nextround.desk import applications
from nextround.records.models import Application

LIST = "/applications"


def names(page: Client, query: str = "") -> list[str]:
    return [row.company for row in page.get(LIST + query).context["rows"]]


@pytest.fixture
def three(alice: Any, lumen: int, now: datetime) -> None:
    applications.add(alice, "Osprey Works", "Welder", now - timedelta(days=2))
    applications.add(alice, "Tideway", "Planner", now - timedelta(days=200))


def test_ledger_shows_the_newest_first_and_the_state_as_a_word(page: Client, three: None) -> None:
    assert names(page) == ["Lumen Yard", "Osprey Works", "Tideway"]
    html = page.get(LIST).content.decode()
    assert '<span class="state state-rejected">It was a no</span>' in html
    assert '<span class="state state-silent">Quiet</span>' in html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=planner", ["Lumen Yard", "Tideway"]),
        ("?q=osprey+welder", ["Osprey Works"]),
        ("?q=%00nothing", []),
        ("?state=rejected", ["Lumen Yard"]),
        ("?state=unheard-of", ["Lumen Yard", "Osprey Works", "Tideway"]),
        ("?silent=3", ["Tideway"]),
        ("?silent=-3&page=zero", ["Lumen Yard", "Osprey Works", "Tideway"]),
        ("?sort=company", ["Lumen Yard", "Osprey Works", "Tideway"]),
        ("?sort=first", ["Tideway", "Osprey Works", "Lumen Yard"]),
        ("?page=99", ["Lumen Yard", "Osprey Works", "Tideway"]),
    ],
)
def test_ledger_is_narrowed_and_sorted(page: Client, three: None, query: str, expected: list[str]) -> None:
    assert names(page, query) == expected


def test_nothing_found_says_so_and_shows_the_way_back(page: Client, three: None) -> None:
    html = page.get(LIST + "?q=zebra").content.decode()
    assert "None like that" in html
    assert "“zebra”" in html


def test_board_shows_only_states_that_somebody_is_in(page: Client, three: None) -> None:
    columns = page.get(LIST + "?view=board").context["columns"]
    assert [(column.state, column.total) for column in columns] == [
        ("open", 1),
        ("silent", 1),
        ("rejected", 1),
    ]


def test_empty_list_says_what_will_be_here(page: Client) -> None:
    assert "Your applications will stand here" in page.get(LIST).content.decode()
    assert 'role="search"' not in page.get("/applications").content.decode()
    assert 'role="search"' in page.get("/applications?q=nobody").content.decode()


def test_strangers_list_is_empty(stranger: Client, three: None) -> None:
    assert names(stranger) == []


@pytest.mark.parametrize("query", ["", "?view=board", "?q=work"])
def test_number_of_queries_does_not_depend_on_the_rows(
    page: Client, alice: Any, now: datetime, django_assert_num_queries: Any, query: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page.get(LIST + query).status_code == 200
        return len(seen)

    applications.add(alice, "Work One", "Planner", now)
    page.get(LIST)
    one = count()
    applications.add(alice, "Work Two", "Planner", now)
    applications.add(alice, "Work Three", "Planner", now)
    page.get(LIST)
    assert count() == one
    many = [
        Application(owner=alice, company=f"Work {n}", role="Planner", last_event_at=now) for n in range(2000)
    ]
    Application.objects.bulk_create(many)
    assert count() == one
    assert one < 28


def test_fifty_rows_a_page_and_the_way_on(page: Client, alice: Any, now: datetime) -> None:
    many = [Application(owner=alice, company=f"Work {n:03}", last_event_at=now) for n in range(120)]
    Application.objects.bulk_create(many)
    answer = page.get(LIST + "?sort=company&page=2")
    assert [len(answer.context["listing"].rows), answer.context["listing"].pages] == [50, 3]
    assert answer.context["after_href"] == "?sort=company&page=3"
    assert answer.context["before_href"] == "?sort=company&page=1"


def test_names_are_shown_as_text_and_not_as_code(page: Client, alice: Any, now: datetime) -> None:
    pk = applications.add(alice, "<script>alert(1)</script>", "<b>x", now)
    for address in (LIST, reverse("application", args=[pk]), LIST + "?view=board"):
        html = page.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_ledger_and_board_tell_what_can_be_done(page: Client, three: None) -> None:
    told = {row.company: row.next_step for row in page.get(LIST).context["rows"]}
    assert told == {"Lumen Yard": "Write to them", "Osprey Works": "", "Tideway": ""}
    rejected = page.get(LIST + "?view=board").context["columns"][-1]
    assert [row.next_step for row in rejected.rows] == ["Write to them"]
