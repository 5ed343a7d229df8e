"""Connecting an account by consent: a code here, a yes on the provider's own page, and no password anywhere.

What is asked and not yet answered is kept nowhere but on the person's page, sealed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk import accounts, tokens
from nextround.desk.errors import Refused
from nextround.desk.rows import plain_address
from nextround.mailbox import oauth
from nextround.mailbox.imap import ImapError
from nextround.mailbox.providers import Consent, Provider, provider_named, settings_for
from nextround.records import queries, safe
from nextround.records.models import Account

TOO_OLD = "This code is too old by now, or was asked for elsewhere. Ask for a new one."


@dataclass(frozen=True, slots=True)
class Question:
    """What the person does now: enter `code` on `page`. `sealed` brings the answer, asked every `every` s."""

    name: str
    address: str
    code: str
    page: str
    every: int
    seconds: int
    sealed: str


def ask(owner: User, address: str, client: str, secret: str = "", provider: str = "") -> Question:
    """Get a code from the provider of an address (or a named one). Raises Refused. Asks the network."""
    address = plain_address(address)
    found = settings_for(address) or provider_named(provider)
    if found is None or found.consent is None:
        raise Refused("This provider gives no access by consent. Sign in with a password or a token.")
    bearer = oauth.Client(client.strip(), secret.strip())
    try:
        asked = oauth.ask(found.consent, bearer)
    except ImapError as problem:
        raise Refused(problem.sentence) from None
    told = {
        "owner": owner.pk,
        "address": address,
        "provider": found.name,
        "client": bearer.id,
        "secret": bearer.secret,
        "device": asked.device,
        "code": asked.code,
        "page": asked.page,
        "every": asked.every,
        "ends": timezone.now().timestamp() + asked.seconds,
    }
    return _question(told)


def _question(told: dict[str, Any]) -> Question:
    left = max(int(told["ends"] - timezone.now().timestamp()), 0)
    sealed = safe.seal(json.dumps(told))
    return Question(
        told["provider"], told["address"], told["code"], told["page"], told["every"], left, sealed
    )


def again(owner: User, sealed: str) -> Question:
    """The same question once more, for a page that shows it again. Raises Refused when it is too old."""
    return _question(_opened(owner, sealed))


def answer(owner: User, sealed: str, drafts: bool = False) -> Account | None:
    """The account, connected, once the person said yes at the provider; None before. Raises Refused.

    An account that is connected already goes on with the new consent.
    """
    told = _opened(owner, sealed)
    provider, consent = _provider(told["provider"])
    client = oauth.Client(told["client"], told["secret"])
    asked = oauth.Asked(told["code"], told["page"], told["device"])
    try:
        given = oauth.answered(consent, client, asked)
    except ImapError as problem:
        raise Refused(problem.sentence) from None
    if not isinstance(given, oauth.Tokens):
        return None
    secret = tokens.kept_of(consent, client, given).as_secret()
    return _connected(owner, told["address"], provider, secret, drafts)


def _connected(owner: User, address: str, provider: Provider, secret: str, drafts: bool) -> Account:
    row = queries.accounts(owner).filter(address=address).first()
    if row is not None:
        accounts.sign_in_anew(owner, row.pk, secret, tokens.HOW)
        return row
    user, security = provider.user(address), provider.security
    given = accounts.Given(address, provider.host, provider.port, user, secret, tokens.HOW, security)
    return accounts.connect(owner, given, drafts)


def _provider(name: str) -> tuple[Provider, Consent]:
    found = provider_named(name)
    if found is None or found.consent is None:
        raise Refused(TOO_OLD)
    return found, found.consent


def _opened(owner: User, sealed: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(safe.unseal(sealed))
    except (safe.Locked, ValueError):
        raise Refused(TOO_OLD) from None
    if told["owner"] != owner.pk or told["ends"] < timezone.now().timestamp():
        raise Refused(TOO_OLD)
    return told
