"""A small IMAP server in a thread that can be told to lie, hang, flood or hang up."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from nextround.mailbox.imap import Login

HEADERS_END = re.compile(rb"\r?\n\r?\n")
LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")
Answer = bytes | Callable[[socket.socket], None]


class Liar:
    """What it serves: `mails` by UID; `answers` are patterns of commands and what is said instead."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.sizes: dict[int, int] = {}
        self.structure = b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1)'
        self.greeting: Answer = b"* OK ready\r\n"
        self.can = b"IMAP4rev1 AUTH=PLAIN"
        self.answers: list[tuple[re.Pattern[bytes], Answer]] = []
        self.heard: list[bytes] = []
        self.port = 0

    def when(self, pattern: bytes, answer: Answer) -> None:
        """Say something else to a command; `TAG` in it becomes the command's tag."""
        self.answers.append((re.compile(pattern), answer))

    def login(self, **other: object) -> Login:
        """How to sign in here."""
        told = {"host": "127.0.0.1", "port": self.port, "user": "me", "secret": "s3", "security": "plain"}
        return Login(**{**told, **other})  # type: ignore[arg-type]

    def serve(self, connection: socket.socket) -> None:
        """Talk with one client until it goes."""
        self._say(connection, self.greeting, b"*")
        lines, idle = connection.makefile("rb"), b""
        while line := lines.readline():
            while waits := LITERAL.search(line):
                connection.sendall(b"+ go\r\n")
                line += lines.read(int(waits[1])) + lines.readline()
            self.heard.append(line.strip())
            tag, _, command = line.strip().partition(b" ")
            idle = tag if command == b"IDLE" else idle
            tag = idle if tag == b"DONE" else tag
            self._say(connection, self._answer(command), tag)
            if command.upper().startswith(b"AUTHENTICATE"):
                self.heard.append(lines.readline().strip())
                self._say(connection, b"TAG OK in\r\n", tag)

    @staticmethod
    def _say(connection: socket.socket, answer: Answer, tag: bytes) -> None:
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer.replace(b"TAG", tag))

    def _answer(self, command: bytes) -> Answer:
        for pattern, answer in self.answers:
            if pattern.search(command):
                return answer
        return self._honest(command)

    def _honest(self, command: bytes) -> bytes:
        match command.upper().split()[:2]:
            case [b"CAPABILITY", *_]:
                return b"* CAPABILITY " + self.can + b"\r\nTAG OK\r\n"
            case [b"AUTHENTICATE", *_]:
                return b"+ \r\n"
            case [b"EXAMINE", *_]:
                return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK\r\n" % len(self.mails)
            case [b"UID", b"SEARCH"]:
                return b"* SEARCH %s\r\nTAG OK\r\n" % b" ".join(b"%d" % uid for uid in self.mails)
            case [b"UID", b"FETCH"]:
                return b"".join(map(self._mail(command), self._asked(command))) + b"TAG OK\r\n"
        return b"TAG OK\r\n"

    def _asked(self, command: bytes) -> Iterator[int]:
        for one in command.split()[2].split(b","):
            first, _, last = one.partition(b":")
            yield from (uid for uid in range(int(first), int(last or first) + 1) if uid in self.mails)

    def _mail(self, command: bytes) -> Callable[[int], bytes]:
        def told(uid: int) -> bytes:
            raw = self.mails[uid]
            start = b"* %d FETCH (UID %d " % (uid, uid)
            if b"HEADER.FIELDS" in command:
                size = self.sizes.get(uid, len(raw))
                return (
                    start
                    + b"FLAGS () RFC822.SIZE %d " % size
                    + literal(b"BODY[HEADER.FIELDS (X)]", head(raw))
                )
            if b"BODYSTRUCTURE" in command:
                return start + b"BODYSTRUCTURE %s)\r\n" % self.structure
            cut = re.search(rb"PEEK\[\]<0\.(\d+)>", command)
            return start + literal(b"BODY[]<0>", raw[: int(cut[1])] if cut else b"")

        return told


def head(raw: bytes) -> bytes:
    """A mail's headers with the empty line behind them."""
    end = HEADERS_END.search(raw)
    return raw[: end.end()] if end else raw


def literal(name: bytes, data: bytes) -> bytes:
    """An item whose value is told as a literal, and the end of its answer."""
    return name + b" {%d}\r\n" % len(data) + data + b")\r\n"


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """Serve each connection in a thread of its own; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        connections: list[socket.socket] = []

        def talk(connection: socket.socket) -> None:
            with suppress(OSError), connection:
                serve(connection)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    connections.append(connection)
                    threading.Thread(target=talk, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            for connection in connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            thread.join(5)


@contextmanager
def cutting(port: int, after: int) -> Iterator[int]:
    """A road to another server that breaks after so many bytes have come back over it; gives its port."""

    def carry(client: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", port)) as server:
            threading.Thread(target=_copy, args=(client, server, 1 << 40), daemon=True).start()
            _copy(server, client, after)

    with listening(carry) as own:
        yield own


def _copy(one: socket.socket, other: socket.socket, most: int) -> None:
    with suppress(OSError):
        while most > 0 and (data := one.recv(min(most, 4_096))):
            other.sendall(data)
            most -= len(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
