"""What every test stands on: a home of its own, and no way out of this machine."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

# Tests never touch a person's own data: neither what they start nor, where Django's settings are read by now,
# what runs here.
_HOME = tempfile.mkdtemp(prefix="nextround-tests-")
os.environ["NEXTROUND_HOME"] = _HOME
settings.HOME, settings.UPLOADS = Path(_HOME), Path(_HOME) / "uploads"
settings.HERE = "UTC"  # whatever this computer's clocks are
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

# How fast this machine is today is no property of the code.
examples.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("ours")


class LeavesTheMachine(AssertionError):
    """Something tried to reach another machine."""


def _stays_here(address: Any) -> bool:
    return not isinstance(address, tuple) or str(address[0]) in {"127.0.0.1", "::1", "localhost", ""}


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on any connection to another machine, and on any single packet, whoever makes it."""
    connect, sendto = socket.socket.connect, socket.socket.sendto

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not _stays_here(address):
            raise LeavesTheMachine(f"A connection to {address} was tried")
        connect(self, address)

    def guarded_packet(self: socket.socket, data: bytes, *rest: Any) -> int:
        if self.family != socket.AF_UNIX and not _stays_here(rest[-1]):
            raise LeavesTheMachine(f"A packet to {rest[-1]} was tried")
        return sendto(self, data, *rest)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "sendto", guarded_packet)


@pytest.fixture
def alice(db: None) -> Any:
    """The person whose search it is."""
    from django.contrib.auth.models import User

    return User.objects.create_user("alice")


@pytest.fixture
def charlie(db: None) -> Any:
    """A stranger."""
    from django.contrib.auth.models import User

    return User.objects.create_user("charlie")
