"""Mailboxes on this machine: `open_mailbox` finds out what a path holds and gives a Source.

What a file is, its content says; its name says nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from nextround.mailbox.archives import TarFile, ZipFile
from nextround.mailbox.folder import Folder
from nextround.mailbox.kinds import HEAD, FileKind, kind_of, sentence_for
from nextround.mailbox.mbox import EmlFile, MboxFile
from nextround.mailbox.source import (
    EMPTY,
    Candidate,
    Checkpoint,
    Item,
    MailboxError,
    Problem,
    Progress,
    Source,
)

__all__ = [
    "Candidate",
    "Checkpoint",
    "Item",
    "MailboxError",
    "Problem",
    "Progress",
    "Source",
    "open_mailbox",
    "read_all",
]


def open_mailbox(path: Path) -> Source:
    """Say what a path holds. Raises MailboxError with a sentence when it is nothing that can be read."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise MailboxError(f"There is no file or folder {path}. Please check how it is written.") from None
    except OSError:
        raise MailboxError(f"{path} cannot be reached. Nothing was changed.") from None
    if stat.S_ISDIR(status.st_mode):
        return _folder(path)
    if not stat.S_ISREG(status.st_mode):
        raise MailboxError(f"{path} is neither a file nor a folder, so it holds no mail.")
    return _file(path, status.st_size)


def _folder(path: Path) -> Source:
    if not os.access(path, os.R_OK | os.X_OK):
        raise MailboxError(
            f"Nextround may not look into {path}. Allow it to read the folder, then try again."
        )
    return Folder(path)


def _file(path: Path, size: int) -> Source:
    if size == 0:
        raise MailboxError(f"{path.name} {EMPTY}")
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        raise MailboxError(
            f"Nextround may not read {path.name}. Allow it to read the file, then try again."
        ) from None
    match kind_of(head):
        case FileKind.MBOX:
            return MboxFile(path)
        case FileKind.MAIL:
            return EmlFile(path)
        case FileKind.ZIP:
            return ZipFile(path)
        case FileKind.TAR | FileKind.GZIP:
            return TarFile(path)
        case kind:
            raise MailboxError(f"{path.name} {sentence_for(kind)}")


def read_all(paths: list[Path]) -> Iterator[Item]:
    """Read several mailboxes one after the other."""
    for path in paths:
        yield from open_mailbox(path).read()
