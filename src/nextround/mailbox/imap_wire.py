"""One connection to an IMAP server: commands out, answers in, with a limit on everything.

A server may be slow, may lie and may be hostile: a line, a literal, an answer and a silence each have a
bound, and a trickle of bytes does not count as an answer.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Literal

from nextround.mailbox.imap_parse import Garbled, Pieces

Kind = Literal["password", "token", "certificate", "unreachable", "server", "folder", "refused"]

LONGEST_LINE = 8 << 20  # a list of 500,000 numbers is 4 MB
LONGEST_LITERAL = (16 << 20) + 1024  # the longest mail that is kept, and a little
RECEIVED, UNPACKED = 256 << 10, 1 << 20  # bytes at a time
SLOWEST = 2_000  # bytes a second; whoever is slower than that for long is taken as gone
# Codes of a refusal that passes by itself.
LATER = frozenset({b"UNAVAILABLE", b"INUSE", b"SERVERBUG", b"LIMIT", b"OVERQUOTA", b"CONTACTADMIN"})
_LITERAL = re.compile(rb"\{(\d{1,12})\+?\}$")
_STATUS = re.compile(
    rb"(OK|NO|BAD|BYE|PREAUTH)(?: \[([A-Z0-9-]+)([^\]]*)\])? ?(.*)", re.IGNORECASE | re.DOTALL
)


class ImapError(Exception):
    """What went wrong with an account, as a sentence for the person; `kind` says what can be done.

    `password`, `token`: sign in anew; `certificate`: nobody could vouch for the server; `unreachable`: no
    network or no such server; `server`: it is there and does not do its part, try later; `folder`: it is
    gone; `refused`: what was asked for is not allowed.
    """

    def __init__(self, sentence: str, kind: Kind) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.kind: Kind = kind


class Refusal(Exception):
    """The server said NO or BAD: its code (`AUTHENTICATIONFAILED`) and its own words."""

    def __init__(self, status: bytes, code: bytes, words: bytes) -> None:
        super().__init__(f"{status.decode()} {words[:200].decode('utf-8', 'replace')}")
        self.status = status.upper()
        self.code = code.upper()
        self.words = " ".join(words[:300].decode("utf-8", "replace").split())


GONE = "The mail server ended the connection in the middle. Nothing is lost; it goes on from there next time."
SILENT = "The mail server stopped answering. Nothing is lost; it goes on from there next time."
FLOOD = (
    "The mail server sent far more than it was asked for, so the connection was ended. "
    "Nothing is lost. If it happens again, tell whoever runs that server."
)
GARBLED = (
    "The mail server answered with something that is not mail. Nothing is lost. "
    "Look at the server's name and port; if they are right, try again later."
)


class Wire:
    """The connection. Every method raises ImapError when the other side is gone, silent or absurd."""

    def __init__(self, sock: socket.socket, timeout: float) -> None:
        self.sock = sock
        self.timeout = timeout
        self.buffer = bytearray()
        self.tags = 0
        self.left = LONGEST_LINE
        self.open = True
        self.pack: Any = None  # zlib's own types have no names
        self.unpack: Any = None
        self.ended = b""  # the line that ended the last command

    # Out

    def send(self, command: bytes, *literals: bytes) -> bytes:
        """Send a command and give its tag. Each `%s` in it goes as a literal, once the server asks for it."""
        self.tags += 1
        tag = b"n%d" % self.tags
        line = tag + b" "
        *before, last = command.split(b"%s") if literals else [command]
        for part, literal in zip(before, literals, strict=True):
            self._write(line + part + b"{%d}\r\n" % len(literal))
            self._await_go(tag)
            self._write(literal)
            line = b""
        self._write(line + last + b"\r\n")
        return tag

    def say(self, line: bytes) -> None:
        """Send a line that belongs to a command under way."""
        self._write(line + b"\r\n")

    def _await_go(self, tag: bytes) -> None:
        self.left = LONGEST_LINE
        while True:
            pieces = self.answer()
            if pieces[0].startswith(b"+"):
                return
            if pieces[0].startswith(tag + b" "):
                raise self._status(pieces[0][len(tag) + 1 :])

    def _status(self, line: bytes) -> Refusal:
        try:
            return status_of(line)
        except Garbled:
            raise self.fail(GARBLED) from None

    def _write(self, data: bytes) -> None:
        try:
            self.sock.settimeout(self.timeout)
            if self.pack is not None:
                data = self.pack.compress(data) + self.pack.flush(zlib.Z_SYNC_FLUSH)
            self.sock.sendall(data)
        except OSError as error:
            raise self._gone(error) from None

    # In

    def run(self, command: bytes, *literals: bytes, budget: int = LONGEST_LINE) -> list[Pieces]:
        """Run a command and give every untagged answer. Raises Refusal when it was not done."""
        return list(self.answers(self.send(command, *literals), budget))

    def answers(self, tag: bytes, budget: int = LONGEST_LINE) -> Iterator[Pieces]:
        """The answers to a command until it is done. More than `budget` bytes in all end the connection."""
        self.left = budget
        while True:
            pieces = self.answer()
            if pieces[0].split(b" ", 1)[0] == tag:
                self.ended = pieces[0][len(tag) + 1 :]
                if (found := self._status(self.ended)).status != b"OK":
                    raise found
                return
            if pieces[0].startswith(b"* "):
                yield [pieces[0][2:], *pieces[1:]]

    def answer(self) -> list[bytes]:
        """One answer as it came: its lines, and the literals between them."""
        pieces = [self._line()]
        while pieces[-1].endswith(b"}") and (literal := _LITERAL.search(pieces[-1])):
            size = int(literal[1])
            if size > LONGEST_LITERAL or len(pieces) > 10_000:
                raise self.fail(FLOOD)
            pieces[-1] = pieces[-1][: literal.start()]
            pieces += [self._exactly(size), self._line()]
        return pieces

    def _line(self) -> bytes:
        looked, until = 0, time.monotonic() + self.timeout
        while (at := self.buffer.find(b"\n", looked)) < 0:
            looked = len(self.buffer)
            if looked > LONGEST_LINE:
                raise self.fail(FLOOD)
            self._more(until + looked / SLOWEST)
        line = bytes(self.buffer[:at]).rstrip(b"\r")
        self._spend(at + 1)
        return line

    def _exactly(self, size: int) -> bytes:
        until = time.monotonic() + self.timeout
        while len(self.buffer) < size:
            self._more(until + len(self.buffer) / SLOWEST)
        data = bytes(memoryview(self.buffer)[:size])
        self._spend(size)
        return data

    def _spend(self, size: int) -> None:
        del self.buffer[:size]
        self.left -= size
        if self.left < 0:
            raise self.fail(FLOOD)

    def _more(self, until: float) -> None:
        left = min(until - time.monotonic(), self.timeout)
        if left <= 0:
            raise self.fail(SILENT)
        try:
            self._receive(left)
        except OSError as error:
            raise self._gone(error) from None

    def _receive(self, seconds: float) -> None:
        """Put some of what comes into the buffer, unpacked. Raises OSError, TimeoutError among them."""
        if self.unpack is None:
            self.sock.settimeout(seconds)
            data = packed = self.sock.recv(RECEIVED)
        else:
            packed = self.unpack.unconsumed_tail
            if not packed:
                self.sock.settimeout(seconds)
                packed = self.sock.recv(RECEIVED)
            data = self._unpacked(packed)
        if not packed:
            raise self.fail(GONE)
        self.buffer += data

    def _unpacked(self, packed: bytes) -> bytes:
        assert self.unpack is not None  # noqa: S101 -- asked of a packed connection alone
        try:
            return bytes(self.unpack.decompress(packed, UNPACKED))
        except zlib.error:
            raise self.fail(GARBLED) from None

    def compress(self) -> None:
        """Ask that both sides pack what they send from now on; where that is refused, go on as before."""
        try:
            self.run(b"COMPRESS DEFLATE")
        except Refusal:
            return
        self.pack, self.unpack = zlib.compressobj(wbits=-zlib.MAX_WBITS), zlib.decompressobj(-zlib.MAX_WBITS)
        early, self.buffer = bytes(self.buffer), bytearray()
        self.buffer += self._unpacked(early)

    # Waiting

    def next_line(self, seconds: float) -> bytes | None:
        """The next line if one comes within that time, for IDLE."""
        until = time.monotonic() + seconds
        self.left = LONGEST_LINE
        while b"\n" not in self.buffer:
            left = until - time.monotonic()
            if left <= 0:
                return None
            try:
                self._receive(left)
            except TimeoutError:
                return None
            except OSError as error:
                raise self._gone(error) from None
            if len(self.buffer) > LONGEST_LINE:
                raise self.fail(FLOOD)
        return self._line()

    # The end

    def fail(self, sentence: str) -> ImapError:
        """End the connection, and say why."""
        self.close()
        return ImapError(sentence, "server")

    def _gone(self, error: OSError) -> ImapError:
        return self.fail(SILENT if isinstance(error, TimeoutError) else GONE)

    def close(self) -> None:
        """Hang up."""
        self.open = False
        with suppress(OSError):
            self.sock.close()

    def wrap(self, context: ssl.SSLContext, host: str) -> None:
        """Go on protected. What the server said before that and was not asked for is refused."""
        if self.buffer:
            raise self.fail(GARBLED)
        self.sock.settimeout(self.timeout)
        self.sock = context.wrap_socket(self.sock, server_hostname=host)


def status_of(line: bytes) -> Refusal:
    """`OK [CODE more] words` taken apart. Raises Garbled."""
    found = _STATUS.fullmatch(line)
    if found is None:
        raise Garbled("no status")
    return Refusal(found[1], found[2] or b"", found[4])
