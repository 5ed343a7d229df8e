"""Words and rules that anyone can edit, and the reader that checks them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from nextround.library.keeping import kept

HERE = Path(__file__).parent
_SMALL = 1_000  # bytes of a file that is read as fast as what was kept of it


class LibraryError(Exception):
    """A file of words or rules that cannot be read; the message says which one, and where."""


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Read a file of the library by its name (`senders.toml`, `en/phrases/rejection.toml`).

    The same object is handed out each time: do not change it. Raises LibraryError.
    """
    data = load_bytes(name)
    try:
        if len(data) < _SMALL or "/phrases/" in name or "/examples/" in name:  # phrases are kept as a book
            return tomllib.loads(data.decode())
        return kept(HERE, name, [data], lambda: tomllib.loads(data.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LibraryError(f"The library's file {name} cannot be read: {error}.") from None


def load_bytes(name: str) -> bytes:
    """The bytes of a file of the library. Raises LibraryError."""
    try:
        return (HERE / name).read_bytes()
    except FileNotFoundError:
        raise LibraryError(f"The library has no file {name}.") from None


@cache
def languages() -> tuple[str, ...]:
    """Every language that has phrases, English first."""
    found = sorted(path.parent.name for path in HERE.glob("*/phrases"))
    return tuple(sorted(found, key=lambda name: name != "en"))


@cache
def phrase_files(language: str) -> tuple[str, ...]:
    """The names (without `.toml`) of a language's phrase files."""
    return tuple(sorted(path.stem for path in (HERE / language / "phrases").glob("*.toml")))
