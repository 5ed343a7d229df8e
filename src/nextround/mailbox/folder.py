"""A folder: a Maildir, .eml files, mbox files, archives, one in another and side by side."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nextround.mailbox.archives import TarFile, ZipFile
from nextround.mailbox.judge import look_alone
from nextround.mailbox.kinds import HEAD, FileKind, kind_of
from nextround.mailbox.mbox import MboxFile, known_among, read_mail
from nextround.mailbox.source import (
    NO_MAIL,
    TOO_LONG,
    Candidate,
    Checkpoint,
    Item,
    MailboxError,
    Meter,
    Problem,
    Progress,
    Source,
)


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """One file: `key` stays the same when a Maildir mail is moved from new to cur or gets another flag."""

    key: str
    path: Path
    size: int


class Folder(Source):
    """Every mail below a folder, in the order of the files' names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name or str(path)
        self.entries = sorted(_entries(path))
        self.size = sum(entry.size for entry in self.entries)
        self.passed: list[tuple[int, _Entry]] = []
        self.boxes: list[Source] = []

    def read(self, after: Checkpoint | None = None) -> Iterator[Item]:
        """See Source. Raises MailboxError when no file in it is mail."""
        last = str(after["entry"]) if after else ""
        inner: Checkpoint | None = after.get("inner") if after else None
        messages = int(after["messages"]) if after else 0
        walk = _Walk(self, messages, found=bool(after), last=last)
        for entry in self.entries:
            if entry.key > last or (inner and entry.key == last):
                yield from walk.entry(entry, inner if entry.key == last else None)
            walk.bytes_done += entry.size
        if not walk.found:
            raise MailboxError(f"{self.name} {NO_MAIL}")
        yield Progress(self.size, walk.messages, walk.checkpoint(walk.last))

    def known(self, addresses: frozenset[str]) -> Iterator[Candidate]:
        """See Source."""
        for box in self.boxes:
            yield from box.known(addresses)
        for raw, entry in known_among(self.passed, addresses, lambda entry: read_mail(entry.path)[0]):
            yield Candidate(raw, entry.key, {})


class _Walk:
    def __init__(self, folder: Folder, messages: int, *, found: bool, last: str) -> None:
        self.folder = folder
        self.messages = messages
        self.found = found
        self.last = last
        self.bytes_done = 0
        self.meter = Meter()

    def checkpoint(self, key: str, inner: Checkpoint | None = None) -> Checkpoint:
        return {"kind": "folder", "entry": key, "messages": self.messages, "inner": inner}

    def entry(self, entry: _Entry, inner: Checkpoint | None) -> Iterator[Item]:
        try:
            with entry.path.open("rb") as file:
                kind = kind_of(file.read(HEAD))
        except OSError:
            yield Problem(entry.key, "Nextround may not read this file. It was left out.")
            return
        if kind == FileKind.MAIL:
            yield from self._mail(entry)
        elif kind == FileKind.MBOX:
            self.folder.boxes.append(box := MboxFile(entry.path, entry.key))
            yield from self._box(entry, box, inner)
        elif kind in (FileKind.ZIP, FileKind.GZIP, FileKind.TAR):
            yield from self._archive(entry, kind, inner)
        elif entry.path.suffix.lower() in (".eml", ".mbox", ".emlx"):
            yield Problem(entry.key, "This file is not a mail, although its name says so. It was left out.")
        self.last = entry.key

    def _mail(self, entry: _Entry) -> Iterator[Item]:
        self.found = True
        self.messages += 1
        raw, long = read_mail(entry.path)
        concerns, writer = look_alone(raw)
        if writer and not concerns:
            self.folder.passed.append((writer, entry))
        if concerns:
            if long:
                yield Problem(entry.key, TOO_LONG)
            yield Candidate(raw, entry.key, self.checkpoint(entry.key))
        if self.meter.due():
            yield Progress(self.bytes_done + entry.size, self.messages, self.checkpoint(entry.key))

    def _archive(self, entry: _Entry, kind: FileKind, inner: Checkpoint | None) -> Iterator[Item]:
        try:
            box = ZipFile(entry.path) if kind == FileKind.ZIP else TarFile(entry.path)
            self.folder.boxes.append(box)
            yield from self._box(entry, box, inner)
        except MailboxError as error:
            yield Problem(entry.key, str(error))

    def _box(self, entry: _Entry, box: Source, inner: Checkpoint | None) -> Iterator[Item]:
        """A mailbox inside the folder: what it gives, with this folder's checkpoints around its own."""
        before = self.messages - int(inner["messages"] if inner else 0)
        for item in box.read(inner):
            match item:
                case Candidate(raw, where, at):
                    yield Candidate(raw, where, self._around(entry, at, before))
                case Progress(done, _, at):
                    self.found = True
                    yield Progress(
                        self.bytes_done + done, before + int(at["messages"]), self._around(entry, at, before)
                    )
                case Problem():
                    yield item

    def _around(self, entry: _Entry, at: Checkpoint, before: int) -> Checkpoint:
        self.messages = before + int(at["messages"])
        return self.checkpoint(entry.key, at)


def _entries(top: Path) -> Iterator[_Entry]:
    """Every file below a folder that could be mail. Links are not followed: they may lead anywhere."""
    for folder, names, files in os.walk(top):
        here = Path(folder)
        maildir = here.name in ("cur", "new") and (here.parent / "cur").is_dir()
        if (here / "cur").is_dir() and (here / "new").is_dir():
            names[:] = [name for name in names if name != "tmp"]
            continue  # what lies here is an index of the program that keeps the Maildir
        for name in files:
            path = here / name
            relative = path.relative_to(top)
            key = relative.parent.parent / name.partition(":2,")[0] if maildir else relative
            status = path.lstat()
            if os.path.isfile(path) and not path.is_symlink() and status.st_size:
                yield _Entry(key.as_posix(), path, status.st_size)
