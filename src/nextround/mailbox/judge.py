"""The first look at one raw mail inside a larger buffer, without reading it whole.

`MARKS` finds every header and every part boundary that matters in one pass; Python then runs once per
part, never per line. Attachments are stepped over.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick

from nextround.mailbox.decode import codec, from_base64, from_transfer, header_text, to_text
from nextround.mailbox.look import known_sender, says, subject_says

Buffer = bytes | bytearray
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
_FAR = 64 * 1024


def marks(buffer: Buffer | memoryview) -> list[Hit]:
    """Every mark in a buffer, in order. A mark is the byte after its line end."""
    meaning = _MEANING
    return [(meaning[which], start + 1) for which, start, _ in _MARKS.find_matches_as_indexes(buffer)]


def after_blank(buffer: Buffer, start: int, end: int) -> int:
    """Where the text after the next empty line starts; `end` when there is none."""
    stop = min(end, start + _FAR)
    one = buffer.find(b"\n\n", start, stop)
    other = buffer.find(b"\n\r\n", start, one if one >= 0 else stop)
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


def concerns(buffer: Buffer, start: int, end: int, hits: Sequence[Hit]) -> bool:
    """Whether the mail between start and end may concern a job search. `hits` are the marks inside it."""
    contents = []
    for what, at in hits:
        if what == CONTENT:
            contents.append(at)
        elif what != DASHES and _header_concerns(what, _value(buffer, at, end)):
            return True
    return _texts_concern(buffer, start, end, contents, [at for what, at in hits if what == DASHES])


def concerns_alone(raw: bytes) -> bool:
    """The same for one mail by itself."""
    buffer = b"\n" + raw
    return concerns(buffer, 1, len(buffer), marks(buffer))


def _piece(buffer: Buffer, start: int, end: int) -> bytes:
    return memoryview(buffer)[start:end].tobytes()


def _value(buffer: Buffer, at: int, end: int) -> bytes:
    found = _VALUE.match(buffer, at, min(end, at + 8_000))
    return found[1] if found else b""


def _header_concerns(what: int, value: bytes) -> bool:
    return known_sender(value) if what == SENDER else subject_says(_subject(value))


def _subject(value: bytes) -> bytes:
    value = bytes(value)
    return header_text(value).encode("utf-8", "replace") if b"=?" in value or not value.isascii() else value


def _texts_concern(buffer: Buffer, start: int, end: int, contents: list[int], dashes: list[int]) -> bool:
    head = after_blank(buffer, start, end)
    first = contents[0] if contents else end
    if head < first and says(_piece(buffer, head, first)):
        return True
    at, next_dash = 0, 0
    while at < len(contents):
        block = contents[at]
        body = after_blank(buffer, block, end)
        while at < len(contents) and contents[at] < body:
            at += 1
        stop = contents[at] if at < len(contents) else end
        while next_dash < len(dashes) and dashes[next_dash] < body:
            next_dash += 1
        dash = dashes[next_dash] if next_dash < len(dashes) and dashes[next_dash] < stop else stop
        if _part_concerns(buffer, _piece(buffer, block, body), body, dash, stop):
            return True
    return False


def _part_concerns(buffer: Buffer, head: bytes, body: int, dash: int, stop: int) -> bool:
    """One part: its text up to the next part's headers, or what follows the boundary after an attachment."""
    found = _TYPE.search(head)
    kind = found[1].lower() if found else b"text/plain"
    encoding = _ENCODING.search(head)
    how = encoding[1].lower() if encoding else b""
    text = kind.startswith((b"text/", b"multipart/", b"message/")) or kind.count(b"/") != 1
    if kind == b"text/calendar":
        return True  # an interview may come as an entry in a calendar with no word about it
    if text and how in (b"base64", b"x-uuencode", b"uuencode", b"x-uue"):
        if says(_readable(_decoded(_piece(buffer, body, dash), how), found)):
            return True
        body = body if kind.startswith((b"multipart/", b"message/")) else dash
    elif text and how == b"quoted-printable":
        return says(_readable(binascii.a2b_qp(_piece(buffer, body, stop)), found))
    elif text:
        return says(_readable(_piece(buffer, body, stop), found))
    else:
        body = dash
    return stop - body > 4 and says(_piece(buffer, body, stop))


def _decoded(raw: bytes, how: bytes) -> bytes:
    if how != b"base64":
        return from_transfer(raw, how.decode())
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        return from_base64(raw)


def _readable(raw: bytes, kind: re.Match[bytes] | None) -> bytes:
    """The same text in bytes that can be looked at."""
    named = _CHARSET.search(kind[2]) if kind else None
    charset = codec(named[1].decode("ascii", "replace")) if named else ""
    return raw if charset in _AS_IT_CAME else to_text(raw, charset).encode("utf-8", "replace")
