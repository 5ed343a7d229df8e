"""A letter on its way: from words to the bytes a mailbox holds, in the many shapes mail comes in.

Written by hand, so that the same letter always gives the same bytes, and quickly.
"""

from __future__ import annotations

import base64
import html
import quopri
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from hashlib import blake2b

from nextround.mailbox.message import Address


@dataclass(frozen=True, slots=True)
class Shape:
    """How a letter is wrapped: `form` is plain, html, both or thin (a plain part that says nothing)."""

    form: str = "plain"
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    wrap: int = 0
    flowed: bool = False
    raw_subject: bool = False
    designed: bool = False
    curly: bool = False


SHAPES = {
    "plain": Shape(encoding="7bit", charset="us-ascii", wrap=74),
    "plain-qp": Shape(),
    "plain-8bit": Shape(encoding="8bit", wrap=72, raw_subject=True),
    "plain-base64": Shape(encoding="base64"),
    "flowed": Shape(encoding="8bit", wrap=70, flowed=True),
    "latin-qp": Shape(charset="iso-8859-1", wrap=76),
    "latin-8bit": Shape(charset="iso-8859-1", encoding="8bit", wrap=72),
    "cp1252": Shape(charset="windows-1252", curly=True),
    "utf-16": Shape(charset="utf-16", encoding="base64"),
    "html": Shape(form="html", curly=True),
    "html-base64": Shape(form="html", encoding="base64", designed=True),
    "html-latin": Shape(form="html", charset="iso-8859-1"),
    "both": Shape(form="both", wrap=72),
    "both-designed": Shape(form="both", designed=True, curly=True),
    "both-base64": Shape(form="both", encoding="base64"),
    "thin": Shape(form="thin", designed=True),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a letter."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that goes into one mail. `date` is aware, in the zone of whoever writes."""

    sender: Address
    to: Address
    subject: str
    body: str
    date: datetime
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    shape: Shape = SHAPES["plain-qp"]
    headers: tuple[tuple[str, str], ...] = ()
    calendar: str = ""
    attachments: tuple[Attachment, ...] = ()


def compose(letter: Letter) -> bytes:
    """Give the bytes of a letter, with LF line ends as mbox files have them."""
    head = "".join(f"{name}: {value}\n" for name, value in _headers(letter)).encode("utf-8")
    return head + _tree(letter)


def _headers(letter: Letter) -> list[tuple[str, str]]:
    """The headers in the order servers write them."""
    known = [
        ("From", _address(letter.sender)),
        ("To", _address(letter.to)),
        ("Subject", _subject(letter)),
        ("Date", format_datetime(letter.date)),
        ("Message-ID", letter.message_id),
        ("In-Reply-To", letter.in_reply_to),
        ("References", "\n ".join(letter.references)),
    ]
    return [*letter.headers, *(pair for pair in known if pair[1]), ("MIME-Version", "1.0")]


def _address(address: Address) -> str:
    return formataddr((address.name, address.email))


def _subject(letter: Letter) -> str:
    """The subject, encoded as RFC 2047 says unless the sender is one of those who never learned it."""
    if letter.subject.isascii() or letter.shape.raw_subject:
        return letter.subject
    charset = letter.shape.charset if _fits(letter.subject, letter.shape.charset) else "utf-8"
    if charset == "utf-16":  # nobody sends this in a header
        charset = "utf-8"
    return Header(letter.subject, charset, header_name="Subject").encode()


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _tree(letter: Letter) -> bytes:
    """The body part, in a multipart/mixed when something hangs on it."""
    extras = [_attached(one) for one in letter.attachments]
    if letter.calendar:
        extras.insert(0, _part("text/calendar; method=REQUEST", letter.calendar, Shape(encoding="base64")))
    inner = _body(letter)
    return _multipart("mixed", [inner, *extras], letter) if extras else inner


def _body(letter: Letter) -> bytes:
    shape, text = letter.shape, _curly(letter.body) if letter.shape.curly else letter.body
    if shape.form == "plain":
        return _plain(text, shape)
    page = _part("text/html", to_html(text, shape.designed), shape)
    if shape.form == "html":
        return page
    first = "This message needs a mail program that shows HTML." if shape.form == "thin" else text
    return _multipart("alternative", [_plain(first, shape), page], letter)


def _curly(text: str) -> str:
    """Typographic apostrophes and quotation marks, as office programs put them."""
    return text.replace("'", "’").replace(' "', " “").replace('"', "”")


def _plain(text: str, shape: Shape) -> bytes:
    kind = "text/plain; format=flowed" if shape.flowed else "text/plain"
    return _part(kind, wrapped(text, shape.wrap, " " if shape.flowed else ""), shape)


def wrapped(text: str, width: int, soft: str = "") -> str:
    """Break lines at `width` (0: not at all), quoted ones too; `soft` ends each broken line."""
    return "\n".join(piece for line in text.split("\n") for piece in _broken(line, width, soft))


def _broken(line: str, width: int, soft: str) -> list[str]:
    if not width or len(line) <= width:
        return [line]
    mark = "> " if line.startswith("> ") else ""
    pieces = textwrap.wrap(line, width, subsequent_indent=mark, break_long_words=False)
    return [piece + soft for piece in pieces[:-1]] + pieces[-1:]


def _part(content_type: str, text: str, shape: Shape) -> bytes:
    """One MIME part with its headers; a charset or encoding that cannot hold the text gives way."""
    charset, encoding = shape.charset, shape.encoding
    if not _fits(text, charset):
        charset = "utf-8"
        encoding = "quoted-printable" if encoding == "7bit" else encoding
    data = _encoded(text.encode(charset), encoding)
    head = f"Content-Type: {content_type}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + data


def _encoded(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(data)
    if encoding == "quoted-printable":
        return quopri.encodestring(data) + b"\n"
    return data + b"\n"


def _attached(one: Attachment) -> bytes:
    head = (
        f'Content-Type: {one.content_type}; name="{one.name}"\n'
        f'Content-Disposition: attachment; filename="{one.name}"\nContent-Transfer-Encoding: base64\n\n'
    )
    return head.encode() + base64.encodebytes(one.data)


def _multipart(subtype: str, parts: list[bytes], letter: Letter) -> bytes:
    """Parts with a boundary that depends on nothing but the letter."""
    seed = f"{subtype}{letter.message_id}{letter.subject}{letter.date.isoformat()}".encode()
    boundary = "=_" + blake2b(seed, digest_size=12).hexdigest()
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'.encode()
    line = b"--" + boundary.encode()
    return head + b"".join(line + b"\n" + part + b"\n" for part in parts) + line + b"--\n"


def to_html(text: str, designed: bool = False) -> str:
    """A page of a text: bare paragraphs, or the tables and pixels of a mailing program."""
    inner = "\n".join(_block(block) for block in text.split("\n\n"))
    if not designed:
        return f"<html><body>{inner}</body></html>"
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html">'
        "<style>p { margin: 0 0 12px } .btn { color: #fff; background: #246 }</style></head>"
        '<body style="margin:0"><div style="display:none">&nbsp;&zwnj;&nbsp;&zwnj;</div>'
        '<table width="100%" cellpadding="0"><tr><td align="center"><table width="600"><tr>'
        f'<td style="font-family:Arial,sans-serif">{inner}</td></tr></table></td></tr></table>'
        '<img src="https://pixel.example/o.gif" width="1" height="1" alt=""></body></html>'
    )


def _block(block: str) -> str:
    """One paragraph, or a quotation where its lines start with `>`."""
    lines = block.split("\n")
    if all(line.startswith(">") for line in lines):
        quoted = "<br>\n".join(_inline(line[1:].strip()) for line in lines)
        return f"<blockquote>{quoted}</blockquote>"
    told = "<br>\n".join(_inline(line) for line in lines)
    return f"<p>{told}</p>" if block else ""


def _inline(line: str) -> str:
    """Escaped words, with a stray tag and a hard space where editors leave them."""
    text = html.escape(line, quote=False)
    return text.replace("decided to", "decided<span> </span>to").replace(" not ", "&nbsp;not ")
