"""Letters survive every shape they are sent in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nextround.demo.wire import SHAPES, Attachment, Letter, compose, wrapped
from nextround.mailbox.message import Address
from nextround.mailbox.parse import parse

BODY = (
    "Grüße aus Łódź,\n\nthe panel has not decided to wait, and it's been a long winter for everybody "
    "who waits for the post in the morning.\n\nOn Monday, Ann wrote:\n\n"
    "> Are you sure that you would like to come on a Sunday, when everything that could be open is shut?\n"
    ">\n> Ann"
)


def letter(**changes: object) -> Letter:
    facts: dict[str, object] = {
        "sender": Address("Zoë Müller", "zoe@firm.example"),
        "to": Address("Robin", "robin@home.example"),
        "subject": "Ihre Bewerbung als Köchin in Łódź",
        "body": BODY,
        "date": datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        "message_id": "<1@firm.example>",
    }
    return Letter(**{**facts, **changes})  # type: ignore[arg-type]


def words(text: str) -> list[str]:
    return text.replace("’", "'").replace("\xa0", " ").replace(">", " ").split()


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_shape_keeps_every_word(name: str) -> None:
    message = parse(compose(letter(shape=SHAPES[name])))
    assert message.subject == "Ihre Bewerbung als Köchin in Łódź"
    assert message.sender == Address("Zoë Müller", "zoe@firm.example")
    found = words(message.text)
    wanted = words(BODY)
    assert [word for word in wanted if word not in found] == []


def test_letter_carries_its_thread_calendar_and_files() -> None:
    made = compose(
        letter(
            references=("<a@x.example>", "<b@x.example>"),
            in_reply_to="<b@x.example>",
            calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            attachments=(Attachment("cv.pdf", "application/pdf", b"%PDF"),),
        )
    )
    message = parse(made)
    assert message.references == ("<a@x.example>", "<b@x.example>")
    assert message.in_reply_to == "<b@x.example>"
    assert message.attachments == ("cv.pdf",)
    assert [text.split() for text in message.calendar] == [["BEGIN:VCALENDAR", "END:VCALENDAR"]]


def test_seven_bit_shape_stays_seven_bit_for_plain_words() -> None:
    raw = compose(letter(body="Nothing odd here.", subject="Hello", shape=SHAPES["plain"]))
    assert b"Content-Transfer-Encoding: 7bit" in raw
    assert b"charset=us-ascii" in raw


@pytest.mark.parametrize(
    ("line", "width", "soft", "lines"),
    [
        ("one two three", 0, "", ["one two three"]),
        ("one two three", 8, "", ["one two", "three"]),
        ("one two three", 8, " ", ["one two ", "three"]),
        ("> one two three", 10, "", ["> one two", "> three"]),
    ],
)
def test_wrapped_breaks_lines_and_keeps_quotes_quoted(
    line: str, width: int, soft: str, lines: list[str]
) -> None:
    assert wrapped(line, width, soft).split("\n") == lines
