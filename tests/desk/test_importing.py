from __future__ import annotations

import errno
import os
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from nextround.demo.maker import envelope, make_demo, write_mbox
from nextround.desk import NotYours, Refused, importing, receiving
from nextround.records import keep
from nextround.records.models import Application, Event, Import, Mail, Problem, Question
from tests.known_people import OF_THE_SEARCH, write_known_people

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
MADE = list(make_demo(3, NOW))[:120]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "box.mbox"
    write_mbox(path, MADE)
    return path


def run() -> None:
    stop = threading.Event()
    while importing.work(stop):
        pass


def everything() -> list[Any]:
    return [list(m.objects.order_by("pk").values_list()) for m in (Application, Event, Question, Mail)]


def test_an_import_ends_with_what_concerns_the_search(alice: Any, box: Path) -> None:
    row = importing.start(alice, box, NOW)
    assert importing.progress(alice, row.pk).sentence == "Waits for its turn."
    run()
    view = importing.progress(alice, row.pk)
    assert (view.state, view.bytes_done, view.messages) == ("done", box.stat().st_size, len(MADE))
    assert view.kept == Mail.objects.count() < len(MADE)
    assert view.found == Application.objects.count() > 0
    assert not view.active


def test_reading_the_same_mailbox_again_changes_nothing(alice: Any, box: Path) -> None:
    importing.start(alice, box, NOW)
    run()
    before = [sorted(table) for table in everything()[:3]]
    importing.start(alice, box, NOW)
    run()
    assert [sorted(table) for table in everything()[:3]] == before


def test_a_newer_export_adds_what_is_new(alice: Any, charlie: Any, box: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.mbox"
    half.write_bytes(b"".join(envelope(made) for made in MADE[::2]))
    importing.start(alice, half, NOW)
    run()
    few = Mail.objects.filter(owner=alice).count()
    importing.start(alice, box, NOW)
    importing.start(charlie, box, NOW)
    run()
    mine, whole = (
        sorted(Mail.objects.filter(owner=who).values_list("digest", flat=True)) for who in (alice, charlie)
    )
    assert mine == whole
    assert len(mine) > few


def test_asked_to_stop_it_stops_and_goes_on_later(alice: Any, box: Path) -> None:
    row = importing.start(alice, box, NOW)
    importing.cancel(alice, row.pk)
    run()
    assert importing.progress(alice, row.pk).state == "cancelled"
    assert Mail.objects.count() == 0
    importing.resume(alice, row.pk)
    run()
    assert importing.progress(alice, row.pk).state == "done"


def test_a_reading_cut_off_half_way_ends_like_a_calm_one(
    alice: Any, charlie: Any, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "BATCH", 5)
    row = importing.start(alice, box, NOW)
    assert keep.claim(row)
    row.refresh_from_db()
    Import.objects.filter(pk=row.pk).update(asked_to_stop=True)
    assert not importing._receive(row, threading.Event())
    assert 0 < Mail.objects.count() < len(MADE)
    Import.objects.filter(pk=row.pk).update(asked_to_stop=False)
    importing.take_up()
    importing.start(charlie, box, NOW)
    run()
    mine, calm = (
        sorted(Mail.objects.filter(owner=who).values_list("digest", flat=True)) for who in (alice, charlie)
    )
    assert mine == calm


def test_an_upload_is_private_and_gone_at_the_end(alice: Any, box: Path) -> None:
    row = importing.start_upload(alice, SimpleUploadedFile("../../box.mbox", box.read_bytes()), NOW)
    path = Path(row.path)
    assert settings.UPLOADS in path.parents
    assert os.stat(path).st_mode & 0o077 == 0
    run()
    assert importing.progress(alice, row.pk).state == "done"
    assert list(settings.UPLOADS.iterdir()) == []


def test_a_folder_of_mails_is_uploaded_as_one(alice: Any) -> None:
    files = [SimpleUploadedFile(f"{n}.eml", made.raw) for n, made in enumerate(MADE[:12])]
    row = importing.start_upload(alice, files, NOW)
    run()
    assert importing.progress(alice, row.pk).messages == 12


def test_a_large_upload_is_streamed(alice: Any, box: Path) -> None:
    with TemporaryUploadedFile("box.mbox", "text/plain", box.stat().st_size, None) as file:
        file.write(box.read_bytes())
        file.seek(0)
        row = importing.start_upload(alice, file, NOW)
    assert Path(row.path).read_bytes() == box.read_bytes()
    importing.forget_upload(Path(row.path))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(500), b"just some words\n" * 40])
def test_what_is_no_mailbox_is_refused_and_leaves_nothing(alice: Any, content: bytes) -> None:
    with pytest.raises(Refused):
        importing.start_upload(alice, SimpleUploadedFile("thing.mbox", content))
    assert Import.objects.count() == 0
    assert list(importing.upload_folder().iterdir()) == []


@pytest.mark.parametrize("path", ["/proc/self/environ", "/dev/zero", "/sys", "/no/such/thing", "\0"])
def test_places_that_hold_no_mail_are_refused(alice: Any, path: str) -> None:
    with pytest.raises(Refused):
        importing.start(alice, Path(path))


def test_a_link_into_the_machine_is_refused(alice: Any, tmp_path: Path) -> None:
    (tmp_path / "innocent").symlink_to("/proc/self/environ")
    with pytest.raises(Refused, match="belongs to the machine"):
        importing.start(alice, tmp_path / "innocent")


def test_a_pipe_is_refused(alice: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="neither a file nor a folder"):
        importing.start(alice, tmp_path / "pipe")


def test_the_same_path_is_queued_once(alice: Any, box: Path) -> None:
    assert importing.start(alice, box, NOW).pk == importing.start(alice, box, NOW).pk


def test_a_mailbox_that_went_away_is_told_and_can_go_on(alice: Any, box: Path) -> None:
    row = importing.start(alice, box, NOW)
    kept = box.read_bytes()
    box.unlink()
    run()
    view = importing.progress(alice, row.pk)
    assert view.state == "failed"
    assert "no file or folder" in view.sentence
    box.write_bytes(kept)
    importing.resume(alice, row.pk)
    run()
    assert importing.progress(alice, row.pk).state == "done"


def test_a_full_disk_pauses_with_a_sentence(alice: Any, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    row = importing.start(alice, box, NOW)
    with monkeypatch.context() as context:
        context.setattr(keep, "received", full)
        run()
    view = importing.progress(alice, row.pk)
    assert (view.state, view.sentence) == ("paused", importing.FULL)
    importing.resume(alice, row.pk)
    run()
    assert importing.progress(alice, row.pk).state == "done"


def test_a_mail_that_cannot_be_read_is_set_aside(
    alice: Any, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nextround.desk import reading

    recognise, met = reading.recognise, []

    def sometimes(message: Any, *more: Any) -> Any:
        if not met or message.id == met[0]:
            met.append(message.id)
            raise ValueError("boom")
        return recognise(message, *more)

    monkeypatch.setattr(reading, "recognise", sometimes)
    importing.start(alice, box, NOW)
    run()
    assert importing.latest(alice).state == "done"
    assert [p.where for p in Problem.objects.all()] == met[:1]
    assert Mail.objects.filter(message_id=met[0], reading_version=keep.ASIDE).exists()
    assert Application.objects.count() > 0


def test_something_unforeseen_pauses_one_import_and_not_the_next(
    alice: Any, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second.mbox"
    second.write_bytes(box.read_bytes())
    first = importing.start(alice, box, NOW)
    with monkeypatch.context() as context:
        context.setattr(importing, "guess_addresses", lambda owner: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            importing.work(threading.Event())
    assert importing.progress(alice, first.pk).sentence == importing.UNFORESEEN
    later = importing.start(alice, second, NOW)
    run()
    assert importing.progress(alice, later.pk).state == "done"
    importing.resume(alice, first.pk)
    run()
    assert importing.progress(alice, first.pk).state == "done"


def test_left_over_uploads_go_at_the_next_start(alice: Any) -> None:
    left = importing.upload_folder() / "left"
    left.mkdir()
    importing.take_up()
    assert not left.exists()


def test_a_stranger_sees_no_import(alice: Any, charlie: Any, box: Path) -> None:
    row = importing.start(alice, box, NOW)
    for ask in (importing.progress, importing.cancel, importing.resume):
        with pytest.raises(NotYours):
            ask(charlie, row.pk)
    assert importing.latest(charlie) is None


def test_the_demo_shows_a_search(alice: Any) -> None:
    row = importing.start_demo(alice)
    run()
    view = importing.progress(alice, row.pk)
    assert (view.state, view.name) == ("done", "Demo mailbox")
    assert view.found > 10


@pytest.mark.parametrize("packed", [False, True])
def test_an_import_keeps_what_known_people_wrote_whatever_its_words(
    alice: Any, tmp_path: Path, packed: bool
) -> None:
    path = write_known_people(tmp_path / "box.mbox")
    if packed:
        with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
            archive.write(path, "Takeout/Mail/box.mbox")
        path = tmp_path / "takeout.zip"
    importing.start(alice, path, NOW)
    run()
    assert sorted(Mail.objects.values_list("message_id", flat=True)) == OF_THE_SEARCH
    assert [e.kind for e in Event.objects.order_by("date")] == ["interview", "other"]
