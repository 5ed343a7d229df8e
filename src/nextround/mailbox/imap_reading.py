"""What is new in one folder: headers of many mails at once, texts where headers cannot say, then whole mails.

The first look over headers only ever says yes or "cannot tell": a no can stand in any mail. Where it cannot
tell, a small mail is fetched whole; of a large one its texts are, never its attachments.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Self

from nextround.mailbox.decode import header_text
from nextround.mailbox.imap_parse import Garbled, Pieces, fetched, number, number_sets, parse
from nextround.mailbox.imap_structure import Texts, texts_of
from nextround.mailbox.imap_wire import GARBLED, LONGEST_LINE, Refusal, Wire
from nextround.mailbox.judge import concerns_alone
from nextround.mailbox.look import known_sender, subject_says
from nextround.mailbox.parse import MESSAGE_ID, addresses
from nextround.mailbox.parts import LONGEST_PART, read_headers
from nextround.mailbox.scan import LONGEST_MAIL
from nextround.mailbox.source import TOO_LONG, Candidate, Checkpoint, Item, Problem, Progress

BLOCK = 1_000  # mails whose headers one command asks for
SMALL = 64 << 10  # a mail up to this size is fetched whole when headers cannot say
STRETCH = 4 << 20  # bytes of mail asked for at once, about
HEAD = 8 << 10  # bytes of the headers that are looked at
FIELDS = "FROM SENDER TO CC SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LEFT_OUT = "The mail server did not give this mail. It was left out; the rest was read."


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a folder was read: every mail up to `uid` was handed on, while `uidvalidity` stays the same."""

    uidvalidity: int
    uid: int

    @classmethod
    def of(cls, checkpoint: Checkpoint) -> Self:
        """The mark in a checkpoint that a Candidate or Progress of an account carries."""
        return cls(int(checkpoint["uidvalidity"]), int(checkpoint["uid"]))


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds already.

    `have`: Message-IDs that need not be fetched again, and whose answers always concern the search.
    `people`: addresses (lower case) whose mails, and mails to whom, always do.
    """

    have: Container[str] = frozenset()
    people: Container[str] = frozenset()


NOTHING_KNOWN = Known()


class Look(Enum):
    """What the headers say."""

    PASS_OVER = 0  # a draft, deleted, or in the store already
    KEEP = 1
    CANNOT_TELL = 2


@dataclass(frozen=True, slots=True)
class Head:
    """A mail after the first look: its number, its size as the server says, the headers looked at."""

    uid: int
    size: int
    raw: bytes
    look: Look

    @property
    def cost(self) -> int:
        """About how many bytes reading on will fetch."""
        return 0 if self.look is Look.PASS_OVER else min(self.size, LONGEST_MAIL)


class Reading:
    """One folder that was opened with EXAMINE."""

    def __init__(self, wire: Wire, folder: str, uidvalidity: int, known: Known) -> None:
        self.wire = wire
        self.folder = folder
        self.uidvalidity = uidvalidity
        self.known = known
        self.refused: dict[int, str] = {}

    def find(self, after: int, since: date | None = None) -> list[int]:
        """The numbers of the mails to look at, ascending."""
        command = f"UID SEARCH UID {after + 1}:*"
        if since is not None:
            command += f" SINCE {since.day}-{MONTHS[since.month - 1]}-{since.year}"
        found: set[int] = set()
        try:
            for pieces in self.wire.run(command.encode("ascii"), budget=2 * LONGEST_LINE):
                if pieces[0][:6].upper() == b"SEARCH":
                    found.update(map(number, pieces[0][6:].split()))
        except Refusal:
            raise self.wire.fail(GARBLED) from None
        return sorted(uid for uid in found if uid > after)  # `n:*` always names the last one

    def items(self, uids: Sequence[int], after: int = 0) -> Iterator[Item]:
        """Look at these mails, oldest first."""
        done = 0
        for start in range(0, len(uids), BLOCK):
            block = uids[start : start + BLOCK]
            heads = self.heads(block)
            for stretch in stretches(heads):
                yield from self._stretch(stretch)
                done = start + 1 + block.index(stretch[-1].uid)
                yield Progress(done, done, self.checkpoint(stretch[-1].uid))
            yield from self._problems()
        yield Progress(len(uids), len(uids), self.checkpoint(uids[-1] if uids else after))

    def checkpoint(self, uid: int) -> Checkpoint:
        """What says that everything up to this mail was handed on."""
        return {"kind": "imap", "folder": self.folder, "uidvalidity": self.uidvalidity, "uid": uid}

    def where(self, uid: int) -> str:
        """A mail's place, for a person."""
        return f"{self.folder}, mail {uid}"

    # Headers

    def heads(self, uids: Sequence[int]) -> list[Head]:
        """The first look over the headers of a block of mails."""
        items = f"(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({FIELDS})]<0.{HEAD}>)"
        answers = self._fetch(uids, items, HEAD)
        return [self._head(uid, answers[uid]) for uid in uids if uid in answers]

    def _head(self, uid: int, items: dict[bytes, Any]) -> Head:
        raw = _body(items, b"BODY[HEADER")
        flags = items.get(b"FLAGS")
        aside = {flag.lower() for flag in flags if flag} if isinstance(flags, list) else set()
        look = Look.PASS_OVER if aside & {rb"\draft", rb"\deleted"} else self._look(raw)
        return Head(uid, number(items.get(b"RFC822.SIZE")), raw, look)

    def _look(self, raw: bytes) -> Look:
        fields, _ = read_headers(raw, 0, len(raw))
        for name, value in fields:
            if name == "message-id" and any(one in self.known.have for one in _ids(value)):
                return Look.PASS_OVER
        keep = any(self._header_concerns(name, value) for name, value in fields)
        return Look.KEEP if keep else Look.CANNOT_TELL

    def _header_concerns(self, name: str, value: bytes) -> bool:
        match name:
            case "subject":
                return subject_says(header_text(value).encode("utf-8", "replace"))
            case "from" | "sender":
                return known_sender(value) or self._knows_someone(value)
            case "to" | "cc":
                return self._knows_someone(value)
            case "in-reply-to" | "references":
                return any(one in self.known.have for one in _ids(value))
        return False

    def _knows_someone(self, value: bytes) -> bool:
        people = self.known.people
        return bool(people) and any(one.email in people for one in addresses(value))

    # Mails

    def _stretch(self, heads: Sequence[Head]) -> Iterator[Item]:
        wanted = [head for head in heads if head.look is not Look.PASS_OVER]
        large = [head for head in wanted if head.size > SMALL]
        chosen = self._by_texts([head for head in large if head.look is Look.CANNOT_TELL])
        chosen |= {head.uid for head in large if head.look is Look.KEEP}
        small = self._whole([head.uid for head in wanted if head.size <= SMALL], 2 * SMALL)
        for head in wanted:
            raw = small.get(head.uid)
            if head.uid in chosen or len(raw or b"") >= 2 * SMALL:  # larger than the server said
                raw = self._alone(head.uid)
            if raw and (head.look is Look.KEEP or head.uid in chosen or concerns_alone(raw)):
                yield from self._candidate(head.uid, raw)

    def _candidate(self, uid: int, raw: bytes) -> Iterator[Item]:
        if len(raw) > LONGEST_MAIL:
            yield Problem(self.where(uid), TOO_LONG)
        yield Candidate(raw[:LONGEST_MAIL], self.where(uid), self.checkpoint(uid))

    def _whole(self, uids: Sequence[int], most: int) -> dict[int, bytes]:
        answers = self._fetch(uids, f"(UID BODY.PEEK[]<0.{most}>)", most) if uids else {}
        return {uid: _body(items, b"BODY[]") for uid, items in answers.items()}

    def _alone(self, uid: int) -> bytes:
        return self._whole([uid], LONGEST_MAIL + 1).get(uid, b"")

    # Texts of large mails

    def _by_texts(self, heads: Sequence[Head]) -> set[int]:
        """Those of some large mails whose texts concern the search, or whose structure nobody understands."""
        structures = self._structures([head.uid for head in heads])
        chosen = set()
        for head in heads:
            texts = structures.get(head.uid)
            if texts is None or texts.calendar or self._texts_concern(head, texts):
                chosen.add(head.uid)
        return chosen

    def _structures(self, uids: Sequence[int]) -> dict[int, Texts]:
        found = {}
        answers = self._fetch(uids, "(UID BODYSTRUCTURE)", 256 << 10) if uids else {}
        for uid, items in answers.items():
            try:
                found[uid] = texts_of(items.get(b"BODYSTRUCTURE"))
            except Garbled:
                continue
        for uid in uids:  # whatever was wrong with it, such a mail is fetched whole
            self.refused.pop(uid, None)
        return found

    def _texts_concern(self, head: Head, texts: Texts) -> bool:
        sections = [f"{text.section}" for text in texts.texts] + [f"{mail}.HEADER" for mail in texts.mails]
        if not sections:
            return False
        items = " ".join(f"BODY.PEEK[{section}]<0.{LONGEST_PART}>" for section in sections)
        answer = self._fetch([head.uid], f"(UID {items})", LONGEST_PART * len(sections)).get(head.uid, {})
        bodies = {section: _body(answer, f"BODY[{section}]".encode()) for section in sections}
        pieces = [text.headers() + bodies[text.section] for text in texts.texts]
        pieces += [bodies[f"{mail}.HEADER"] for mail in texts.mails]
        return concerns_alone(b"\n--x\n".join([head.raw, *pieces]))

    # Fetching

    def _fetch(self, uids: Sequence[int], items: str, each: int) -> dict[int, dict[bytes, Any]]:
        """Ask for some of each mail, about `each` bytes at most. Mails that are gone by now are left out.

        What the server refuses among several is asked for one by one, so that one bad mail stops no other.
        """
        found: dict[int, dict[bytes, Any]] = {uid: {} for uid in uids}
        if not self._ask(uids, items, each, found):
            for uid in [one for one in uids if not found[one]]:
                if len(uids) == 1 or not self._ask([uid], items, each, found):
                    self.refused[uid] = LEFT_OUT
        return {uid: told for uid, told in found.items() if told}

    def _ask(self, uids: Sequence[int], items: str, each: int, found: dict[int, dict[bytes, Any]]) -> bool:
        done = True
        for said in number_sets(uids):
            tag = self.wire.send(f"UID FETCH {said} {items}".encode("ascii"))
            try:
                for pieces in self.wire.answers(tag, (each + 4_000) * len(uids) + LONGEST_LINE):
                    done = self._take(pieces, found) and done
            except Refusal:
                done = False
        return done

    @staticmethod
    def _take(pieces: Pieces, found: dict[int, dict[bytes, Any]]) -> bool:
        """Put one answer to the others; what nobody asked for is passed over. False when it is garbled."""
        if [word.upper() for word in pieces[0].split(b" ", 2)[1:2]] != [b"FETCH"]:
            return True
        try:
            told = fetched(parse(pieces))
        except Garbled:
            return False
        uid = number(told.get(b"UID"))
        if uid in found and len(told) > 1:
            found[uid].update(told)
        return True

    def _problems(self) -> Iterator[Problem]:
        yield from (Problem(self.where(uid), what) for uid, what in self.refused.items())
        self.refused.clear()


def stretches(heads: Iterable[Head]) -> Iterator[list[Head]]:
    """Cut a block so that what is fetched at once stays small."""
    stretch: list[Head] = []
    cost = 0
    for head in heads:
        if stretch and cost + head.cost > STRETCH:
            yield stretch
            stretch, cost = [], 0
        stretch.append(head)
        cost += head.cost
    if stretch:
        yield stretch


def _body(items: dict[bytes, Any], name: bytes) -> bytes:
    """A fetched body, whether or not the server repeats where it was cut (`BODY[]<0>`)."""
    for key, value in items.items():
        if key.startswith(name) and isinstance(value, bytes):
            return value
    return b""


def _ids(value: bytes) -> list[str]:
    return MESSAGE_ID.findall(value.decode("utf-8", "replace"))
