"""Files that are no mailbox, handed over as a person does: each is a sentence beside its field."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from nextround.desk import importing
from nextround.records.models import Application, Import
from tests.web.test_imports import MAIL


def zipped(name: str, body: bytes, times: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(times):
            member.write(body)
    return out.getvalue()


GOOD_ZIP = zipped("Takeout/Mail/All mail.mbox", MAIL * 200)
BAD = {
    "empty.mbox": (b"", "is empty"),
    "cat.mbox": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "holds no mail"),
    "list.txt": (b"Bread\nMilk\n", "holds no mail"),
    "archive.pst": (b"!BDN" + bytes(range(256)) * 20, "Outlook data file (.pst)"),
    "cut.zip": (GOOD_ZIP[: len(GOOD_ZIP) // 2], "was not copied to its end"),
    "other.zip": (zipped("a.txt", b"hello"), "holds no mail"),
    "zeros.zip": (zipped("All.mbox", b"\0" * 1_000_000, 100), "holds no mail"),
}


@pytest.fixture
def kept(alice: Any) -> None:
    """Something that must not be lost."""
    Application.objects.create(owner=alice, company="Lumen Yard", by_person=True)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", BAD)
def test_upload_is_refused_beside_its_field_and_nothing_stays(page: Client, name: str) -> None:
    body, sentence = BAD[name]
    before = set(importing.upload_folder().iterdir())
    answer = page.post("/mailboxes/upload", {"file": SimpleUploadedFile(name, body)})
    error = answer.context["upload_error"]
    assert answer.status_code == 400
    assert error.startswith(name)
    assert sentence in error
    assert 'aria-describedby="file_error"' in answer.content.decode()
    assert not set(importing.upload_folder().iterdir()) - before
    assert (Import.objects.count(), Application.objects.count()) == (0, 1)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", BAD)
def test_path_is_refused_beside_its_field_and_stays_to_be_mended(
    page: Client, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(BAD[name][0])
    answer = page.post("/mailboxes/path", {"path": str(tmp_path / name)})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert BAD[name][1] in answer.context["path_error"]
    assert f'value="{tmp_path / name}"' in html
    assert 'aria-describedby="path_help path_error"' in html
    assert (Import.objects.count(), Application.objects.count()) == (0, 1)


def work_off() -> Import:
    importing.work(threading.Event())
    return Import.objects.get()


def test_cut_off_mailbox_is_read_as_far_as_it_goes(page: Client) -> None:
    whole = MAIL + MAIL.replace(b"<a1@", b"<a2@").replace(b"Lumen Yard", b"Quillon")
    page.post("/mailboxes/upload", {"file": SimpleUploadedFile("cut.mbox", whole[:-30])})
    row = work_off()
    assert (row.state, row.messages) == ("done", 2)
    html = page.get(f"/mailboxes/{row.pk}").content.decode()
    assert "1 place could not be read" in html
    assert "The file ends in the middle of this mail." in html


def test_zip_bomb_behind_a_real_mail_does_not_fill_the_memory(page: Client) -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("All mail.mbox", "w") as member,
    ):
        member.write(MAIL)
        for _ in range(200):
            member.write(b"\0" * 1_000_000)
    page.post("/mailboxes/upload", {"file": SimpleUploadedFile("bomb.zip", bomb.getvalue())})
    began = timezone.now()
    row = work_off()
    assert (timezone.now() - began).total_seconds() < 30
    assert row.state in {"done", "failed"}
    html = page.get(f"/mailboxes/{row.pk}").content.decode()
    assert row.sentence in html if row.state == "failed" else "could not be read" in html
