from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from nextround.desk import settings, support


def test_lines_of_the_persons_country_come_first(page: Client, alice: Any) -> None:
    settings.save(alice, country="GB")
    html = page.get("/support").content.decode()
    assert html.index("Samaritans") < html.index("findahelpline.com")
    assert 'href="tel:116123"' in html


def test_another_country_can_be_asked_for(page: Client) -> None:
    assert page.get("/support?country=US").context["place"].code == "US"
    assert page.get("/support?country=xx").context["place"].code == "*"
    assert page.get("/support").context["place"].code == "*"


def test_every_country_has_a_line_and_everywhere_comes_last() -> None:
    assert support.countries()[-1][0] == "*"
    assert all(support.of_country(code).lines for code, _ in support.countries())


def test_every_country_names_who_advises_on_rights_and_the_letters_note_leads_there(page: Client) -> None:
    assert all(support.of_country(code).rights for code, _ in support.countries())
    html = page.get("/support?country=DE").content.decode()
    assert html.index('id="rights"') < html.index("antidiskriminierungsstelle.de")
    assert "acas.org.uk" not in html


def test_what_nobody_compared_yet_says_so(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert support.of_country("GB").checked == ""
    assert "Please check the number" in page.get("/support?country=GB").content.decode()
    rows = [row | {"last_checked": "2026-11-02"} for row in support._rows()]
    monkeypatch.setattr(support, "_rows", lambda: rows)
    html = page.get("/support?country=GB").content.decode()
    assert "2026-11-02" in html
    assert "Please check the number" not in html
