"""A mail that comes as a row of JSON, its body perhaps still encoded, instead of as bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256
from typing import Any

from nextround.mailbox.decode import from_base64, from_transfer, to_text
from nextround.mailbox.html import to_plain
from nextround.mailbox.message import Address, Message

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{60,}={0,2}\s*")
_SOFT_BREAK = re.compile(r"=\r?\n|=(?:[23][0-9A-F]|[C-F][0-9A-F]=[89AB][0-9A-F])")
_TAG = re.compile(
    r"<(?:html|head|body|div|p|br|table|td|span|a|ul|li|strong|b|h[1-6]|!doctype)\b[^<>]{0,400}>", re.I
)


class RowError(ValueError):
    """The row is not a mail; the message is a sentence for the person who made it."""


def message_from_row(row: Mapping[str, Any]) -> Message:
    """Make a `Message` of `{"subject", "from", "body", "date"?, "headers"?}`; raises RowError."""
    headers = {str(k).lower(): str(v) for k, v in (_field(row, "headers", dict) or {}).items()}
    body = plain_body(_field(row, "body", str) or "")
    digest = sha256(repr((row.get("subject"), row.get("from"), body)).encode("utf-8", "replace")).hexdigest()
    senders = _addresses(_field(row, "from", str) or headers.get("from", ""))
    return Message(
        id=headers.get("message-id", "").strip() or f"<{digest}@nextround.invalid>",
        subject=(_field(row, "subject", str) or headers.get("subject", "")).strip(),
        sender=senders[0] if senders else Address("", ""),
        to=_addresses(headers.get("to", "")),
        cc=_addresses(headers.get("cc", "")),
        reply_to=next(iter(_addresses(headers.get("reply-to", ""))), None),
        date=_date(_field(row, "date", str) or headers.get("date", "")),
        in_reply_to=headers.get("in-reply-to", "").strip(),
        references=tuple(headers.get("references", "").split()),
        text=body,
        headers=headers,
        digest=digest,
    )


def plain_body(body: str) -> str:
    """Undo what transport did to a body (base64, quoted-printable) and turn HTML into text."""
    stripped = body.strip()
    if len(stripped) > 60 and " " not in stripped[:200] and _BASE64.fullmatch(stripped):
        body = to_text(from_base64(stripped.encode("ascii")))
    elif len(_SOFT_BREAK.findall(body[:20_000])) >= 2:
        body = to_text(from_transfer(body.encode("utf-8", "surrogateescape"), "quoted-printable"))
    return to_plain(body) if _TAG.search(body) else body


def _field(row: Mapping[str, Any], name: str, kind: type) -> Any:
    value = row.get(name)
    if value is not None and not isinstance(value, kind):
        raise RowError(f'"{name}" should be {"text" if kind is str else "an object"} here, and is not.')
    return value


def _addresses(value: str) -> tuple[Address, ...]:
    if not value:
        return ()
    return tuple(
        Address(name.strip(), email.strip().lower()) for name, email in getaddresses([value]) if name or email
    )


def _date(value: str) -> datetime | None:
    """Read an ISO 8601 or RFC 5322 date; without a zone it is taken as UTC."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(value.strip())
        except (ValueError, TypeError, IndexError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    return None
