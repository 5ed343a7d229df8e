"""Any bytes from a server give mails, or a sentence: never another exception, never an endless wait."""

from __future__ import annotations

import socket
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from nextround.mailbox.imap import Account, ImapError
from nextround.mailbox.imap_wire import Wire
from nextround.mailbox.source import Candidate, Problem, Progress
from tests.mailbox.boxes import SIGNAL, mail
from tests.mailbox.liar import literal

RAW = mail(1, SIGNAL)
HEAD = b"* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 99 " + literal(
    b"BODY[HEADER.FIELDS (X)]<0>", RAW[:150] + b"\n\n"
)
TRANSCRIPT = [
    b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nn1 OK\r\n",
    b"* SEARCH 1\r\nn2 OK\r\n",
    HEAD + b"n3 OK\r\n",
    b"* 1 FETCH (UID 1 " + literal(b"BODY[]<0>", RAW) + b"n4 OK\r\n",
]


def read(told: bytes) -> list:
    """What is made of these answers, whatever was asked."""
    here, there = socket.socketpair()
    with here, there:
        there.sendall(told)
        there.shutdown(socket.SHUT_WR)
        account = Account(Wire(here, 5.0), frozenset())
        return list(account.new_since("INBOX"))


def test_the_transcript_is_good():
    assert any(isinstance(item, Candidate) for item in read(b"".join(TRANSCRIPT)))


@settings(max_examples=300)
@given(st.data())
def test_changed_answers_give_mails_or_a_sentence(data: st.DataObject):
    told = bytearray(b"".join(TRANSCRIPT))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(told)))
        cut = data.draw(st.integers(0, 12))
        told[at : at + cut] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from(
                [b"(", b")", b'"', b"{5}\r\n", b"\r\n", b"NIL", b"n3 NO\r\n", b"n4 BAD\r\n", b"* BYE\r\n"]
            )
        )
    with suppress(ImapError):
        for item in read(bytes(told)):
            assert isinstance(item, Candidate | Problem | Progress)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_give_mails_or_a_sentence(told: bytes):
    with suppress(ImapError):
        read(told)
    with suppress(ImapError):
        read(TRANSCRIPT[0] + TRANSCRIPT[1] + told)
