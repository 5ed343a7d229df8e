"""The parts of a mail as the server tells them (BODYSTRUCTURE): which are text, the mail without the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nextround.mailbox.imap_parse import Garbled, number
from nextround.mailbox.parts import DEEPEST, MOST_PARTS

MOST_TEXTS = 40  # sections that one command asks for


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the section it is fetched by (`1.2`, empty for several at the top), what it is and holds."""

    section: str
    kind: bytes
    encoding: bytes = b""
    charset: bytes = b""
    boundary: bytes = b""
    size: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether words may stand in it."""
        return not self.parts and (
            self.kind.startswith((b"text/", b"message/")) or self.kind.count(b"/") != 1
        )

    def every(self) -> Iterator[Part]:
        """This part and all those in it."""
        yield self
        for part in self.parts:
            yield from part.every()

    def headers(self) -> bytes:
        """The two headers that say how its text is read."""
        charset = b'; charset="%s"' % self.charset if self.charset else b""
        return b"Content-Type: %s%s\nContent-Transfer-Encoding: %s\n\n" % (self.kind, charset, self.encoding)


def structure_of(told: Any) -> Part:
    """The mail's parts. Raises Garbled when they cannot be right."""
    mail = _part(told, "", 0)
    if sum(1 for _ in mail.every()) > MOST_PARTS:
        raise Garbled("more parts than a mail has")
    return mail


def _part(told: Any, section: str, depth: int) -> Part:
    if not isinstance(told, list) or not told or depth > DEEPEST:
        raise Garbled("a structure that is none")
    if isinstance(told[0], list):
        return _several(told, section, depth)
    if len(told) < 7:
        raise Garbled("a part that says too little")
    here = section or "1"
    kind = b"%s/%s" % (_word(told[0]), _word(told[1]))
    inside: tuple[Part, ...] = ()
    if kind == b"message/rfc822" and len(told) > 8:
        whole = isinstance(told[8], list) and bool(told[8]) and isinstance(told[8][0], list)
        inside = (_part(told[8], here if whole else f"{here}.1", depth + 1),)
    charset = _word(_named(told[2]).get(b"charset"))
    return Part(here, kind, _word(told[5]), charset, size=number(told[6]), parts=inside)


def _several(told: list[Any], section: str, depth: int) -> Part:
    lists = 0
    while lists < len(told) and isinstance(told[lists], list):
        lists += 1
    parts = tuple(
        _part(one, f"{section}.{place}" if section else str(place), depth + 1)
        for place, one in enumerate(told[:lists], 1)
    )
    more = told[lists:]
    boundary = _named(more[1]).get(b"boundary") if len(more) > 1 else None
    return Part(
        section, b"multipart/" + _word(more[0] if more else None), boundary=boundary or b"", parts=parts
    )


def _named(told: Any) -> dict[bytes, bytes]:
    pairs = zip(told[::2], told[1::2], strict=False) if isinstance(told, list) else ()
    return {_word(key): value for key, value in pairs if isinstance(value, bytes)}


def _word(value: Any) -> bytes:
    """A word that can stand in a header line."""
    plain = value[:100].lower() if isinstance(value, bytes) else b""
    return bytes(one for one in plain if 47 < one < 58 or 96 < one < 123 or one in b"-._+:")


# What to fetch


def texts(mail: Part) -> list[Part]:
    """The parts whose text is looked at."""
    return [part for part in mail.every() if part.is_text]


def look_sections(mail: Part) -> tuple[str, ...]:
    """What to fetch for a look: each text, and the headers of each mail inside."""
    inside = (f"{part.section}.HEADER" for part in mail.every() if part.kind == b"message/rfc822")
    return (*(part.section for part in texts(mail)), *inside)


def look_of(mail: Part, bodies: Mapping[str, bytes]) -> bytes:
    """What is to be looked at, as one text that has the shape of a mail's body."""
    pieces = [part.headers() + bodies.get(part.section, b"") for part in texts(mail)]
    pieces += [bodies.get(name, b"") for name in look_sections(mail) if name.endswith(".HEADER")]
    return b"\n--x\n".join([b"", *pieces])


def light_sections(mail: Part) -> tuple[str, ...]:
    """What to fetch for the mail without its attachments: all headers, and the texts."""
    headers = (f"{part.section}.MIME" for part in mail.every() if part.section and part is not mail)
    return ("HEADER", *headers, *look_sections(mail))


def can_be_light(mail: Part) -> bool:
    """Whether the mail can be put together again from its parts, and is not too much to ask for at once."""
    several = all(part.boundary for part in mail.every() if part.kind.startswith(b"multipart/"))
    return several and bool(mail.parts) and len(light_sections(mail)) <= MOST_TEXTS


def light(mail: Part, bodies: Mapping[str, bytes]) -> bytes:
    """The mail with every header and text, each attachment's name kept and its bytes left out."""
    return bodies["HEADER"] + b"".join(_body(mail, bodies))


def _body(part: Part, bodies: Mapping[str, bytes]) -> Iterator[bytes]:
    if part.kind.startswith(b"multipart/"):
        for inside in part.parts:
            yield b"--%s\r\n%s" % (part.boundary, bodies.get(f"{inside.section}.MIME", b"\r\n"))
            yield from _body(inside, bodies)
            yield b"\r\n"
        yield b"--%s--\r\n" % part.boundary
    elif part.parts:
        yield bodies.get(f"{part.section}.HEADER", b"\r\n")
        yield from _body(part.parts[0], bodies)
    elif part.is_text:
        yield bodies.get(part.section, b"")
