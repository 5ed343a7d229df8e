"""Big mailboxes, fast: where each mail lies, and which of them may concern a job search.

An mbox is read in pieces into one reused buffer, so memory does not grow with it. A large file is cut
into ranges of bytes that a few processes look through side by side (`mailbox/sharing.py`); a mail belongs
to the range its first byte is in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from nextround.mailbox.judge import SENDER, Batch, Hit, marks

CHUNK = 4 << 20
LONGEST_MAIL = 16 << 20  # of a longer mail, this much is looked at and kept
SMALLEST_RANGE, LARGEST_RANGE = 8 << 20, 32 << 20
PAST = 256 << 10  # how far beyond its range a process reads at a time
HORIZON = 1_000  # a `From ` line this near to the end of what was read is looked at in the next round
_TIMED = re.compile(rb"From [^\n]*\d\d:\d\d[^\n]*\n")
_FIELD = re.compile(rb">?[A-Za-z][!-9;-~]*[ \t]*:|>?From ")
# Without a time on the line, only a header that opens real mails makes it a beginning.
_OPENS = re.compile(
    rb"[^\n]*\n(?:Return-Path|Received|Delivered-To|X-[\w-]+|From|To|Date|Message-ID|Subject|MIME-Version|Content-Type):",
    re.IGNORECASE,
)
# Fills a memory view, says how many bytes it put there, 0 at the end.
ReadInto = Callable[[memoryview], int]


@dataclass(frozen=True, slots=True)
class Spot:
    """One mail in an mbox, in file positions.

    `at` is its `From ` line, `start` and `end` hold the mail itself, `next` is where to read on. `keep` says
    that it may concern us; `cut` that it is longer than what was looked at. `writer` is the human writer's
    domain of one that is not kept, as a number; 0 where no human seems to write.
    """

    at: int
    start: int
    end: int
    next: int
    keep: bool
    cut: bool = False
    writer: int = 0


def is_beginning(buffer: bytes | bytearray, at: int, end: int) -> bool:
    """Whether the `From ` line at `at` begins a mail, or is a sentence that starts with that word."""
    line = _TIMED.match(buffer, at, end)
    if line is not None:
        return _FIELD.match(buffer, line.end(), end) is not None
    blank_before = at < 2 or buffer[at - 2] in b"\n\r"
    return blank_before and _OPENS.match(buffer, at, end) is not None


class Scanner:
    """Finds the mails of one mbox in a stream of bytes that begins at file position `at`.

    `fresh` says that a mail's `From ` line may stand at `at` itself; otherwise the byte there is only
    what comes before one. `spots` gives the mails whose line starts before `stop`.
    """

    def __init__(self, read: ReadInto, at: int = 0, stop: int | None = None, *, fresh: bool = True) -> None:
        self.read = read
        self.stop = stop
        self.buffer = bytearray(CHUNK)
        self.buffer[0] = 10
        self.filled = int(fresh)
        self.base = at - int(fresh)  # the file position of buffer[0]
        self.over = False
        self.crowded = False
        self._latest = (0, 0)

    def spots(self) -> Iterator[Spot]:
        """Every mail, in order."""
        while not self.over:
            self._fill()
            hits, begins = self._marks()
            ends = [*begins[1:], self.filled] if self.over else begins[1:]
            yield from self._whole(hits, begins, ends)
            if begins and self.stop is not None and self.base + begins[-1] + 1 >= self.stop:
                return
            self._keep_from(begins[-1] if begins else max(0, self.filled - HORIZON))
            if begins and begins[-1] == 0 and self.filled >= LONGEST_MAIL and not self.over:
                batch = Batch()
                batch.add(self.buffer, self._after_line(0, self.filled), self.filled, hits)
                yield self._spot(0, self.filled, batch.verdicts()[0], cut=True)
                self._keep_from(self.filled - HORIZON)

    def raw(self) -> bytes:
        """The bytes of the mail given last; ask before the next one is taken."""
        start, end = self._latest
        return memoryview(self.buffer)[start:end].tobytes()

    def _fill(self) -> None:
        wanted = min(2 * self.filled, LONGEST_MAIL + CHUNK)
        while len(self.buffer) < wanted:  # in place and by small steps: two large buffers never live at once
            self.buffer.extend(bytes(min(1 << 20, wanted - len(self.buffer))))
        view = memoryview(self.buffer)
        while self.filled < len(view):
            want = len(view) - self.filled
            left = want if self.stop is None else self.stop - self.base - self.filled
            got = self.read(view[self.filled : self.filled + min(want, max(left + PAST, PAST))])
            self.filled += got
            if not got:
                self.over = True
                return
            if left <= 0:
                return

    def _marks(self) -> tuple[list[Hit], list[int]]:
        """All marks, and the line ends before each mail's beginning."""
        buffer = self.buffer
        horizon = self.filled if self.over else self.filled - HORIZON
        hits, self.crowded = marks(buffer, self.filled)
        begins = [
            at - 1
            for what, at in hits
            if what == SENDER and at < horizon and buffer.startswith(b"From ", at)
            if is_beginning(buffer, at, self.filled)
        ]
        return hits, begins

    def _whole(self, hits: list[Hit], begins: list[int], ends: list[int]) -> Iterator[Spot]:
        """The mails that lie wholly in the buffer."""
        mark, batch, places = 0, Batch(), []
        for start, end in zip(begins, ends, strict=False):
            if self.stop is not None and self.base + start + 1 >= self.stop:
                break
            while mark < len(hits) and hits[mark][1] <= start + 1:
                mark += 1
            first = mark
            while mark < len(hits) and hits[mark][1] < end:
                mark += 1
            places.append((start, end))
            batch.add(self.buffer, self._after_line(start, end), end, hits[first:mark])
        for (start, end), keep, writer in zip(places, batch.verdicts(), batch.writers, strict=True):
            yield self._spot(start, end, keep, writer=0 if keep else writer)

    def _after_line(self, begin: int, end: int) -> int:
        """Where the mail behind a `From ` line starts."""
        line_end = self.buffer.find(b"\n", begin + 1, end)
        return line_end + 1 if line_end >= 0 else end

    def _spot(self, begin: int, end: int, keep: bool, *, cut: bool = False, writer: int = 0) -> Spot:
        start = self._after_line(begin, end)
        self._latest = (start, end)
        base = self.base
        following = base + end + (end < self.filled and not cut)
        return Spot(base + begin + 1, base + start, base + end, following, self.crowded or keep, cut, writer)

    def _keep_from(self, at: int) -> None:
        if at == 0:
            return  # a mail longer than the buffer: a copy of what there is would double it
        left = self.filled - at
        kept = self.buffer[at : self.filled]
        if len(self.buffer) > CHUNK and left < CHUNK // 2:
            self.buffer = bytearray(CHUNK)
        self.buffer[:left] = kept
        self.base += at
        self.filled = left


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one range of a file held: how many mails, where to read on, which to keep and their numbers.

    `passed` are those of human writers that were passed over: the writer's domain as a number, start and end.
    """

    stop: int
    mails: int
    next: int
    kept: tuple[tuple[int, Spot], ...]
    passed: tuple[tuple[int, int, int], ...] = ()


def scan_range(file: BinaryIO, start: int, stop: int) -> Stretch:
    """Look through one range of a file that is open without a buffer."""
    mails, following, kept, passed = 0, stop, [], []
    for spot in range_scanner(file, start, stop).spots():
        mails += 1
        following = spot.next
        if spot.keep:
            kept.append((mails, spot))
        elif spot.writer:
            passed.append((spot.writer, spot.start, spot.end))
    return Stretch(stop, mails, following, tuple(kept), tuple(passed))


def range_scanner(file: BinaryIO, start: int, stop: int) -> Scanner:
    """What finds the mails whose first byte lies in a range of a file that is open without a buffer."""
    fresh = _nothing_before(file, start)
    file.seek(start if fresh else start - 1)

    def read(view: memoryview) -> int:
        return int(file.readinto(view) or 0)  # type: ignore[attr-defined]

    return Scanner(read, file.tell(), stop, fresh=fresh)


def _nothing_before(file: BinaryIO, start: int) -> bool:
    """Whether the file begins here: at its first byte, or after its byte order mark."""
    file.seek(0)
    return start == 0 or (start == 3 and file.read(3) == b"\xef\xbb\xbf")


def ranges(start: int, size: int, workers: int) -> list[tuple[int, int]]:
    """Cut what is to be read into ranges: not so small that they cost, nor so large that one waits.

    They get smaller towards the end, so that all have done at the same time.
    """
    cuts = []
    while start < size:
        step = max(SMALLEST_RANGE, min(LARGEST_RANGE, (size - start) // (workers * 8) + 1))
        cuts.append((start, min(start + step, size)))
        start += step
    return cuts
