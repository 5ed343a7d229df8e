"""An account gives what the same mails give as files, however they are fetched."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from nextround.demo.maker import make_demo
from nextround.mailbox import imap_reading
from nextround.mailbox.imap import connect
from nextround.mailbox.judge import concerns_alone
from nextround.mailbox.parse import parse
from nextround.mailbox.source import Candidate
from tests.dovecot import Dovecot
from tests.mailbox.boxes import NOISE, SIGNAL

BLOB = bytes(range(256)) * 300


def shaped(number: int, text: str) -> list[EmailMessage]:
    """The same words in mails of many shapes."""
    plain, both, attached, inside, report = (EmailMessage(policy=SMTP) for _ in range(5))
    for place, one in enumerate((plain, both, attached, inside, report)):
        one["From"], one["Subject"] = "ann@mail.example", f"hello {number}"
        one["Message-ID"], one["Date"] = f"<{place}.{number}@mail.example>", "Mon, 05 Jan 2026 10:00:00 +0000"
    plain.set_content(text, cte="base64")
    both.set_content("See the other part.")
    both.add_alternative(f"<p>Grüße</p><p>{text}</p>", subtype="html", cte="quoted-printable")
    attached.set_content(NOISE)
    attached.add_alternative(f"<p>{text}</p>", subtype="html", charset="utf-16", cte="base64")
    attached.add_attachment(BLOB, maintype="application", subtype="pdf", filename="Überblick.pdf")
    attached.add_attachment(f"{text}\n", subtype="plain", filename="notes.txt")
    inside.set_content(NOISE)
    inside.add_attachment(attached)
    inside.add_attachment(BLOB, maintype="image", subtype="png", filename="map.png")
    report.set_content(NOISE)
    report.add_attachment(both)
    return [plain, both, attached, inside, report]


def calendar_entry() -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"], mail["Message-ID"] = "ann@mail.example", "hello", "<c@mail.example>"
    mail.set_content(NOISE)
    mail.add_attachment("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar", filename="i.ics")
    return mail


@pytest.fixture(scope="module")
def raws(dovecot: Dovecot) -> list[bytes]:
    made = [one.raw for one in make_demo(seed=3, now=datetime(2026, 6, 1, 8, tzinfo=UTC))]
    made += [mail.as_bytes() for mail in (*shaped(1, SIGNAL), *shaped(2, NOISE), calendar_entry())]
    dovecot.fill("shapes", made)
    return made


@pytest.mark.parametrize(("small", "huge"), [(64 << 10, 1 << 20), (0, 1 << 40), (0, 0)])
def test_account_gives_what_files_give(
    dovecot: Dovecot, raws: list[bytes], monkeypatch: pytest.MonkeyPatch, small: int, huge: int
):
    monkeypatch.setattr(imap_reading, "SMALL", small)
    monkeypatch.setattr(imap_reading, "HUGE", huge)
    with connect(dovecot.login("shapes")) as account:
        given = [item.raw for item in account.new_since("INBOX") if isinstance(item, Candidate)]
    wanted = [raw for raw in raws if concerns_alone(raw)]
    assert Counter(parse(raw).digest for raw in given) == Counter(parse(raw).digest for raw in wanted)
    assert 5 < len(wanted) < len(raws)
    fetched_whole = any(len(raw) > len(BLOB) for raw in given)
    assert fetched_whole == (huge > 0)
