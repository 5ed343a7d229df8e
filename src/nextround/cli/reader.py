"""One mail for `nextround scan`: parsed, read, and made small."""

from __future__ import annotations

from dataclasses import replace

from nextround.cli.gather import Read
from nextround.journey.owner import telling
from nextround.mailbox.parse import parse
from nextround.reading.recognise import is_listed, recognise

KEPT = 8_000  # characters of a text; more than the person's own mail needs to be read again


def read_one(raw: bytes, me: frozenset[str]) -> Read:
    """Parse and read one mail. What tells whose it is stays, and a person's text for a second reading."""
    message = parse(raw)
    text = "" if is_listed(message) else message.text[:KEPT]
    return replace(message, text=text, headers=telling(message), calendar=()), recognise(message, me)
