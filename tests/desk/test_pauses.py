from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from nextround.desk import applications, pauses, today
from nextround.desk.arranging import arrange
from nextround.playbook.pauses import Ease
from nextround.reading.finding import Kind, Stage
from nextround.records import keep
from nextround.records.models import Pause
from tests.desk.builders import DAY, post

NOW = DAY + timedelta(days=21)
END = NOW + timedelta(days=3)
ONE = timedelta(days=1)


@pytest.fixture
def two(alice: Any) -> None:
    """Two sure noes of yesterday, each after a conversation; from the third day on one may look back, too."""
    for number, company in ((10, "Lumen Yard"), (20, "Brightfold")):
        post(alice, number, 6, Kind.INTERVIEW, company=company, stage=Stage.INTERVIEW)
        post(alice, number + 1, 20, Kind.REJECTION, company=company)
    arrange(alice, now=NOW)


def seen(owner: Any, at: Any) -> tuple[str, int]:
    """What Today shows, as the page shows it."""
    view = today.today(owner, at)
    if view.ease is Ease.OFFER and view.next:
        pauses.offered(owner, at)
    return view.ease.value, (view.next is not None) + len(view.rest)


def test_pause_of_three_days_is_silent_then_offers_one_step_and_later_the_next(alice: Any, two: None) -> None:
    assert seen(alice, NOW) == ("all", 2)
    today.put_away(alice, END, NOW)
    assert [seen(alice, NOW + n * ONE) for n in (0, 1, 2)] == [("away", 0)] * 3
    assert [seen(alice, END), seen(alice, END + timedelta(hours=3))] == [("offer", 1)] * 2
    assert [seen(alice, END + n * ONE) for n in (1, 2)] == [("room", 0)] * 2
    assert seen(alice, END + 3 * ONE) == ("offer", 1)
    assert [seen(alice, END + n * ONE) for n in (4, 8)] == [("room", 0)] * 2
    assert seen(alice, END + 9 * ONE) == ("offer", 1)


def test_doing_the_one_step_brings_the_others_back(alice: Any, two: None) -> None:
    today.put_away(alice, END, NOW)
    step = today.today(alice, END).next
    assert step is not None
    today.skip(alice, step.key, END + timedelta(minutes=1))
    assert seen(alice, END + timedelta(hours=1)) == ("all", 2)


def test_asking_for_everything_ends_it(alice: Any, two: None) -> None:
    today.put_away(alice, END, NOW)
    today.come_back(alice, END)
    assert seen(alice, END) == ("all", 3)


def test_longer_pause_goes_on_from_where_it_began(alice: Any, two: None) -> None:
    today.put_away(alice, NOW + ONE, NOW)
    today.put_away(alice, NOW + 7 * ONE, NOW + timedelta(hours=2))
    row = Pause.objects.get(owner=alice)
    assert (row.began, row.until) == (NOW, NOW + 7 * ONE)
    today.put_away(alice, NOW + 30 * ONE, NOW + 20 * ONE)
    row.refresh_from_db()
    assert row.began == NOW + 20 * ONE


def test_questions_rest_as_well_while_one_step_is_offered(alice: Any, two: None) -> None:
    post(alice, 40, 20, Kind.REJECTION, company="Kestrel Mills", sure=False)
    arrange(alice, now=NOW)
    today.put_away(alice, END, NOW)
    assert today.today(alice, END).questions == 0
    assert today.today(alice, END + timedelta(hours=1)).next is not None


def test_pause_of_another_person_is_theirs(alice: Any, charlie: Any, two: None) -> None:
    today.put_away(charlie, END, NOW)
    assert seen(alice, NOW) == ("all", 2)
    pauses.offered(alice, NOW)
    keep.delete_everything(charlie)
    assert not Pause.objects.exists()
    assert applications.last_deeds(alice) == ()
