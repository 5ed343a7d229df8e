"""A letter put into an account's drafts, for the person to look at and send. Nothing here sends anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nextround.mailbox import imap_parse
from nextround.mailbox.imap import Account, ImapError, Login, connect
from nextround.mailbox.imap_folders import drafts_folder
from nextround.mailbox.imap_wire import Refusal
from nextround.mailbox.parts import FIELD

LONGEST_DRAFT = 1 << 20
# `X-Unsent` opens a file ready to edit; in a drafts folder the flag says so. Hidden copies are for the person
# to add.
LEFT_OUT = frozenset({b"x-unsent", b"bcc"})
_APPENDED = re.compile(r"APPENDUID \d+ (\d+)")
_ENDS = re.compile(rb"\r?\n")


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a draft lies now; `uid` is None when the server does not tell."""

    folder: str
    uid: int | None


class MaybePut(ImapError):
    """The connection ended while the draft was on its way: it may lie there or not."""


def put_draft(account: Account | Login, eml: bytes) -> DraftPlace:
    """Put a mail into the drafts folder, flagged as a draft.

    Raises MaybePut, or another ImapError: then it was put nowhere.
    """
    if isinstance(account, Login):
        with connect(account) as opened:
            return put_draft(opened, eml)
    if len(eml) > LONGEST_DRAFT:
        raise ImapError("This letter is longer than a draft can be. It is kept here.", "refused")
    folder = drafts_folder(account.folders())
    if folder is None:
        raise ImapError(
            "This account has no folder for drafts that Nextround can find. Your letter is kept here; "
            "you can open it as a file instead.",
            "folder",
        )
    return DraftPlace(folder.name, _append(account, folder.name, as_draft(eml)))


def _append(account: Account, folder: str, draft: bytes) -> int | None:
    name = imap_parse.from_folder_name(folder)
    try:
        said = account.run_to_end(rb"APPEND %s (\Draft \Seen) %s", name, draft)
    except Refusal as refusal:
        raise ImapError(
            f"The mail server did not take the draft (it says: “{refusal.words[:160]}”). "
            "Your letter is kept here; you can open it as a file instead.",
            "refused",
        ) from None
    except ImapError:
        raise MaybePut(
            "The connection ended while your letter was on its way, so it may be in your drafts or not. "
            "Please look there before you try again. It is kept here in any case.",
            "server",
        ) from None
    found = _APPENDED.search(said)
    return int(found[1]) if found else None


def as_draft(eml: bytes) -> bytes:
    """The same mail with the line ends of the wire, without the headers that have no place in a draft."""
    lines = _ENDS.split(eml)
    return b"\r\n".join(_without(lines))


def _without(lines: list[bytes]) -> Iterator[bytes]:
    heading, leaving = True, False
    for line in lines:
        heading = heading and bool(line)
        if heading and not line.startswith((b" ", b"\t")):
            field = FIELD.match(line + b"\n")
            leaving = field is not None and field[1].lower() in LEFT_OUT
        if not (heading and leaving):
            yield line
