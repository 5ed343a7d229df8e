"""A person at the pages, with a small search of their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nextround.desk import applications
from tests.dovecot import dovecot

__all__ = ["dovecot"]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def page(alice: Any) -> Client:
    """Alice at her pages."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(alice)
    return client


@pytest.fixture
def stranger(charlie: Any) -> Client:
    """Charlie, who has nothing to do with Alice's search."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(charlie)
    return client


@pytest.fixture
def lumen(alice: Any, now: datetime) -> int:
    """An application of Alice's: an interview, then a no."""
    pk = applications.add(alice, "Lumen Yard", "Planner", now - timedelta(days=20))
    applications.record_event(alice, pk, "interview", now - timedelta(days=6), "interview")
    applications.record_event(alice, pk, "rejection", now - timedelta(hours=3), "interview")
    return pk


@pytest.fixture
def letter(alice: Any, lumen: int) -> int:
    """A letter about it, begun."""
    from nextround.desk import letters

    return letters.start(alice, lumen, "feedback_request").pk
