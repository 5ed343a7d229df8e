"""The one command: the real program, measured through its own commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.reading", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_command_prints_and_writes_every_figure(tmp_path):
    done = run("--languages", "en", "--json", str(tmp_path / "out.json"), "--row", "today")
    assert done.returncode == 0, done.stderr
    for words in ("OPEN AUTHORS", "CLOSED AUTHORS", "false sure noes", "pairs of mails linked", "| today |"):
        assert words in done.stdout
    figures = json.loads((tmp_path / "out.json").read_text())
    assert figures["rows"] == figures["open"]["mails"] + figures["closed"]["mails"]
    assert figures["closed"]["searches"]["applications"] == 24
    assert figures["open"]["kinds"]["rejection"]["hit"] > 0


def test_texts_are_shown_only_where_asked_for_and_never_the_closed_ones():
    plain, shown = run("--languages", "en", "--no-searches"), run(
        "--languages", "en", "--no-searches", "--show", "rejection"
    )  # fmt: skip
    assert "---" not in plain.stdout
    assert "--- en-" in shown.stdout
    assert "--- en-c-" not in shown.stdout
    assert "--- en-d-" not in shown.stdout


def test_a_program_that_stops_is_told():
    done = run("--languages", "en", "--tool", "false")
    assert done.returncode == 1
    assert "stopped with 1" in done.stderr
