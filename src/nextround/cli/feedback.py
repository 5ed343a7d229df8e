"""`nextround feedback read`: whether an employer's words tell anything, and about what."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from nextround.cli.lines import LineError, run_lines

if TYPE_CHECKING:
    from nextround.reading.feedback import Feedback

SOURCES = ("employer", "recruiter", "mock", "appraisal", "self", "friend")
SORT_WORDS = {
    "generic": "words for everybody: one question may follow",
    "circumstance": "a reason that is not about you",
    "specific": "something about this talk of yours",
}
CONTROL_WORDS = {"soon": "can change soon", "time": "can change with time", "out": "out of your hands"}


@click.group()
def feedback() -> None:
    """Read feedback. It is a first guess; you know better."""


@feedback.command(epilog="Example: nextround feedback read answer.txt")
@click.argument("file", type=click.File("rb"), required=False)
@click.option(
    "--jsonl", "source", type=click.File("rb"), help="Read feedback from JSON Lines; - is standard input."
)
@click.option("-o", "--output", "target", type=click.File("wb"), default="-", help="Where the JSON Lines go.")
def read(file: IO[bytes] | None, source: IO[bytes] | None, target: IO[bytes]) -> None:
    """Say whether feedback is specific, what it is about, and how far that lies in your hands."""
    from nextround.reading.feedback import read_feedback

    if (source is None) == (file is None):
        raise click.UsageError("Give one text, or --jsonl with a file of rows.")
    if source is not None:
        run_lines(source, target, answer_row)
    assert file is not None  # noqa: S101 -- exactly one of the two is given
    _print(read_feedback(file.read().decode("utf-8", "replace")))


def answer_row(row: dict[str, Any]) -> dict[str, Any]:
    """What one row's feedback says, in the contract's form; raises LineError for a row without words."""
    from nextround.reading.feedback import read_feedback

    text, source = row.get("text"), row.get("source") or "employer"
    if not isinstance(text, str):
        raise LineError('"text" should hold the words of the feedback.')
    if source not in SOURCES:
        raise LineError(f'"source" should be one of {", ".join(SOURCES)}.')
    found = read_feedback(text)
    return {
        "id": row.get("id"),
        "specific": found.specific,
        "sort": found.sort.value,
        "confidence": round(found.confidence, 3),
        "themes": [{"id": m.id, "confidence": round(m.confidence, 3)} for m in found.themes],
        "control": found.control.value,
    }


def _print(found: Feedback) -> None:
    from rich.console import Console

    from nextround.reading.feedback import themes

    out = Console(highlight=False)
    out.print(f"{SORT_WORDS[found.sort]} ({found.confidence:.0%})", markup=False)
    for meant in found.themes:
        theme = themes()[meant.id]
        words = f"  {theme.name}: {CONTROL_WORDS[theme.control]} ({meant.confidence:.0%}). {theme.note}"
        out.print(words, markup=False)
