"""All that mailboxes hold about a search, read by as many processes as there are cores."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from nextround.journey.owner import telling
from nextround.mailbox.files import Candidate, Progress, Source
from nextround.mailbox.judge import concerns_alone
from nextround.mailbox.mbox import MboxFile, where_in_mbox
from nextround.mailbox.message import Message
from nextround.mailbox.parse import parse
from nextround.mailbox.scan import Spot
from nextround.reading.finding import Finding
from nextround.reading.recognise import recognise

T = TypeVar("T")
Read: TypeAlias = "tuple[Message, Finding]"

# Below this many bytes, starting other processes costs more than they save.
WORTH_SHARING = 64 << 20
BATCH = 32
MOST_WAITING = 4
KEPT = 8_000  # characters of a text; more than the person's own mail needs to be read again
_M_MMAP_THRESHOLD = -3  # of <malloc.h>
_TO_MANY = ("list-unsubscribe", "list-id")


@dataclass
class Gathered:
    """What one run over the mailboxes brought together; sizes in bytes."""

    size: int = 0
    messages: int = 0
    mails: list[Read] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Share:
    """What one range of an mbox held; a problem comes with the number of its mail in the range."""

    messages: int = 0
    mails: list[Read] = field(default_factory=list)
    problems: list[tuple[int, Spot, str]] = field(default_factory=list)


def gather(sources: Iterable[Source], gathered: Gathered, *, shared: bool) -> None:
    """Read every candidate and count the rest; `shared` says that several processes are worth it."""
    with Readers(shared) as readers:
        for source in sources:
            if isinstance(source, MboxFile) and readers.shared:
                done = _range_by_range(source, readers, gathered)
            else:
                done = _one_by_one(source, readers, gathered)
            for _ in _shown(source, done) if sys.stderr.isatty() else done:
                pass
        gathered.mails += readers.rest()


def _one_by_one(source: Source, readers: Readers, gathered: Gathered) -> Iterator[int]:
    """Hand the candidates of any source to the readers; gives how many bytes are done."""
    mails = 0
    for item in source.read():
        if isinstance(item, Candidate):
            gathered.mails += readers.take(item.raw)
        elif isinstance(item, Progress):
            mails = item.messages
            yield item.bytes_done
        else:
            gathered.problems.append({"where": item.where, "what": item.what})
    gathered.messages += mails


def _range_by_range(source: MboxFile, readers: Readers, gathered: Gathered) -> Iterator[int]:
    """Let each reader take the next range of an mbox, from its bytes to its findings, in order."""
    for stop, share in readers.ranges(source):
        gathered.problems += [
            {"where": where_in_mbox(gathered.messages + number, spot), "what": what}
            for number, spot, what in share.problems
        ]
        gathered.messages += share.messages
        gathered.mails += share.mails
        yield stop


def read_range(source: MboxFile, start: int, stop: int) -> Share:
    """Everything that one range of an mbox holds. Raises OSError."""
    share = Share()
    for spot, raw, wrong in source.read_range(start, stop):
        share.messages += 1
        if wrong:
            share.problems.append((share.messages, spot, wrong))
        if spot.keep:
            share.mails.append(read_one(raw))
    return share


def read_batch(raws: list[bytes]) -> list[Read]:
    """Parse and read some mails, whosever they are."""
    return [read_one(raw) for raw in raws]


def read_one(raw: bytes) -> Read:
    """Parse and read one mail. What tells whose it is stays, and a person's text for a second reading."""
    message = parse(raw)
    text = "" if any(name in message.headers for name in _TO_MANY) else message.text[:KEPT]
    return replace(message, text=text, headers=telling(message), calendar=()), recognise(message)


class Owed(Generic[T]):
    """Some work, and its answer to come from another process; without one, or if it dies, it is done here."""

    def __init__(self, work: Callable[[], T], future: Future[T] | None = None) -> None:
        self.work = work
        self.future = future

    @property
    def is_waiting(self) -> bool:
        """Whether another process is still at it."""
        return self.future is not None and not self.future.done()

    def answer(self) -> T:
        """What came of the work, once it is done."""
        with suppress(BrokenExecutor):
            if self.future is not None:
                return self.future.result()
        return self.work()


class Readers:
    """Reads mails here and in other processes, one for each core.

    These start when they are first needed, as copies of this one with its phrases loaded. Only a few batches
    wait at a time, so memory does not grow.
    """

    def __init__(self, shared: bool) -> None:
        can = "fork" in multiprocessing.get_all_start_methods() and _cores() > 1
        self.shared = shared and can
        self.batch: list[bytes] = []
        self.waiting: deque[Owed[list[Read]]] = deque()
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def take(self, raw: bytes) -> list[Read]:
        """Take one mail; gives those that were read meanwhile."""
        self.batch.append(raw)
        if len(self.batch) < BATCH:
            return []
        batch, self.batch = self.batch, []
        if not self.shared:
            return read_batch(batch)
        self.waiting.append(self._hand_on(partial(read_batch, batch)))
        return self.waiting.popleft().answer() if len(self.waiting) > MOST_WAITING else []

    def rest(self) -> list[Read]:
        """All that was not given yet."""
        last, self.batch = self.batch, []
        waited = [read for owed in self.waiting for read in owed.answer()]
        self.waiting.clear()
        return waited + read_batch(last)

    def ranges(self, source: MboxFile) -> Iterator[tuple[int, Share]]:
        """Each range of an mbox: where it stops, and what it held. Raises MailboxError.

        The other processes have a range each and one in store; this one takes the next as well.
        """
        try:
            cuts = deque(source.ranges(_cores()))
            owed: deque[tuple[int, Owed[Share]]] = deque()
            while cuts or owed:
                while cuts and sum(one.is_waiting for _, one in owed) < _cores():
                    start, stop = cuts.popleft()
                    owed.append((stop, self._hand_on(partial(read_range, source, start, stop))))
                if cuts and owed[0][1].is_waiting:
                    start, stop = cuts.popleft()
                    share = read_range(source, start, stop)
                    owed.append((stop, Owed(partial(_as_it_is, share))))
                else:
                    stop, one = owed.popleft()
                    yield stop, one.answer()
        except OSError as error:
            raise source.stopped(error) from None

    def _hand_on(self, work: Callable[[], T]) -> Owed[T]:
        if self.pool is None:
            _give_back_large_blocks()
            _load_all()
            gc.freeze()
            self.pool = ProcessPoolExecutor(_cores() - 1, multiprocessing.get_context("fork"))
        with suppress(BrokenExecutor):
            return Owed(work, self.pool.submit(work))
        return Owed(work)


def _as_it_is(share: Share) -> Share:
    return share


def _give_back_large_blocks() -> None:
    """Let memory of large mails go back to the system at once, where the C library would keep it (glibc)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 256 << 10)


def _load_all() -> None:
    """Have patterns and phrases ready once, before this process is copied."""
    mail = b"Subject: Phrases\n\nThey are loaded once.\n"
    concerns_alone(mail)
    read_one(mail)


def _cores() -> int:
    return os.cpu_count() or 1


def _shown(source: Source, done: Iterable[int]) -> Iterator[int]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(source.name, total=source.size)
        for position in done:
            bar.update(task, completed=position)
            yield position
