"""JSON Lines in, JSON Lines out: same order, same id, one bad line never stops the rest."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

import click

from nextround.reading.abreast import Steps, abreast

Row = dict[str, Any]
Answer = Callable[[Row], Row | Steps[Row]]
"""What is said to a row, at once or in steps, which rows side by side take one after the other."""

_ABREAST = 256
_MOST_BYTES = 4 << 20


class LineError(ValueError):
    """What is wrong with one line, as a sentence."""


def answer_lines(source: IO[bytes], target: IO[bytes], answer: Answer) -> int:
    """Write one answer a line for each line read; gives the number of lines that got an error instead."""
    errors = 0
    for number, row in enumerate(_answers(source, answer)):
        if number == 0:
            gc.freeze()  # what the first answer loaded stays: no need to look through it time and again
        errors += "error" in row
        target.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    target.flush()
    return errors


def run_lines(source: IO[bytes], target: IO[bytes], answer: Answer) -> None:
    """Answer all lines, then leave with the contract's exit code: 0 all answered, 1 some were errors."""
    errors = answer_lines(source, target, answer)
    if errors:
        click.echo(
            f"{errors} line(s) could not be answered; each says why in its place. The rest is done.", err=True
        )
    raise SystemExit(1 if errors else 0)


def _answers(source: IO[bytes], answer: Answer) -> Iterator[Row]:
    for lines in _together((number, line) for number, line in enumerate(source, 1) if line.strip()):
        yield from abreast([_steps(number, line, answer) for number, line in lines])


def _together(lines: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """The first line by itself, then as many as are answered side by side."""
    some: list[tuple[int, bytes]] = []
    most, size = 1, 0
    for number, line in lines:
        some.append((number, line))
        size += len(line)
        if len(some) >= most or size >= _MOST_BYTES:
            yield some
            some, most, size = [], _ABREAST, 0
    yield some


def _steps(number: int, line: bytes, answer: Answer) -> Steps[Row]:
    row: Row = {}
    try:
        row = _parsed(line)
        said = answer(row)
        return said if isinstance(said, dict) else (yield from said)
    except LineError as error:
        return {"id": row.get("id"), "error": f"Line {number}: {error}"}
    except Exception as error:  # one bad line never stops the rest; it is shown in its place
        return {"id": row.get("id"), "error": f"Line {number} could not be answered: {error}"}


def _parsed(line: bytes) -> Row:
    try:
        text = line.decode("utf-8-sig")
        row = json.loads(text)
        if "\\ud" in text or "\\uD" in text:  # perhaps half a character, which cannot be written on
            row = json.loads(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise LineError(f"this is not JSON in UTF-8 ({error}).") from error
    if not isinstance(row, dict):
        raise LineError("this is JSON, and should be an object with an id.")
    return row
