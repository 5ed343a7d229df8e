from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from nextround.desk import settings
from nextround.records.models import Application


def test_saved_settings_are_there_and_the_look_follows(page: Client, alice: Any) -> None:
    said = {
        "name": "Ines Moor",
        "addresses": "Ines@Post.example\nines.moor@work.example, ines@post.example",
        "country": "GB",
        "zone": "Europe/London",
        "theme": "dark",
    }
    answer = page.post("/settings", said, follow=True)
    kept = settings.view(alice)
    assert (kept.name, kept.country, kept.zone) == ("Ines Moor", "GB", "Europe/London")
    assert sorted(kept.addresses) == ["ines.moor@work.example", "ines@post.example"]
    assert 'data-theme="dark"' in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [({"addresses": "ines"}, "addresses"), ({"zone": "Mars/Base"}, "zone"), ({"country": "XQ"}, "country")],
)
def test_what_cannot_be_is_told_beside_its_field(
    page: Client, alice: Any, said: dict[str, str], field: str
) -> None:
    answer = page.post("/settings", said)
    assert list(answer.context["form"].errors) == [field]
    assert settings.view(alice).name == ""


def test_delete_everything_asks_for_the_word(page: Client, lumen: int) -> None:
    answer = page.post("/settings/delete", {"sure": "yes"})
    assert answer.status_code == 400
    assert "Nothing was deleted" in answer.content.decode()
    assert Application.objects.count() == 1


def test_delete_everything_leaves_nothing_of_hers_and_all_of_others(
    page: Client, charlie: Any, lumen: int
) -> None:
    from nextround.desk import applications

    applications.add(charlie, "Other Works")
    answer = page.post("/settings/delete", {"sure": "“Delete”"})
    assert answer.headers["Location"] == "/welcome"
    assert list(Application.objects.values_list("company", flat=True)) == ["Other Works"]


def test_a_calendar_program_needs_the_link_and_nothing_else(page: Client, alice: Any, lumen: int) -> None:
    answer = page.post("/settings/calendar", follow=True)
    address = answer.context["calendar_address"]
    assert address in answer.content.decode()
    stranger = Client(headers={"host": "127.0.0.1"})
    fetched = stranger.get(address)
    assert fetched.status_code == 200
    assert fetched["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in fetched["Cache-Control"]
    assert fetched.content.startswith(b"BEGIN:VCALENDAR")
    assert stranger.post(address).status_code == 405
    assert stranger.get(address.replace("calendar/", "calendar/x")).status_code == 404
    page.post("/settings/calendar", {"do": "close"})
    assert stranger.get(address).status_code == 404
