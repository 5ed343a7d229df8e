"""Where a person's data lives on this machine. Wiring, not a room: knows no Django."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs


def home() -> Path:
    """The data folder (`NEXTROUND_HOME`, or the platform's own), made private to this person."""
    said = os.environ.get("NEXTROUND_HOME", "")
    path = Path(said).expanduser() if said else platformdirs.user_data_path("nextround", appauthor=False)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write_private(path: Path, text: str) -> None:
    """Put `text` in a file that only this person may read; the file is whole or not there at all."""
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    made.replace(path)


def secret_key(folder: Path) -> str:
    """The key that signs this store's sessions; made at the first start."""
    path = folder / "secret.key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
