"""Start the app on this machine: bring the store up to date, open the door, serve until interrupted."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import IO

from nextround.home import home, write_private
from nextround.link import make_link

DEFAULT_PORT = 8765


class CannotStart(Exception):
    """The app did not start; the text is a sentence for the person."""


def set_up(port: int | None = None) -> None:
    """Make Django ready, and the store as the code expects it."""
    import django  # noqa: PLC0415 -- slow import

    if port is not None:
        os.environ["NEXTROUND_PORT"] = str(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextround.settings")
    django.setup()
    bring_up_to_date()


def bring_up_to_date() -> None:
    """Run the migrations that this store has not seen; nearly free when there are none."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs set_up
    from django.db import connection  # noqa: PLC0415 -- needs set_up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- needs set_up

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    for path in home().glob("nextround.sqlite3*"):
        path.chmod(0o600)


def only_one(folder: Path) -> IO[str] | None:
    """The lock of the one app that may work in `folder`; None when another holds it. Keep it open."""
    handle = (folder / "running.lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def bind(port: int) -> socket.socket:
    """A listening socket on the loopback address only; another free port when the usual one is taken."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(("127.0.0.1", port or DEFAULT_PORT))
    except OSError as problem:
        if port or problem.errno != errno.EADDRINUSE:
            sock.close()
            raise CannotStart(
                f"Port {port or DEFAULT_PORT} cannot be used on this machine ({problem.strerror}). "
                "Choose another: nextround open --port 8900"
            ) from problem
        sock.bind(("127.0.0.1", 0))
    sock.listen(128)
    return sock


def running_port(folder: Path) -> int | None:
    """The port of the app that runs in `folder`, as it wrote it down."""
    try:
        return int(json.loads((folder / "running.json").read_text(encoding="utf-8"))["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def run(port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serve until interrupted. `say` gets the one-time link. Raises CannotStart with a sentence."""
    folder = home()
    lock = only_one(folder)
    if lock is None:
        return _greet_running(folder, browser, say)
    try:
        sock = bind(port)
        _serve(folder, sock, browser, say)
    finally:
        (folder / "running.json").unlink(missing_ok=True)
        lock.close()
    return None


def _greet_running(folder: Path, browser: bool, say: Callable[[str], None]) -> None:
    port = running_port(folder)
    if port is None:
        raise CannotStart(
            "Nextround is at work on this data already. Wait until that has ended, then try again."
        )
    _show(make_link(folder, port), browser, say)


def _show(link: str, browser: bool, say: Callable[[str], None]) -> None:
    say(link)
    if browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()


def _serve(folder: Path, sock: socket.socket, browser: bool, say: Callable[[str], None]) -> None:
    port = int(sock.getsockname()[1])
    set_up(port)
    import waitress  # noqa: PLC0415 -- slow import

    from nextround.desk import watching, worker  # noqa: PLC0415 -- needs set_up
    from nextround.wsgi import application  # noqa: PLC0415 -- needs set_up

    server = waitress.create_server(
        application,
        sockets=[sock],
        threads=8,
        ident="",
        clear_untrusted_proxy_headers=True,
        max_request_body_size=64 * 1024**3,
        channel_timeout=600,
    )
    write_private(folder / "running.json", json.dumps({"port": port}))
    stop = threading.Event()
    works = [
        threading.Thread(target=loop, args=(stop,), name=name, daemon=True)
        for name, loop in (("nextround-worker", worker.loop), ("nextround-accounts", watching.loop))
    ]
    for work in works:
        work.start()
    _show(make_link(folder, port), browser, say)
    try:
        server.run()
    finally:
        stop.set()
        worker.wake.set()
        for work in works:
            work.join(timeout=10)
        server.close()
