"""The shape of a mail: its headers, and its parts as ranges of bytes that are never copied whole.

The walk is bounded in depth, in number and in header size, and reads no attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nextround.mailbox.decode import encoded_words, percent_text, to_text

DEEPEST = 20
MOST_PARTS = 500
LONGEST_PART = 4_000_000  # bytes of one part that are decoded; no text of a person is longer
LONGEST_HEADERS = 512 * 1024
MOST_HEADERS = 1_000
TOO_MANY = "It has more than 500 parts; the rest of them were not read."
FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)\n?")
ENVELOPE = re.compile(rb">?From [^\n]*\n")
PARAMETER = re.compile(r";\s*([\w.*-]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;\s]*)")
COUNTED = re.compile(r"([\w.-]+)\*(\d{1,3})(\*?)$")


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is not made of others: where its body lies, and what its headers say of it."""

    kind: str
    parameters: dict[str, str]
    encoding: str
    disposition: str
    name: str
    start: int
    end: int
    group: int
    depth: int
    report: bool
    inner: tuple[tuple[str, bytes], ...] = ()

    @property
    def is_attachment(self) -> bool:
        """Whether the sender meant it to be kept rather than read."""
        return self.disposition == "attachment"


@dataclass(frozen=True, slots=True)
class Shape:
    """A mail's headers in order (names in lower case), its parts, and what was wrong with it."""

    headers: tuple[tuple[str, bytes], ...]
    parts: tuple[Part, ...]
    problems: tuple[str, ...]


def read_headers(raw: bytes, start: int, end: int) -> tuple[list[tuple[str, bytes]], int]:
    """Read a block of headers: the fields, and where the body starts.

    A line that is no header is skipped when headers go on after it; otherwise the body begins there.
    """
    fields: list[tuple[str, bytes]] = []
    at, limit = start, min(end, start + LONGEST_HEADERS)
    if raw.startswith((b"From ", b">From "), start) and (envelope := ENVELOPE.match(raw, at, limit)):
        at = envelope.end()
    while at < limit:
        field = FIELD.match(raw, at, limit)
        if field is not None:
            if len(fields) < MOST_HEADERS:
                fields.append((field[1].decode("ascii").lower(), field[2]))
            at = field.end()
        elif raw.startswith(b"\n", at) or raw.startswith(b"\r\n", at):
            return fields, raw.find(b"\n", at) + 1
        else:
            after = raw.find(b"\n", at, limit) + 1
            if not after or not fields or FIELD.match(raw, after, limit) is None:
                return fields, at
            at = after
    if at < end and limit < end:
        blank = raw.find(b"\n\n", at, end)
        return fields, blank + 2 if blank >= 0 else end
    return fields, min(at, end)


def split_value(value: bytes) -> tuple[str, dict[str, str]]:
    """A structured header's first word in lower case, and its parameters (RFC 2231 ones joined)."""
    text = to_text(value[:8_000]).replace("\r", "").replace("\n", " ")
    word = text.partition(";")[0].strip().strip("\"'").lower()
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, str, bool]]] = {}
    for match in PARAMETER.finditer(text):
        name, said = match[1].lower(), _unquote(match[2])
        counted = COUNTED.match(name)
        if counted is not None:
            pieces.setdefault(counted[1], []).append((int(counted[2]), said, bool(counted[3])))
        elif name.endswith("*"):
            plain[name[:-1]] = percent_text(said)
        else:
            plain.setdefault(name, encoded_words(said) if "=?" in said else said)
    return word, plain | {name: _join(found) for name, found in pieces.items()}


def _unquote(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') and len(value) > 1 else value


def _join(pieces: list[tuple[int, str, bool]]) -> str:
    ordered = sorted(pieces)
    text = "".join(said for _, said, _ in ordered)
    return percent_text(text) if ordered[0][2] else text


class _Walk:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.parts: list[Part] = []
        self.problems: dict[str, None] = {}
        self.groups = 0

    def entity(
        self, fields: list[tuple[str, bytes]], start: int, end: int, *, group: int, depth: int, report: bool
    ) -> None:
        """Read one entity whose headers are known and whose body lies between start and end."""
        first = _first(fields)
        kind, parameters = split_value(first.get("content-type", b""))
        if kind.count("/") != 1:
            kind = "text/plain"
        boundary = parameters.get("boundary", "").rstrip()
        if depth >= DEEPEST and kind.startswith(("multipart/", "message/")):
            self.problems["Its parts lie more than 20 deep; those below were not read."] = None
        elif kind.startswith("multipart/") and boundary:
            self.groups += 1
            below = self.groups if kind == "multipart/alternative" else 0
            whole_report = report or kind == "multipart/report"
            for one, two in self._pieces(boundary, start, end):
                if len(self.parts) >= MOST_PARTS:
                    self.problems[TOO_MANY] = None
                    break
                inner, body = read_headers(self.raw, one, two)
                self.entity(inner, body, two, group=below or group, depth=depth + 1, report=whole_report)
        else:
            if kind.startswith("multipart/"):
                kind = "text/plain"
                self.problems["It says it has parts but not where they begin; it was read as one."] = None
            self._leaf(first, kind, parameters, start, end, group=group, depth=depth, report=report)

    def _leaf(
        self,
        first: dict[str, bytes],
        kind: str,
        parameters: dict[str, str],
        start: int,
        end: int,
        *,
        group: int,
        depth: int,
        report: bool,
    ) -> None:
        disposition, more = split_value(first.get("content-disposition", b""))
        encoding = to_text(first.get("content-transfer-encoding", b""))
        name = more.get("filename") or parameters.get("name", "")
        if kind == "message/rfc822" and encoding.strip().lower() not in {"base64", "quoted-printable"}:
            inner, body = read_headers(self.raw, start, end)
            self.parts.append(
                Part(
                    kind, parameters, "", disposition, name, start, start, group, depth, report, tuple(inner)
                )
            )
            self.entity(inner, body, end, group=0, depth=depth + 1, report=report)
            return
        self.parts.append(
            Part(kind, parameters, encoding, disposition, name, start, end, group, depth, report)
        )

    def _pieces(self, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The ranges between the lines `--boundary`; a missing last line loses nothing."""
        line = b"--" + boundary.encode("utf-8", "surrogateescape")
        opened, found = -1, 0
        for at, closes, after in self._boundary_lines(line, start, end):
            if opened >= 0:
                yield opened, max(opened, at)
            found += 1
            opened = -1 if closes else after
            if closes:
                break
        if opened >= 0:
            self.problems["It ends before its last part does."] = None
            yield opened, end
        if not found:
            self.problems["The line that should part it was not found; it was read as one."] = None
            yield start, end

    def _boundary_lines(self, line: bytes, start: int, end: int) -> Iterator[tuple[int, bool, int]]:
        raw, at = self.raw, start
        while (at := raw.find(line, at, end)) >= 0:
            stop = raw.find(b"\n", at, end)
            stop = end if stop < 0 else stop
            rest = raw[at + len(line) : min(stop, at + len(line) + 200)].strip()
            if (at == start or raw[at - 1] == 10) and rest in (b"", b"--"):
                before = at - 1 - (at - 2 >= start and raw[at - 2] == 13) if at > start else at
                yield before, rest == b"--", min(stop + 1, end)
            at = at + len(line)


def _first(fields: list[tuple[str, bytes]]) -> dict[str, bytes]:
    """Each field's first value: when a header comes twice, the first one counts."""
    out: dict[str, bytes] = {}
    for name, value in fields:
        out.setdefault(name, value)
    return out


def shape(raw: bytes) -> Shape:
    """Read a mail's shape. Never raises; every byte is looked at a bounded number of times."""
    fields, body = read_headers(raw, 0, len(raw))
    walk = _Walk(raw)
    walk.entity(fields, body, len(raw), group=0, depth=0, report=False)
    return Shape(tuple(fields), tuple(walk.parts), tuple(walk.problems))
