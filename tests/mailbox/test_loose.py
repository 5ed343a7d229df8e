"""A mail as a row of JSON, its body plain, HTML, base64 or quoted-printable."""

import base64
import quopri
from datetime import UTC, datetime

import pytest

from nextround.mailbox.loose import RowError, message_from_row, plain_body
from nextround.mailbox.message import Address

TEXT = "Dear Noor,\n\nthank you for the talk on Monday. Señor Ibarra’s team enjoyed it.\n" * 3


def test_plain_body_leaves_text_alone():
    assert plain_body(TEXT) == TEXT


def test_plain_body_undoes_base64():
    assert plain_body(base64.encodebytes(TEXT.encode()).decode()) == TEXT


def test_plain_body_undoes_quoted_printable():
    assert plain_body(quopri.encodestring(TEXT.encode()).decode()).replace("\r\n", "\n") == TEXT


def test_plain_body_keeps_text_with_equal_signs():
    assert (
        plain_body("In my test a=b and c=D4 hold, so x=20 is left.")
        == "In my test a=b and c=D4 hold, so x=20 is left."
    )


def test_plain_body_turns_html_into_text():
    assert "we met" in plain_body("<html><body><p>Since <b>we met</b></p><script>go()</script></body></html>")
    assert "go()" not in plain_body("<div>Hello</div><script>go()</script>")


def test_row_becomes_a_message():
    message = message_from_row(
        {
            "id": 1,
            "subject": "Your application",
            "from": "Bluefern Talent <Jobs@Bluefern.example>",
            "body": "Hello",
            "date": "2026-03-02T09:00:00+01:00",
            "headers": {
                "Message-ID": "<1@x>",
                "To": "Noor <noor@home.example>",
                "References": "<0@x> <00@x>",
            },
        }
    )
    assert message.id == "<1@x>"
    assert message.sender == Address("Bluefern Talent", "jobs@bluefern.example")
    assert message.to == (Address("Noor", "noor@home.example"),)
    assert message.date == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert message.references == ("<0@x>", "<00@x>")


def test_row_without_anything_still_is_a_message():
    message = message_from_row({"id": 2})
    assert message.id.endswith("@nextround.invalid>")
    assert (message.text, message.date, message.sender) == ("", None, Address("", ""))


@pytest.mark.parametrize("row", [{"body": 7}, {"headers": ["a"]}, {"subject": {}}])
def test_row_of_another_shape_is_refused_with_a_sentence(row):
    with pytest.raises(RowError, match="should be"):
        message_from_row(row)


def test_row_date_that_is_no_date_is_left_out():
    assert message_from_row({"date": "next Tuesday"}).date is None
    assert message_from_row({"date": "Mon, 02 Mar 2026 09:00:00 +0100"}).date == datetime(
        2026, 3, 2, 8, tzinfo=UTC
    )
