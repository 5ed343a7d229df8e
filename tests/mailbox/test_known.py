"""What the first look passed over is found again when its writer is known from the search."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nextround.mailbox.files import Candidate, MailboxError, open_mailbox
from nextround.mailbox.judge import look_alone, writer_of
from nextround.mailbox.mbox import COLLEAGUES
from tests.mailbox.boxes import NOISE, SIGNAL
from tests.mailbox.test_files import make_emls, make_gz, make_maildir, make_mbox, make_tgz, make_zip

KNOWN = frozenset({"lia.sand@corte.example"})
Maker = Callable[[Path, list[bytes]], Path]


def note(number: int, sender: str, text: str = NOISE) -> bytes:
    return f"From: {sender}\nSubject: hello\nMessage-ID: <{number}@x.example>\n\n{text} {number}\n".encode()


MAILS = [
    note(1, "Lia Sand <lia.sand@corte.example>", SIGNAL),
    note(2, "Lia Sand <lia.sand@corte.example>"),
    note(3, "Ann <ann@friends.example>"),
    note(4, '"Tom Reed" <Tom.Reed@Corte.example>', "> From here on\nFrom me"),
    note(5, "Corte <newsletter@corte.example>"),
    note(6, "Ben <ben@notcorte.example>"),
]


def found_again(path: Path) -> list[bytes]:
    source = open_mailbox(path)
    kept = [item.raw for item in source.read() if isinstance(item, Candidate)]
    assert len(kept) == 1
    return [one.raw for one in source.known(KNOWN)]


EVERY = [make_mbox, make_emls, make_maildir, make_zip, make_tgz]


@pytest.mark.parametrize("make", EVERY)
def test_known_gives_what_known_people_and_their_colleagues_wrote(make: Maker, tmp_path: Path) -> None:
    found = found_again(make(tmp_path, MAILS))
    assert sorted(raw.rstrip() for raw in found) == sorted(one.rstrip() for one in (MAILS[1], MAILS[3]))


def test_known_reads_an_mbox_inside_a_folder(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    make_mbox(tmp_path / "box", MAILS)
    assert len(found_again(tmp_path / "box")) == 2


def test_known_reads_an_archive_inside_a_folder(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    make_tgz(tmp_path / "box", MAILS)
    assert len(found_again(tmp_path / "box")) == 2


@pytest.mark.parametrize("make", [make_zip, make_tgz, make_gz])
def test_known_finds_many_mails_in_the_members_of_an_archive(make: Maker, tmp_path: Path) -> None:
    """The last of these mails lies by itself in a zip and a tgz, the others in one mbox or two."""
    notes = [note(n, "Lia Sand <lia.sand@corte.example>") for n in range(10, 40)]
    others = [note(n, "Ann <ann@friends.example>", "x" * 3000) for n in range(50, 80)]
    mails = [MAILS[0], *(one for pair in zip(others, notes, strict=True) for one in pair)]
    found = found_again(make(tmp_path, mails))
    assert [raw.rstrip() for raw in found] == [one.rstrip() for one in notes]


def test_known_says_where_in_an_archive_a_mail_lies(tmp_path: Path) -> None:
    source = open_mailbox(make_tgz(tmp_path, [*MAILS, note(7, "Lia Sand <lia.sand@corte.example>")]))
    list(source.read())
    places = [one.where for one in source.known(KNOWN)]
    assert [place.partition(": ")[0] for place in places] == ["Takeout/Mail/a.mbox"] * 2 + ["Takeout/b.eml"]


@pytest.mark.parametrize("make", [make_zip, make_tgz])
def test_known_of_an_archive_of_strangers_does_not_open_it_again(make: Maker, tmp_path: Path) -> None:
    path = make(tmp_path, MAILS)
    source = open_mailbox(path)
    list(source.read())
    path.unlink()
    assert list(source.known(frozenset({"somebody@elsewhere.example"}))) == []
    with pytest.raises(MailboxError, match="stopped"):
        list(source.known(KNOWN))


def test_known_of_an_archive_that_changed_gives_what_is_there(tmp_path: Path) -> None:
    path = make_zip(tmp_path, MAILS)
    source = open_mailbox(path)
    list(source.read())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert list(source.known(KNOWN)) == []
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("nothing.txt", "x")
    assert list(source.known(KNOWN)) == []


def test_known_of_an_archive_passes_over_what_is_locked(tmp_path: Path) -> None:
    path = make_zip(tmp_path, MAILS)
    whole = bytearray(path.read_bytes())
    source = open_mailbox(path)
    list(source.read())
    at = whole.index(b"PK\x01\x02") + 8  # the flags of each member in the list at the end
    for _ in range(4):
        whole[at] |= 1
        at = whole.find(b"PK\x01\x02", at) + 8
    path.write_bytes(whole)
    assert list(source.known(KNOWN)) == []


@pytest.mark.parametrize("make", [make_mbox, make_emls, make_zip, make_tgz])
def test_known_of_a_busy_domain_are_its_known_people_alone(make: Maker, tmp_path: Path) -> None:
    others = [note(n, f"P{n} <person.{n % 90}@corte.example>") for n in range(100, 100 + COLLEAGUES)]
    found = found_again(make(tmp_path, [*MAILS, *others]))
    assert [raw.rstrip() for raw in found] == [MAILS[1].rstrip()]


def test_known_is_the_same_when_several_processes_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nextround.mailbox import scan, sharing

    path = make_mbox(tmp_path, MAILS * 40)
    with path.open("rb", buffering=0) as file:
        whole = scan.scan_range(file, 0, path.stat().st_size)
    monkeypatch.setattr(scan, "SMALLEST_RANGE", 4_000)
    monkeypatch.setattr(scan, "LARGEST_RANGE", 4_000)
    parts = list(sharing.scan_file(path, workers=3))
    assert len(parts) > 2
    assert tuple(one for part in parts for one in part.passed) == whole.passed
    assert len(whole.passed) == 4 * 40


def test_known_of_a_mailbox_that_went_away_is_told(tmp_path: Path) -> None:
    source = open_mailbox(make_mbox(tmp_path, MAILS))
    list(source.read())
    (tmp_path / source.name).unlink()
    with pytest.raises(MailboxError, match="stopped"):
        list(source.known(KNOWN))


@pytest.mark.parametrize(
    ("value", "human"),
    [
        (b" Lia Sand <lia.sand@corte.example>", True),
        (b" lia@corte.example", True),
        (b" =?utf-8?q?L=C3=ADa?= <LIA@Corte.example>", True),
        (b" Corte <no-reply@corte.example>", False),
        (b" Corte <newsletter@corte.example>", False),
        (b" Corte <case12345@corte.example>", False),
        (b" Corte", False),
        (b"", False),
    ],
)
def test_writer_of_knows_people_from_machines(value: bytes, human: bool) -> None:
    assert bool(writer_of(value)) is human


def test_writer_of_is_the_domain_whatever_its_letters() -> None:
    assert (
        writer_of(b"a@corte.example") == writer_of(b"B <b@CORTE.example>") != writer_of(b"a@belmar.example")
    )


def test_look_alone_names_the_writer() -> None:
    assert look_alone(MAILS[1]) == (False, writer_of(b"lia.sand@corte.example"))
