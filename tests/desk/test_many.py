"""Two thousand applications: pages stay quick, however the machine is loaded beside."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from nextround.desk import applications, review, today
from nextround.desk.standings import refresh
from nextround.records.models import Application, Event
from tests.desk.builders import DAY

MANY = 2000
NOW = DAY + timedelta(days=700)


@pytest.fixture
def many(alice: Any) -> Any:
    rows = [Application(owner=alice, company=f"Firm {n}", role=f"Planner {n % 7}") for n in range(MANY)]
    Application.objects.bulk_create(rows)
    events = [
        Event(owner=alice, application=row, kind=kind, date=DAY + timedelta(days=(n * 7) % 690 + more))
        for n, row in enumerate(rows)
        for more, kind in enumerate(("applied", "interview", "rejection")[: n % 4])
    ]
    Event.objects.bulk_create(events)
    refresh(alice, [row.pk for row in rows])
    return alice


def cost(page: Callable[[], object]) -> float:
    """Seconds of computing for a page, once everything is warm."""
    page()
    began = time.process_time()
    page()
    return time.process_time() - began


PAGES: dict[str, Callable[[Any], object]] = {
    "listing": lambda who: applications.listing(who, now=NOW),
    "search": lambda who: applications.listing(who, q="firm 19", sort="company", now=NOW),
    "silent": lambda who: applications.listing(who, state="silent", silent_weeks=3, page=7, now=NOW),
    "board": lambda who: applications.board(who, now=NOW),
    "one": lambda who: applications.one(who, Application.objects.earliest("pk").pk, NOW),
    "today": lambda who: today.today(who, NOW),
    "review": review.waiting,
}


def test_a_page_among_two_thousand_takes_under_a_tenth_of_a_second(many: Any) -> None:
    assert applications.listing(many, now=NOW).total == MANY
    costs = {name: cost(lambda page=page: page(many)) for name, page in PAGES.items()}
    assert {name: seconds for name, seconds in costs.items() if seconds >= 0.1} == {}
