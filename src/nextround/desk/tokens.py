"""The access token of an account that was connected by consent: kept sealed, renewed before its end."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from django.utils import timezone

from nextround.mailbox.imap import ImapError
from nextround.mailbox.oauth import Client, Tokens, renew
from nextround.mailbox.providers import Consent
from nextround.records import keep, safe
from nextround.records.models import Account

HOW = "consent"  # what such an account's row says under `how`
UNREADABLE = "What was kept of your consent cannot be read any more. Nothing is lost. Sign in anew."


@dataclass(frozen=True, slots=True)
class Kept:
    """What is sealed in the account's row. `until` is the second of the epoch after which it is renewed."""

    url: str
    scope: str
    client: str
    client_secret: str
    access: str
    renewal: str
    until: float

    def as_secret(self) -> str:
        """In one string, to be sealed."""
        return json.dumps(asdict(self))


def kept_of(consent: Consent, client: Client, tokens: Tokens) -> Kept:
    """What there is to keep of fresh tokens."""
    until = timezone.now().timestamp() + tokens.renew_after
    return Kept(consent.token, consent.scope, client.id, client.secret, tokens.access, tokens.renewal, until)


def access(row: Account, secret: str) -> str:
    """A token that is good now. Raises ImapError."""
    try:
        kept = Kept(**json.loads(secret))
    except (ValueError, TypeError):
        raise ImapError(UNREADABLE, "token") from None
    if timezone.now().timestamp() < kept.until or not kept.renewal:
        return kept.access
    consent = Consent("", kept.url, kept.scope)
    tokens = renew(consent, Client(kept.client, kept.client_secret), kept.renewal)
    fresh = kept_of(consent, Client(kept.client, kept.client_secret), tokens)
    if row.pk is not None:
        keep.account(row, secret=safe.seal(fresh.as_secret()))
    return fresh.access
