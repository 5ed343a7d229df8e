"""Where they are: by number, by country, by what the person says."""

from __future__ import annotations

import pytest

from nextround.playbook.place import NOWHERE, place


@pytest.mark.parametrize(
    ("told", "zone", "region", "number"),
    [
        ({"number": "+442079460000"}, "Europe/London", "GB", "+44 20 7946 0000"),
        ({"number": "0044 20 7946 0000"}, "Europe/London", "GB", "+44 20 7946 0000"),
        (
            {"number": "0131 496 0000", "country": "gb", "part": "sct"},
            "Europe/London",
            "GB-SCT",
            "+44 131 496 0000",
        ),
        ({"number": "030 901820", "near": "DE"}, "Europe/Berlin", "DE", "+49 30 901820"),
        ({"number": "+1 212 555 0123"}, "America/New_York", "US", "+1 212-555-0123"),
        ({"number": "+1 808 555 0123"}, "Pacific/Honolulu", "US", "+1 808-555-0123"),
        ({"number": "+34 928 000 000"}, "Atlantic/Canary", "ES", "+34 928 00 00 00"),
        ({"country": "DE"}, "Europe/Berlin", "DE", ""),  # Büsingen has the same clocks
        ({"country": "US", "part": "CA", "zone": "America/Los_Angeles"}, "America/Los_Angeles", "US-CA", ""),
        ({"number": "+1 212 555 0123", "country": "DE"}, "Europe/Berlin", "DE", "+1 212-555-0123"),
        ({"zone": "Asia/Tokyo"}, "Asia/Tokyo", "", ""),
        ({"country": "DE", "zone": "Mars/Base"}, "Europe/Berlin", "DE", ""),
    ],
)
def test_place_is_known_from_number_country_or_word(
    told: dict[str, str], zone: str, region: str, number: str
) -> None:
    found = place(**told)  # type: ignore[arg-type]
    assert (str(found.zone), found.region, found.number, found.doubt) == (zone, region, number, "")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"number": "030 901820"}, "names no country"),
        ({"number": "ask for Kim"}, "names no country"),
        ({"number": "+44 1"}, "whole number"),
        ({"number": "+999 12345678"}, "whole number"),
        ({"country": "US"}, "Clocks differ"),
        ({"number": "+1 800 555 0199"}, "Clocks differ"),
        ({"country": "XX"}, "not known here"),
        ({"number": "+800 1234 5678"}, "Say which country"),  # a number that belongs to no country
        ({}, "Say which country"),
    ],
)
def test_place_that_is_not_known_is_asked_for_in_a_sentence(told: dict[str, str], sentence: str) -> None:
    found = place(**told)  # type: ignore[arg-type]
    assert found.zone is None
    assert sentence in found.doubt


def test_place_keeps_a_number_that_is_not_whole_as_it_was_written() -> None:
    found = place(number="020 79 \n", country="GB", zone="Europe/London")
    assert found.number == "020 79"
    assert "whole number" in found.doubt
    assert place(number="ask  for Kim", zone="Europe/London").number == "ask for Kim"


def test_place_with_several_clocks_offers_those_that_differ() -> None:
    assert place(country="ES").choices == ("Europe/Madrid", "Atlantic/Canary")
    assert place(country="ES").country == "ES"
    assert NOWHERE.country == ""
