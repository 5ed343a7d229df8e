"""A live account over IMAP: sign in, list folders, read what is new, wait for more.

Folders are only ever opened with EXAMINE and mails fetched with PEEK, so nothing is marked as read. The
connection is protected and the server's certificate checked; plain is for this computer alone.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from threading import Event
from types import TracebackType
from typing import Any, Self

from nextround.mailbox import imap_parse
from nextround.mailbox.imap_folders import Folder, reading_folders
from nextround.mailbox.imap_login import Login, sign_in
from nextround.mailbox.imap_parse import Garbled
from nextround.mailbox.imap_reading import NOTHING_KNOWN, Known, Mark, Reading
from nextround.mailbox.imap_wire import GARBLED, ImapError, Refusal, Wire
from nextround.mailbox.judge import domain_key
from nextround.mailbox.source import Item

__all__ = [
    "NOTHING_KNOWN",
    "Account",
    "Folder",
    "ImapError",
    "Known",
    "Login",
    "Mark",
    "connect",
    "pauses",
    "reading_folders",
]

TIMEOUT = 30.0  # seconds of silence
LONGEST_IDLE = 28 * 60.0  # servers may hang up after 30 minutes
POLL = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a folder holds now."""

    mails: int
    uidvalidity: int
    uidnext: int


def pauses(attempt: int) -> float:
    """Seconds to wait after so many tries that did not work (1 is the first): 30, 60, 120, ... 3600."""
    return min(FIRST_PAUSE * 2.0 ** min(max(attempt, 1) - 1, 20), LONGEST_PAUSE)


def connect(login: Login, timeout: float = TIMEOUT, context: ssl.SSLContext | None = None) -> Account:
    """Connect and sign in. `timeout` is how many seconds of silence are borne. Raises ImapError."""
    return Account(*sign_in(login, timeout, context))


class Account:
    """A connection that is signed in. Use it in a `with`; one thread at a time.

    Every method raises ImapError. After one of kind `server` the connection is over: connect again.
    """

    def __init__(self, wire: Wire, can: frozenset[str]) -> None:
        self.wire = wire
        self.can = can
        self.state: FolderState | None = None
        self.folder = ""
        self.met: set[str] = set()  # the threads of what was handed on: what belongs to them is handed on too
        self.total = 0  # how many mails `new_since` is going to look at

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Sign out and hang up."""
        if self.wire.open:
            with suppress(ImapError, Refusal, Garbled):
                self.wire.timeout = min(self.wire.timeout, 2.0)
                self.wire.run(b"LOGOUT")
        self.wire.close()

    # Folders

    def folders(self) -> tuple[Folder, ...]:
        """Every folder, in the server's order."""
        command = b'LIST "" "*"'
        if {"SPECIAL-USE", "LIST-EXTENDED"} <= self.can:
            command += b" RETURN (SPECIAL-USE)"
        found = [
            _folder(answer)
            for answer in self._ask(command)
            if len(answer) == 4 and answer[0].upper() == b"LIST"
        ]
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def examine(self, folder: str) -> FolderState:
        """Open a folder so that nothing in it can change."""
        said = imap_parse.quoted(name := imap_parse.from_folder_name(folder).decode("ascii"))
        self.folder = ""
        try:
            answers = (
                self.wire.run(b"EXAMINE " + said) if said else self.wire.run(b"EXAMINE %s", name.encode())
            )
        except Refusal:
            raise ImapError(
                f"The folder “{folder}” is not there any more, or may not be read. Nothing is lost. "
                "If it has another name now, choose it anew.",
                "folder",
            ) from None
        state = _state([pieces[0] for pieces in answers])
        if not state.uidvalidity:
            raise ImapError(f"The mail server gives no lasting numbers to the mails in “{folder}”.", "folder")
        self.state, self.folder = state, folder
        return state

    def new_since(
        self,
        folder: str | Folder,
        mark: Mark | None = None,
        *,
        known: Known = NOTHING_KNOWN,
        since: date | None = None,
    ) -> Iterator[Item]:
        """Give what is new in a folder, oldest first; without a mark, all of it (or what came `since` a day).

        Each Candidate and Progress carries a checkpoint (`Mark.of` reads it): all that stands before it was
        handed on. Progress counts mails, not bytes, of `Account.total`; the last item is one. The iterator
        may be closed at any time.
        """
        name = folder.name if isinstance(folder, Folder) else folder
        state = self.examine(name)
        if mark is not None and mark.uidvalidity != state.uidvalidity:
            mark = None
        after = mark.uid if mark else 0
        reading = Reading(self.wire, name, state.uidvalidity, known, self.met)
        nothing = state.mails == 0 or after + 1 == state.uidnext
        uids = [] if nothing else reading.find(after, since)
        if after == 0 and since is None and len(uids) < state.mails:
            uids = reading.count(state.mails)
        self.total = len(uids)
        return reading.items(uids, after)

    def written_by(
        self, folder: str | Folder, addresses: frozenset[str], have: Container[str] = frozenset()
    ) -> Iterator[Item]:
        """Give every mail in a folder that people of these addresses (lower case) or their colleagues wrote,
        whatever it says; those whose Message-IDs are in `have` left out. See `Source.known`."""
        name = folder.name if isinstance(folder, Folder) else folder
        state = self.examine(name)
        sites = frozenset(domain_key(address.rpartition("@")[2].encode()) for address in addresses)
        reading = Reading(self.wire, name, state.uidvalidity, Known(have, addresses, sites), self.met)
        return reading.items(reading.written_by(addresses))

    # Waiting

    def wait(self, folder: str | Folder, seconds: float, stop: Event | None = None) -> bool:
        """Wait for new mail in a folder, at most so long or until `stop` is set; True as soon as some came.

        Mail that came after this folder was opened for reading counts too.
        """
        stop = stop or Event()
        name = folder.name if isinstance(folder, Folder) else folder
        before = self.state if self.folder == name else None
        state = self.examine(name)
        if before and (state.mails > before.mails or 0 < before.uidnext < state.uidnext):
            return True
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not stop.is_set():
            look = self._idle if "IDLE" in self.can else self._poll
            if look(left, stop):
                return True
        return False

    def _idle(self, seconds: float, stop: Event) -> bool:
        tag, came = self.wire.send(b"IDLE"), False
        until = time.monotonic() + min(seconds, LONGEST_IDLE)
        while not came and (left := until - time.monotonic()) > 0 and not stop.is_set():
            line = self.wire.next_line(min(left, 1.0)) or b""
            if line.startswith(tag + b" "):  # it does not do that after all
                self.can -= {"IDLE"}
                return False
            came = self._tells_of_mail(line)
        self.wire.say(b"DONE")
        return self._new_mail_in(self.wire.answers(tag)) or came

    def _poll(self, seconds: float, stop: Event) -> bool:
        stop.wait(min(seconds, POLL))
        return self._new_mail_in(self.wire.answers(self.wire.send(b"NOOP")))

    def _new_mail_in(self, answers: Iterator[imap_parse.Pieces]) -> bool:
        came = False
        try:
            for pieces in answers:
                came = self._tells_of_mail(b"* " + pieces[0]) or came
        except (Refusal, Garbled):
            raise self.wire.fail(GARBLED) from None
        return came

    def _tells_of_mail(self, line: bytes) -> bool:
        words = line.upper().split(b" ")
        if len(words) < 3 or words[2] not in (b"EXISTS", b"EXPUNGE") or self.state is None:
            return False
        before = self.state.mails
        now = imap_parse.number(words[1]) if words[2] == b"EXISTS" else max(before - 1, 0)
        self.state = replace(self.state, mails=now)
        return now > before

    # Asking

    def run_to_end(self, command: bytes, *literals: bytes) -> str:
        """Run a command and give the line that ended it. Raises Refusal, ImapError."""
        self.wire.run(command, *literals)
        return self.wire.ended.decode("utf-8", "replace")

    def _run(self, command: bytes) -> list[list[Any]]:
        return [imap_parse.parse(pieces) for pieces in self.wire.run(command) if _may_parse(pieces)]

    def _ask(self, command: bytes) -> list[list[Any]]:
        try:
            return self._run(command)
        except (Garbled, Refusal):
            raise self.wire.fail(GARBLED) from None


def _may_parse(pieces: imap_parse.Pieces) -> bool:
    """Status lines hold free text; everything else is lists and words."""
    return pieces[0].split(b" ", 1)[0].upper() not in (b"OK", b"NO", b"BAD", b"BYE", b"PREAUTH")


def _folder(answer: list[Any]) -> Folder | None:
    _, marks, delimiter, name = answer
    if not isinstance(marks, list) or not isinstance(name, bytes):
        return None
    special = frozenset(one.decode("ascii", "replace").lower() for one in marks if isinstance(one, bytes))
    return Folder(imap_parse.to_folder_name(name), (delimiter or b"").decode("utf-8", "replace"), special)


def _state(lines: list[bytes]) -> FolderState:
    mails = uidvalidity = uidnext = 0
    for line in lines:
        words = line.replace(b"]", b" ").replace(b"[", b" ").split()
        if len(words) >= 2 and words[1].upper() == b"EXISTS":
            mails = imap_parse.number(words[0])
        elif len(words) >= 3 and words[1].upper() == b"UIDVALIDITY":
            uidvalidity = imap_parse.number(words[2])
        elif len(words) >= 3 and words[1].upper() == b"UIDNEXT":
            uidnext = imap_parse.number(words[2])
    return FolderState(mails, uidvalidity, uidnext)
