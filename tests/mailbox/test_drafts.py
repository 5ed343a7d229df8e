"""A letter put into the drafts, on a real server."""

from __future__ import annotations

import pytest

from nextround.letters.reply import reply_headers, to_eml
from nextround.mailbox.drafts import DraftPlace, as_draft, put_draft
from nextround.mailbox.imap import ImapError, connect
from nextround.mailbox.parse import parse
from tests.dovecot import Dovecot

LETTER = "Dear Ms Hall,\n\nthank you for your time. Grüße\n.\nFrom here on\n"


def letter() -> bytes:
    headers = reply_headers("<no@firm.example>", ("<sent@mail.example>",), "Your application")
    return to_eml(LETTER, headers, ("Ms Hall", "hall@firm.example"), ("Änne", "me@mail.example"))


def lying_in(account, folder: str) -> list[tuple[bytes, bytes]]:
    """Each mail of a folder with its flags."""
    account.examine(folder)
    return [
        (pieces[0], pieces[1])
        for pieces in account.wire.run(b"UID FETCH 1:* (FLAGS BODY.PEEK[])", budget=1 << 24)
        if len(pieces) > 1
    ]


def test_draft_lies_in_the_drafts_in_its_thread_and_nowhere_else(dovecot: Dovecot):
    place = put_draft(dovecot.login("writer"), letter())
    assert place == DraftPlace("Drafts", 1)
    with connect(dovecot.login("writer")) as account:
        [(flags, raw)] = lying_in(account, "Drafts")
        assert all(lying_in(account, name) == [] for name in ("INBOX", "Sent", "Archive", "Trash"))
    assert rb"\Draft" in flags
    message = parse(raw)
    assert message.in_reply_to == "<no@firm.example>"
    assert message.references == ("<sent@mail.example>", "<no@firm.example>")
    assert message.subject == "Re: Your application"
    assert message.to[0].email == "hall@firm.example"
    assert message.text.split() == LETTER.split()
    assert "x-unsent" not in message.headers


def test_second_draft_lies_beside_the_first(dovecot: Dovecot):
    with connect(dovecot.login("twice")) as account:
        first, second = put_draft(account, letter()), put_draft(account, letter())
    assert (first.uid, second.uid) == (1, 2)


def test_draft_has_no_hidden_copies_and_the_line_ends_of_the_wire():
    eml = b"To: a@b.example\nBcc: c@d.example,\n e@f.example\nX-Unsent: 1\nSubject: Bcc\n\nBcc: stays\n x\r\n"
    assert as_draft(eml) == b"To: a@b.example\r\nSubject: Bcc\r\n\r\nBcc: stays\r\n x\r\n"


def test_letter_that_is_far_too_long_is_kept_here(dovecot: Dovecot):
    with pytest.raises(ImapError, match="kept here") as caught:
        put_draft(dovecot.login("long"), b"x" * (2 << 20))
    assert caught.value.kind == "refused"
