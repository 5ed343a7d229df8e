"""The whole program on a free port with a home of its own, and a real Chromium in front of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.app import App, free_port
from tests.dovecot import dovecot

__all__ = ["dovecot"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests; each test gets a context of its own."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "The browser tests need Chromium: run `make system`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The program with the demo mailbox, started as a person starts it."""
    home = tmp_path_factory.mktemp("home")
    port = free_port()
    with running(home, port) as link:
        yield App(home, port, link)


@contextlib.contextmanager
def running(home: Path, port: int) -> Iterator[str]:
    """`nextround open` until the block ends; gives the one-time link, its only line."""
    command = [sys.executable, "-m", "nextround", "open", "--port", str(port), "--no-browser"]
    with subprocess.Popen(
        command,
        env=os.environ | {"NEXTROUND_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(timeout=60)
