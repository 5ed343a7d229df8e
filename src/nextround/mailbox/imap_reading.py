"""What is new in one folder: headers of many mails at once, texts where headers cannot say, then whole mails.

The first look over headers only ever says yes or "cannot tell": a no can stand in any mail. Where it cannot
tell, a small mail is fetched whole; of a large one its texts are, never its attachments.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Self

from nextround.mailbox.decode import header_text
from nextround.mailbox.imap_parse import Garbled, Pieces, fetched, number, number_sets, parse, quoted
from nextround.mailbox.imap_structure import (
    MOST_TEXTS,
    Part,
    can_be_light,
    light,
    light_sections,
    look_of,
    look_sections,
    structure_of,
    texts,
)
from nextround.mailbox.imap_wire import GARBLED, LATER, LONGEST_LINE, ImapError, Refusal, Wire
from nextround.mailbox.judge import concerns_alone, writer_of
from nextround.mailbox.look import known_sender, subject_says
from nextround.mailbox.mbox import COLLEAGUES
from nextround.mailbox.parse import MESSAGE_ID, addresses
from nextround.mailbox.parts import LONGEST_PART, read_headers
from nextround.mailbox.scan import LONGEST_MAIL
from nextround.mailbox.source import TOO_LONG, Candidate, Checkpoint, Item, Problem, Progress

BLOCK = 1_000  # mails whose headers one command asks for
SMALL = 64 << 10  # a mail up to this size is fetched whole when headers cannot say
HUGE = 1 << 20  # of a larger mail no attachment is fetched
LITTLE = 16 << 10
MOST_AT_ONCE = 64 << 20  # bytes; whoever sends more in one answer than this does not do what was asked
STRETCH, MOST_IN_STRETCH = 4 << 20, 200  # bytes, about, and mails asked for at once
HEAD = 8 << 10  # bytes of the headers that are looked at
FIELDS = "FROM SENDER TO CC SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COUNTED = 10_000
_UID = re.compile(rb"\(UID (\d{1,10})\)", re.IGNORECASE)
_CUT = re.compile(r"<0\.\d+>")
MANY = 5  # refusals without one mail given: then it is not the mails
NOT_NOW = "The mail server gives out no mails for now. Nothing is lost; it goes on from there next time."
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
    `sites`: domains, as numbers (`judge.domain_key`), from which whatever a human writes does.
    """

    have: Container[str] = frozenset()
    people: Container[str] = frozenset()
    sites: Container[int] = frozenset()


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


@dataclass(frozen=True, slots=True)
class Plan:
    """How a mail is read on: its parts are known when it is large."""

    head: Head
    mail: Part | None

    @property
    def uid(self) -> int:
        """The mail's number."""
        return self.head.uid

    @property
    def large(self) -> bool:
        """Whether it is not fetched together with others."""
        return self.head.size > SMALL

    @property
    def sure(self) -> bool:
        """Whether the headers, or a calendar's entry among its parts, say that it concerns the search."""
        dated = self.mail is not None and any(part.kind == b"text/calendar" for part in self.mail.every())
        return dated or self.head.look is Look.KEEP

    @property
    def by_texts(self) -> bool:
        """Whether its texts are looked at by themselves."""
        return self.mail is not None and not self.sure and len(look_sections(self.mail)) <= MOST_TEXTS

    @property
    def structure(self) -> Part:
        """Its parts, for a mail that is looked at by its texts."""
        assert self.mail is not None  # noqa: S101 -- what `by_texts` says
        return self.mail

    @property
    def cost(self) -> int:
        """About how many bytes will be fetched of it."""
        if self.by_texts:
            return sum(min(part.size, LONGEST_PART) for part in texts(self.structure))
        return min(self.head.size, LONGEST_MAIL)


class Reading:
    """One folder that was opened with EXAMINE."""

    def __init__(
        self, wire: Wire, folder: str, uidvalidity: int, known: Known, met: set[str] | None = None
    ) -> None:
        self.wire = wire
        self.folder = folder
        self.uidvalidity = uidvalidity
        self.known = known
        self.met: set[str] = set() if met is None else met  # Message-IDs in the threads of what was handed on
        self.refused: dict[int, str] = {}
        self.cuts = True  # the server can give a part of something

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

    def written_by(self, addresses: Iterable[str]) -> list[int]:
        """The numbers of all mails of these addresses and their colleagues, ascending; or of the addresses
        alone, where many mails came from their domain. A server that cannot search for them names none."""
        sites: dict[str, list[str]] = {}
        for address in addresses:
            sites.setdefault(address.rpartition("@")[2], []).append(address)
        found: set[int] = set()
        for site, people in sorted(sites.items()):
            here = self._from(f"@{site}")
            found |= here if len(here) <= COLLEAGUES else set().union(*map(self._from, people))
        return sorted(found)

    def _from(self, writer: str) -> set[int]:
        said = quoted(writer)
        try:
            answers = list(self.wire.run(b"UID SEARCH FROM " + said, budget=2 * LONGEST_LINE)) if said else []
        except Refusal:
            return set()
        lines = [pieces[0][6:] for pieces in answers if pieces[0][:6].upper() == b"SEARCH"]
        return {number(uid) for line in lines for uid in line.split()}

    def count(self, mails: int) -> list[int]:
        """The numbers of all mails one after the other, for a server whose search does not name them all."""
        found: set[int] = set()
        for start in range(1, mails + 1, COUNTED):
            try:
                answers = self.wire.run(b"FETCH %d:%d (UID)" % (start, min(start + COUNTED - 1, mails)))
            except Refusal:
                raise self.wire.fail(GARBLED) from None
            told = {int(uid) for pieces in answers for uid in _UID.findall(pieces[0])} - found
            if not told:
                break
            found |= told
        return sorted(found)

    def items(self, uids: Sequence[int], after: int = 0) -> Iterator[Item]:
        """Look at these mails, oldest first."""
        for start in range(0, len(uids), BLOCK):
            block = uids[start : start + BLOCK]
            heads = self.heads(block)
            for stretch in stretches(self._plans(heads)):
                yield from self._stretch(stretch)
                yield from self._problems()
                done = start + 1 + block.index(stretch[-1].uid)
                yield Progress(done, done, self.checkpoint(stretch[-1].uid))
            yield from self._problems()
            yield Progress(start + len(block), start + len(block), self.checkpoint(block[-1]))
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
        answers = self._fetch(uids, items)
        return [self._head(uid, answers[uid]) for uid in uids if uid in answers]

    def _head(self, uid: int, items: dict[bytes, Any]) -> Head:
        raw = _body(items, b"BODY[HEADER") or b""
        flags = items.get(b"FLAGS")
        aside = {flag.lower() for flag in flags if flag} if isinstance(flags, list) else set()
        look = Look.PASS_OVER if aside & {rb"\draft", rb"\deleted"} else self._look(raw)
        return Head(uid, number(items.get(b"RFC822.SIZE")), raw, look)

    def _look(self, raw: bytes) -> Look:
        fields, _ = read_headers(raw, 0, len(raw))
        for name, value in fields:
            if name == "message-id" and any(one in self.known.have for one in _ids(value)):
                self.met.update(_thread(fields))
                return Look.PASS_OVER
        keep = any(self._header_concerns(name, value) for name, value in fields)
        return Look.KEEP if keep else Look.CANNOT_TELL

    def _header_concerns(self, name: str, value: bytes) -> bool:
        match name:
            case "subject":
                return subject_says(header_text(value).encode("utf-8", "replace"))
            case "from" | "sender":
                return (
                    known_sender(value) or self._knows_someone(value) or writer_of(value) in self.known.sites
                )
            case "to" | "cc":
                return self._knows_someone(value)
            case "message-id" | "in-reply-to" | "references":
                return any(one in self.met or one in self.known.have for one in _ids(value))
        return False

    def _knows_someone(self, value: bytes) -> bool:
        people = self.known.people
        return bool(people) and any(one.email in people for one in addresses(value))

    # Mails

    def _plans(self, heads: Sequence[Head]) -> list[Plan]:
        """How each mail of a block is read on; one command tells the structures of all large ones."""
        wanted = [head for head in heads if head.look is not Look.PASS_OVER]
        structures = self._structures([head.uid for head in wanted if head.size > SMALL])
        return [Plan(head, structures.get(head.uid)) for head in wanted]

    def _structures(self, uids: Sequence[int]) -> dict[int, Part]:
        found = {}
        for uid, items in self._fetch(uids, "(UID BODYSTRUCTURE)").items():
            with suppress(Garbled):
                found[uid] = structure_of(items.get(b"BODYSTRUCTURE"))
        for uid in uids:  # whatever was wrong with it, such a mail is fetched whole
            self.refused.pop(uid, None)
        return found

    def _stretch(self, plans: Sequence[Plan]) -> Iterator[Item]:
        """Fetch and look at some mails; give those that concern the search in their order."""
        small = self._whole([plan.uid for plan in plans if not plan.large], 2 * SMALL)
        looked = self._by_texts([plan for plan in plans if plan.by_texts])
        for plan in plans:
            raw, concerns = small.get(plan.uid, b""), looked.get(plan.uid)
            if plan.large or len(raw) >= 2 * SMALL:  # or larger than the server said
                raw = b"" if concerns is False else self._alone(plan)
            if raw and (plan.sure or concerns or concerns_alone(raw)):
                yield from self._candidate(plan.head, raw)

    def _candidate(self, head: Head, raw: bytes) -> Iterator[Item]:
        fields, _ = read_headers(head.raw, 0, len(head.raw))
        self.met.update(_thread(fields))
        if len(raw) > LONGEST_MAIL:
            yield Problem(self.where(head.uid), TOO_LONG)
        yield Candidate(raw[:LONGEST_MAIL], self.where(head.uid), self.checkpoint(head.uid))

    def _whole(self, uids: Sequence[int], most: int) -> dict[int, bytes]:
        answers = self._fetch(uids, f"(UID BODY.PEEK[]<0.{most}>)")
        bodies = {uid: _body(items, b"BODY[]") for uid, items in answers.items()}
        self.refused |= {uid: LEFT_OUT for uid, raw in bodies.items() if raw is None}
        return {uid: raw for uid, raw in bodies.items() if raw is not None}

    def _alone(self, plan: Plan) -> bytes:
        """One mail: whole, or when it is huge without its attachments."""
        if plan.mail is not None and plan.head.size > HUGE and can_be_light(plan.mail):
            bodies = self._sections([plan.uid], light_sections(plan.mail)).get(plan.uid)
            if bodies:
                return light(plan.mail, bodies)
        return self._whole([plan.uid], LONGEST_MAIL + 1).get(plan.uid, b"")

    def _by_texts(self, plans: Sequence[Plan]) -> dict[int, bool]:
        """Whether the texts of some large mails concern the search; what cannot be told is left out.

        Mails of like shape and size are asked for at once.
        """
        alike: dict[tuple[int, tuple[str, ...]], list[Plan]] = {}
        for plan in plans:
            size = max(plan.cost.bit_length(), LITTLE.bit_length())
            alike.setdefault((size, look_sections(plan.structure)), []).append(plan)
        return dict(told for (_, sections), some in alike.items() for told in self._texts(sections, some))

    def _texts(self, sections: tuple[str, ...], plans: Sequence[Plan]) -> Iterator[tuple[int, bool]]:
        answers = self._sections([plan.uid for plan in plans], sections) if sections else {}
        for plan in plans:
            bodies = answers.get(plan.uid) if sections else {}
            if bodies is not None:  # what is not there as the structure says is looked at whole
                yield plan.uid, concerns_alone(plan.head.raw + look_of(plan.structure, bodies))

    def _sections(self, uids: Sequence[int], sections: Sequence[str]) -> dict[int, dict[str, bytes] | None]:
        """Some sections of each mail; None for a mail of which one is missing, or longer than asked for."""
        most = min(LONGEST_PART, MOST_AT_ONCE // 2 // (len(sections) * len(uids)))
        items = " ".join(f"BODY.PEEK[{section}]<0.{most}>" for section in sections)
        answers = self._fetch(uids, f"(UID {items})")
        return {uid: _every(told, sections, most) for uid, told in answers.items()}

    # Fetching

    def _fetch(self, uids: Sequence[int], items: str) -> dict[int, dict[bytes, Any]]:
        """Ask for some of each mail. Mails that are gone by now are left out.

        What the server refuses among several is asked for one by one, so that one bad mail stops no other.
        """
        found: dict[int, dict[bytes, Any]] = {uid: {} for uid in uids}
        if not self._ask(uids, items, found):
            missing = [one for one in uids if not found[one]]
            for count, uid in enumerate(missing, 1):
                if len(uids) == 1 or not self._ask([uid], items, found):
                    self.refused[uid] = LEFT_OUT
                if count >= MANY and not any(found.values()):
                    raise ImapError(NOT_NOW, "server")
        return {uid: told for uid, told in found.items() if told}

    def _ask(self, uids: Sequence[int], items: str, found: dict[int, dict[bytes, Any]]) -> bool:
        done = True
        items = items if self.cuts else _CUT.sub("", items)
        for said in number_sets(uids):
            tag = self.wire.send(f"UID FETCH {said} {items}".encode("ascii"))
            try:
                for pieces in self.wire.answers(tag, MOST_AT_ONCE):
                    done = self._take(pieces, found) and done
            except Refusal as refusal:
                if refusal.code in LATER:
                    raise ImapError(NOT_NOW, "server") from None
                if refusal.status == b"BAD" and self.cuts:  # perhaps it does not know how to give a part
                    self.cuts = False
                    return self._ask(uids, items, found)
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


def stretches(plans: Iterable[Plan]) -> Iterator[list[Plan]]:
    """Cut a block so that what is fetched at once stays small."""
    stretch: list[Plan] = []
    cost = 0
    for plan in plans:
        if stretch and (cost + plan.cost > STRETCH or len(stretch) >= MOST_IN_STRETCH):
            yield stretch
            stretch, cost = [], 0
        stretch.append(plan)
        cost += plan.cost
    if stretch:
        yield stretch


def _body(items: dict[bytes, Any], name: bytes) -> bytes | None:
    """A fetched body, whether or not the server repeats where it was cut (`BODY[]<0>`)."""
    for key, value in items.items():
        if key.startswith(name) and isinstance(value, bytes):
            return value
    return None


def _every(items: dict[bytes, Any], sections: Sequence[str], most: int) -> dict[str, bytes] | None:
    """All of the sections, or None when one is missing, or was cut shorter than texts are read."""
    bodies: dict[str, bytes] = {}
    for section in sections:
        raw = _body(items, f"BODY[{section}]".encode())
        if raw is None or most <= len(raw) < LONGEST_PART:
            return None
        bodies[section] = raw
    return bodies


def _thread(fields: Iterable[tuple[str, bytes]]) -> set[str]:
    """The Message-IDs of a mail and of those it answers."""
    named = {"message-id", "in-reply-to", "references"}
    return {one for name, value in fields if name in named for one in _ids(value)}


def _ids(value: bytes) -> list[str]:
    return MESSAGE_ID.findall(value.decode("utf-8", "replace"))
