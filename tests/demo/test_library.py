"""The files of the demo: every text has its place, every step has its texts, no key is misspelt."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from nextround.demo.cast import person, shelf
from nextround.demo.maker import make_search
from nextround.demo.texts import fits, step
from nextround.mailbox.parse import parse

FILES = ["en", "de", "fr", "es", "en-b", "de-b", "fr-b", "es-b"]
KEYS = {"kind", "by", "stage", "use", "id", "ask", "reply", "bare", "withdrawn", "subject", "body"}
KEYS |= {"attach", "calendar", "headers"}
NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)


def steps_in(language: str) -> list[object]:
    stories = [row for row in shelf("stories")["story"] if language in row["langs"].split()]
    return [step(one) for row in stories for one in row["steps"]]


@pytest.mark.parametrize("name", FILES)
def test_text_keys_are_known(name: str) -> None:
    assert {key for text in shelf(name)["text"] for key in text} <= KEYS


@pytest.mark.parametrize("name", FILES)
def test_text_bodies_differ(name: str) -> None:
    bodies = [text["body"] for text in shelf(name)["text"]]
    assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize("name", ["en", "en-b"])
def test_text_is_told_by_some_story(name: str) -> None:
    steps = [step(one) for row in shelf("stories")["story"] for one in row["steps"]]
    told = [text for text in shelf(name)["text"] if any(fits(text, one) for one in steps)]
    assert [text["subject"] for text in shelf(name)["text"] if text not in told] == []


@pytest.mark.parametrize("name", FILES)
def test_step_has_a_text(name: str) -> None:
    texts = shelf(name)["text"]
    missing = [one for one in steps_in(name[:2]) if not any(fits(text, one) for text in texts)]  # type: ignore[arg-type]
    assert missing == []


@pytest.mark.parametrize("seed", range(4))
def test_second_family_fills_every_brace(seed: int) -> None:
    stories = make_search(Random(seed), person(seed), NOW, family="-b")
    messages = [parse(made.raw) for mails in stories for made in mails]
    assert len(messages) > 150
    assert [m.subject for m in messages if "{" in m.subject + m.text or "}" in m.subject + m.text] == []


def test_plain_kinds_and_likes_are_kinds() -> None:
    rows = shelf("plain")["plain"]
    assert all(("from" in row) != bool(row.get("own")) for row in rows)
    assert {row.get("kind", "other") for row in rows} == {"alert", "other"}
