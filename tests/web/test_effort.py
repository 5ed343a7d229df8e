"""What you did, on its page."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from nextround.desk import applications, effort, letters
from tests.playbook.test_words import BANNED


def test_r101_a_quiet_week_is_passed_over_without_a_word(
    page: Client, alice: Any, letter: int, now: datetime
) -> None:
    letters.save(alice, letter, {}, "Thank you for the hour.", letters.view(alice, letter).version)
    letters.mark_sent(alice, letter, now)
    applications.add(alice, "Tide Press", "Printer", now - timedelta(days=70))
    html = page.get("/for-you/done").content.decode()
    said = html.split('class="weeks"')[1].split("</dl>")[0]
    assert said.count("<dt") == len(effort.done(alice, now)) == 3  # Lumen Yard, the letter, Tide Press
    assert said.count("One application") == 2
    assert "One letter" in said
    words = re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main>")[0])
    assert not BANNED.search(words)
    assert not re.search(r"\b(?:nothing|no|zero|0) (?:letters?|applications?|calls?)\b|in a row", words)


def test_who_did_nothing_yet_reads_that_nothing_has_to_be(page: Client, lumen: int, stranger: Client) -> None:
    assert "nothing has to" in stranger.get("/for-you/done").content.decode()
    assert "nothing has to" not in page.get("/for-you/done").content.decode()
