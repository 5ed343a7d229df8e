"""`nextround scan`: the whole search from a mailbox, without a store."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

STATE_WORDS = {
    "open": "open",
    "rejected": "a no",
    "silent": "quiet for a while",
    "offer": "an offer",
    "withdrawn": "you withdrew",
    "cancelled": "role closed",
}


@dataclass
class Gathered:
    """What one run over the mailboxes brought together; sizes in bytes."""

    size: int = 0
    messages: int = 0
    mails: list[Message] = field(default_factory=list)
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
    for item in _with_progress(opened):
        _take(item, gathered)
    now = datetime.now(UTC)
    search = understand(gathered.mails, frozenset(o.lower() for o in owners), now)
    report = report_of(search, gathered, now, time.perf_counter() - began)
    if target is not None:
        json.dump(report, target, ensure_ascii=False, indent=1)
        target.write("\n")
    else:
        _print(report)
    raise SystemExit(0 if opened else 1)


def understand(mails: list[Message], me: frozenset[str], now: datetime) -> Search:
    """Read every mail and file it; without addresses in `me` the person's own are guessed."""
    me = me or guess_owner(mails)
    return rebuild((mail_of(message, recognise(message, me), now) for message in mails), now)


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


def _take(item: Candidate | Problem | Progress, gathered: Gathered) -> None:
    if isinstance(item, Candidate):
        gathered.mails.append(parse(item.raw))
    elif isinstance(item, Problem):
        gathered.problems.append({"where": item.where, "what": item.what})


def _with_progress(sources: Iterable[Source]) -> Iterator[Candidate | Problem | Progress]:
    for source in sources:
        yield from _shown(source) if sys.stderr.isatty() else source.read()


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
