"""Mail of people of the search that has no word of a job in it, in an account on a real server."""

from __future__ import annotations

from typing import Any

import pytest

from nextround.mailbox.mbox import COLLEAGUES
from nextround.records.models import Event, Mail
from tests.desk.post import connected, letter, look, search, someone
from tests.dovecot import Dovecot

NOTE = "The lift is out; take the stairs."
TOM = "Tom Reed <tom.reed@lumenyard.example>"
ANN = "Ann <ann@friends.example>"


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    return someone()


def found() -> set[str]:
    return {one.strip("<>").partition("@")[0] for one in Mail.objects.values_list("message_id", flat=True)}


def test_a_first_look_brings_what_known_people_and_their_colleagues_wrote(
    alice: Any, dovecot: Dovecot, user: str
) -> None:
    notes = [
        letter("lift", "Tuesday", NOTE, 10),
        letter("stairs", "Tuesday", NOTE, 9, TOM),
        letter("ann", "Tuesday", NOTE, 9, ANN),
        letter("news", "Our garden", NOTE, 8, "Lumen Yard <newsletter@lumenyard.example>"),
    ]
    dovecot.fill(user, [*notes, *search()])
    look(connected(alice, dovecot, user))
    assert found() == {"receipt", "talk", "no", "lift", "stairs"}
    assert Event.objects.filter(kind="other").count() == 2


def test_what_somebody_wrote_before_they_were_known_is_brought_once_they_are(
    alice: Any, dovecot: Dovecot, user: str
) -> None:
    dovecot.fill(user, [letter("lift", "Tuesday", NOTE, 20)])
    row = look(connected(alice, dovecot, user))
    assert found() == set()
    dovecot.fill(user, search())
    row = look(row)
    assert found() == {"receipt", "talk", "no", "lift"}
    assert row.source.checkpoint["writers"] == ["kim@lumenyard.example"]
    assert {"INBOX", "Sent"} <= set(row.source.checkpoint["folders"])


def test_a_later_look_brings_what_known_people_write_at_once(alice: Any, dovecot: Dovecot, user: str) -> None:
    dovecot.fill(user, search()[:-1])
    row = look(connected(alice, dovecot, user))
    later = [
        letter("lift", "Thursday", NOTE),
        letter("stairs", "Thursday", NOTE, 0, TOM),
        letter("ann", "Thursday", NOTE, 0, ANN),
        letter("news", "Our garden", NOTE, 0, "Lumen Yard <newsletter@lumenyard.example>"),
    ]
    dovecot.fill(user, later)
    look(row)
    assert found() == {"receipt", "talk", "lift", "stairs"}


def test_of_a_busy_domain_known_people_alone_are_brought(alice: Any, dovecot: Dovecot, user: str) -> None:
    crowd = [
        letter(f"crowd{n}", "Tuesday", NOTE, 9, f"P{n} <person.{n % 7}@lumenyard.example>")
        for n in range(COLLEAGUES)
    ]
    dovecot.fill(user, [letter("lift", "Tuesday", NOTE, 10), *crowd, *search()])
    look(connected(alice, dovecot, user))
    assert found() == {"receipt", "talk", "no", "lift"}
