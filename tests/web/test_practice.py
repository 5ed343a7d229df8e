"""Practising with somebody one knows, and careers services that sell nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from nextround.desk import Refused, applications, careers, practice, private

# Endings of public bodies, and the public services that have an ending of their own.
PUBLIC = re.compile(
    r"(?:^|\.)(?:gov|gov\.uk|gov\.ie|gov\.au|gov\.wales|gc\.ca)$"
    r"|^(?:nationalcareers\.service\.gov\.uk|myworldofwork\.co\.uk|nidirect\.gov\.uk|careeronestop\.org"
    r"|arbeitsagentur\.de|ams\.at|berufsberatung\.ch|francetravail\.fr|sepe\.es|werk\.nl|arbetsformedlingen\.se)$"
)


@pytest.fixture
def run(alice: Any) -> int:
    return practice.begin(alice, "Mira")


def test_r097_pointers_are_public_and_nothing_is_sold(page: Client) -> None:
    for code, _ in careers.countries():
        place = careers.of_country(code)
        assert place.services
        assert all(not one.web or PUBLIC.search(one.web) for one in place.services)
        html = page.get(f"/for-you/careers?country={code}").content.decode()
        linked = set(re.findall(r'href="https?://([^"/]+)', html))
        assert linked == {one.web for one in place.services if one.web}
    assert html.index("Public services come first") < html.index("Before you pay a coach")


def test_country_that_is_not_known_shows_what_there_is_everywhere() -> None:
    assert careers.of_country("zz") == careers.of_country("*")
    assert careers.of_country("gb").services[-2:] == careers.of_country("*").services
    assert careers.countries()[-1][0] == "*"


def test_r098_own_marks_first_then_theirs_and_the_blind_spot_is_named(
    page: Client, alice: Any, run: int
) -> None:
    here = f"/for-you/practice/{run}"
    assert "Then theirs" not in page.get(here).content.decode()
    page.post(here, {"do": "own", "clear": "4", "listens": "2"})
    assert "Then theirs" in page.get(here).content.decode()
    page.post(here, {"do": "observer", "clear": "2", "listens": "4", "line": "The story of the boat."})
    html = page.get(here).content.decode()
    assert "They saw less of it than you did." in html
    assert "You were harder on yourself than they were." in html
    assert "The story of the boat." in html
    assert "2 min" in page.get("/for-you/practice/pack").content.decode()


def test_their_marks_wait_for_ones_own(alice: Any, run: int) -> None:
    with pytest.raises(Refused, match="come first"):
        practice.mark_observer(alice, run, {"clear": 2})


def test_r099_pack_goes_out_without_anything_private(page: Client, alice: Any, lumen: int) -> None:
    private.write(alice, "page", {"text": "plumlantern"})
    applications.edit(alice, lumen, note="quincewhistle")
    for address in ("/for-you/practice/pack", "/for-you/practice/pack.txt"):
        said = page.get(address).content.decode()
        assert "What would you do in your first month here?" in said
        assert "Listens and asks" in said
        for word in ("plumlantern", "quincewhistle", "Lumen Yard"):
            assert word not in said


def test_r099_marks_come_in_from_a_sheet_as_text(alice: Any, run: int) -> None:
    practice.mark_own(alice, run, {"clear": 4, "example": 3})
    practice.mark_observer(alice, run, {"example": 5}, "2. Gives an example of their own: 1\n3. 2")
    assert practice.one(alice, run).observer == {"clear": 2, "example": 5}


def test_sheet_without_a_mark_changes_nothing(page: Client, alice: Any, run: int) -> None:
    practice.mark_own(alice, run, {"clear": 4})
    html = page.post(f"/for-you/practice/{run}", {"do": "observer", "sheet": "It was lovely."}, follow=True)
    assert "No mark from 1 to 5" in html.content.decode()
    assert practice.one(alice, run).observer == {}


@pytest.mark.parametrize("marks", [{"clear": 0}, {"clear": 6}, {"nonsense": 3}])
def test_marks_that_cannot_be_are_turned_down(alice: Any, run: int, marks: dict[str, int]) -> None:
    with pytest.raises(Refused):
        practice.mark_own(alice, run, marks)
    assert practice.one(alice, run).own == {}


def test_wrong_mark_in_the_form_comes_back(page: Client, run: int) -> None:
    html = page.post(f"/for-you/practice/{run}", {"do": "own", "clear": "9"}).content.decode()
    assert "Marks go from 1 to 5." in html


def test_practice_can_be_taken_away_and_brought_back(page: Client, alice: Any) -> None:
    page.post("/for-you/practice", {"who": "Mira"})
    (run,) = practice.runs(alice)
    page.post(f"/for-you/practice/{run.pk}", {"do": "remove"})
    assert practice.runs(alice) == ()
    applications.undo(alice, applications.last_deeds(alice)[0].pk)
    assert practice.runs(alice)[0].who == "Mira"


def test_strangers_practice_is_not_found(stranger: Client, run: int) -> None:
    assert stranger.get(f"/for-you/practice/{run}").status_code == 404
    assert stranger.post(f"/for-you/practice/{run}", {"do": "own", "clear": "3"}).status_code == 404
