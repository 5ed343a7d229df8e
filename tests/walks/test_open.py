"""The whole program, started as a person starts it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.walks import PATIENCE

pytestmark = pytest.mark.walk


def start(home: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nextround", "open", "--no-browser", *more],
        env={**os.environ, "NEXTROUND_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def app(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    running = start(tmp_path)
    assert running.stdout is not None
    link = running.stdout.readline().strip()
    yield running, link, tmp_path
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=PATIENCE)


def get(link: str, path: str, **headers: str) -> tuple[int, str | None]:
    """The status and where it leads on to."""
    host, _, _ = link.removeprefix("http://").partition("/")
    with closing(http.client.HTTPConnection(host, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location")


def token(link: str) -> str:
    return "/in/" + link.strip().rsplit("/", 1)[1]


def test_the_link_is_all_it_prints_and_it_opens_the_door(
    app: tuple[subprocess.Popen[str], str, Path],
) -> None:
    running, link, _ = app
    assert link.startswith("http://127.0.0.1:")
    assert get(link, token(link)) == (302, "/")
    running.send_signal(signal.SIGINT)
    out, errors = running.communicate(timeout=PATIENCE)
    assert (out, errors, running.returncode) == ("", "", 0)


def test_a_second_open_gives_a_fresh_link_to_the_first(
    app: tuple[subprocess.Popen[str], str, Path],
) -> None:
    _, link, home = app
    out, _ = start(home).communicate(timeout=PATIENCE)
    assert out.count("\n") == 1
    assert out.rsplit("/", 1)[0] == link.rsplit("/", 1)[0]
    assert get(link, token(link))[0] == 403
    assert get(link, token(out))[0] == 302


def test_a_started_store_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        running = start(tmp_path)
        assert running.stdout is not None
        link = running.stdout.readline().strip()
        assert get(link, "/in/")[0] == 403
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=PATIENCE)
    assert running.returncode == 0


def test_another_host_is_refused(app: tuple[subprocess.Popen[str], str, Path]) -> None:
    _, link, _ = app
    assert get(link, "/in/", Host="evil.example")[0] == 400
