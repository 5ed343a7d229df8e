from __future__ import annotations

from datetime import time
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


def test_what_was_taught_is_shown_and_can_be_stopped(page: Client, alice: Any) -> None:
    from nextround.desk import mails, teaching
    from tests.desk.test_teaching import letter

    row = letter(alice, 1)
    mails.correct(alice, row.pk, "assessment")
    assert "Stop using it" in page.get("/settings").content.decode()
    answer = page.post(f"/settings/taught/{row.pk}", {"use": "no"}, follow=True)
    assert "Use it again" in answer.content.decode()
    assert not teaching.listing(alice)[0].used


def test_a_stranger_cannot_touch_what_was_taught(page: Client, charlie: Any) -> None:
    from tests.desk.test_teaching import letter

    assert page.post(f"/settings/taught/{letter(charlie, 1).pk}", {"use": "no"}).status_code == 404


def test_reading_again_tells_and_then_does(page: Client, alice: Any) -> None:
    from nextround.desk import mails
    from tests.desk.test_teaching import letter

    assert "nothing to do" in page.get("/settings/read-again").content.decode()
    later = letter(alice, 2, "Kim", "Friday")
    mails.correct(alice, letter(alice, 1).pk, "assessment")
    shown = page.get("/settings/read-again").content.decode()
    assert "1 mail would be read in another way" in shown
    assert "another mail → a task or test" in shown
    done = page.post("/settings/read-again", follow=True).content.decode()
    assert "2 mails were read again" in done
    assert "because you said so about a mail like this" in page.get(f"/mail/{later.pk}").content.decode()


def test_quiet_hours_have_two_ends_or_none(page: Client, alice: Any) -> None:
    page.post("/settings", {"quiet_from": "21:00", "quiet_to": "07:30"})
    kept = settings.view(alice)
    assert (kept.quiet_from, kept.quiet_to) == (time(21), time(7, 30))
    assert 'value="21:00"' in page.get("/settings").content.decode()
    half = page.post("/settings", {"quiet_from": "21:00", "quiet_to": ""})
    assert "Give both ends of the quiet hours" in half.content.decode()
    odd = page.post("/settings", {"quiet_from": "late", "quiet_to": "07:30"})
    assert "Give the time as 21:30." in odd.content.decode()
    assert settings.view(alice).quiet_from == time(21)
    page.post("/settings", {"quiet_from": "", "quiet_to": ""})
    assert settings.view(alice).quiet_from is None
