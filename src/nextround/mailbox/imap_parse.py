"""The IMAP language: answers as nested lists, names of folders, sets of numbers. Pure, and bounded."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

DEEPEST = 60  # lists in lists; a mail's structure has a few
LONGEST_SET = 4_000  # characters of a set of numbers in one command; many servers take 8,000 in all
_TOKEN = re.compile(
    rb"[ \t]*(?:([()])"
    rb'|"((?:[^"\\]|\\.)*)"'
    rb'|([^\s()"\[\]]*(?:\[[^\]]*\])?[^\s()"\[\]]*))'
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_ATOM = re.compile(r"[A-Za-z0-9!#$&'+,\-./:;<=>?@^_`|~]+")
_SHIFTED = re.compile(r"[^\x20-\x7e]+")
_SHIFTED_BACK = re.compile(r"&([^-]*)-")

# An answer as it came: text, literal, text, literal, ..., text.
Pieces = Sequence[bytes]


class Garbled(ValueError):
    """What came is not IMAP."""


def parse(pieces: Pieces) -> list[Any]:
    """An answer as lists of bytes; NIL is None. Raises Garbled."""
    top: list[Any] = []
    stack = [top]
    for number, piece in enumerate(pieces):
        if number % 2:
            stack[-1].append(piece)
        else:
            _parse_text(piece, stack)
    if len(stack) != 1:
        raise Garbled("a list that does not end")
    return top


def _parse_text(text: bytes, stack: list[list[Any]]) -> None:
    at, end = 0, len(text.rstrip(b" \t"))
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at or (found.lastindex == 3 and not found[3]):
            raise Garbled("a word that is none")
        at = found.end()
        if found[1] == b"(":
            if len(stack) > DEEPEST:
                raise Garbled("lists too deep in one another")
            inner: list[Any] = []
            stack[-1].append(inner)
            stack.append(inner)
        elif found[1]:
            if len(stack) == 1:
                raise Garbled("a list that does not begin")
            stack.pop()
        elif found[2] is not None:
            stack[-1].append(_ESCAPED.sub(rb"\1", found[2]))
        else:
            stack[-1].append(None if found[3].upper() == b"NIL" else found[3])


def fetched(answer: Sequence[Any]) -> dict[bytes, Any]:
    """The items of one FETCH answer (`[b"12", b"FETCH", [...]]`), their names in upper case."""
    if len(answer) < 3 or not isinstance(answer[2], list):
        return {}
    items = answer[2]
    return {
        key.upper(): value
        for key, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(key, bytes)
    }


def number(value: Any, default: int = 0) -> int:
    """A number as a server wrote it, never negative and never absurd."""
    return int(value) if isinstance(value, bytes) and value.isdigit() and len(value) < 20 else default


def quoted(text: str) -> bytes | None:
    """A string for a command, as an atom or in quotation marks; None when it must go as a literal."""
    if _ATOM.fullmatch(text) and text.upper() != "NIL":
        return text.encode("ascii")
    if len(text) < 500 and all(" " <= char <= "~" for char in text):
        return b'"' + text.replace("\\", "\\\\").replace('"', '\\"').encode("ascii") + b'"'
    return None


def to_folder_name(raw: bytes) -> str:
    """A folder's name as a person reads it, from IMAP's UTF-7; what is broken stays as it is."""

    def shift(found: re.Match[str]) -> str:
        if not found[1]:
            return "&"
        padded = found[1].replace(",", "/") + "=" * (-len(found[1]) % 4)
        try:
            return base64.b64decode(padded, validate=True).decode("utf-16-be")
        except (binascii.Error, UnicodeDecodeError):
            return found[0]

    return _SHIFTED_BACK.sub(shift, raw.decode("utf-8", "replace"))


def from_folder_name(name: str) -> bytes:
    """The name as the server knows it."""

    def shift(found: re.Match[str]) -> str:
        coded = base64.b64encode(found[0].encode("utf-16-be", "surrogatepass")).decode("ascii")
        return "&" + coded.rstrip("=").replace("/", ",") + "-"

    return _SHIFTED.sub(shift, name.replace("&", "&-")).encode("ascii")


def number_sets(numbers: Iterable[int], longest: int = LONGEST_SET) -> Iterator[str]:
    """Ascending numbers as sets (`1:4,7`), cut so that no command grows too long."""
    ranges: list[list[int]] = []
    for one in numbers:
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    said: list[str] = []
    size = 0
    for first, last in ranges:
        word = str(first) if first == last else f"{first}:{last}"
        if said and size + len(word) > longest:
            yield ",".join(said)
            said, size = [], 0
        said.append(word)
        size += len(word) + 1
    if said:
        yield ",".join(said)
