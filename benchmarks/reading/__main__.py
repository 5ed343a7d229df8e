"""Measure reading and linking on texts by authors held apart.

    python -m benchmarks.reading [--languages en,de] [--json OUT] [--tool "COMMAND"] [--no-searches]

Prints the open authors' figures and the closed ones' beside each other; `docs/benchmark.md` says what they do
not show. `--show KIND` prints open texts of a kind that were read wrongly; a rule written from one of them
makes every later figure worth less, so think of the whole class of wording, or do not look.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading import report
from benchmarks.reading.linking import Tally, tally
from benchmarks.reading.rows import cases
from benchmarks.reading.score import Read
from benchmarks.reading.searches import searches
from benchmarks.reading.texts import Language, codes, load
from benchmarks.reading.tool import Answered, read, scan

PARTS = ("open", "closed")


def main() -> None:
    """Read every text and every search, print every figure."""
    wanted = arguments()
    tool = shlex.split(wanted.tool)
    languages = [load(code) for code in wanted.languages.split(",")]
    given = cases(languages, wanted.seed)
    answered = read(tool, [case.row for case in given])
    reads = [Read(case, answer) for case, answer in zip(given, answered.answers, strict=True)]
    tallies = {part: Tally() for part in PARTS}
    if not wanted.no_searches:
        rebuild(tool, languages, wanted.seed, tallies)
    parts = {part: (_of(reads, part), tallies[part]) for part in PARTS}
    for line in lines(parts, answered):
        print(line)
    for kind in wanted.show:
        show(parts["open"][0], kind)
    if wanted.row:
        print(report.row(wanted.row, parts))
    if wanted.json:
        whole = {"rows": len(reads), "seconds": round(answered.seconds, 2), "start": round(answered.start, 2)}
        figures = {part: report.as_json(*both) for part, both in parts.items()}
        wanted.json.write_text(json.dumps({**whole, **figures}, indent=1) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    words = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "python -m benchmarks.reading", description=__doc__, formatter_class=words
    )
    parser.add_argument("--languages", default=",".join(codes()), help="codes with commas between them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tool", default=f"{sys.executable} -m nextround", help="the command to measure")
    parser.add_argument("--no-searches", action="store_true", help="single mails only")
    parser.add_argument("--show", action="append", default=[], metavar="KIND", help="see above before using")
    parser.add_argument("--row", help="also print a line for the table of docs/benchmark.md, so named")
    parser.add_argument("--json", type=Path, help="also write every figure as JSON")
    return parser.parse_args()


def rebuild(tool: Sequence[str], languages: Sequence[Language], seed: int, into: dict[str, Tally]) -> None:
    """Have every search rebuilt, and count. A search of all authors of a language counts as open."""
    today = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0)
    for search in searches(languages, seed, today):
        answer = scan(tool, search.mbox(), search.owner)
        tally(search, answer, into["closed" if search.closed else "open"])


def _of(reads: Iterable[Read], part: str) -> list[Read]:
    return [read for read in reads if read.case.text.closed == (part == "closed")]


def lines(parts: dict[str, tuple[list[Read], Tally]], answered: Answered) -> Iterable[str]:
    """Everything that is printed."""
    for part, (reads, searched) in parts.items():
        done = [read for read in reads if read.case.complete]
        working = [read for read in reads if not read.case.complete]
        yield from report.reading(f"{part.upper()} AUTHORS, complete languages", done)
        yield from ("", *report.confusion(done), "", *report.sorts(done), "", *report.reliability(done), "")
        if working:
            yield from (*report.reading(f"{part.upper()} AUTHORS, working set", working), "")
        yield from (
            *report.authors(reads),
            "",
            *report.languages(reads),
            "",
            "  precision/recall of each kind",
        )
        yield from (*report.per_kind(reads), "")
        if searched.searches:
            yield from (*report.searches(f"{part.upper()} AUTHORS", searched), "")
    rows, own = len(answered.answers), answered.seconds - answered.start
    yield f"{rows} mails: {answered.seconds:.2f} s of processor time, {answered.start:.2f} s of it the start"
    yield f"{(rows - 1) / max(own, 1e-9):.0f} mails a second of it after the start"


def show(reads: Iterable[Read], kind: str) -> None:
    """Print the open texts of a kind that were read as another, or read as it and are none."""
    for one in reads:
        if kind in (one.true, one.said) and one.true != one.said:
            text = one.case.text
            print(f"--- {text.id} read as {one.said}, confidence {one.answer.get('confidence')}")
            print(f"    {text.subject}\n    {' '.join(text.body.split())}")


if __name__ == "__main__":
    main()
