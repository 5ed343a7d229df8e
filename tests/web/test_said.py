from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from nextround.web.templatetags.said import (
    breakable,
    count_of,
    day_words,
    look_up,
    marked,
    megabytes,
    said,
    said_day,
    said_exactly,
)

TODAY = date(2026, 5, 6)  # a Wednesday


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 6), "today"),
        (date(2026, 5, 5), "yesterday"),
        (date(2026, 5, 7), "tomorrow"),
        (date(2026, 5, 2), "Saturday"),
        (date(2026, 5, 9), "on Saturday"),
        (date(2026, 4, 29), "29 April"),
        (date(2025, 12, 24), "24 December 2025"),
    ],
)
def test_day_words_are_shorter_the_nearer(day: date, words: str) -> None:
    assert day_words(day, TODAY) == words


@time_machine.travel("2026-05-06 12:00", tick=False)
def test_said_is_exact_on_hover_and_in_the_persons_zone() -> None:
    moment = datetime(2026, 5, 5, 22, 30, tzinfo=UTC)
    with timezone.override("Asia/Tokyo"):
        assert said(moment) == (
            '<time datetime="2026-05-06T07:30:00+09:00" title="Wednesday, 6 May 2026, 07:30">'
            "today, 07:30</time>"
        )
    assert ">yesterday, 22:30<" in said(moment)
    assert ">1 May<" not in said(datetime(2026, 5, 1, 9, tzinfo=UTC))
    assert ">Friday, 09:00<" in said_exactly(datetime(2026, 5, 1, 9, tzinfo=UTC))
    assert ">Friday<" in said_day(datetime(2026, 5, 1, 9, tzinfo=UTC))
    assert "12:00" not in said_day(datetime(2026, 5, 20, 12, tzinfo=UTC))
    assert said(None) == ""
    assert said(TODAY) == '<time datetime="2026-05-06" title="Wednesday, 6 May 2026">today</time>'


def test_marked_escapes_all_and_passes_over_spans_that_cannot_be() -> None:
    text = "a <b> no & more"
    assert marked(text, [(6, 8, "r"), (2, 5, "r"), (3, 4, "r"), (9, 99, "r"), (5, 5, "r")]) == (
        "a <mark>&lt;b&gt;</mark> <mark>no</mark> &amp; more"
    )
    assert marked("<x>", ()) == "&lt;x&gt;"


def test_numbers_come_with_their_unit() -> None:
    assert [megabytes(n) for n in (None, 999, 1500, 2_400_000, 3_100_000_000)] == [
        "0 bytes",
        "999 bytes",
        "2 KB",
        "2 MB",
        "3.1 GB",
    ]
    assert count_of(1, "mail,mails") == "1 mail"
    assert count_of(15320, "mail,mails") == "15\u202f320 mails"
    assert look_up("b", {"a": "x"}) == "b"


def test_an_address_breaks_behind_its_at_and_is_escaped() -> None:
    assert breakable("a<b@mail.example") == "a&lt;b@<wbr>mail.example"
