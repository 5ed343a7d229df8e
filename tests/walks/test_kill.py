"""Kill an import without warning at twenty moments; each time the next start goes on where it stopped."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nextround.demo.maker import make_demo, write_mbox
from tests.walks import PATIENCE

KILLS = 20
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
# The whole search, by what it says and not by the rows' numbers.
CONTENT = """
    SELECT 'mail', m.digest, m.finding, m.filed_at IS NULL, '', '' FROM records_mail m
    UNION ALL SELECT 'application', a.company, a.role, a.outcome, a.stage, a.last_event_at
        FROM records_application a
    UNION ALL SELECT 'event', m.digest, e.kind, e.date, e.sure, a.company || '/' || a.role
        FROM records_event e JOIN records_mail m ON m.id = e.mail_id
        JOIN records_application a ON a.id = e.application_id
    UNION ALL SELECT 'question', m.digest, q.text, q.kind, '', ''
        FROM records_question q JOIN records_mail m ON m.id = q.mail_id
    UNION ALL SELECT 'person', a.company || '/' || a.role, p.name, p.email, p.no_reply, ''
        FROM records_person p JOIN records_application a ON a.id = p.application_id
"""

PROGRESS = """
    SELECT count(*), coalesce(sum(filed_at IS NOT NULL), 0), (SELECT count(*) FROM records_event)
    FROM records_mail
"""


def start(home: Path, box: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "nextround", "import", str(box)],
        env={**os.environ, "NEXTROUND_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(home: Path, box: Path) -> None:
    running = start(home, box)
    _, errors = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, errors.decode()


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "nextround.sqlite3")) as store:
        return sorted(store.execute(query).fetchall(), key=repr)


def state(home: Path) -> str:
    with suppress(sqlite3.OperationalError, IndexError):
        return str(rows(home, "SELECT state FROM records_import ORDER BY id")[-1][0])
    return ""


def kill_after(home: Path, box: Path, seconds: float) -> bool:
    """Start, wait, kill. False when it had ended by then."""
    running = start(home, box)
    with suppress(subprocess.TimeoutExpired):
        running.wait(seconds)
    alive = running.poll() is None
    running.kill()
    running.communicate()
    return alive


def reached(home: Path) -> str:
    """How far a killed import was: nothing yet, some mails in, some of them read, all of them filed."""
    with suppress(sqlite3.OperationalError):
        ((mails, read, events),) = rows(home, PROGRESS)
        return "filed" if events else "read" if read else "received" if mails else "nothing"
    return "nothing"


@pytest.mark.walk
def test_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    write_mbox(box, make_demo(1, NOW))
    began = time.monotonic()
    finish(tmp_path / "calm", box)
    whole = time.monotonic() - began
    expected = rows(tmp_path / "calm", CONTENT)
    assert len([row for row in expected if row[0] == "mail"]) > 50

    rng = random.Random(20260601)
    kills, tries, seen = 0, 0, set()
    while kills < KILLS:
        home, tries = tmp_path / f"home{tries}", tries + 1
        while kills < KILLS and state(home) != "done":
            kills += kill_after(home, box, rng.uniform(0.2, 1.0) * whole)
            seen.add(reached(home))
        if state(home) != "done" or tries == 1:  # once also on top of a finished one: nothing may change
            finish(home, box)
        assert rows(home, CONTENT) == expected
        assert rows(home, "PRAGMA integrity_check") == [("ok",)]
    assert {"received", "read"} & seen, "the kills all came too early to tell anything"
