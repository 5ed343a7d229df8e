"""Signing in without a password, where a provider takes access tokens alone and the person brings a client.

The person gets a short code, enters it on the provider's own page (RFC 8628), and Nextround is given a token
that can be renewed. Nextround has no client of its own: the id is the person's, and so is the consent.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from nextround.mailbox import https
from nextround.mailbox.imap_wire import ImapError
from nextround.mailbox.providers import Consent

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
LONGEST_TOKEN = 16_000
EARLY = 120  # seconds before its end a token is renewed
_TOKEN = re.compile(r"[\x21-\x7e]+")
_PAGE = re.compile(r"https://[a-z0-9.-]+(?::\d{1,5})?(?:/[\w./~-]*)?", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9 -]{4,40}")


@dataclass(frozen=True, slots=True)
class Client:
    """The client a person brings: its id, and its secret where it has one."""

    id: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at the provider: the code to enter and the page to enter it on.

    Ask with `device` whether it was answered, every `every` seconds, for `seconds` seconds at most.
    """

    code: str
    page: str
    device: str = field(repr=False)
    every: int = 5
    seconds: int = 900


@dataclass(frozen=True, slots=True)
class Tokens:
    """An access token for `Login.secret`, good for `seconds`, and what it is renewed with (may be empty)."""

    access: str = field(repr=False)
    renewal: str = field(repr=False)
    seconds: int

    @property
    def renew_after(self) -> int:
        """After how many seconds it should be renewed: a little early, so that no look meets its end."""
        return max(self.seconds - EARLY, self.seconds // 2)


class Web(Protocol):
    """Posts a form and gives the answer. Raises `https.NoAnswer`."""

    def __call__(self, url: str, form: bytes) -> https.Answer:
        """Post it."""


def ask(consent: Consent, client: Client, web: Web = https.ask) -> Asked:
    """Ask the provider for a code. Raises ImapError."""
    told = _post(consent.device, {"client_id": client.id, "scope": consent.scope}, web)
    code, page, device = (_text(told, name) for name in ("user_code", "verification_uri", "device_code"))
    page = page or _text(told, "verification_url")
    if "error" in told or not device or not _CODE.fullmatch(code) or not _PAGE.fullmatch(page):
        raise _refused(told, "gave no code")
    return Asked(
        code, page, device, _seconds(told, "interval", 5, 60), _seconds(told, "expires_in", 900, 3600)
    )


def answered(
    consent: Consent, client: Client, asked: Asked, web: Web = https.ask
) -> Tokens | Literal["wait", "slower"]:
    """Whether the person has entered the code by now. Raises ImapError: they said no, or it is too late."""
    form = {"grant_type": GRANT, "client_id": client.id, "device_code": asked.device}
    told = _post(consent.token, form | _secret(client), web)
    match told.get("error"):
        case "authorization_pending":
            return "wait"
        case "slow_down":
            return "slower"
    return _tokens(told, "")


def renew(consent: Consent, client: Client, renewal: str, web: Web = https.ask) -> Tokens:
    """A fresh access token. Raises ImapError: of kind `token` when the person has to sign in anew."""
    form = {"grant_type": "refresh_token", "client_id": client.id, "refresh_token": renewal}
    return _tokens(_post(consent.token, form | _secret(client) | {"scope": consent.scope}, web), renewal)


def _secret(client: Client) -> dict[str, str]:
    return {"client_secret": client.secret} if client.secret else {}


def _post(url: str, form: dict[str, str], web: Web) -> dict[str, Any]:
    try:
        answer = web(url, urlencode(form).encode("ascii"))
    except https.NoAnswer:
        raise ImapError(
            "The provider's sign-in page could not be reached. Nothing is lost. Look at your network, "
            "then try again.",
            "unreachable",
        ) from None
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or answer.status >= 500:
        raise ImapError(
            "The provider's sign-in page does not work for the moment. Nothing is lost. Try again later.",
            "server",
        )
    return told


def _tokens(told: dict[str, Any], renewal: str) -> Tokens:
    access = _text(told, "access_token")
    if "error" in told or not _TOKEN.fullmatch(access):
        raise _refused(told, "gave no access")
    return Tokens(access, _text(told, "refresh_token") or renewal, _seconds(told, "expires_in", 3600, 86_400))


def _refused(told: dict[str, Any], what: str) -> ImapError:
    match _text(told, "error"):
        case "authorization_declined" | "access_denied":
            return ImapError("You said no on the provider's page, so nothing was connected.", "token")
        case "expired_token" | "code_expired":
            return ImapError("The code is too old by now. Ask for a new one.", "token")
        case "invalid_grant":
            return ImapError(
                "The provider has ended this consent. Nothing is lost. Sign in anew.",
                "token",
            )
        case "invalid_client" | "unauthorized_client":
            return ImapError(
                "The provider does not know this client ID, or it may not do that. Look at the id, and "
                "whether it allows public clients.",
                "token",
            )
    return ImapError(f"The provider {what}. Nothing is lost. Look at the client ID, then try again.", "token")


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value.strip() if isinstance(value, str) and len(value) <= LONGEST_TOKEN else ""


def _seconds(told: dict[str, Any], name: str, usual: int, most: int) -> int:
    value = told.get(name)
    try:
        return min(max(int(value), 1), most) if isinstance(value, int | float | str) else usual
    except (ValueError, OverflowError):
        return usual
