"""The door of local mode: a one-time link from the terminal opens a session, and nothing else does.

The link's token is kept as a hash only, in a file that only this person can read. It opens once, within
five minutes. Nobody is ever let in for the address they come from.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nextround.home import write_private

LIFE = 5 * 60  # seconds
_USED = (
    "This link was used already, or is older than five minutes. Nothing is lost: "
    "run “nextround open” again in the terminal, and it gives you a fresh one."
)
_CLOSED = (
    "This page opens with the link that “nextround open” prints in the terminal. Run it, and follow the link."
)


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


def only_owner() -> User:
    """The one person of a local install."""
    return User.objects.get_or_create(username="me")[0]


@require_GET
@never_cache
@login_not_required
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Follow the one-time link: a session for its holder, or a sentence that says how to get a fresh one."""
    if not use_link(settings.HOME, token):
        if request.user.is_authenticated:
            return HttpResponseRedirect("/")
        return HttpResponse(_USED, status=403, content_type="text/plain; charset=utf-8")
    login(request, only_owner(), backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/")


@require_GET
@never_cache
@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """What someone without a session sees."""
    return HttpResponse(_CLOSED, status=403, content_type="text/plain; charset=utf-8")
