"""Archives, such as the ones Google Takeout gives: read while they are unpacked, never unpacked to disk.

Names inside an archive are only shown, never used as paths. An archive that unpacks to far more than
it holds is stopped.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from nextround.mailbox.again import ALONE, PassedInside, Place, pass_over
from nextround.mailbox.judge import domain_key, look_alone
from nextround.mailbox.kinds import HEAD, FileKind, kind_of, start_of_mail
from nextround.mailbox.mbox import ends_early, one_mail, stream_mbox, unquoted, where_in_mbox
from nextround.mailbox.scan import LONGEST_MAIL
from nextround.mailbox.source import (
    CUT_OFF,
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

# Mail packs to a third, at the very best to a hundredth. What packs further is no mail.
MOST_TIMES = 250
ALWAYS_FINE = 64 << 20  # bytes that any archive may unpack to
BOMB = (
    "This archive unpacks to more than {} times its size, which mail never does, so Nextround stopped "
    "reading it. Nothing was unpacked to your disk, and what was read before is kept."
)
BROKEN = (
    "The archive is broken or cut off here. What came before was read; please export or copy it once more."
)
LOCKED = "This part of the archive is locked with a password. It was left out."
NESTED = "This is an archive inside the archive. Nextround does not look into it; open it by itself."
BROKEN_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, tarfile.TarError, gzip.BadGzipFile, lzma.LZMAError)


class Bomb(Exception):
    """An archive that unpacks to far too much."""


class Budget:
    """How much an archive may still unpack to, and whether a part of it was found broken."""

    def __init__(self, packed: int) -> None:
        self.left = max(ALWAYS_FINE, packed * MOST_TIMES)
        self.broken = False

    def spend(self, size: int) -> None:
        """Count bytes that came out. Raises Bomb."""
        self.left -= size
        if self.left < 0:
            raise Bomb


class Unpacking(io.RawIOBase):
    """An unpacking stream that counts, stops a bomb, and ends where the archive is broken."""

    def __init__(self, stream: BinaryIO, budget: Budget, *, counts: bool = True) -> None:
        self.stream = stream
        self.budget = budget
        self.counts = counts
        self.step = (256 if counts else 16) << 10  # where a .tar is cut, one step is lost

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, view: memoryview) -> int:  # type: ignore[override]
        """Unpack some more."""
        try:
            data = self.stream.read1(min(len(view), self.step))  # type: ignore[attr-defined]
        except BROKEN_ERRORS:
            self.budget.broken = True
            return 0
        view[: len(data)] = data
        if self.counts:
            self.budget.spend(len(data))
        return len(data)


def _buffered(stream: IO[bytes], budget: Budget, *, counts: bool = True) -> io.BufferedReader:
    raw = Unpacking(stream, budget, counts=counts)  # type: ignore[arg-type]
    return io.BufferedReader(raw, 256 << 10)


class _Archive(Source):
    """What the archives share: members in order, each an mbox, a mail, or nothing to us."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self.size = path.stat().st_size
        self.passed = PassedInside()

    @abstractmethod
    def _members(
        self, file: BinaryIO, skip: int, budget: Budget
    ) -> Iterator[tuple[int, str, BinaryIO | str]]:
        """Each member from the number `skip` on: number, name, and its bytes or why they cannot be read."""

    def read(self, after: Checkpoint | None = None) -> Iterator[Item]:
        """See Source. Raises MailboxError when the archive cannot be read or no mail is in it."""
        walk, budget, told = _Members(self.size, after, self.passed), Budget(self.size), False
        try:
            with self.path.open("rb") as file:
                walk.file = file
                for number, name, stream in self._members(file, walk.first, budget):
                    yield from walk.member(number, name, stream)
                    if budget.broken:
                        yield Problem(name, BROKEN)
                    told, budget.broken = told or budget.broken, False
        except Bomb:
            yield Problem(self.name, BOMB.format(MOST_TIMES))
            walk.found = True
        except BROKEN_ERRORS:
            budget.broken = True
        except OSError as error:
            raise self._stopped(error) from None
        if budget.broken and walk.found and not told:
            yield Problem(self.name, BROKEN)
        if not walk.found:
            raise MailboxError(f"{self.name} {NO_MAIL}")
        yield Progress(self.size, walk.messages, walk.checkpoint(walk.number + 1, 0))

    def known(self, addresses: frozenset[str]) -> Iterator[Candidate]:
        """See Source. What holds such mail is unpacked once more."""
        domains = frozenset(domain_key(address.rpartition("@")[2].encode()) for address in addresses)
        if (first := self.passed.first_of(domains)) is None:
            return
        try:
            with self.path.open("rb") as file:
                members = self._members(file, first, Budget(self.size))
                for raw, where in self.passed.written_by(addresses, members):
                    yield Candidate(raw, where, {})
        except (Bomb, *BROKEN_ERRORS):
            return  # which was told when it was read
        except OSError as error:
            raise self._stopped(error) from None

    def _stopped(self, error: OSError) -> MailboxError:
        return MailboxError(f"Reading {self.name} stopped ({error.strerror}). What was read so far is kept.")


class _Members:
    def __init__(self, size: int, after: Checkpoint | None, passed: PassedInside) -> None:
        self.size = size
        self.passed = passed
        self.first = int(after["member"]) if after else 0
        self.skip = int(after["at"]) if after else 0
        self.messages = int(after["messages"]) if after else 0
        self.in_member = int(after.get("mails", 0)) if after else 0
        self.found = bool(after)
        self.number = self.first - 1
        self.name = ""
        self.file: BinaryIO = io.BytesIO()
        self.meter = Meter()

    def checkpoint(self, member: int, at: int, mails: int = 0) -> Checkpoint:
        return {"kind": "archive", "member": member, "at": at, "mails": mails, "messages": self.messages}

    def progress(self, at: Checkpoint) -> Iterator[Item]:
        if self.meter.due():
            yield Progress(min(self.file.tell(), self.size), self.messages, at)

    def member(self, number: int, name: str, stream: BinaryIO | str) -> Iterator[Item]:
        skip, mails = (self.skip, self.in_member) if number == self.first else (0, 0)
        self.number, self.name = number, name
        if isinstance(stream, str):
            yield Problem(name, stream)
            return
        head = stream.read(HEAD)
        kind = kind_of(head)
        joined = io.BufferedReader(_Again(head, stream), 1 << 20)
        if kind == FileKind.MBOX:
            yield from self._mbox(name, joined, max(skip, start_of_mail(head)), mails)
        elif kind == FileKind.MAIL:
            yield from self._mail(name, joined)
        elif kind in (FileKind.ZIP, FileKind.GZIP, FileKind.TAR) and name.lower().endswith(
            (".zip", ".tgz", ".gz")
        ):
            yield Problem(name, NESTED)
        yield from self.progress(self.checkpoint(number + 1, 0))

    def _mbox(self, name: str, stream: BinaryIO, skip: int, mails: int) -> Iterator[Item]:
        self.found = True
        pass_over(stream, skip)
        last: tuple[str, bytes] | None = None
        for spot, raw in stream_mbox(stream, skip):
            mails += 1
            self.messages += 1
            at = self.checkpoint(self.number, spot.next, mails)
            where = where_in_mbox(mails, spot, name)
            last = (where, raw) if spot.keep and not spot.cut else None
            if spot.cut and spot.keep:
                yield Problem(where, TOO_LONG)
            if spot.keep:
                yield Candidate(unquoted(raw), where, at)
            elif spot.writer:
                self.passed.add(spot.writer, Place(self.number, spot.start, spot.end - spot.start))
            yield from self.progress(at)
        if last and ends_early(last[1]):
            yield Problem(last[0], CUT_OFF)

    def _mail(self, name: str, stream: BinaryIO) -> Iterator[Item]:
        self.found = True
        raw = stream.read(LONGEST_MAIL + 1)
        self.messages += 1
        mail = one_mail(raw[:LONGEST_MAIL])
        concerns, writer = look_alone(mail)
        if writer and not concerns:
            self.passed.add(writer, Place(self.number, 0, ALONE))
        if concerns:
            if len(raw) > LONGEST_MAIL:
                yield Problem(name, TOO_LONG)
            yield Candidate(mail, name, self.checkpoint(self.number + 1, 0))


class _Again(io.RawIOBase):
    """A stream whose beginning was read already and is put back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head = head
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, view: memoryview) -> int:  # type: ignore[override]
        data = self.head[: len(view)] or self.stream.read(len(view))
        self.head = self.head[len(view) :]
        view[: len(data)] = data
        return len(data)


class ZipFile(_Archive):
    """A .zip, such as a Takeout."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            with zipfile.ZipFile(path) as archive:
                archive.infolist()
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError):
            raise MailboxError(
                f"{self.name} looks like a .zip but cannot be opened: it is broken, or was not copied to its "
                "end. Nothing was changed; please download it once more."
            ) from None

    def _members(
        self, file: BinaryIO, skip: int, budget: Budget
    ) -> Iterator[tuple[int, str, BinaryIO | str]]:
        with zipfile.ZipFile(file) as archive:
            for number, info in enumerate(archive.infolist()):
                if number < skip or info.is_dir():
                    continue
                if info.flag_bits & 1:
                    yield number, info.filename, LOCKED
                    continue
                try:
                    member = archive.open(info)
                except NotImplementedError:
                    yield (
                        number,
                        info.filename,
                        "This part is packed in a way that cannot be read. It was left out.",
                    )
                    continue
                with member:
                    yield number, info.filename, _buffered(member, budget)


class TarFile(_Archive):
    """A .tgz or .tar; also one gzipped mbox by itself."""

    def _members(
        self, file: BinaryIO, skip: int, budget: Budget
    ) -> Iterator[tuple[int, str, BinaryIO | str]]:
        head = file.read(HEAD)
        file.seek(0)
        packed = kind_of(head) == FileKind.GZIP
        unpacked: IO[bytes] = gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[assignment]
        stream = _buffered(unpacked, budget)
        if packed and kind_of(stream.peek(HEAD)[:HEAD]) != FileKind.TAR:
            if skip == 0:
                yield 0, self.path.stem, stream
            return
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, info in enumerate(archive):
                member = archive.extractfile(info) if info.isfile() and number >= skip else None
                if member is not None:
                    yield number, info.name, _buffered(member, budget, counts=False)
