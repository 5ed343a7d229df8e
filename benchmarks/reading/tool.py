"""The program under test, run as anyone would run it: by its command, with the JSON it promises."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows answered in order, the seconds of work all of them took, and those one row alone took (the start).

    Work is the processor time of the program and its children, so that a busy machine does not show.
    """

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
    done, seconds = _run([*tool, "read", "--jsonl", "-", "-o", "-"], given.encode())
    answers = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    if done.returncode > 1 or not answers:  # 1 says that some rows are no mails; the answers tell which
        raise SystemExit(f"The program stopped with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return answers, seconds


def _run(words: Sequence[str], given: bytes = b"") -> tuple[subprocess.CompletedProcess[bytes], float]:
    began = os.times()
    done = subprocess.run(words, input=given, capture_output=True, check=False)
    ended = os.times()
    spent = ended.children_user - began.children_user + ended.children_system - began.children_system
    return done, spent


def scan(tool: Sequence[str], mbox: bytes, owner: str) -> dict[str, Any]:
    """Have a whole mailbox read by `TOOL scan --owner OWNER --json OUT MBOX`."""
    with tempfile.TemporaryDirectory() as folder:
        box, out = Path(folder) / "search.mbox", Path(folder) / "search.json"
        box.write_bytes(mbox)
        done, seconds = _run([*tool, "scan", "--owner", owner, "--json", str(out), str(box)])
        if done.returncode or not out.exists():
            raise SystemExit(f"The program stopped with {done.returncode}: {done.stderr.decode()[-2000:]}")
        report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return {**report, "work": seconds}
