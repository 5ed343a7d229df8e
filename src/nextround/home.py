"""Where a person's data lives on this machine. Wiring, not a room: knows no Django."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs


def home() -> Path:
    """The data folder (`NEXTROUND_HOME`, or the platform's own), made private to this person."""
    said = os.environ.get("NEXTROUND_HOME", "")
    path = Path(said).expanduser() if said else platformdirs.user_data_path("nextround", appauthor=False)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def clocks(told: str | None = None, link: Path = Path("/etc/localtime")) -> str:
    """The name of the clocks of this computer (`Europe/Berlin`); UTC where it does not tell.

    `told` is what the surroundings say, by default their `TZ`; `link` the file that the system's clocks are.
    """
    said = os.environ.get("TZ", "") if told is None else told
    for name in (said.lstrip(":"), str(link.resolve()).partition("zoneinfo/")[2]):
        try:
            if name:
                return str(ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return "UTC"


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
