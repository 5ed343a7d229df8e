"""The one worker beside the web server. Its queue is the state in ordinary rows, so a stop loses nothing."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections, connection

from nextround.desk import importing

log = logging.getLogger(__name__)
REST = 1.0  # seconds between two looks at an empty queue
LONG_REST = 60.0  # at most, when one failure follows another


def run_once(stop: threading.Event | None = None) -> bool:
    """Do what waits first; False when nothing waits."""
    return importing.work(stop or threading.Event())


def loop(stop: threading.Event) -> None:
    """Work until `stop` is set. Whatever an earlier run left half-way is taken up first."""
    importing.take_up()
    rest = REST
    while not stop.is_set():
        try:
            worked, rest = run_once(stop), REST
        except Exception:
            log.exception("The worker met something unforeseen; it goes on")
            worked, rest = False, min(rest * 2, LONG_REST)
        close_old_connections()
        if not worked:
            wake.wait(rest)
            wake.clear()
    connection.close()


wake = importing.wake
