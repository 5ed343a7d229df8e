"""All that mailboxes hold about a search, read by as many processes as there are cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from nextround.mailbox.files import Candidate, Progress, Source
from nextround.mailbox.mbox import MboxFile
from nextround.mailbox.sharing import give_back_large_blocks

if TYPE_CHECKING:
    from nextround.mailbox.message import Message
    from nextround.reading.finding import Finding

Read: TypeAlias = "tuple[Message, Finding]"

# Below this many bytes, starting other processes costs more than they save.
WORTH_SHARING = 64 << 20
# Mails that are read side by side, and by one process at a time.
BATCH = 32
MOST_BYTES = 4 << 20
MOST_WAITING = 4


@dataclass
class Gathered:
    """What one run over the mailboxes brought together; sizes in bytes."""

    size: int = 0
    messages: int = 0
    mails: list[Read] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)


def gather(
    sources: Iterable[Source], gathered: Gathered, *, shared: bool, me: frozenset[str] = frozenset()
) -> None:
    """Read every candidate and count the rest; `shared` says that several processes are worth it.

    `me` holds the person's own addresses in lower case, as far as they are known.
    """
    if shared:
        give_back_large_blocks()
    for source in sources:
        with Readers(_readers(source) if shared else 0, me) as readers:
            done = _read(source, readers, gathered)
            for _ in _shown(source, done) if sys.stderr.isatty() else done:
                pass
            gathered.mails += readers.rest()


def _readers(source: Source) -> int:
    """How many processes read beside this one. Those that look through an mbox leave little room."""
    return _cores() // 4 if isinstance(source, MboxFile) else _cores() - 1


def _read(source: Source, readers: Readers, gathered: Gathered) -> Iterator[int]:
    """Hand the candidates of a source to the readers; gives how many bytes are done."""
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


class Owed:
    """Some mails, and what another process reads in them; without one, or if it dies, they are read here."""

    def __init__(
        self, raws: list[bytes], me: frozenset[str], future: Future[list[Read]] | None = None
    ) -> None:
        self.raws, self.me = raws, me
        self.future = future

    def answer(self) -> list[Read]:
        """What the mails say."""
        with suppress(BrokenExecutor):
            if self.future is not None:
                return self.future.result()
        return read_batch(self.raws, self.me)


class Readers:
    """Reads mails here and in `others` more processes.

    These start when they are first needed, as copies of this one with its phrases loaded. Only a few batches
    wait at a time, so memory does not grow.
    """

    def __init__(self, others: int, me: frozenset[str]) -> None:
        self.me = me
        self.others = others if "fork" in multiprocessing.get_all_start_methods() else 0
        self.batch: list[bytes] = []
        self.size = 0
        self.waiting: deque[Owed] = deque()
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def take(self, raw: bytes) -> list[Read]:
        """Take one mail; gives those that were read meanwhile."""
        self.batch.append(raw)
        self.size += len(raw)
        if len(self.batch) < BATCH and self.size < MOST_BYTES:
            return []
        batch, self.batch, self.size = self.batch, [], 0
        if not self.others:
            return read_batch(batch, self.me)
        self.waiting.append(self._hand_on(batch))
        return self.waiting.popleft().answer() if len(self.waiting) > MOST_WAITING else []

    def rest(self) -> list[Read]:
        """All that was not given yet."""
        last, self.batch = self.batch, []
        waited = [read for owed in self.waiting for read in owed.answer()]
        self.waiting.clear()
        return waited + read_batch(last, self.me)

    def _hand_on(self, raws: list[bytes]) -> Owed:
        if self.pool is None:
            read_batch([b"Subject: Phrases\n\nThey are loaded once.\n"], self.me)
            gc.freeze()
            self.pool = ProcessPoolExecutor(self.others, multiprocessing.get_context("fork"))
        with suppress(BrokenExecutor):
            return Owed(raws, self.me, self.pool.submit(read_batch, raws, self.me))
        return Owed(raws, self.me)


def read_batch(raws: list[bytes], me: frozenset[str]) -> list[Read]:
    """Parse and read some mails; without addresses in `me`, whosever they are."""
    # Not at the top: helpers that look through an mbox shall be at work before all this is loaded.
    from nextround.cli.reader import read_many

    return read_many(raws, me)


def _cores() -> int:
    return os.cpu_count() or 1


def _shown(source: Source, done: Iterable[int]) -> Iterator[int]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    # Without a thread that draws it: helpers are copies of a process only where nothing else goes on in it.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(source.name, total=source.size)
        for position in done:
            bar.update(task, completed=position, refresh=True)
            yield position
