"""A mail account with the whole program: from a terminal, and watched while the app runs."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.desk.post import another_no, flags, search, someone
from tests.dovecot import SECRET, Dovecot, free_port
from tests.walks import PATIENCE

pytestmark = pytest.mark.walk
KEPT = "SELECT count(*) FROM records_mail WHERE filed_at IS NOT NULL"


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = someone()
    dovecot.fill(name, search())
    return name


def run(home: Path, *words: str, secret: str = SECRET) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NEXTROUND_HOME": str(home), "NEXTROUND_SECRET": secret, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "nextround", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)


def add(home: Path, server: Dovecot, user: str, **more: Any) -> subprocess.CompletedProcess[str]:
    where = ("--host", server.host, "--port", str(server.port), "--security", "plain", "--user", user)
    return run(home, "account", "add", "ines@home.example", *where, **more)


@contextmanager
def running(home: Path) -> Iterator[subprocess.Popen[str]]:
    """The app, until the block ends."""
    app = subprocess.Popen(
        [sys.executable, "-m", "nextround", "open", "--no-browser", "--port", str(free_port())],
        env={**os.environ, "NEXTROUND_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert app.stdout is not None
    app.stdout.readline()
    try:
        yield app
    finally:
        app.send_signal(signal.SIGINT)
        _, errors = app.communicate(timeout=PATIENCE)
        assert "Traceback" not in errors, errors


def row(home: Path, query: str) -> Any:
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(home / "nextround.sqlite3")) as store:
        return (store.execute(query).fetchone() or [None])[0]


def wait_until(home: Path, query: str, wanted: Any, seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while (found := row(home, query)) != wanted:
        assert time.monotonic() < until, f"{query}: {found}, not {wanted}"
        time.sleep(0.1)


def test_an_account_from_a_terminal(tmp_path: Path, dovecot: Dovecot, user: str) -> None:
    assert "No account is connected" in run(tmp_path, "account", "list").stdout
    wrong = add(tmp_path, dovecot, user, secret="wrong")
    assert (wrong.returncode, "did not take this name" in wrong.stderr) == (1, True)
    assert "wrong" not in wrong.stdout
    made = add(tmp_path, dovecot, user)
    assert (made.returncode, "ines@home.example is connected" in made.stdout) == (0, True), made.stderr
    assert "not looked into yet" in run(tmp_path, "account", "list").stdout
    looked = run(tmp_path, "account", "look")
    assert (looked.returncode, "4 mails looked at, 3 kept" in looked.stdout) == (0, True), looked.stderr
    assert "Lumen Yard" in run(tmp_path, "applications").stdout
    assert "drafts allowed" not in run(tmp_path, "account", "list").stdout
    run(tmp_path, "account", "drafts", "ines@home.example")
    assert "drafts allowed" in run(tmp_path, "account", "list").stdout
    assert "seals 1 password." in run(tmp_path, "account", "renew-key").stdout
    assert run(tmp_path, "account", "password", "ines@home.example").returncode == 0
    assert run(tmp_path, "account", "password", "ines@home.example", secret="no").returncode == 1
    assert run(tmp_path, "account", "look", "ola@home.example").returncode == 1
    assert run(tmp_path, "account", "remove", "ines@home.example").returncode == 0
    assert "Lumen Yard" in run(tmp_path, "applications").stdout
    assert "No account is connected" in run(tmp_path, "account", "look").stdout
    assert not any(b"Seen" in line for line in flags(dovecot, user))


def test_an_unknown_server_is_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, "account", "add", "ines@lumenyard.example")
    assert (done.returncode, "--host" in done.stderr) == (2, True)


def test_while_the_app_runs_new_mail_is_seen_as_it_comes(tmp_path: Path, dovecot: Dovecot, user: str) -> None:
    add(tmp_path, dovecot, user)
    with running(tmp_path):
        wait_until(tmp_path, KEPT, 3)
        dovecot.fill(user, [another_no("idle")])
        wait_until(tmp_path, KEPT, 4)
        wait_until(
            tmp_path, "SELECT outcome FROM records_application WHERE company = 'Oat House'", "rejected"
        )
        asked = run(tmp_path, "account", "look")  # done by the app, which holds the store
        assert (asked.returncode, "4 kept" in asked.stdout) == (0, True), asked.stderr
        assert run(tmp_path, "account", "remove", "ines@home.example").returncode == 0
        dovecot.fill(user, [another_no("after")])
        time.sleep(3)
        assert row(tmp_path, KEPT) == 4
    assert not any(b"Seen" in line for line in flags(dovecot, user))


def test_killed_at_any_moment_it_goes_on_and_nothing_comes_twice(
    tmp_path: Path, dovecot: Dovecot, user: str
) -> None:
    dovecot.fill(user, [another_no(f"more{n}", n / 50) for n in range(150)])
    add(tmp_path, dovecot, user)
    for wait in (0.5, 0.8, 1.1, 1.5, 2.0, 3.0):
        app = subprocess.Popen(
            [sys.executable, "-m", "nextround", "account", "look"],
            env={**os.environ, "NEXTROUND_HOME": str(tmp_path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with suppress(subprocess.TimeoutExpired):
            app.wait(wait)
        app.kill()
        app.wait()
    assert run(tmp_path, "account", "look").returncode == 0
    assert row(tmp_path, KEPT) == 153
    assert row(tmp_path, "SELECT count(DISTINCT message_id) FROM records_mail") == 153
    assert row(tmp_path, "PRAGMA integrity_check") == "ok"
