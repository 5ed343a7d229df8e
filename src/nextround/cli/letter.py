"""`nextround letter check`: what a careful friend would see in a letter before it goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any

import click

from nextround.cli.lines import run_lines

KINDS = ("feedback_request", "thank_you", "clarifying_followup", "keep_in_touch", "status_enquiry")


@click.group()
def letter() -> None:
    """Look at a letter before it goes. Nothing is ever sent from here."""


@letter.command(epilog="Example: nextround letter check --kind thank_you draft.txt")
@click.argument("file", type=click.File("rb"), required=False)
@click.option(
    "--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="What the letter is for."
)
@click.option(
    "--context",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Facts about the case, as JSON.",
)
@click.option(
    "--jsonl", "source", type=click.File("rb"), help="Check letters from JSON Lines; - is standard input."
)
@click.option("-o", "--output", "target", type=click.File("wb"), default="-", help="Where the JSON Lines go.")
def check(
    file: IO[bytes] | None, kind: str, context: Path | None, source: IO[bytes] | None, target: IO[bytes]
) -> None:
    """Show what the checks find: the words, the reason in one sentence, and where the advice is from."""
    from nextround.letters.jsonl import answer

    if (source is None) == (file is None):
        raise click.UsageError("Give one letter, or --jsonl with a file of rows.")
    if source is not None:
        run_lines(source, target, answer)
    assert file is not None  # noqa: S101 -- exactly one of the two is given
    text = file.read().decode("utf-8", "replace")
    row = {"id": file.name, "kind": kind, "text": text, "context": _facts(context)}
    _print(text, answer(row))


def _facts(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        facts = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise click.UsageError(f"{path} is not JSON ({error}). The letter was not changed.") from error
    if not isinstance(facts, dict):
        raise click.UsageError(f"{path} should hold one JSON object with facts about the case.")
    return facts


def _print(text: str, found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    out = Console(highlight=False)
    for note in found["findings"]:
        start, end = note["start"], note["end"]
        words = "the whole letter" if start is None else f"“{text[start:end]}”"
        out.print(Text(words, style="bold"), Text(f"  {note['rule']}, {note['severity']}", style="dim"))
        out.print(Text(f"  {note['hint']}"))
    count = len(found["findings"])
    notes = (
        "Nothing to note."
        if not count
        else f"{count} note{'s' if count > 1 else ''}. You decide; nothing is blocked."
    )
    out.print(f"{found['words']} words. {notes}", markup=False)
