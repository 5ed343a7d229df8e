"""The one-time link: made by the terminal, used once by the browser. Knows no Django, so it starts fast.

The link's token is kept as a hash only, in a file that only this person can read. It opens once, within
five minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from pathlib import Path

from nextround.home import write_private

LIFE = 5 * 60  # seconds


def _file(home: Path) -> Path:
    return home / "link.json"


def make_link(home: Path, port: int) -> str:
    """A fresh one-time link to the app on `port`; it takes the place of any earlier one."""
    token = secrets.token_urlsafe(32)
    plain = {"hash": _hash(token), "until": time.time() + LIFE}
    write_private(_file(home), json.dumps(plain))
    return f"http://127.0.0.1:{port}/in/{token}"


def use_link(home: Path, token: str) -> bool:
    """Whether `token` opens the door now. Asking with the right one uses it up."""
    claimed = home / f"link.{secrets.token_hex(4)}.used"
    try:
        plain = json.loads(_file(home).read_text(encoding="utf-8"))
        if not hmac.compare_digest(str(plain["hash"]), _hash(token)):
            return False
        _file(home).rename(claimed)  # of two at once, one succeeds
    except (OSError, ValueError, KeyError, TypeError):
        return False
    claimed.unlink()
    return float(plain["until"]) >= time.time()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
