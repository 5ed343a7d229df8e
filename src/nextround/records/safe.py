"""Where passwords and tokens of accounts are sealed: Fernet, with keys in a file that only this person reads.

The keys lie beside the store and not in it, so a copy of the store (a backup) gives no password away. Each
line of the file is a key; the first one seals, all of them open, so that keys can be renewed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from nextround.home import write_private


class Locked(Exception):
    """The key of a sealed secret is not here: it was sealed on another machine, or its key was lost."""


def keys_file() -> Path:
    """Where the keys lie."""
    home: Path = settings.HOME
    return home / "account.keys"


def seal(secret: str) -> str:
    """`secret` as it may be kept in the store."""
    return _keys().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The secret again. Raises Locked when none of the keys here fits."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Locked from None


def new_key() -> None:
    """Put a fresh key before the ones there are. What was sealed before can still be opened."""
    _write([Fernet.generate_key().decode("ascii"), *_lines()])


def keep_first_key() -> None:
    """Forget all keys but the first, once everything is sealed with it."""
    _write(_lines()[:1])


def forget_keys() -> None:
    """Throw all keys away; what they sealed can never be opened again."""
    keys_file().unlink(missing_ok=True)


def _keys() -> MultiFernet:
    """The keys that are whole; a first one is made when there is none."""
    if not (whole := _whole()):
        new_key()
        whole = _whole()
    return MultiFernet(whole)


def _whole() -> list[Fernet]:
    found = []
    for line in _lines():
        with suppress(ValueError):
            found.append(Fernet(line))
    return found


def _lines() -> list[str]:
    try:
        return keys_file().read_text(encoding="ascii", errors="replace").split()
    except FileNotFoundError:
        return []


def _write(lines: list[str]) -> None:
    write_private(keys_file(), "\n".join(lines) + "\n")
