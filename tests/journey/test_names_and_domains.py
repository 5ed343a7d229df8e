"""Names and domains that are the same, and those that only look it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nextround.journey.domains import human, own_site, site
from nextround.journey.shelf import Shelf, bears, clues, company_clues
from tests.journey.builders import application


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jobs@mail.ashdown.example", "ashdown.example"),
        ("jane@ashdown.co.uk", "ashdown.co.uk"),
        ("jane@hr.ashdown.co.uk", "ashdown.co.uk"),
        ("jane@co.uk", "co.uk"),
        ("JANE@ASHDOWN.EXAMPLE.", "ashdown.example"),
        ("nobody", "nobody"),
        ("", ""),
    ],
)
def test_site_is_the_registered_domain(address: str, expected: str) -> None:
    assert site(address) == expected


@pytest.mark.parametrize(
    "address", ["me@gmail.com", "me@yahoo.co.uk", "no-reply@hire.lever.co", "nobody", ""]
)
def test_own_site_of_shared_or_missing_domains_is_empty(address: str) -> None:
    assert own_site(address) == ""


def test_own_site_of_an_employer_is_its_domain() -> None:
    assert own_site("jobs@careers.ashdown.example") == "ashdown.example"


def test_shelf_finds_what_shares_a_clue_and_nothing_else() -> None:
    one, two = application(key="1", company="Ashdown Mills"), application(key="2", company="Calder")
    shelf = Shelf([one, two])
    assert shelf.sharing(company_clues("ASHDOWN MILLS LTD")) == [one]
    assert shelf.sharing({"company:other"}) == []
    assert shelf.get("2") == two
    assert shelf.get("3") is None


def test_shelf_tells_when_what_shares_a_clue_is_laid_down_anew() -> None:
    one, two = application(key="1", company="Ashdown Mills"), application(key="2", company="Calder")
    shelf = Shelf([one, two])
    asked, other = company_clues("Ashdown Mills"), company_clues("Calder")
    before, elsewhere = shelf.latest(asked), shelf.latest(other)
    shelf.put(replace(one, company="Overmoor"))  # it is still found by its old name
    assert shelf.latest(asked) != before
    assert shelf.latest(other) == elsewhere
    assert shelf.latest({"name:nobody"}) == shelf.latest(()) == 0


def test_shelf_clues_of_a_nameless_application_are_few() -> None:
    assert clues(application(company="", role="")) == set()


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("jane.moss@ashdown.example", True),
        ("jmoss2@ashdown.example", True),
        ("no-reply@ashdown.example", False),
        ("talent-team@ashdown.example", False),
        ("bewerbung@ashdown.example", False),
        ("jane.moss@hire.lever.co", False),
        ("jane.moss@gmail.com", False),
        ("123@ashdown.example", False),
        ("", False),
    ],
)
def test_human_tells_people_from_desks_and_machines(address: str, is_one: bool) -> None:
    assert human(address) == (address if is_one else "")


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("alborada", "ceramicasalborada", True),
        ("ternair", "ternairways", True),
        ("ashdowncareers", "ashdown", True),
        ("bp", "bp", True),
        ("bp", "bpost", False),
        ("health", "ironporthealth", False),
        ("sons", "hollowstoneandsons", False),
        ("", "ashdown", False),
        ("ashdown", "", False),
    ],
)
def test_bears_takes_a_large_part_of_a_name(label: str, name: str, same: bool) -> None:
    assert bears(label, name) is same
