"""A person's account on a real mail server, with mails of a search in it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from uuid import uuid4

from nextround.desk import accounts, looking
from nextround.mailbox.imap import connect
from nextround.records import keep
from nextround.records.models import Account
from tests.dovecot import SECRET, Dovecot

NOW = datetime.now(UTC).replace(microsecond=0)
APPLIED = "Thank you for applying for the role of Planner at Lumen Yard. We have received your application."
NO = (
    "Dear Ines,\n\nThank you for the interview last week and for your interest in the role of Planner at "
    "Lumen Yard. After careful consideration we have decided to move forward with other candidates. We wish "
    "you all the best in your search.\n\nKim Vale"
)
SHOPPING = "Your parcel with the garden chair is on its way and arrives tomorrow before noon."


def letter(
    name: str,
    subject: str,
    text: str,
    days: float = 0,
    sender: str = "Kim Vale <kim@lumenyard.example>",
    to: str = "ines@home.example",
    answers: str = "",
) -> bytes:
    """A mail as a program writes it; `name` makes its Message-ID, `answers` is the name of another one."""
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = f"<{name}@post.example>"
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(NOW - timedelta(days=days))
    if answers:
        mail["In-Reply-To"] = mail["References"] = f"<{answers}@post.example>"
    mail.set_content(text)
    return mail.as_bytes()


def search() -> list[bytes]:
    """A receipt, an invitation, a no; and a mail that is none of our business."""
    talk = (
        "We would like to invite you to an interview for the role of Planner at Lumen Yard on Tuesday at ten."
    )
    return [
        letter("receipt", "Your application at Lumen Yard", APPLIED, 30),
        letter("parcel", "Your order", SHOPPING, 12, "Garden Shop <shop@garden.example>"),
        letter("talk", "Interview for the role of Planner", talk, 11),
        letter("no", "Your application as Planner at Lumen Yard", NO, 1),
    ]


def another_no(name: str, days: float = 0) -> bytes:
    """A no from another employer."""
    text = NO.replace("Lumen Yard", "Oat House").replace("Planner", "Baker")
    return letter(
        name, "Your application as Baker at Oat House", text, days, "Ola Reed <ola@oathouse.example>"
    )


def someone() -> str:
    """A name on the server that nobody had before."""
    return f"u{uuid4().hex[:10]}"


def given(server: Dovecot, user: str, **other: Any) -> accounts.Given:
    """What Ines says to connect her account."""
    said = {"host": server.host, "port": server.port, "user": user, "secret": SECRET, "security": "plain"}
    return accounts.Given("ines@home.example", **{**said, **other})


def connected(owner: Any, server: Dovecot, user: str, **other: Any) -> Account:
    """Ines's account, connected."""
    return accounts.connect(owner, given(server, user), **other)


def look(row: Account) -> Account:
    """One look, as the thread of the account does it; gives the row as it is afterwards."""
    row.refresh_from_db()
    assert keep.claim_account(row)
    looking.attend(row, threading.Event())
    row.refresh_from_db()
    return row


def flags(server: Dovecot, user: str, folder: str = "INBOX") -> list[bytes]:
    """The flags of each mail in a folder, as the server tells them."""
    with connect(server.login(user)) as session:
        session.examine(folder)
        return [b"".join(pieces) for pieces in session.wire.run(b"FETCH 1:* (FLAGS)")]
