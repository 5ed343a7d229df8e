"""Small mailboxes of every shape, made here."""

from __future__ import annotations

NOISE = "See you at the lake on Sunday, bring the boat."
SIGNAL = "Thank you for your application. We chose another candidate."


def mail(number: int, text: str, headers: str = "") -> bytes:
    return (
        f"From: Ann <ann{number}@mail.example>\nTo: me@mail.example\nSubject: hello {number}\n"
        f"Date: Mon, 05 Jan 2026 10:{number % 60:02}:00 +0000\n"
        f"Message-ID: <{number}@mail.example>\n{headers}\n{text}\n"
    ).encode()


def mbox_of(mails: list[bytes]) -> bytes:
    return b"".join(b"From 123@xxx Mon Jan 05 10:00:00 +0000 2026\n" + one + b"\n" for one in mails)


def search(size: int) -> list[bytes]:
    """Mails of which every third concerns the search."""
    return [mail(n, SIGNAL if n % 3 == 0 else NOISE) for n in range(size)]
