"""One large mbox, looked through by as many processes as there are cores.

The process that asks goes on meanwhile: it reads what was found, and looks through a range itself when no
helper has answered. A helper is a copy of this process, which has all it needs in memory, and takes none of
it twice. Where other threads run a copy is not safe, and a new process is started:
`python -m nextround.mailbox.sharing PATH`.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from nextround.mailbox.look import prepare
from nextround.mailbox.scan import Spot, Stretch, ranges, scan_range

IN_STORE = 3  # ranges that a helper was asked for and has not answered
WORKERS = 4
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of <malloc.h>


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


class Helper:
    """A process that looks through ranges of one file, in the order it is asked to."""

    def __init__(self, path: Path) -> None:
        self.pid, self._to, self._from = _copy(path) if _is_alone() else _new(path)
        self.asked = 0
        self._told = bytearray()

    def ask(self, start: int, stop: int) -> None:
        """Have one more range looked through. One that died is found out when its answer is read."""
        self.asked += 1
        with suppress(OSError):
            os.write(self._to, b"%d %d\n" % (start, stop))

    def has_answered(self) -> bool:
        """Whether an answer can be read without waiting (or will never come)."""
        return b"\n" in self._told or bool(select.select([self._from], [], [], 0)[0])

    def answer(self, stop: int) -> Stretch | None:
        """What it found in the range it was asked for first; None when it died."""
        self.asked -= 1
        while b"\n" not in self._told and (more := os.read(self._from, 1 << 16)):
            self._told += more
        line, _, rest = self._told.partition(b"\n")
        self._told = rest
        return _from_json(bytes(line), stop)

    def end(self) -> None:
        """Let it go, wherever it is."""
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        for pipe in (self._to, self._from):
            os.close(pipe)
        with suppress(OSError):
            os.waitpid(self.pid, 0)


def _is_alone() -> bool:
    """Whether nothing else goes on in this process, so that a copy of it is whole."""
    return threading.active_count() == 1


def _copy(path: Path) -> tuple[int, int, int]:
    """A helper that is a copy of this process: its number, where to ask it, and where it answers."""
    asked_at, to = os.pipe()
    answers, told_at = os.pipe()
    pid = os.fork()
    if pid:
        os.close(asked_at)
        os.close(told_at)
        return pid, to, answers
    try:
        os.close(to)
        os.close(answers)
        gc.freeze()  # what is shared stays shared
        _serve(path, asked_at, told_at)
    finally:
        os._exit(0)  # nothing of the process it is a copy of is ended or written twice


def _new(path: Path) -> tuple[int, int, int]:
    """The same as a new process."""
    asked_at, to = os.pipe()
    answers, told_at = os.pipe()
    wiring = [
        (os.POSIX_SPAWN_DUP2, asked_at, 0),
        (os.POSIX_SPAWN_DUP2, told_at, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    command = [sys.executable, "-m", "nextround.mailbox.sharing", str(path)]
    pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=wiring)
    os.close(asked_at)
    os.close(told_at)
    return pid, to, answers


def _side_by_side(path: Path, file: BinaryIO, cuts: list[tuple[int, int]], helpers: int) -> Iterator[Stretch]:
    """Each helper has ranges in store; while none has answered this process does one itself.

    Answers are given in the order of the file. What a helper that died owes is done here.
    """
    prepare()
    at_work = [Helper(path) for _ in range(helpers)]
    left = deque(cuts)
    owed: deque[tuple[int, int, Helper | Stretch]] = deque()
    try:
        while left or owed:
            for helper in at_work:
                while left and helper.asked < IN_STORE:
                    owed.append((*left[0], helper))
                    helper.ask(*left.popleft())
            start, stop, first = owed[0]
            if isinstance(first, Helper):
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
        library.mallopt(_M_MMAP_THRESHOLD, 1 << 20)
        library.mallopt(_M_TRIM_THRESHOLD, 4 << 20)


def _serve(path: Path, asked_at: int, told_at: int) -> None:
    """What a helper does: for each line `START STOP` that it is told, it answers with a line of JSON."""
    give_back_large_blocks()
    with (
        suppress(BrokenPipeError, KeyboardInterrupt),
        path.open("rb", buffering=0) as file,
        open(asked_at, "rb") as asked,
        open(told_at, "w", encoding="ascii") as told,
    ):
        for line in asked:
            start, stop = map(int, line.split())
            print(_to_json(scan_range(file, start, stop)), file=told, flush=True)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), 0, 1)
