"""The commands on a store, each in a process of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nextround.demo.maker import make_demo, write_mbox
from tests.walks import PATIENCE

pytestmark = pytest.mark.walk


def nextround(home: Path, *words: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "nextround", *words],
        env={**os.environ, "NEXTROUND_HOME": str(home), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_in_out_away_and_back_again(tmp_path: Path) -> None:
    home, box, copy = tmp_path / "home", tmp_path / "box.mbox", tmp_path / "copy"
    write_mbox(box, make_demo(4, datetime.now(UTC)))
    assert "about your search" in nextround(home, "import", str(box))
    assert "nothing new about your search" in nextround(home, "import", str(box))
    before = json.loads(nextround(home, "applications", "--json"))
    assert len(before["applications"]) > 10
    assert json.loads(nextround(home, "today", "--json"))["next"]["title"]
    nextround(home, "today", "--mail", str(tmp_path / "today.eml"))
    assert b"Auto-Submitted: auto-generated" in (tmp_path / "today.eml").read_bytes()
    assert "Subject: Nextround: this week" in nextround(home, "today", "--mail", "-", "--week")
    assert "is whole" in nextround(home, "check")
    exported = json.loads(nextround(home, "export", "--format", "json"))
    assert len(exported["applications"]) == len(before["applications"])
    nextround(home, "backup", str(copy))
    assert "already" in nextround(home, "backup", str(copy), code=1)
    nextround(home, "delete-everything", "--yes")
    assert json.loads(nextround(home, "applications", "--json")) == {"applications": []}
    assert "no mail was written" in nextround(home, "today", "--mail", "-", code=3)
    nextround(home, "restore", str(copy))
    assert json.loads(nextround(home, "applications", "--json")) == before


def test_mail_that_does_not_concern_the_search_leaves_no_trace(tmp_path: Path) -> None:
    home, box = tmp_path / "home", tmp_path / "box.mbox"
    made = list(make_demo(4, datetime.now(UTC)))
    write_mbox(box, made)
    nextround(home, "import", str(box))
    with closing(sqlite3.connect(home / "nextround.sqlite3")) as store:
        kept = {row[0] for row in store.execute("SELECT message_id FROM records_mail")}
        facts = [json.loads(row[0]) for row in store.execute("SELECT facts FROM records_mail")]
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    named = {thread for one in facts for thread in one["threads"]}
    gone = {one.truth.message_id for one in made} - kept - named - {""}
    assert len(gone) > 50
    assert kept
    assert all(one.encode() in everything for one in kept)
    assert [one for one in gone if one.encode() in everything] == []


def test_what_cannot_be_done_is_a_sentence(tmp_path: Path) -> None:
    for words in (("import", "/nowhere/at/all"), ("import", "/proc/self/maps"), ("restore", "/nowhere")):
        told = nextround(tmp_path / "home", *words, code=1)
        assert "Traceback" not in told
        assert told.startswith("Error: ")
