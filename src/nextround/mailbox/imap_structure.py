"""Which parts of a mail are text, from the structure the server tells (BODYSTRUCTURE)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nextround.mailbox.imap_parse import Garbled, number
from nextround.mailbox.parts import DEEPEST, MOST_PARTS


@dataclass(frozen=True, slots=True)
class Text:
    """One text part: its section (`1.2`), its kind, its transfer encoding, its charset, its size in bytes."""

    section: str
    kind: bytes
    encoding: bytes
    charset: bytes
    size: int

    def headers(self) -> bytes:
        """The two headers that say how to read it."""
        charset = b'; charset="%s"' % self.charset if self.charset else b""
        return b"Content-Type: %s%s\nContent-Transfer-Encoding: %s\n\n" % (self.kind, charset, self.encoding)


@dataclass(frozen=True, slots=True)
class Texts:
    """A mail's text parts, the sections of mails inside it, and whether a calendar's entry is among them."""

    texts: tuple[Text, ...]
    mails: tuple[str, ...] = ()
    calendar: bool = False


def texts_of(structure: Any) -> Texts:
    """Find the text parts. Raises Garbled when the structure cannot be right."""
    texts: list[Text] = []
    mails: list[str] = []
    for section, leaf in _leaves(structure, "", 0):
        kind = b"%s/%s" % (_word(leaf[0]), _word(leaf[1]))
        if kind == b"message/rfc822":
            mails.append(section)
        elif kind.startswith((b"text/", b"message/")) or b"" in kind.split(b"/"):
            texts.append(_text(section, kind, leaf))
        if len(texts) + len(mails) > MOST_PARTS:
            raise Garbled("more parts than a mail has")
    return Texts(tuple(texts), tuple(mails), any(text.kind == b"text/calendar" for text in texts))


def _text(section: str, kind: bytes, leaf: list[Any]) -> Text:
    named = leaf[2] if isinstance(leaf[2], list) else []
    told = {_word(key): value for key, value in zip(named[::2], named[1::2], strict=False)}
    return Text(section, kind, _word(leaf[5]), _word(told.get(b"charset")), number(leaf[6]))


def _word(value: Any) -> bytes:
    """A word of a structure that can stand in a header line."""
    plain = value.lower() if isinstance(value, bytes) else b""
    return plain if plain.isascii() and plain.replace(b"-", b"").isalnum() else b"".join(_safe(plain))


def _safe(value: bytes) -> Iterator[bytes]:
    return (bytes([one]) for one in value[:100] if chr(one).isalnum() or one in b"-._+:")


def _leaves(body: Any, section: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Every part that is not made of others, and every mail inside, with the section it is fetched by."""
    if not isinstance(body, list) or not body or depth > DEEPEST:
        raise Garbled("a structure that is none")
    if isinstance(body[0], list):
        for place, part in enumerate(_until_word(body), 1):
            yield from _leaves(part, f"{section}.{place}" if section else str(place), depth + 1)
        return
    if len(body) < 7:
        raise Garbled("a part that says too little")
    here = section or "1"
    yield here, body
    if _word(body[0]) == b"message" and _word(body[1]) == b"rfc822":
        if len(body) < 9:
            raise Garbled("a mail inside that says too little")
        inside = body[8]
        several = isinstance(inside, list) and inside and isinstance(inside[0], list)
        yield from _leaves(inside, here if several else f"{here}.1", depth + 1)


def _until_word(body: list[Any]) -> Iterator[Any]:
    for part in body:
        if not isinstance(part, list):
            return
        yield part
