"""`nextround read`: what one mail says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from nextround.cli.lines import LineError, run_lines

if TYPE_CHECKING:
    from nextround.mailbox.message import Message
    from nextround.reading.abreast import Steps
    from nextround.reading.finding import Finding

KIND_WORDS = {
    "applied": "a receipt for an application",
    "assessment": "a task or test to do",
    "interview": "an invitation to talk, or a time for it",
    "offer": "an offer",
    "rejection": "a no",
    "feedback": "feedback",
    "outreach": "a recruiter writing first",
    "cancelled": "the job itself went away",
    "own": "written by you",
    "alert": "a list of openings",
    "other": "not about an application of yours",
}


@click.command(epilog="Example: nextround read mail.eml")
@click.argument("mails", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--jsonl", "source", type=click.File("rb"), help="Read mails from JSON Lines; - is standard input."
)
@click.option("-o", "--output", "target", type=click.File("wb"), default="-", help="Where the JSON Lines go.")
@click.option("--owner", "owners", multiple=True, help="An address of yours, so that your own mail is known.")
def read(
    mails: tuple[Path, ...], source: IO[bytes] | None, target: IO[bytes], owners: tuple[str, ...]
) -> None:
    """Say what a mail is, how sure that is, and which words say so.

    Give one or more .eml files (- is standard input), or --jsonl with one mail a line.
    """
    if (source is None) == (not mails):
        raise click.UsageError("Give some .eml files, or --jsonl with a file of rows.")
    me = frozenset(address.lower() for address in owners)
    if source is not None:
        run_lines(source, target, lambda row: read_row(row, me))
    raise SystemExit(max([_explain_file(path, me) for path in mails]))


def read_row(row: dict[str, Any], me: frozenset[str] = frozenset()) -> Steps[dict[str, Any]]:
    """What one row's mail says, in the contract's form; raises LineError for a row that is no mail."""
    from nextround.mailbox.loose import RowError, message_from_row
    from nextround.reading.recognise import reading

    owner = row.get("owner") or []
    if not isinstance(owner, list):
        raise LineError('"owner" should be a list of addresses.')
    try:
        message = message_from_row(row)
    except RowError as error:
        raise LineError(str(error)) from error
    yield
    finding = yield from reading(message, me | {str(address).lower() for address in owner})
    return {"id": row.get("id"), **finding_json(finding), **_meeting_json(message, finding)}


def _meeting_json(message: Message, finding: Finding) -> dict[str, str]:
    """When a talk is, where its invitation tells a time (ISO 8601, on the clock of its place)."""
    if finding.kind != "interview":
        return {}
    from nextround.reading.when import meetings

    told = next((meeting for meeting in meetings(message) if not meeting.all_day), None)
    return {"when": told.start.isoformat()} if told else {}


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding in the contract's form (`company`, `role`, `stage` are null when the mail does not say)."""
    return {
        "kind": str(finding.kind),
        "confidence": round(finding.confidence, 3),
        "sure": finding.sure,
        "language": finding.language,
        "company": finding.company or None,
        "role": finding.role or None,
        "stage": str(finding.stage) if finding.stage else None,
        "because": [{"text": b.text, "rule": b.rule} for b in finding.because],
    }


def _explain_file(path: Path, me: frozenset[str]) -> int:
    """Print what one file says; gives 1 when it could not be read, else 0."""
    from nextround.mailbox.parse import parse
    from nextround.reading.recognise import recognise

    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it could not be opened"
        click.echo(
            f"{path} was not read: {reason}. Nothing was changed; check the name and try again.", err=True
        )
        return 1
    message = parse(raw)
    _print(str(path), message.subject, recognise(message, me))
    for problem in message.problems:
        click.echo(f"  note: {problem}")
    return 0


def _print(name: str, subject: str, finding: Finding) -> None:
    from rich.console import Console
    from rich.text import Text

    out = Console(highlight=False)
    certainty = "sure" if finding.sure else "not sure, would ask"
    out.print(Text(name, style="dim"), Text(subject, style="bold"))
    out.print(f"  {KIND_WORDS[finding.kind]} ({certainty}, {finding.confidence:.0%})", markup=False)
    facts = {
        "employer": finding.company,
        "role": finding.role,
        "agency": finding.agency,
        "round": finding.stage,
    }
    for label, value in facts.items():
        if value:
            out.print(f"  {label}: {value}", markup=False)
    for reason in finding.because:
        out.print(Text(f"  “{reason.text}” "), Text(reason.rule, style="dim"))
