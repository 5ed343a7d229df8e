"""What `parse` makes of one mail, honest or not."""

# ruff: noqa: E501 (mails stand as they travel)

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from nextround.mailbox.message import Address
from nextround.mailbox.parse import flowed, parse

PLAIN = b"""\
From: "Jo Field" <jo@harbour.example>
To: ann@mail.example, =?utf-8?q?B=C3=B6b?= <bob@mail.example>
Subject: =?utf-8?b?RG9uYXUtV2Vya2U=?= =?utf-8?q?_=E2=80=93_news?=
Date: Mon, 5 Jan 2026 10:00:00 +0100
Message-ID: <one@harbour.example>
In-Reply-To: <zero@mail.example>
References: <a@mail.example> <zero@mail.example>

Thank you for coming in.
"""


def with_body(headers: str, body: str, newline: str = "\n") -> bytes:
    return f"Subject: s\nMessage-ID: <x@y.example>\n{headers}\n\n{body}".replace("\n", newline).encode()


def test_plain_mail_is_read_whole() -> None:
    mail = parse(PLAIN)
    assert mail.sender == Address("Jo Field", "jo@harbour.example")
    assert mail.to == (Address("", "ann@mail.example"), Address("Böb", "bob@mail.example"))
    assert mail.subject == "Donau-Werke – news"
    assert mail.date == datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    assert mail.id == "<one@harbour.example>"
    assert mail.in_reply_to == "<zero@mail.example>"
    assert mail.references == ("<a@mail.example>", "<zero@mail.example>")
    assert mail.text == "Thank you for coming in."
    assert mail.problems == ()


def test_two_copies_with_other_line_ends_have_one_digest() -> None:
    assert parse(PLAIN).digest == parse(PLAIN.replace(b"\n", b"\r\n")).digest


def test_same_id_with_another_body_has_another_digest() -> None:
    other = parse(PLAIN.replace(b"coming in", b"writing"))
    assert other.id == parse(PLAIN).id
    assert other.digest != parse(PLAIN).digest


def test_mail_without_an_id_gets_one_from_its_content() -> None:
    mail = parse(PLAIN.replace(b"Message-ID: <one@harbour.example>\n", b""))
    assert mail.id == f"<{mail.digest[:32]}@nextround.invalid>"
    assert any("Message-ID" in problem for problem in mail.problems)


def test_raw_8_bit_subject_is_read() -> None:
    assert parse("Subject: Über uns\n\nx".encode()).subject == "Über uns"
    assert parse("Subject: Über uns\n\nx".encode("latin-1")).subject == "Über uns"


def test_a_letter_cut_in_two_encoded_words_is_whole_again() -> None:
    assert parse(b"Subject: =?utf-8?b?w6k=?= =?utf-8?q?t=C3?=\n =?utf-8?q?=A9?=\n\n").subject == "été"


def test_unknown_charset_falls_back() -> None:
    mail = parse(with_body("Content-Type: text/plain; charset=x-klingon", "naïve"))
    assert mail.text == "naïve"
    mail = parse(b"Content-Type: text/plain; charset=x-klingon\n\nna\xefve")
    assert mail.text == "naïve"


def test_all_texts_are_read_not_the_first_only() -> None:
    body = "--b\n\nHello.\n--b\nContent-Type: text/plain\n\nThe verdict.\n--b--\n"
    assert (
        parse(with_body('Content-Type: multipart/mixed; boundary="b"', body)).text == "Hello.\n\nThe verdict."
    )


def test_alternatives_that_say_the_same_are_read_once() -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nDear Ann, we chose someone else.\n"
        "--b\nContent-Type: text/html\n\n<p>Dear <b>Ann</b>, we chose someone else.</p>\n--b--\n"
    )
    mail = parse(with_body("Content-Type: multipart/alternative; boundary=b", body))
    assert mail.text == "Dear Ann, we chose someone else."


def test_alternatives_that_differ_are_both_read() -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nOpen this in a browser please.\n"
        "--b\nContent-Type: text/html\n\n<p>We would like to meet you on Monday</p>\n--b--\n"
    )
    text = parse(with_body("Content-Type: multipart/alternative; boundary=b", body)).text
    assert "browser" in text
    assert "meet you" in text


def test_html_becomes_lines_and_quotes_are_marked() -> None:
    html = (
        "<html><head><style>p{}</style><title>t</title></head><body><p>One&nbsp;&eacute;<br>two</p>"
        "<script>alert(1)</script><blockquote>said <i>before</i></blockquote><!-- never --><ul><li>a<li>b</ul>"
    )
    text = parse(with_body("Content-Type: text/html", html)).text
    assert text == "One é\ntwo\n\n> said before\n\n- a\n- b"


def test_tag_with_a_greater_sign_in_its_attribute_is_dropped_whole() -> None:
    assert parse(with_body("Content-Type: text/html", '<p>a <img alt="x > y">b</p>')).text == "a b"


def test_calendar_and_attachment_are_kept_apart() -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nSee you.\n"
        "--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment;\n"
        " filename*0*=utf-8''Stellen%20; filename*1*=f%C3%BCr.pdf\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n"
    )
    mail = parse(with_body("Content-Type: multipart/mixed; boundary=b", body, "\r\n"))
    assert mail.text == "See you."
    assert mail.calendar == ("BEGIN:VCALENDAR\r\nEND:VCALENDAR",)
    assert mail.attachments == ("Stellen für.pdf",)


def test_soft_ends_are_joined_only_where_the_mail_says_flowed() -> None:
    text = "We have \ndecided.\n> quoted \n> on\n-- \nJo"
    assert parse(with_body("Content-Type: text/plain; format=flowed", text)).text.startswith(
        "We have decided.\n> quoted on"
    )
    assert parse(with_body("Content-Type: text/plain", text)).text.startswith("We have \ndecided.")
    assert flowed("a \nb", True) == "ab"


def test_a_mail_inside_a_mail_is_read_as_forwarded() -> None:
    body = "--b\n\nFyi\n--b\nContent-Type: message/rfc822\n\nFrom: hr@quay.example\nSubject: A no\n\nWe chose another.\n--b--"
    text = parse(with_body("Content-Type: multipart/mixed; boundary=b", body)).text
    assert (
        text
        == "Fyi\n\n---------- Forwarded message ---------\nFrom: hr@quay.example\nSubject: A no\n\nWe chose another."
    )


def test_impossible_dates_are_kept_and_told() -> None:
    for said, year in (("Thu, 1 Jan 1970 00:00:00 +0000", 1970), ("Tue, 1 Dec 2099 10:00:00 +0000", 2099)):
        mail = parse(f"Date: {said}\nMessage-ID: <a@b.example>\n\nx".encode())
        assert mail.date is not None
        assert mail.date.year == year
        assert any(str(year) in problem for problem in mail.problems)


def test_unreadable_date_is_taken_from_the_road() -> None:
    mail = parse(b"Received: from a by b; Mon, 5 Jan 2026 10:00:00 +0000\nDate: soon\n\nx")
    assert mail.date == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert parse(b"Date: Mon, 99 Foo 20260 99:99:99 +9999\n\nx").date is None


def test_ten_thousand_nested_parts_end_soon_and_are_told() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(10_000)
    )
    mail = parse(b"Subject: deep\n" + deep + b"\n\nhello")
    assert mail.subject == "deep"
    assert any("deep" in problem for problem in mail.problems)


def test_ten_thousand_parts_side_by_side_are_bounded() -> None:
    mail = parse(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000)
    assert any("500" in problem for problem in mail.problems)


def test_attachment_without_an_end_keeps_what_stood_before() -> None:
    body = "--b\n\nHello.\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nAAA"
    mail = parse(with_body("Content-Type: multipart/mixed; boundary=b", body))
    assert mail.text == "Hello."
    assert mail.attachments == ("a.pdf",)
    assert mail.problems[0] == "It ends before its last part does."


@given(st.binary(max_size=2_000))
def test_no_bytes_at_all_stop_the_reader(raw: bytes) -> None:
    assert parse(raw).id.startswith("<")


PIECES = st.sampled_from(
    [b"Content-Type: ", b"multipart/mixed; boundary=b\n", b"text/html; charset=utf-7\n", b"\n", b"--b\n", b"--b--\n",
     b"Content-Transfer-Encoding: base64\n", b"=?utf-8?b?", b"?=", b"From: <", b"@", b">", b"<!--", b"<a href=\"", b"&#x",
     b"9" * 5_000, b"message/rfc822\n", b"Date: ", b"\r", b"\0", b"\xff", b" filename*0*=", b";"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_no_pieces_of_mail_in_any_order_stop_the_reader(pieces: list[bytes]) -> None:
    assert parse(b"".join(pieces)).digest
