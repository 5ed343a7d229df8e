"""Every kind of mailbox is read to its end, and on from anywhere."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nextround.mailbox.files import Candidate, MailboxError, Problem, Progress, Source, open_mailbox
from nextround.mailbox.parse import parse
from tests.mailbox.boxes import NOISE, SIGNAL, mail, mbox_of, search

Maker = Callable[[Path, list[bytes]], Path]


def make_mbox(folder: Path, mails: list[bytes]) -> Path:
    path = folder / "Todos os e-mails, incluindo Spam e Lixeira-002.mbox"
    path.write_bytes(mbox_of(mails))
    return path


def make_mbox_of_windows(folder: Path, mails: list[bytes]) -> Path:
    path = folder / "Inbox"
    path.write_bytes(b"\xef\xbb\xbf" + mbox_of(mails).replace(b"\n", b"\r\n"))
    return path


def make_emls(folder: Path, mails: list[bytes]) -> Path:
    for n, one in enumerate(mails):
        (folder / "box" / f"{n % 2}").mkdir(parents=True, exist_ok=True)
        (folder / "box" / f"{n % 2}" / f"{n:03}.eml").write_bytes(one)
    (folder / "box" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return folder / "box"


def make_maildir(folder: Path, mails: list[bytes]) -> Path:
    for sub in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"):
        (folder / "Maildir" / sub).mkdir(parents=True)
    for n, one in enumerate(mails):
        place = (f"cur/{n:03}.host:2,S", f"new/{n:03}.host", f".Sent/cur/{n:03}.host:2,")[n % 3]
        (folder / "Maildir" / place).write_bytes(one)
    (folder / "Maildir" / "tmp" / "half").write_bytes(mail(99, SIGNAL))
    (folder / "Maildir" / "dovecot.index").write_bytes(b"index")
    return folder / "Maildir"


def make_zip(folder: Path, mails: list[bytes]) -> Path:
    path = folder / "takeout-20260105T100000Z-001.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/archive_browser.html", "<html>")
        archive.writestr("Takeout/Mail/Alle Nachrichten.mbox", mbox_of(mails[: len(mails) // 2]))
        archive.writestr("Takeout/Mail/../../Sent.mbox", mbox_of(mails[len(mails) // 2 : -1]))
        archive.writestr("one.eml", mails[-1])
    return path


def make_tgz(folder: Path, mails: list[bytes]) -> Path:
    path = folder / "takeout.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in (("Takeout/Mail/a.mbox", mbox_of(mails[:-1])), ("Takeout/b.eml", mails[-1])):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def make_gz(folder: Path, mails: list[bytes]) -> Path:
    import gzip

    path = folder / "box.mbox.gz"
    path.write_bytes(gzip.compress(mbox_of(mails)))
    return path


def make_mixture(folder: Path, mails: list[bytes]) -> Path:
    third = len(mails) // 3
    (folder / "mixed" / "deep").mkdir(parents=True)
    make_zip(folder / "mixed", mails[:third])
    make_mbox(folder / "mixed" / "deep", mails[third:-1])
    (folder / "mixed" / "z.eml").write_bytes(mails[-1])
    return folder / "mixed"


MAKERS = [make_mbox, make_mbox_of_windows, make_emls, make_maildir, make_zip, make_tgz, make_gz, make_mixture]
every_kind = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__.removeprefix("make_"))


def ids(source: Source, after: dict[str, object] | None = None) -> list[str]:
    return [parse(item.raw).id for item in source.read(after) if isinstance(item, Candidate)]


@every_kind
def test_candidates_are_found_and_nothing_else(make: Maker, tmp_path: Path) -> None:
    found = ids(open_mailbox(make(tmp_path, search(19))))
    assert sorted(found) == sorted(f"<{n}@mail.example>" for n in range(0, 19, 3))


@every_kind
def test_raw_mail_is_what_was_put_in(make: Maker, tmp_path: Path) -> None:
    wanted = {parse(one).id: parse(one) for one in search(19)}
    for item in open_mailbox(make(tmp_path, search(19))).read():
        if isinstance(item, Candidate):
            mail_read = parse(item.raw)
            assert mail_read.text == wanted[mail_read.id].text
            assert mail_read.digest == wanted[mail_read.id].digest


@every_kind
def test_reading_on_gives_exactly_what_follows(make: Maker, tmp_path: Path) -> None:
    path = make(tmp_path, search(19))
    items = list(open_mailbox(path).read())
    whole = [parse(item.raw).id for item in items if isinstance(item, Candidate)]
    before = 0
    for item in items:
        if isinstance(item, Problem):
            continue
        before += isinstance(item, Candidate)
        checkpoint = json.loads(json.dumps(item.checkpoint))
        assert ids(open_mailbox(path), checkpoint) == whole[before:]


@every_kind
def test_last_word_is_how_much_was_read(make: Maker, tmp_path: Path) -> None:
    source = open_mailbox(make(tmp_path, search(19)))
    last = list(source.read())[-1]
    assert isinstance(last, Progress)
    assert (last.bytes_done, last.messages) == (source.size, 19)


@every_kind
def test_count_of_mails_goes_on_after_a_checkpoint(make: Maker, tmp_path: Path) -> None:
    path = make(tmp_path, search(19))
    middle = [item for item in open_mailbox(path).read() if isinstance(item, Candidate)][3]
    last = list(open_mailbox(path).read(middle.checkpoint))[-1]
    assert isinstance(last, Progress)
    assert last.messages == 19


@every_kind
def test_closing_in_the_middle_is_quiet(make: Maker, tmp_path: Path) -> None:
    reading = open_mailbox(make(tmp_path, search(19))).read()
    next(reading)
    reading.close()  # type: ignore[attr-defined]


def test_single_mail_is_a_candidate_whatever_it_says(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(1, NOISE))
    assert ids(open_mailbox(tmp_path / "a.eml")) == ["<1@mail.example>"]


def test_apple_mail_file_is_read_without_its_length_and_list(tmp_path: Path) -> None:
    one = mail(1, SIGNAL)
    (tmp_path / "1.emlx").write_bytes(b"%d\n" % len(one) + one + b"<?xml version='1.0'?><plist/>")
    (item, _) = open_mailbox(tmp_path / "1.emlx").read()
    assert isinstance(item, Candidate)
    assert item.raw == one


def test_quoted_from_lines_are_unquoted_once(tmp_path: Path) -> None:
    text = f"{SIGNAL}\n>From here on\n>>From twice\n> From spaced"
    (tmp_path / "m").write_bytes(mbox_of([mail(1, text)]))
    (item, _) = open_mailbox(tmp_path / "m").read()
    assert isinstance(item, Candidate)
    assert parse(item.raw).text.endswith("\nFrom here on\n>From twice\n> From spaced")


def test_a_sentence_that_begins_with_from_begins_no_mail(tmp_path: Path) -> None:
    text = f"{SIGNAL}\n\nFrom now on we write\nless.\n\nFrom 9:00 we are here\nand wait."
    (tmp_path / "m").write_bytes(mbox_of([mail(1, text), mail(2, NOISE)]))
    *_, item, last = open_mailbox(tmp_path / "m").read()
    assert isinstance(item, Candidate)
    assert isinstance(last, Progress)
    assert "and wait." in parse(item.raw).text
    assert last.messages == 2


def test_grown_mbox_gives_only_what_is_new(tmp_path: Path) -> None:
    path = make_mbox(tmp_path, search(7))
    last = list(open_mailbox(path).read())[-1]
    assert isinstance(last, Progress)
    with path.open("ab") as file:
        file.write(mbox_of([mail(50, SIGNAL)]))
    assert ids(open_mailbox(path), last.checkpoint) == ["<50@mail.example>"]


def test_another_file_at_the_same_place_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = make_mbox(tmp_path, search(7))
    last = list(open_mailbox(path).read())[-1]
    assert isinstance(last, Progress)
    path.write_bytes(mbox_of([mail(60, SIGNAL)] * 9))
    assert ids(open_mailbox(path), last.checkpoint) == ["<60@mail.example>"] * 9


def test_mail_moved_from_new_to_cur_is_not_read_again(tmp_path: Path) -> None:
    path = make_maildir(tmp_path, search(9))
    last = list(open_mailbox(path).read())[-1]
    assert isinstance(last, Progress)
    for one in (path / "new").iterdir():
        one.rename(path / "cur" / f"{one.name}:2,S")
    assert ids(open_mailbox(path), last.checkpoint) == []


# What cannot be read, or not whole


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "holds no mail"),
        (b"\0" * 5_000, "holds no mail"),
        (b"Dear diary, today I went out.\n", "holds no mail"),
        (b"name,date\na,b\n", "holds no mail"),
        (b"!BDN" + b"\0" * 600, "Outlook data file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save the mail as .eml"),
        (b"PK\x03\x04 not really", "broken"),
        (b"\x1f\x8b\x08\0not really", "holds no mail"),
        (b"From my window I see\nthe sea.\n", "holds no mail"),
    ],
)
def test_what_is_no_mailbox_gets_a_sentence(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(MailboxError, match=says):
        list(open_mailbox(tmp_path / "file").read())


def test_missing_path_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="There is no file"):
        open_mailbox(tmp_path / "nowhere")


def test_folder_without_mail_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("milk")
    with pytest.raises(MailboxError, match="holds no mail"):
        list(open_mailbox(tmp_path).read())


def test_pipe_gets_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MailboxError, match="neither a file nor a folder"):
        open_mailbox(tmp_path / "pipe")


def test_cut_off_mbox_still_gives_its_last_mail(tmp_path: Path) -> None:
    whole = mbox_of([*search(3), mail(3, SIGNAL + " And so on and so forth.")])
    (tmp_path / "cut").write_bytes(whole[:-10])
    items = list(open_mailbox(tmp_path / "cut").read())
    problems = [item for item in items if isinstance(item, Problem)]
    assert [problem.where.split(" at ")[0] for problem in problems] == ["mail 4"]
    assert "middle of this mail" in problems[0].what
    assert ids(open_mailbox(tmp_path / "cut"))[-1] == "<3@mail.example>"


@pytest.mark.parametrize("make", [make_tgz, make_gz])
def test_cut_off_archive_keeps_what_came_before(make: Maker, tmp_path: Path) -> None:
    import random

    noisy = [mail(n, SIGNAL + random.Random(n).randbytes(20_000).hex()) for n in range(9)]
    path = make(tmp_path, noisy)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    items = list(open_mailbox(path).read())
    assert [item.what.split(".")[0] for item in items if isinstance(item, Problem)] == [
        "The file ends in the middle of this mail",
        "The archive is broken or cut off here",
    ]
    assert sum(isinstance(item, Candidate) for item in items) >= 2


def test_archive_that_unpacks_to_far_too_much_is_stopped(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.mbox", mbox_of(search(3)))
        with archive.open("b.mbox", "w", force_zip64=True) as member:
            member.write(mbox_of(search(1)))
            for _ in range(90):
                member.write(bytes(1 << 20))
    items = list(open_mailbox(tmp_path / "bomb.zip").read())
    assert any(isinstance(item, Problem) and "unpacks to more than" in item.what for item in items)
    assert isinstance(items[0], Candidate)
    assert isinstance(items[-1], Progress)


def test_locked_part_is_left_out_and_told(tmp_path: Path) -> None:
    path = make_zip(tmp_path, search(6))
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02")  # the last entry of the directory: one.eml
    raw[at + 8] |= 1
    path.write_bytes(raw)
    problems = [item for item in open_mailbox(path).read() if isinstance(item, Problem)]
    assert [(problem.where, "password" in problem.what) for problem in problems] == [("one.eml", True)]


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.eml").write_bytes(mail(66, SIGNAL))
    box = make_emls(tmp_path, search(4))
    (box / "link.eml").symlink_to(tmp_path / "secret.eml")
    assert "<66@mail.example>" not in ids(open_mailbox(box))


def test_file_that_only_says_it_is_mail_is_told(tmp_path: Path) -> None:
    box = make_emls(tmp_path, search(4))
    (box / "x.eml").write_bytes(b"\x89PNG")
    problems = [item for item in open_mailbox(box).read() if isinstance(item, Problem)]
    assert [problem.where for problem in problems] == ["x.eml"]
