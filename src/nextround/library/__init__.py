"""Words and rules that anyone can edit, and the reader that checks them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Read a file of the library by its name (`senders.toml`, `en/phrases/rejection.toml`)."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """Every language that has phrases, English first."""
    found = sorted(path.parent.name for path in HERE.glob("*/phrases"))
    return tuple(sorted(found, key=lambda name: name != "en"))


@cache
def phrase_files(language: str) -> tuple[str, ...]:
    """The names (without `.toml`) of a language's phrase files."""
    return tuple(sorted(path.stem for path in (HERE / language / "phrases").glob("*.toml")))
