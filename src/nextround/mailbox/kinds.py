"""What a file is, told from its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum

from nextround.mailbox.scan import is_beginning
from nextround.mailbox.source import EMPTY, NO_MAIL

HEAD = 16 * 1024
BOM = b"\xef\xbb\xbf"
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_EMLX = re.compile(rb"\d{1,12}[ \t]*\r?\n")
# One of these stands in every mail's first lines, and hardly in another file's.
_TELLING = re.compile(
    rb"^(?:from|to|date|subject|received|return-path|message-id|mime-version|delivered-to|content-type"
    rb"|x-[\w-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


class FileKind(StrEnum):
    """What a file's first bytes say it is."""

    MBOX = "mbox"
    MAIL = "mail"
    ZIP = "zip"
    GZIP = "gzip"
    TAR = "tar"
    PST = "pst"
    MSG = "msg"
    EMPTY = "empty"
    OTHER = "other"


_MAGIC = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"!BDN", FileKind.PST),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.MSG),
)
_SENTENCES = {
    FileKind.PST: "is an Outlook data file (.pst), which Nextround cannot read yet. In Outlook, drag the "
    "mails into a folder as .eml files, or export the account from the web as mbox. Nothing was changed.",
    FileKind.MSG: "is an Outlook or Office file, which Nextround cannot read. Save the mail as .eml "
    "instead. Nothing was changed.",
    FileKind.EMPTY: EMPTY,
}


def sentence_for(kind: FileKind) -> str:
    """Why a file of this kind cannot be read, to follow its name."""
    return _SENTENCES.get(kind, NO_MAIL)


def kind_of(head: bytes) -> FileKind:
    """Tell what a file is from its first bytes (up to HEAD of them)."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return FileKind.TAR
    if not head.strip(b"\0 \r\n\t"):
        return FileKind.EMPTY if not head else FileKind.OTHER
    start = start_of_mail(head)
    if head.startswith(b"From ", start):
        return (
            FileKind.MBOX if is_beginning(b"\n" + head[start:], 1, len(head) - start + 1) else FileKind.OTHER
        )
    return FileKind.MAIL if _looks_like_mail(head[start:]) else FileKind.OTHER


def start_of_mail(head: bytes) -> int:
    """Past a byte order mark, empty lines, and the length that Apple Mail writes before a mail."""
    at = len(BOM) if head.startswith(BOM) else 0
    while head[at : at + 1] in (b"\n", b"\r"):
        at += 1
    length = _EMLX.match(head, at)
    return length.end() if length and _FIELD.match(head, length.end()) else at


def _looks_like_mail(head: bytes) -> bool:
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return b"\0" not in block and _FIELD.match(block) is not None and _TELLING.search(block) is not None
