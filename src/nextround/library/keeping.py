"""What was made of the library's files, kept beside them for the next start, as Python keeps its own.

Twenty-six languages of phrases take more than a second to read, a model a tenth of one. What is kept is found
by the bytes of all it was made from and carries a checksum of itself: where a file has changed, or what is
kept is half a file, all is made anew. Where nothing can be written, nothing is kept and all works.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

FOLDER = ".kept"
MANY = 3
"""Files of one name that stay; a library that is being worked on has been several."""
_SUM = sha256().digest_size
_NAMED = 24  # letters of a checksum that name a file
_PYTHON = sys.version.encode()

Made = TypeVar("Made")


def kept(folder: Path, name: str, parts: Sequence[bytes], make: Callable[[], Made]) -> Made:
    """What `make` gives of these parts, or what it gave at an earlier start.

    Only plain values can be kept: texts, bytes, numbers, and tuples, lists, sets and tables of them.
    """
    digest = sha256(b"".join([sha256(part).digest() for part in (_PYTHON, *parts)]))
    path = folder / FOLDER / f"{name.replace('/', '.')}-{digest.hexdigest()[:_NAMED]}"
    found: list[Made] = _found(path)
    if found:
        return found[0]
    made = make()
    _keep(path, made)
    return made


def _found(path: Path) -> list[Made]:
    """What is kept there, or an empty list."""
    try:
        data = path.read_bytes()
    except OSError:
        return []
    whole = sha256(memoryview(data)[_SUM:]).digest() == data[:_SUM]
    return [marshal.loads(memoryview(data)[_SUM:])] if whole else []  # noqa: S302 -- we wrote it, and all of it


def _keep(path: Path, made: Any) -> None:
    """Put it there in one step, so that a start beside this one finds all of it or nothing."""
    try:
        said = marshal.dumps(made)
        path.parent.mkdir(exist_ok=True)
        half = path.with_name(f"{path.name}.{hash(path) & 0xFFFF:x}.part")
        half.write_bytes(sha256(said).digest() + said)
        half.replace(path)
        _forget_older(path)
    except (OSError, ValueError):  # a disk that is only read, or dates, which are no plain values
        return


def _forget_older(path: Path) -> None:
    name = path.name.rpartition("-")[0]
    same = sorted(path.parent.glob(f"{name}-{'?' * _NAMED}"), key=lambda one: one.stat().st_mtime)
    for one in same[:-MANY]:
        one.unlink(missing_ok=True)
