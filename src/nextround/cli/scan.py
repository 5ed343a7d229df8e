"""`nextround scan`: the whole search from a mailbox, without a store."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from nextround.cli.gather import WORTH_SHARING, Gathered, gather
from nextround.mailbox.files import MailboxError, Source, open_mailbox


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
    me = frozenset(owner.lower() for owner in owners)
    gather(opened, gathered, shared=gathered.size >= WORTH_SHARING, me=me)
    # Not at the top, see `gather.read_batch`.
    from nextround.cli.answer import report_of, understand
    from nextround.cli.known import gather_known

    gather_known(opened, gathered, me)
    now = datetime.now(UTC)
    search = understand(gathered.mails, me, now)
    report = report_of(search, gathered, now, time.perf_counter() - began)
    if target is not None:
        json.dump(report, target, ensure_ascii=False, indent=1)
        target.write("\n")
    else:
        _print(report)
    raise SystemExit(0 if opened else 1)


def _open(path: Path, gathered: Gathered) -> Source | None:
    try:
        source = open_mailbox(path)
    except MailboxError as error:
        gathered.problems.append({"where": str(path), "what": str(error)})
        click.echo(str(error), err=True)
        return None
    gathered.size += source.size
    return source


def _print(report: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    from nextround.desk.words import STATE_WORDS

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
