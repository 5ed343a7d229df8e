"""A mailbox of three mails: of the search, of a person known from it, and of a friend."""

from __future__ import annotations

from pathlib import Path

OF_THE_SEARCH = ["<1@corte.example>", "<2@corte.example>"]

_HEAD = """From: {sender}
To: me@home.example
Delivered-To: me@home.example
Subject: {subject}
Date: {date} 10:00:00 +0000
Message-ID: <{number}@{domain}>

{text}
"""
_CALL = "Thank you for your application as Baker at Corte. We would like to invite you to an interview."
_NOTE = "The lift is out; take the stairs."
_LIA, _ANN = "Lia Sand <lia.sand@corte.example>", "Ann <ann@friends.example>"


def write_known_people(path: Path) -> Path:
    """Lia invites, then writes without a word of a job; so does Ann, whom nobody knows."""
    mails = (
        (_LIA, "Your application as Baker", "Mon, 05 Jan 2026", 1, "corte.example", _CALL),
        (_LIA, "Thursday", "Thu, 08 Jan 2026", 2, "corte.example", _NOTE),
        (_ANN, "Thursday", "Thu, 08 Jan 2026", 3, "friends.example", _NOTE),
    )
    names = ("sender", "subject", "date", "number", "domain", "text")
    texts = [_HEAD.format(**dict(zip(names, mail, strict=True))) for mail in mails]
    path.write_text("".join(f"From x Mon Jan 05 10:00:00 2026\n{text}\n" for text in texts))
    return path
