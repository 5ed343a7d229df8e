"""Watch the connected accounts as long as the app runs: at most one thread each, which listens for new mail.

The queue is state in ordinary rows, as with imports. Asking for a look, disconnecting and stopping end a
wait from outside; nothing is lost by that.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections, connection
from django.utils import timezone

from nextround.desk import looking
from nextround.records import keep, queries
from nextround.records.models import Account

log = logging.getLogger(__name__)
REST = 1.0  # seconds between two glances at the rows


@dataclass(frozen=True)
class Watched:
    """An account that a thread is at, and what ends that thread."""

    thread: threading.Thread
    stop: threading.Event


def loop(stop: threading.Event) -> None:
    """Watch until `stop` is set, then wait a moment for the threads to end."""
    keep.rest_accounts()
    watched: dict[int, Watched] = {}
    while not stop.is_set():
        try:
            _tend(watched, stop)
        except Exception:
            log.exception("Watching the accounts met something unforeseen; it goes on")
        close_old_connections()
        stop.wait(REST)
    _end(list(watched.values()))
    connection.close()


def _tend(watched: dict[int, Watched], stop: threading.Event) -> None:
    for pk in [pk for pk, one in watched.items() if not one.thread.is_alive()]:
        del watched[pk]
    for pk in set(watched) - _undisturbed(watched):
        watched[pk].stop.set()
    for row in queries.due_accounts(timezone.now()):
        if row.pk not in watched and not stop.is_set():
            watched[row.pk] = _start(row)


def _undisturbed(pks: Iterable[int]) -> set[int]:
    """Those that are still there, and that nobody asked to be looked into while they only listen."""
    still = Account.objects.filter(pk__in=list(pks)).exclude(asked=True, state=Account.State.WAITING)
    return set(still.values_list("pk", flat=True))


def _start(row: Account) -> Watched:
    stop = threading.Event()

    def work() -> None:
        try:
            if keep.claim_account(row):
                looking.attend(row, stop, stay=True)
        except Exception:
            log.exception("A look into an account met something unforeseen; the next one comes after a pause")
        finally:
            connection.close()

    thread = threading.Thread(target=work, name=f"nextround-account-{row.pk}", daemon=True)
    thread.start()
    return Watched(thread, stop)


def _end(watched: Sequence[Watched], seconds: float = 8.0) -> None:
    until = time.monotonic() + seconds
    for one in watched:
        one.stop.set()
    for one in watched:
        one.thread.join(max(0.0, until - time.monotonic()))
