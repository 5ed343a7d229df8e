"""Big mailboxes, fast: where each mail lies, and which of them may concern a job search.

An mbox is read in pieces into one reused buffer, so memory does not grow with it. A large file is cut
into ranges of bytes that a few processes look through side by side; a mail belongs to the range its
first byte is in. Run as `python -m nextround.mailbox.scan` this module is such a process.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import select
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from nextround.mailbox.judge import SENDER, Batch, Hit, marks

CHUNK = 4 << 20
LONGEST_MAIL = 16 << 20  # of a longer mail, this much is looked at and kept
SMALLEST_RANGE, LARGEST_RANGE = 8 << 20, 32 << 20
IN_STORE = 3  # ranges that a helper was asked for and has not answered
PAST = 256 << 10  # how far beyond its range a process reads at a time
HORIZON = 1_000  # a `From ` line this near to the end of what was read is looked at in the next round
WORKERS = 4
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of <malloc.h>
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


# One file, by several processes


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
    """Cut what is to be read into ranges: not so small that they cost, not so large that one waits."""
    step = max(SMALLEST_RANGE, min(LARGEST_RANGE, (size - start) // (workers * 4) + 1))
    return [(at, min(at + step, size)) for at in range(start, size, step)]


def scan_file(path: Path, start: int = 0, workers: int | None = None) -> Iterator[Stretch]:
    """Look through an mbox from a mail's beginning on, range by range, in order. Raises OSError.

    Other processes look ahead while the caller does something with what it was given.
    """
    workers = workers or min(WORKERS, os.cpu_count() or 1)
    cuts = ranges(start, path.stat().st_size, workers)
    with path.open("rb", buffering=0) as file:
        if workers == 1 or len(cuts) < 3:
            for one, two in cuts:
                yield scan_range(file, one, two)
        else:
            yield from _side_by_side(path, file, cuts, workers - 1)


class _Helper:
    """A process that looks through ranges of one file, in the order it is asked to."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "nextround.mailbox.scan", str(path)]
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=quiet, bufsize=0)
        self.pipes = cast(IO[bytes], self.process.stdin), cast(IO[bytes], self.process.stdout)
        self.asked = 0
        self._told = bytearray()

    def ask(self, start: int, stop: int) -> None:
        """Have one more range looked through. One that died is found out when its answer is read."""
        self.asked += 1
        with suppress(OSError):
            self.pipes[0].write(b"%d %d\n" % (start, stop))

    def has_answered(self) -> bool:
        """Whether an answer can be read without waiting (or will never come)."""
        return b"\n" in self._told or bool(select.select([self.pipes[1]], [], [], 0)[0])

    def answer(self, stop: int) -> Stretch | None:
        """What it found in the range it was asked for first; None when it died."""
        self.asked -= 1
        while b"\n" not in self._told and (more := self.pipes[1].read(1 << 16)):
            self._told += more
        line, _, rest = self._told.partition(b"\n")
        self._told = rest
        return _from_json(bytes(line), stop)

    def end(self) -> None:
        """Let it go, wherever it is."""
        self.process.kill()
        for pipe in self.pipes:
            pipe.close()
        self.process.wait()


def _side_by_side(path: Path, file: BinaryIO, cuts: list[tuple[int, int]], helpers: int) -> Iterator[Stretch]:
    """Each helper has ranges in store; while none has answered this process does one itself.

    Answers are given in the order of the file. What a helper that died owes is done here.
    """
    at_work = [_Helper(path) for _ in range(helpers)]
    left = deque(cuts)
    owed: deque[tuple[int, int, _Helper | Stretch]] = deque()
    try:
        while left or owed:
            for helper in at_work:
                while left and helper.asked < IN_STORE:
                    owed.append((*left[0], helper))
                    helper.ask(*left.popleft())
            start, stop, first = owed[0]
            if isinstance(first, _Helper):
                if left and not first.has_answered():
                    owed.append((*left[0], scan_range(file, *left.popleft())))
                    continue
                first = first.answer(stop) or scan_range(file, start, stop)
            owed.popleft()
            yield first
    finally:
        for helper in at_work:
            helper.end()


def _from_json(line: bytes, stop: int) -> Stretch | None:
    with suppress(ValueError):
        told = json.loads(line)
        if told["stop"] == stop:
            return Stretch(
                stop,
                told["mails"],
                told["next"],
                tuple((number, Spot(*spot)) for number, spot in told["kept"]),
                tuple((writer, start, end) for writer, start, end in told["passed"]),
            )
    return None


def _to_json(stretch: Stretch) -> str:
    kept = [(n, (s.at, s.start, s.end, s.next, s.keep, s.cut)) for n, s in stretch.kept]
    told = {"stop": stretch.stop, "mails": stretch.mails, "next": stretch.next, "kept": kept}
    return json.dumps({**told, "passed": stretch.passed})


def give_back_large_blocks() -> None:
    """Let memory of large mails go back to the system soon, where the C library would keep it (glibc).

    Not all of it at once: every block that is fetched anew costs the time to fill its pages with zeros.
    """
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, 256 << 10)
        library.mallopt(_M_TRIM_THRESHOLD, 1 << 20)


def main() -> None:
    """A helper: `PATH`; for each line `START STOP` that it is told, a line of JSON."""
    give_back_large_blocks()
    with suppress(BrokenPipeError, KeyboardInterrupt), Path(sys.argv[1]).open("rb", buffering=0) as file:
        for line in sys.stdin.buffer:
            start, stop = map(int, line.split())
            print(_to_json(scan_range(file, start, stop)), flush=True)


if __name__ == "__main__":
    main()
