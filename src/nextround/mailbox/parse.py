"""One mail: bytes in, a `Message` out, whatever the bytes are."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parsedate_to_datetime

from nextround.mailbox.decode import encoded_words, from_transfer, header_text, to_text
from nextround.mailbox.html import to_plain
from nextround.mailbox.message import Address, Message
from nextround.mailbox.parts import LONGEST_PART, Part, Shape, shape

LONGEST_TEXT = 1_000_000  # characters of a mail's text that are kept
LONGEST_VALUE = 4_000  # characters of any other header
MOST_ADDRESSES = 500
NAMED = frozenset(
    """
    message-id subject from to cc reply-to in-reply-to references content-type mime-version
    content-transfer-encoding dkim-signature arc-seal arc-message-signature arc-authentication-results
    x-received x-google-dkim-signature x-gm-message-state authentication-results received-spf
    """.split()  # noqa: SIM905
)
SIMPLE = re.compile(r'^\s*(?:"([^"\\]*)"|([^"<>,;:()@\\]*?))\s*<([^<>\s,;:"]+@[^<>\s,;:"]+)>\s*$')
BARE = re.compile(r"^\s*([^\s<>,;:\"()]+@[^\s<>,;:\"()]+)\s*$")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
WORD = re.compile(r"\w+")
HTML_AT_ALL = re.compile(r"<(?:html|body|div|p|br|table|span|!doctype)\b", re.IGNORECASE)
ZONE_OF_LETTERS = re.compile(r"\s*\([^()]*\)\s*$")


def parse(raw: bytes) -> Message:
    """Read a mail. Never raises; what could not be read is told in `problems`."""
    mail = shape(raw)
    first: dict[str, bytes] = {}
    for name, value in mail.headers:
        first.setdefault(name, value)
    problems = list(mail.problems)
    text, calendar, attachments = _bodies(raw, mail, problems)
    date = _date(first, mail, problems)
    subject = header_text(first.get("subject", b""))
    digest = _digest(first, text, attachments)
    return Message(
        id=_id(first.get("message-id", b""), digest, problems),
        subject=subject,
        sender=next(
            iter(addresses(first.get("from", b"")) or addresses(first.get("sender", b""))), Address("", "")
        ),
        to=_all(mail, "to"),
        cc=_all(mail, "cc"),
        reply_to=next(iter(addresses(first.get("reply-to", b""))), None),
        date=date,
        in_reply_to=next(iter(_ids(first.get("in-reply-to", b""))), ""),
        references=_ids(first.get("references", b"")),
        text=text,
        headers={n: header_text(v[:LONGEST_VALUE]) for n, v in first.items() if n not in NAMED},
        attachments=attachments,
        calendar=calendar,
        digest=digest,
        problems=tuple(problems),
    )


def addresses(value: bytes) -> tuple[Address, ...]:
    """The addresses of one header, in order, names decoded; what is no address is left out."""
    if not value.strip():
        return ()
    text = " ".join(to_text(value[:100_000]).split())
    one = SIMPLE.match(text)
    if one is not None:
        return (Address(_name(one[1] or one[2] or ""), one[3].lower()),)
    if (bare := BARE.match(text)) is not None:
        return (Address("", bare[1].lower()),)
    if text.count("(") > 20:  # comments in comments take Python's reader ages
        text = text.replace("(", " ").replace(")", " ")
    try:
        pairs = getaddresses([text], strict=False)
    except TypeError:  # an older 3.11 without the argument
        pairs = getaddresses([text])
    except (ValueError, IndexError, RecursionError):
        pairs = []
    found = [
        Address(_name(name), email.strip().lower()) for name, email in pairs[:MOST_ADDRESSES] if "@" in email
    ]
    return tuple(found) or _loose(text)


def _loose(text: str) -> tuple[Address, ...]:
    """An address in angle brackets inside what is otherwise no address."""
    at = re.search(r"<([^<>\s]+@[^<>\s]+)>", text)
    return (Address(_name(text[: at.start()]), at[1].lower()),) if at else ()


def _name(text: str) -> str:
    text = text.replace('\\"', '"').strip().strip('"').strip()
    return encoded_words(text).strip().strip('"').strip() if "=?" in text else text


def _all(mail: Shape, header: str) -> tuple[Address, ...]:
    return tuple(address for name, value in mail.headers if name == header for address in addresses(value))[
        :MOST_ADDRESSES
    ]


def _ids(value: bytes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(MESSAGE_ID.findall(to_text(value[:50_000]))))


def _id(value: bytes, digest: str, problems: list[str]) -> str:
    found = _ids(value)
    if found:
        return found[0]
    bare = "".join(to_text(value[:500]).split()).strip("<>")
    if bare:
        return f"<{bare}>"
    problems.append("It has no Message-ID; one was made from its content.")
    return f"<{digest[:32]}@nextround.invalid>"


def _digest(first: dict[str, bytes], text: str, attachments: tuple[str, ...]) -> str:
    """A fingerprint of what was written: the same for two copies of one mail on two roads."""
    told = [header_text(first.get(name, b"")) for name in ("message-id", "from", "date", "subject")]
    told += [" ".join(text.split()), *attachments]
    return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()


# Dates


def _date(first: dict[str, bytes], mail: Shape, problems: list[str]) -> datetime | None:
    travelled = _travelled(mail)
    said = read_date(header_text(first.get("date", b"")))
    if said is None:
        problems.append(
            "Its date could not be read; the day it arrived is used."
            if travelled
            else "It has no date that can be read."
        )
        return travelled
    late = travelled is not None and said > travelled + timedelta(days=30)
    if said.year < 1990 or said.year > 2040 or late:
        problems.append(f"It says it was written in {said.year}, which can hardly be.")
    return said


def _travelled(mail: Shape) -> datetime | None:
    """When the last server took it in, from the topmost Received header that tells."""
    for name, value in mail.headers:
        if name == "received" and b";" in value:
            return read_date(to_text(value.rpartition(b";")[2]))
    return None


def read_date(text: str) -> datetime | None:
    """A mail's date in UTC, or None; a date without a zone is taken as UTC."""
    text = ZONE_OF_LETTERS.sub("", " ".join(text.split())[:200])
    if not text:
        return None
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        try:
            date = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
    try:
        return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


# Texts


def _bodies(raw: bytes, mail: Shape, problems: list[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text, the calendar entries, and the names of what was attached."""
    calendar = tuple(
        part_text(raw, part)[:LONGEST_TEXT] for part in mail.parts if part.kind == "text/calendar"
    )[:20]
    text = _join_texts(raw, [part for part in mail.parts if _reads(part)])
    if not text.strip():
        text = _join_texts(raw, [part for part in mail.parts if part.kind in ("text/plain", "text/html")][:1])
    if len(text) > LONGEST_TEXT:
        problems.append("It is very long; its first million characters were read.")
        text = text[:LONGEST_TEXT]
    return text, calendar, tuple(_attachment_name(part) for part in mail.parts if _attached(part))


def _reads(part: Part) -> bool:
    if part.kind == "message/rfc822":
        return not part.report
    skipped = (
        "text/calendar",
        "text/rtf",
        "text/css",
        "text/x-vcard",
        "text/vcard",
        "text/rfc822-headers",
        "text/x-amp-html",
    )
    in_report = part.report and part.depth > 1
    return (
        part.kind.startswith("text/")
        and part.kind not in skipped
        and not part.is_attachment
        and not in_report
    )


def _attached(part: Part) -> bool:
    return (
        part.is_attachment or bool(part.name) or not part.kind.startswith(("text/", "message/", "multipart/"))
    )


def _attachment_name(part: Part) -> str:
    return part.name.replace("\0", "")[:200] or part.kind[:100]


def _join_texts(raw: bytes, parts: list[Part]) -> str:
    """All texts in order; of alternatives saying the same, one."""
    out: list[str] = []
    at, total = 0, 0
    while at < len(parts) and total <= LONGEST_TEXT:
        part = parts[at]
        same = [part]
        while part.group and at + len(same) < len(parts) and parts[at + len(same)].group == part.group:
            same.append(parts[at + len(same)])
        at += len(same)
        text = _best([_readable(raw, one) for one in same])
        total += len(text)
        out.append(text)
    return "\n\n".join(text for text in out if text)


def _best(texts: list[str]) -> str:
    """What alternatives say between them: a text whose words all stand in another one adds nothing."""
    if len(texts) == 1:
        return texts[0] if WORD.search(texts[0]) else ""
    kept: list[tuple[str, frozenset[str]]] = []
    for text in texts:
        words = frozenset(WORD.findall(text.casefold()))
        if not words or any(len(words - other) * 10 <= len(words) for _, other in kept):
            continue
        kept = [(one, other) for one, other in kept if len(other - words) * 20 > len(other)]
        kept.append((text, words))
    return "\n\n".join(text for text, _ in kept)


def _readable(raw: bytes, part: Part) -> str:
    """A part's words: HTML turned into text, soft line ends joined, a forwarded mail's head as lines."""
    if part.kind == "message/rfc822":
        return _forwarded(part)
    text = part_text(raw, part)
    if part.kind in ("text/html", "text/xhtml") or (
        part.kind != "text/plain" and HTML_AT_ALL.search(text[:5_000])
    ):
        return to_plain(text)
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        return to_plain(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if part.parameters.get("format", "").lower() == "flowed":
        text = flowed(text, part.parameters.get("delsp", "").lower() == "yes")
    return text.strip("\n")


def part_text(raw: bytes, part: Part) -> str:
    """One part decoded, at most four million bytes of it."""
    body = raw[part.start : min(part.end, part.start + LONGEST_PART)]
    decoded = from_transfer(body, part.encoding)
    return to_text(decoded, part.parameters.get("charset", ""))


def _forwarded(part: Part) -> str:
    """The head of a mail inside a mail, written as people's programs write a forwarded one."""
    first = dict(reversed(part.inner))
    lines = [
        f"{name.title()}: {header_text(first[name][:LONGEST_VALUE])}"
        for name in ("from", "date", "subject", "to")
        if name in first
    ]
    return "\n".join(["---------- Forwarded message ---------", *lines])


def flowed(text: str, delete_space: bool) -> str:
    """Join lines that end in a space with the next one of the same depth (RFC 3676)."""
    lines: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        body = line.lstrip(">")
        depth = len(line) - len(body)
        body = body.removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        said = body[:-1] if soft and delete_space else body
        if open_depth == depth and body != "-- ":
            lines[-1].append(said)
        else:
            lines.append([">" * depth + (" " if depth else "") + said])
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in lines)
