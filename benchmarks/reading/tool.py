"""The program under test, run as anyone would run it: by its command, with the JSON it promises."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows answered in order, the seconds all of them took, and those one row alone took (the start)."""

    answers: list[dict[str, Any]]
    seconds: float
    start: float


def read(tool: Sequence[str], rows: Sequence[dict[str, Any]]) -> Answered:
    """Have every row read by `TOOL read --jsonl - -o -`."""
    _, start = _lines(tool, rows[:1])
    answers, seconds = _lines(tool, rows)
    if [answer["id"] for answer in answers] != [row["id"] for row in rows]:
        raise SystemExit("The program did not answer every row in its order.")
    return Answered(answers, seconds, start)


def _lines(tool: Sequence[str], rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    began = time.perf_counter()
    done = subprocess.run(
        [*tool, "read", "--jsonl", "-", "-o", "-"], input=given.encode(), capture_output=True, check=False
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"The program stopped with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line], seconds


def scan(tool: Sequence[str], mbox: bytes, owner: str) -> dict[str, Any]:
    """Have a whole mailbox read by `TOOL scan --owner OWNER --json OUT MBOX`."""
    with tempfile.TemporaryDirectory() as folder:
        box, out = Path(folder) / "search.mbox", Path(folder) / "search.json"
        box.write_bytes(mbox)
        began = time.perf_counter()
        words = [*tool, "scan", "--owner", owner, "--json", str(out), str(box)]
        done = subprocess.run(words, capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(f"The program stopped with {done.returncode}: {done.stderr.decode()[-2000:]}")
        report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return {**report, "wall": time.perf_counter() - began}
