"""One mbox, and one mail in a file of its own."""

from __future__ import annotations

import hashlib
import os
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from nextround.mailbox.judge import domain_key
from nextround.mailbox.kinds import HEAD, start_of_mail
from nextround.mailbox.parts import shape
from nextround.mailbox.scan import LONGEST_MAIL, Scanner, Spot
from nextround.mailbox.sharing import scan_file
from nextround.mailbox.source import (
    CUT_OFF,
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

# mboxrd quotes every line that begins with `From `, however often it is quoted already; mboxo only the
# bare one. Taking away one sign undoes both.
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def unquoted(raw: bytes) -> bytes:
    """A mail as it was before it was put into an mbox."""
    return _QUOTED.sub(rb"\1", raw) if b">From " in raw else raw


def ends_early(raw: bytes) -> bool:
    """Whether a mail stops before it says it does, as the last one of a cut-off file."""
    return not raw.endswith(b"\n") or any(
        problem.startswith("It ends before") for problem in shape(raw).problems
    )


def where_in_mbox(number: int, spot: Spot, name: str = "") -> str:
    """`mail 812 at byte 9120034`, with the file's name when there are several."""
    place = f"mail {number} at byte {spot.at}"
    return f"{name}: {place}" if name else place


Place = TypeVar("Place")  # where a mail lies
COLLEAGUES = 30
"""More mails than this from one domain are other business: then only known addresses count."""


class Passed:
    """Mails of humans that were passed over: whose, and where they lie in a file. A few bytes for each."""

    def __init__(self) -> None:
        self.writers, self.starts, self.sizes = array("I"), array("Q"), array("I")

    def add(self, mails: Iterable[tuple[int, int, int]]) -> None:
        """Note some: the writer's domain as a number, start and end."""
        for writer, start, end in mails:
            self.writers.append(writer)
            self.starts.append(start)
            self.sizes.append(min(end - start, LONGEST_MAIL))

    def written_by(self, addresses: frozenset[str], file: BinaryIO) -> Iterator[tuple[bytes, int]]:
        """Those that people of these addresses or their colleagues wrote; with their places."""

        def read(number: int) -> bytes:
            file.seek(self.starts[number])
            return file.read(self.sizes[number])

        numbered = ((writer, number) for number, writer in enumerate(self.writers))
        for raw, number in known_among(numbered, addresses, read):
            yield raw, self.starts[number]


def known_among(
    passed: Iterable[tuple[int, Place]], addresses: frozenset[str], read: Callable[[Place], bytes]
) -> Iterator[tuple[bytes, Place]]:
    """Of mails that were passed over, each with its writer's domain as a number and the place to `read` it
    from: those that came from these addresses, or from their domains where few did."""
    domains = {domain_key(address.rpartition("@")[2].encode()) for address in addresses}
    found = [(writer, place) for writer, place in passed if writer in domains]
    often = Counter(writer for writer, _ in found)
    for writer, place in found:
        raw = read(place)
        if often[writer] <= COLLEAGUES or _names_one(raw, addresses):
            yield raw, place


def _names_one(raw: bytes, addresses: frozenset[str]) -> bool:
    """Whether one of the addresses stands in the head of a mail."""
    head = raw[:HEAD].lower()
    return any(address.encode() in head for address in addresses)


class MboxFile(Source):
    """An mbox of any size: one large file is looked through by several processes."""

    def __init__(self, path: Path, label: str = "") -> None:
        self.path = path
        self.label = label
        self.name = path.name
        self.size = path.stat().st_size
        self.passed = Passed()

    def read(self, after: Checkpoint | None = None) -> Iterator[Item]:
        """See Source. A checkpoint of another file, or of this one before it was rewritten, starts anew."""
        try:
            with self.path.open("rb") as file:
                yield from self._read(file, after)
        except OSError as error:
            raise self.stopped(error) from None

    def known(self, addresses: frozenset[str]) -> Iterator[Candidate]:
        """See Source."""
        try:
            with self.path.open("rb") as file:
                for raw, at in self.passed.written_by(addresses, file):
                    where = f"{self.label}: byte {at}" if self.label else f"byte {at}"
                    yield Candidate(unquoted(raw), where, {})
        except OSError as error:
            raise self.stopped(error) from None

    def stopped(self, error: OSError) -> MailboxError:
        """The sentence for a file that can not be read any further."""
        return MailboxError(
            f"Reading {self.name} stopped ({error.strerror or 'the file went away'}). "
            "What was read so far is kept; try again and it goes on from there."
        )

    def _read(self, file: BinaryIO, after: Checkpoint | None) -> Iterator[Item]:
        head = file.read(HEAD)
        mark = hashlib.sha256(head[:1024]).hexdigest()[:16]
        at, mails = start_of_mail(head), 0
        if after and after.get("head") == mark and at <= after.get("at", -1) <= self.size:
            at, mails = after["at"], after["messages"]
        meter = Meter()
        for stretch in scan_file(self.path, at):
            self.passed.add(stretch.passed)
            for number, spot in stretch.kept:
                yield from self._kept(file, spot, mails + number, mark)
                at = spot.next
                if meter.due():
                    yield Progress(at, mails + number, self._checkpoint(at, mails + number, mark))
            mails += stretch.mails
            at = stretch.next
            if meter.due():
                yield Progress(min(at, self.size), mails, self._checkpoint(at, mails, mark))
        yield Progress(self.size, mails, self._checkpoint(at, mails, mark))

    def _kept(self, file: BinaryIO, spot: Spot, number: int, mark: str) -> Iterator[Item]:
        file.seek(spot.start)
        raw = file.read(spot.end - spot.start)
        where = where_in_mbox(number, spot, self.label)
        if what := self._wrong_with(spot, raw):
            yield Problem(where, what)
        yield Candidate(unquoted(raw), where, self._checkpoint(spot.next, number, mark))

    def _wrong_with(self, spot: Spot, raw: bytes) -> str:
        if spot.cut:
            return TOO_LONG
        return CUT_OFF if spot.end >= self.size and ends_early(raw) else ""

    @staticmethod
    def _checkpoint(at: int, messages: int, mark: str) -> Checkpoint:
        return {"kind": "mbox", "at": at, "messages": messages, "head": mark}


class EmlFile(Source):
    """One mail in one file. The person chose it, so it is a candidate whatever it says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self.size = path.stat().st_size

    def read(self, after: Checkpoint | None = None) -> Iterator[Item]:
        """See Source."""
        done: Checkpoint = {"kind": "eml", "done": True}
        if not after:
            raw, long = read_mail(self.path)
            if long:
                yield Problem(self.name, TOO_LONG)
            yield Candidate(raw, self.name, done)
        yield Progress(self.size, 1, done)


def read_mail(path: Path) -> tuple[bytes, bool]:
    """A file's mail, and whether it was longer than what is kept. Raises MailboxError."""
    try:
        with path.open("rb", buffering=0) as file:
            raw = file.read(LONGEST_MAIL + 1) or b""
    except OSError:
        raise MailboxError(
            f"Nextround may not read {path.name}. Allow it to read the file, then try again."
        ) from None
    return one_mail(raw[:LONGEST_MAIL]), len(raw) > LONGEST_MAIL


def one_mail(raw: bytes) -> bytes:
    """The mail in a file of its own: without what Apple Mail writes before and behind it."""
    start = start_of_mail(raw[:HEAD])
    length = raw[:start].strip(b"\xef\xbb\xbf\r\n \t")
    end = start + int(length) if length.isdigit() else len(raw)
    return raw[start:end]


def stream_mbox(stream: BinaryIO, skip: int = 0) -> Iterator[tuple[Spot, bytes]]:
    """Every mail of an mbox that is unpacked while it is read; bytes only of those to keep.

    `skip` bytes have been read from the stream already and belong to earlier mails.
    """

    def read(view: memoryview) -> int:
        got = stream.readinto(view)  # type: ignore[attr-defined]
        return int(got or 0)

    scanner = Scanner(read, skip)
    for spot in scanner.spots():
        yield spot, scanner.raw() if spot.keep else b""


def open_quietly(path: Path) -> BinaryIO | None:
    """Open a file, or nothing when it may not be read."""
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")
    except OSError:
        return None
