"""Mails for `nextround scan`: parsed, read, and made small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nextround.cli.gather import Read
from nextround.journey.owner import telling
from nextround.mailbox.parse import parse
from nextround.reading.abreast import Steps, abreast, alone
from nextround.reading.recognise import is_listed, reading

KEPT = 8_000  # characters of a text; more than the person's own mail needs to be read again


def read_one(raw: bytes, me: frozenset[str]) -> Read:
    """Parse and read one mail. What tells whose it is stays, and a person's text for a second reading."""
    return alone(_steps(raw, me))


def read_many(raws: Sequence[bytes], me: frozenset[str]) -> list[Read]:
    """The same for some mails, side by side."""
    return abreast([_steps(raw, me) for raw in raws])


def _steps(raw: bytes, me: frozenset[str]) -> Steps[Read]:
    message = parse(raw)
    yield
    finding = yield from reading(message, me)
    text = "" if is_listed(message) else message.text[:KEPT]
    return replace(message, text=text, headers=telling(message), calendar=()), finding
