from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from nextround.records.models import Import, Problem

MAIL = b"""From - Mon Mar  2 09:00:00 2026
Message-ID: <a1@post.example>
From: Kim Vale <kim@lumen.example>
To: ines@post.example
Subject: Your application at Lumen Yard
Date: Mon, 02 Mar 2026 09:00:00 +0000

Thank you for applying.

"""


@pytest.fixture
def reading(alice: Any) -> Import:
    return Import.objects.create(
        owner=alice,
        path="/nowhere",
        name="box.mbox",
        state="reading",
        bytes_total=2_000_000,
        bytes_done=500_000,
        messages=12,
        kept=1,
        created_at=timezone.now(),
    )


def test_path_on_this_machine_is_queued(page: Client, tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    box.write_bytes(MAIL)
    answer = page.post("/mailboxes/path", {"path": f'"{box}"'}, follow=True)
    assert answer.context["view"].name == "box.mbox"
    assert Import.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "path", ["", "/nowhere/at/all", "/proc/self/mem", "~nobody-of-that-name/x", "/dev/null"]
)
def test_path_that_cannot_be_read_is_told_beside_its_field(page: Client, path: str) -> None:
    answer = page.post("/mailboxes/path", {"path": path})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert 'id="path_error"' in html
    assert 'aria-invalid="true"' in html
    assert Import.objects.count() == 0


def test_upload_is_queued_and_its_absence_is_told(page: Client) -> None:
    answer = page.post("/mailboxes/upload", {"file": SimpleUploadedFile("box.mbox", MAIL)}, follow=True)
    assert answer.context["view"].name == "box.mbox"
    answer = page.post("/mailboxes/upload", {})
    assert "Choose a file first." in answer.content.decode()


def test_upload_that_is_no_mailbox_is_a_sentence(page: Client) -> None:
    answer = page.post("/mailboxes/upload", {"file": SimpleUploadedFile("cat.mbox", b"\x89PNG\r\n" * 50)})
    assert answer.status_code == 400
    assert 'id="file_error"' in answer.content.decode()


def test_progress_is_honest_and_asks_again_while_it_goes_on(page: Client, reading: Import) -> None:
    answer = page.get(f"/mailboxes/{reading.pk}")
    html = answer.content.decode()
    assert '<progress max="2000000" value="500000"' in html
    assert "500 KB of 2 MB" in html
    assert 'http-equiv="refresh"' in html
    part = page.get(f"/mailboxes/{reading.pk}/progress").content.decode()
    assert "<h1" not in part
    assert "hx-trigger" in part
    Import.objects.update(state="done")
    assert "hx-trigger" not in page.get(f"/mailboxes/{reading.pk}/progress").content.decode()


def test_stop_and_go_on_are_there_when_they_apply(page: Client, reading: Import, tmp_path: Path) -> None:
    page.post(f"/mailboxes/{reading.pk}/stop")
    reading.refresh_from_db()
    assert reading.asked_to_stop
    html = page.get(f"/mailboxes/{reading.pk}").content.decode()
    assert "Being stopped." in html
    assert "Stop reading" not in html
    Import.objects.update(state="cancelled", asked_to_stop=False)
    assert "Go on reading" not in page.get(f"/mailboxes/{reading.pk}").content.decode()  # the file is gone
    Import.objects.update(path=str(tmp_path))
    assert "Go on reading" in page.get(f"/mailboxes/{reading.pk}").content.decode()
    page.post(f"/mailboxes/{reading.pk}/go-on")
    reading.refresh_from_db()
    assert reading.state == "waiting"


def test_problems_are_shown_and_the_rest_is_read(page: Client, alice: Any, reading: Import) -> None:
    Problem.objects.create(owner=alice, source=reading, where="mail 3", what="It was cut off.")
    html = page.get(f"/mailboxes/{reading.pk}").content.decode()
    assert "1 place could not be read" in html
    assert "It was cut off." in html


def test_strangers_reading_is_not_found(stranger: Client, reading: Import) -> None:
    assert stranger.get(f"/mailboxes/{reading.pk}").status_code == 404
    assert stranger.post(f"/mailboxes/{reading.pk}/stop").status_code == 404


def test_latest_reading_or_the_welcome(page: Client, stranger: Client, reading: Import) -> None:
    assert page.get("/mailboxes").headers["Location"] == f"/mailboxes/{reading.pk}"
    assert stranger.get("/mailboxes").headers["Location"] == "/welcome"


def test_every_reading_is_listed_with_its_problems(page: Client, alice: Any, reading: Import) -> None:
    Problem.objects.bulk_create(
        Problem(owner=alice, source=reading, where=f"mail {n}", what="It was cut off.") for n in range(70)
    )
    newer = Import.objects.create(
        owner=alice, path="/nowhere", name="newer.mbox", state="done", created_at=timezone.now()
    )
    html = page.get("/mailboxes", follow=True).content.decode()
    assert "newer.mbox" in html
    assert f'href="/mailboxes/{reading.pk}#problems">70 places could not be read' in html
    assert page.get(f"/mailboxes/{newer.pk}").status_code == 200
    first = page.get(f"/mailboxes/{reading.pk}").content.decode()
    assert first.count("It was cut off.") == 50
    assert "Show all 70" in first
    assert page.get(f"/mailboxes/{reading.pk}?problems=all").content.decode().count("It was cut off.") == 70
