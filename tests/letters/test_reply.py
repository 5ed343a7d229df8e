"""A letter on its way: thread headers, the draft file, the mail link, and whom to write to."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest

from nextround.letters.reply import (
    MAILTO_LIMIT,
    REFERENCES_KEPT,
    Person,
    Relation,
    ReplyHeaders,
    address_for,
    is_no_reply,
    mailto,
    reply_headers,
    to_eml,
)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Your application", "Re: Your application"),
        ("Re: Re: Fwd: AW: Your application", "Re: Your application"),
        ("RE[2]: Hello", "Re: Hello"),
        ("Regarding you", "Re: Regarding you"),
        ("", ""),
        ("Re: ", ""),
        ("Hi\r\nBcc: spy@x.example", "Re: Hi Bcc: spy@x.example"),
    ],
)
def test_subject_gets_one_re(subject: str, expected: str) -> None:
    assert reply_headers("<a@x.example>", (), subject).subject == expected


def test_answer_joins_its_thread() -> None:
    headers = reply_headers("<c@x.example>", ("<a@x.example>", "<b@x.example> <a@x.example>"), "Hi")
    assert headers.in_reply_to == "<c@x.example>"
    assert headers.references == ("<a@x.example>", "<b@x.example>", "<c@x.example>")


def test_ids_made_up_by_us_stay_at_home() -> None:
    assert reply_headers("<123@nextround.invalid>", (), "Hi") == ReplyHeaders("Re: Hi")
    kept = reply_headers("", ("<a@x.example>",), "Hi")
    assert (kept.in_reply_to, kept.references) == ("", ("<a@x.example>",))


def test_long_chains_keep_the_first_and_the_newest() -> None:
    chain = tuple(f"<{number}@x.example>" for number in range(60))
    headers = reply_headers(chain[-1], chain[:-1], "Hi")
    assert len(headers.references) == REFERENCES_KEPT
    assert (headers.references[0], headers.references[-1]) == (chain[0], chain[-1])


def test_eml_opens_as_a_draft_in_the_thread() -> None:
    headers = reply_headers("<a@x.example>", (), "Your note")
    now = datetime(2026, 3, 4, 10, tzinfo=UTC)
    raw = to_eml(
        "Liebe Zoë,\r\n\ndanke – 你好\n",
        headers,
        ("Zoë Ång", "zoe@x.example"),
        ("Al", "al@home.example"),
        now,
    )
    draft = message_from_bytes(raw, policy=default)
    assert draft["X-Unsent"] == "1"
    assert draft["In-Reply-To"] == "<a@x.example>"
    assert draft["References"] == "<a@x.example>"
    assert draft["Subject"] == "Re: Your note"
    assert draft["To"] == "Zoë Ång <zoe@x.example>"
    assert draft["Message-ID"] is None
    assert draft.get_content().replace("\r\n", "\n") == "Liebe Zoë,\n\ndanke – 你好\n"
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_eml_without_thread_or_people_is_a_plain_draft() -> None:
    draft = message_from_bytes(to_eml("Hi", ReplyHeaders("Hello"), ("", "")), policy=default)
    assert draft.keys() == [
        "Subject",
        "X-Unsent",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    ]


def test_eml_lets_nobody_smuggle_a_header_in() -> None:
    raw = to_eml(
        "Hi", reply_headers("", (), "x\nBcc: spy@x.example"), ("A\r\nBcc: spy@x.example", "a@x.example")
    )
    assert "Bcc" not in message_from_bytes(raw, policy=default)


def test_mailto_carries_text_and_thread() -> None:
    link = mailto("Dear Bo,\n\n1 & 2 = 3 ü", ReplyHeaders("Re: A&B", "<a@x.example>"), "bo+jobs@x.example")
    assert link.note == ""
    parts = urlsplit(link.href)
    assert (parts.scheme, parts.path) == ("mailto", "bo+jobs@x.example")
    fields = parse_qs(parts.query)
    assert fields == {
        "subject": ["Re: A&B"],
        "in-reply-to": ["<a@x.example>"],
        "body": ["Dear Bo,\r\n\r\n1 & 2 = 3 ü"],
    }


def test_mailto_leaves_a_long_text_out_and_says_so() -> None:
    link = mailto("word " * 500, ReplyHeaders("Re: A"), "bo@x.example")
    assert link.href == "mailto:bo@x.example?subject=Re%3A%20A"
    assert len(link.href) < MAILTO_LIMIT
    assert link.note.endswith(".")
    assert mailto("word " * 500, ReplyHeaders(""), "").href == "mailto:"


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("noreply@x.example", True),
        ("no-reply@x.example", True),
        ("jobs.no_reply@x.example", True),
        ("do-not-reply+12@x.example", True),
        ("DoNotReply@x.example", True),
        ("notifications@x.example", True),
        ("mailer-daemon@x.example", True),
        ("nora.reply@x.example", False),
        ("jobs@x.example", False),
        ("noreen@x.example", False),
    ],
)
def test_no_reply_addresses_are_known_by_their_look(email: str, expected: bool) -> None:
    assert is_no_reply(email) is expected


AGENT = Person("Ann", "ann@agency.example", Relation.AGENCY)
WRITER = Person("Bo", "bo@x.example", Relation.WROTE, datetime(2026, 1, 1, tzinfo=UTC))
LATER = Person("Cy", "cy@x.example", Relation.WROTE, datetime(2026, 2, 1, tzinfo=UTC))
MANAGER = Person("Di", "di@x.example", Relation.MANAGER)
ROBOT = Person("", "no-reply@x.example", Relation.WROTE, datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("people", "chosen"),
    [
        ([MANAGER, WRITER, AGENT], AGENT),
        ([MANAGER, WRITER, LATER, ROBOT], LATER),
        ([MANAGER, ROBOT], MANAGER),
        ([Person("Ed", "", Relation.AGENCY), WRITER], WRITER),
    ],
)
def test_letter_goes_to_the_one_who_can_answer(people: list[Person], chosen: Person) -> None:
    assert address_for(people).person == chosen


def test_a_human_comes_before_a_system_that_wrote_last() -> None:
    system = Person("", "ashdown@hiring.example", Relation.WROTE, datetime(2026, 3, 9, tzinfo=UTC))
    human = Person("Ines", "ines@ashdown.example", Relation.WROTE, datetime(2026, 3, 2, tzinfo=UTC))
    assert address_for([system, human]).person == human
    alone = address_for([system])
    assert alone.person == system
    assert "If you know who spoke with you" in alone.why


def test_no_reply_sender_makes_us_ask_for_a_name() -> None:
    whom = address_for([ROBOT])
    assert (whom.person, whom.no_reply) == (None, True)
    assert "nobody reads" in whom.why
    assert address_for([], no_reply_seen=True).no_reply
    assert address_for([]).why.endswith("?")
