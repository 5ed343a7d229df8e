"""The running program as the tests see it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe.min.js"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class App:
    """Where the program runs, and the session of whoever came in by its link."""

    home: Path
    port: int
    link: str
    state: Any = None
    left: list[str] = field(default_factory=list)  # requests to other machines
    complaints: list[str] = field(default_factory=list)  # errors on the console

    @property
    def base(self) -> str:
        """The address of the first page."""
        return f"http://127.0.0.1:{self.port}"

    def fresh_link(self) -> str:
        """Another one-time link, asked for as a person does: by running the command again."""
        done = subprocess.run(
            [sys.executable, "-m", "nextround", "open", "--no-browser"],
            env=os.environ | {"NEXTROUND_HOME": str(self.home)},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout.strip()

    def page(self, browser: Any, scheme: str = "light", width: int = 1280, **more: Any) -> Any:
        """A page in a window of its own that has come in, watched for what it fetches and complains of."""
        context = browser.new_context(
            base_url=self.base,
            viewport={"width": width, "height": 844 if width < 800 else 860},
            color_scheme=scheme,
            reduced_motion="reduce",
            storage_state=self.state,
            locale="en-GB",
            **more,
        )
        context.set_default_timeout(10_000)
        context.on("request", self._watch)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if self.state is None:
            page.goto(self.link)
            self.state = context.storage_state()
        return page

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self.left.append(request.url)

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def faults(page: Any) -> list[str]:
    """What axe finds amiss on the page as it stands, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
