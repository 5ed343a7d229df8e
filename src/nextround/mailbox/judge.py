"""The first look at one raw mail inside a larger buffer, without reading it whole.

`MARKS` finds every header and every part boundary that matters in one pass; Python then runs once per
part, never per line. Attachments are stepped over.
"""

from __future__ import annotations

import binascii
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from ahocorasick_rs import BytesAhoCorasick

from nextround.mailbox.decode import codec, from_transfer, header_text, to_text
from nextround.mailbox.look import known_sender, saying, senders_saying, subjects_saying
from nextround.mailbox.parts import LONGEST_PART

Buffer = bytes | bytearray
Seen = bytes | memoryview  # a text; what lies in the buffer as it is looked at is not copied
Hit = tuple[int, int]  # what was met (one of the constants below), and where its line starts

DASHES, SENDER, SUBJECT, CONTENT = range(4)
_SPELLED = {
    b"\n--": DASHES,
    **dict.fromkeys((b"\nFrom", b"\nFROM", b"\nfrom", b"\nSender", b"\nSENDER", b"\nsender"), SENDER),
    **dict.fromkeys((b"\nSubject", b"\nSUBJECT", b"\nsubject"), SUBJECT),
    **dict.fromkeys((b"\nContent-T", b"\nContent-t", b"\ncontent-t", b"\nCONTENT-T"), CONTENT),
}
_MEANING = list(_SPELLED.values())
_MARKS = BytesAhoCorasick(list(_SPELLED))
_VALUE = re.compile(rb"[^\n:]*?:([^\n]*(?:\n[ \t][^\n]*)*)")
_TYPE = re.compile(rb"content-type[ \t]*:\s*([^;\s]*)([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE)
_ENCODING = re.compile(rb"content-transfer-encoding[ \t]*:\s*[\"']?([^\s;\"']*)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\*?\s*=\s*[\"']?(?:[\w-]*'\w*')?([^\s;\"']+)", re.IGNORECASE)
# Charsets whose bytes are looked at as they came: ASCII for the plain letters, something else for the others.
_WESTERN = (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)
_AS_IT_CAME = frozenset(
    ["", "ascii", "utf-8", "utf-8-sig", "cp1250", "cp1252", "cp1254", "cp1257"]
    + [f"iso8859-{number}" for number in _WESTERN]
)
_WRITER = re.compile(rb"([^\s<>@\"]{1,64})@([A-Za-z0-9.-]{4,253})")
_MACHINE = re.compile(
    rb"(?i)repl(?:y|ies)|news|info|notif|mailer|bounce|order|service|support|billing|invoice|alert|update|account"
    rb"|shop|sales|market|offer|robot|system|automat|\d{5}"
)
_IN_LINES = frozenset((b"base64", b"x-uuencode", b"uuencode", b"x-uue"))
_FAR = 64 * 1024
_SLICE = 1 << 20
_TOGETHER = 128 << 10  # bytes of text looked at at once
_MOST_MARKS = 200_000  # in one buffer; real mail has one for every few hundred bytes


def marks(buffer: Buffer, end: int) -> tuple[list[Hit], bool]:
    """Every mark before `end`, in order; a mark is the byte after its line end.

    The second value says that there were absurdly many, and only `From ` lines were kept of the later ones.
    """
    hits: list[Hit] = []
    crowded, at, view = False, 0, memoryview(buffer)
    while at < end:
        stop = _slice_end(buffer, at, end)
        found = _MARKS.find_matches_as_indexes(view[at:stop])
        if len(hits) + len(found) > _MOST_MARKS:
            crowded = True
            found = [hit for hit in found if buffer.startswith(b"From ", at + hit[1] + 1)]
        hits += [(_MEANING[which], at + start + 1) for which, start, _ in found]
        at = stop
    return hits, crowded


def _slice_end(buffer: Buffer, at: int, end: int) -> int:
    """A piece of about a megabyte that ends at a line end, where every mark starts."""
    if at + _SLICE >= end:
        return end
    line_end = buffer.rfind(b"\n", at + 1, at + _SLICE)
    return line_end if line_end > 0 else at + _SLICE


def after_blank(buffer: Buffer, start: int, end: int) -> int:
    """Where the text after the next empty line starts; `end` when there is none."""
    stop = min(end, start + _FAR)
    one = buffer.find(b"\n\n", start, stop)
    near = one if one >= 0 else stop
    # Most files hold no \r, and one byte is looked for many times faster than three.
    other = buffer.find(b"\n\r\n", start, near) if buffer.find(b"\r", start, near) >= 0 else -1
    if one < 0 and other < 0:
        return _far_blank(buffer, stop, end) if stop < end else end
    return other + 3 if other >= 0 else one + 2


def _far_blank(buffer: Buffer, start: int, end: int) -> int:
    found = [
        at + step
        for sign, step in ((b"\n\n", 2), (b"\n\r\n", 3))
        if (at := buffer.find(sign, start - 2, end)) >= 0
    ]
    return min(found, default=end)


@lru_cache(maxsize=2_000)  # who writes once writes often
def writer_of(value: bytes) -> int:
    """The domain that a human seems to write from, as a number, by a From header; 0 for a machine or desk."""
    found = _WRITER.search(value)
    return 0 if found is None or _MACHINE.search(found[1]) else domain_key(found[2])


def domain_key(domain: bytes) -> int:
    """A domain as a small number; two domains share one hardly ever."""
    return zlib.crc32(domain.lower())


class Batch:
    """Mails of one buffer that are looked at together: far fewer questions, with the same answers.

    `writers` has for each the number of its human writer's domain, see `writer_of`.
    """

    def __init__(self) -> None:
        self.kept: list[bool] = []
        self.writers: list[int] = []
        self._senders: list[tuple[int, bytes]] = []
        self._subjects: list[tuple[int, bytes]] = []
        self._texts: list[tuple[int, Seen]] = []
        self._size = 0

    def add(self, buffer: Buffer, start: int, end: int, hits: Sequence[Hit]) -> None:
        """Take the mail between start and end; `hits` are the marks inside it."""
        number = len(self.kept)
        places: tuple[list[int], ...] = ([], [], [], [])
        for what, at in hits:
            places[what].append(at)
        senders = [_sender(_value(buffer, at, end)) for at in places[SENDER]]
        self.writers.append(0)
        if any(known for known, _, _ in senders):
            self.kept.append(True)
            return
        for _, written, writer in senders:
            self._senders.append((number, written))
            self.writers[number] = self.writers[number] or writer
        self._subjects += [(number, _decoded_words(_value(buffer, at, end))) for at in places[SUBJECT]]
        texts = _texts(buffer, start, end, places[CONTENT], places[DASHES])
        self.kept.append(texts is None)
        for text in texts or ():
            self._texts.append((number, text))
            self._size += len(text)
        if self._size > _TOGETHER:
            self._ask(self._texts, saying)

    def verdicts(self) -> list[bool]:
        """Of each mail, in order, whether it may concern a job search."""
        self._ask(self._texts, saying)
        self._ask(self._subjects, subjects_saying)
        self._ask(self._senders, senders_saying)
        return self.kept

    def _ask(
        self, asked: list[tuple[int, Seen]] | list[tuple[int, bytes]], speaks: Callable[[list[Any]], set[int]]
    ) -> None:
        for which in speaks([text for _, text in asked]):
            self.kept[asked[which][0]] = True
        asked.clear()
        self._size = 0


def concerns_alone(raw: bytes) -> bool:
    """The same for one mail by itself."""
    return look_alone(raw)[0]


def look_alone(raw: bytes) -> tuple[bool, int]:
    """Whether one mail by itself may concern a job search, and its writer (`writer_of`)."""
    buffer = b"\n" + raw
    hits, crowded = marks(buffer, len(buffer))
    batch = Batch()
    batch.add(buffer, 1, len(buffer), hits)
    return crowded or batch.verdicts()[0], batch.writers[0]


def _piece(buffer: Buffer, start: int, end: int) -> memoryview:
    """A part's bytes where they lie, as many as a full reading would read."""
    return memoryview(buffer)[start : min(end, start + LONGEST_PART)]


def _value(buffer: Buffer, at: int, end: int) -> bytes:
    found = _VALUE.match(buffer, at, min(end, at + 8_000))
    return found[1] if found else b""


@lru_cache(maxsize=2_000)  # who writes once writes often
def _sender(value: bytes) -> tuple[bool, bytes, int]:
    """Whether a From header names a hiring system, its words, and `writer_of` it."""
    return known_sender(value), _decoded_words(value), writer_of(value)


def _decoded_words(value: bytes) -> bytes:
    return header_text(value).encode("utf-8", "replace") if b"=?" in value or not value.isascii() else value


def _texts(buffer: Buffer, start: int, end: int, contents: list[int], dashes: list[int]) -> list[Seen] | None:
    """The texts of one mail; None where there is an entry in a calendar, which needs no word about it.

    `contents` and `dashes` are where headers of parts and boundaries stand.
    """
    texts: list[Seen] = []
    head = after_blank(buffer, start, end)
    first = contents[0] if contents else end
    if head < first:
        texts.append(_piece(buffer, head, first))
    at, next_dash, parts, boundaries = 0, 0, len(contents), len(dashes)
    while at < parts:
        block = contents[at]
        body = after_blank(buffer, block, end)
        while at < parts and contents[at] < body:
            at += 1
        stop = contents[at] if at < parts else end
        while next_dash < boundaries and dashes[next_dash] < body:
            next_dash += 1
        dash = dashes[next_dash] if next_dash < boundaries and dashes[next_dash] < stop else stop
        kind, how, charset = described(bytes(buffer[block : min(body, block + LONGEST_PART)]))
        if kind == b"text/calendar":
            return None
        texts += _texts_of_part(buffer, kind, how, charset, (body, dash, stop))
    return texts


def _texts_of_part(
    buffer: Buffer, kind: bytes, how: bytes, charset: str, places: tuple[int, int, int]
) -> Iterator[Seen]:
    """One part: its text up to the next part's headers, or what follows the boundary after an attachment.

    `places` are where its body begins, where the next boundary stands, and where the next part's headers do.
    """
    body, dash, stop = places
    text = kind.startswith((b"text/", b"multipart/", b"message/")) or kind.count(b"/") != 1
    if text and how in _IN_LINES:
        yield _readable(from_transfer(bytes(_piece(buffer, body, dash)), how.decode("ascii")), charset)
        body = body if kind.startswith((b"multipart/", b"message/")) else dash
    elif text and how == b"quoted-printable":
        yield _readable(binascii.a2b_qp(_piece(buffer, body, stop)), charset)
        return
    elif text:
        yield _readable(_piece(buffer, body, stop), charset)
        return
    else:
        body = dash
    if stop - body > 4:
        yield _piece(buffer, body, stop)


@lru_cache(maxsize=500)
def described(head: bytes) -> tuple[bytes, bytes, str]:
    """A part's kind, its transfer encoding and Python's name of its charset, from its headers."""
    kind, encoding = _TYPE.search(head), _ENCODING.search(head)
    named = _CHARSET.search(kind[2]) if kind else None
    return (
        kind[1].strip(b"\"'").lower() if kind else b"text/plain",
        encoding[1].lower() if encoding else b"",
        codec(named[1].decode("ascii", "replace")) if named else "",
    )


def _readable(raw: Seen, charset: str) -> Seen:
    """The same text in bytes that can be looked at."""
    return raw if charset in _AS_IT_CAME else to_text(bytes(raw), charset).encode("utf-8", "replace")
