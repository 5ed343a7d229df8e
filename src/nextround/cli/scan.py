"""`nextround scan`: the whole search from a mailbox, without a store."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from nextround.journey.mail import mail_of
from nextround.journey.owner import guess_owner
from nextround.journey.rebuild import Search, rebuild
from nextround.journey.standing import in_order, standing
from nextround.mailbox.files import Candidate, MailboxError, Problem, Progress, Source, open_mailbox
from nextround.mailbox.message import Message
from nextround.mailbox.parse import parse
from nextround.reading.recognise import recognise

if TYPE_CHECKING:
    from nextround.journey.application import Application
    from nextround.reading.finding import Finding

STATE_WORDS = {
    "open": "open",
    "rejected": "a no",
    "silent": "quiet for a while",
    "offer": "an offer",
    "withdrawn": "you withdrew",
    "cancelled": "role closed",
}


Read: TypeAlias = "tuple[Message, Finding]"

# Below this many bytes, starting other processes costs more than they save.
WORTH_SHARING = 64 << 20
BATCH = 32
MOST_WAITING = 4
KEPT = 8_000  # characters of a text; more than the person's own mail needs to be read again


@dataclass
class Gathered:
    """What one run over the mailboxes brought together; sizes in bytes."""

    size: int = 0
    messages: int = 0
    mails: list[Read] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)


@click.command(epilog="Example: nextround scan ~/Takeout/mail.mbox --json search.json")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--owner", "owners", multiple=True, help="An address of yours; without one it is guessed.")
@click.option(
    "--json",
    "target",
    type=click.File("w", encoding="utf-8"),
    help="Write the search as JSON; - is standard output.",
)
def scan(paths: tuple[Path, ...], owners: tuple[str, ...], target: Any) -> None:
    """Rebuild a whole job search from mailboxes: mbox, Takeout .zip/.tgz, Maildir, folders of .eml.

    Nothing is kept and nothing else is written.
    """
    began = time.perf_counter()
    gathered = Gathered()
    opened = [source for path in paths if (source := _open(path, gathered))]
    with Readers(gathered.size >= WORTH_SHARING) as readers:
        gather(opened, readers, gathered)
        gathered.mails += readers.rest()
    now = datetime.now(UTC)
    search = understand(gathered.mails, frozenset(o.lower() for o in owners), now)
    report = report_of(search, gathered, now, time.perf_counter() - began)
    if target is not None:
        json.dump(report, target, ensure_ascii=False, indent=1)
        target.write("\n")
    else:
        _print(report)
    raise SystemExit(0 if opened else 1)


def gather(sources: Iterable[Source], readers: Readers, gathered: Gathered) -> None:
    """Hand every candidate to the readers, and count the rest."""
    for source in sources:
        mails = 0
        for item in _shown(source) if sys.stderr.isatty() else source.read():
            if isinstance(item, Candidate):
                gathered.mails += readers.take(item.raw)
            elif isinstance(item, Progress):
                mails = item.messages
            else:
                gathered.problems.append({"where": item.where, "what": item.what})
        gathered.messages += mails


def read_batch(raws: list[bytes]) -> list[Read]:
    """Parse and read some mails, whosever they are. Long texts are let go once they are read."""
    return [(replace(message, text=message.text[:KEPT]), recognise(message)) for message in map(parse, raws)]


class Readers:
    """Reads candidates in batches: here, or in another process while this one looks for more.

    The other process starts with the first full batch, as a copy of this one with its phrases loaded; by then
    the first look is under way. Only a few batches wait at a time, so memory does not grow.
    """

    def __init__(self, shared: bool) -> None:
        self.shared = shared and "fork" in multiprocessing.get_all_start_methods()
        self.batch: list[bytes] = []
        self.waiting: deque[Future[list[Read]]] = deque()
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
        self.pool = self.pool or self._start()
        self.waiting.append(self.pool.submit(read_batch, batch))
        return self.waiting.popleft().result() if len(self.waiting) > MOST_WAITING else []

    def rest(self) -> list[Read]:
        """All that was not given yet."""
        last, self.batch = self.batch, []
        return [*(read for done in self.waiting for read in done.result()), *read_batch(last)]

    def _start(self) -> ProcessPoolExecutor:
        read_batch([b"Subject: Phrases\n\nThey are loaded once, before the process is copied.\n"])
        gc.freeze()
        return ProcessPoolExecutor(max(1, (os.cpu_count() or 1) // 2), multiprocessing.get_context("fork"))


def understand(mails: list[Read], me: frozenset[str], now: datetime) -> Search:
    """File every mail; without addresses in `me` the person's own are guessed."""
    me = me or guess_owner(message for message, _ in mails)
    own = (
        (message, recognise(message, me) if message.sender.email in me else finding)
        for message, finding in mails
    )
    return rebuild((mail_of(message, finding, now) for message, finding in own), now)


def report_of(search: Search, gathered: Gathered, now: datetime, seconds: float) -> dict[str, Any]:
    """The search in the contract's form."""
    return {
        "messages": gathered.messages,
        "bytes": gathered.size,
        "seconds": round(seconds, 2),
        "candidates": len(gathered.mails),
        "applications": [_application(a, now) for a in search.applications],
        "unsure": [
            {"message_id": q.message_id, "kind": str(q.kind), "question": q.text} for q in search.questions
        ],
        "problems": gathered.problems,
    }


def _application(application: Application, now: datetime) -> dict[str, Any]:
    stands = standing(application, now)
    return {
        "company": application.company,
        "role": application.role or None,
        "outcome": str(stands.outcome),
        "stage": str(stands.stage) if stands.stage else None,
        "events": [
            {"kind": str(e.kind), "date": e.date.isoformat(), "message_id": e.message_id, "sure": e.sure}
            for e in in_order(application.events)
        ],
    }


def _open(path: Path, gathered: Gathered) -> Source | None:
    try:
        source = open_mailbox(path)
    except MailboxError as error:
        gathered.problems.append({"where": str(path), "what": str(error)})
        click.echo(str(error), err=True)
        return None
    gathered.size += source.size
    return source


def _shown(source: Source) -> Iterator[Candidate | Problem | Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(source.name, total=source.size)
        for item in source.read():
            if isinstance(item, Progress):
                bar.update(task, completed=item.bytes_done)
            yield item


def _print(report: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    out = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("employer", "role", "where it stands", "last heard"):
        table.add_column(column)
    for row in sorted(report["applications"], key=lambda a: a["events"][-1]["date"], reverse=True):
        state = STATE_WORDS[row["outcome"]]
        table.add_row(
            row["company"] or "(not named)", row["role"] or "", state, row["events"][-1]["date"][:10]
        )
    out.print(table)
    if report["unsure"]:
        out.print("\nNot sure about these; only you can say:", style="bold")
        for question in report["unsure"]:
            out.print(f"  {question['question']}", markup=False)
    for problem in report["problems"]:
        out.print(f"  {problem['where']}: {problem['what']}", style="dim", markup=False)
    out.print(
        f"\n{report['messages']} mails, {report['candidates']} looked at, "
        f"{len(report['applications'])} applications, {report['seconds']} s.",
        markup=False,
    )
