"""Mail accounts: connect one, see how it is, look now, allow drafts, sign in anew, disconnect.

An account is read and never changed, but for one thing that the person allows for each: a letter is put
into its drafts when they click. Nothing is ever sent.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils import timezone

from nextround.desk import letters, looking, tokens
from nextround.desk.errors import Refused, owned
from nextround.desk.rows import plain_address
from nextround.desk.views import AccountView, Guide
from nextround.mailbox import imap
from nextround.mailbox.drafts import MaybePut, put_draft
from nextround.mailbox.providers import Provider, provider_named, settings_for
from nextround.records import keep, queries, safe
from nextround.records.models import Account, Letter

if TYPE_CHECKING:
    from nextround.mailbox.discovery import Resolver

log = logging.getLogger(__name__)
State = Account.State
NOT_THERE = "The letter is kept here, but it is not in your drafts. You can open it as a mail instead."
CONNECT_SECONDS = 15.0  # a person waits in front of the page


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says to connect an account. `secret` is a password, an app password or a token."""

    address: str
    host: str
    port: int
    user: str
    secret: str
    how: str = "password"
    security: str = "tls"


def guide(address: str, provider: str = "") -> Guide | None:
    """The provider of an address, when it is one we know, or the named one. No network is asked."""
    found = settings_for(plain_address(address)) or provider_named(provider)
    return _guide(address, found) if found else None


def find(address: str, resolver: Resolver | None = None) -> Guide | None:
    """The server of an address by its domain's own records. Asks the network, on the person's word alone."""
    from nextround.mailbox.discovery import Network, discover  # noqa: PLC0415 -- slow, and rarely needed

    found = discover(plain_address(address), resolver or Network())
    return _guide(address, found) if found else None


def _guide(address: str, found: Provider) -> Guide:
    address = plain_address(address)
    user = found.user(address)
    return Guide(
        name=found.name,
        host=found.host,
        port=found.port,
        security=found.security,
        how="xoauth2" if found.sign_in == "token" else "password",
        user=user if user != address else "",
        steps=found.steps,
        link=found.link,
        consent_steps=found.consent.steps if found.consent else (),
        consent_link=found.consent.link if found.consent else "",
    )


def connect(owner: User, given: Given, drafts: bool = False, now: datetime | None = None) -> Account:
    """Sign in once to see that it works, and remember the account. Raises Refused with the reason."""
    address = plain_address(given.address)
    if queries.accounts(owner).filter(address=address).exists():
        raise Refused(f"{address} is connected already. You find it in Settings.")
    words = {
        "address": address,
        "user": given.user.strip() or address,
        "host": given.host.strip().lower(),
        "port": given.port,
        "how": given.how,
        "security": given.security,
        "secret": safe.seal(given.secret.strip()),
    }
    _try(Account(owner=owner, **words))
    row = keep.connect(owner, now or timezone.now(), drafts=drafts, **words)
    log.info("An account was connected")
    return row


def _try(row: Account) -> None:
    """Sign in and see that there is something to read."""
    try:
        with imap.connect(looking.login_of(row), CONNECT_SECONDS) as session:
            folders = imap.reading_folders(session.folders())
    except imap.ImapError as problem:
        raise Refused(problem.sentence) from None
    if not folders:
        raise Refused(f"{row.host} let you in, but there is no folder to read. Nothing was connected.")


def _own(owner: User, pk: int) -> Account:
    return owned(queries.accounts(owner).filter(pk=pk).first())


def listing(owner: User) -> tuple[AccountView, ...]:
    """Every connected account."""
    return tuple(_view(row) for row in queries.accounts(owner))


def view(owner: User, pk: int) -> AccountView:
    """One account as its page shows it."""
    return _view(_own(owner, pk))


def by_address(owner: User, address: str) -> AccountView:
    """The account with this address."""
    row = queries.accounts(owner).filter(address=plain_address(address)).first()
    if row is None:
        known = ", ".join(one.address for one in queries.accounts(owner)) or "none so far"
        raise Refused(f"{address} is not connected. Connected: {known}.")
    return _view(row)


def _view(row: Account) -> AccountView:
    source = row.source
    noted = source.checkpoint or {}
    return AccountView(
        pk=row.pk,
        address=row.address,
        user=row.user,
        host=row.host,
        port=row.port,
        how=row.how,
        security=row.security,
        state=row.state,
        first=row.looked_at is None,
        sentence=row.sentence,
        drafts=row.drafts,
        looked_at=row.looked_at,
        next_at=row.next_at,
        messages=source.messages,
        total=max(row.total, source.messages),
        kept=source.kept if row.looked_at is not None and not row.fresh else source.received,
        folders=tuple(noted.get("folders", {})),
        others=tuple((name, name in noted.get("also", ())) for name in noted.get("others", ())),
        busy=row.state == State.LOOKING
        or (row.state == State.WAITING and (row.asked or (row.next_at is None and not row.sentence))),
        problems=tuple((p.where, p.what) for p in queries.problems(source)),
    )


def look_now(owner: User, pk: int) -> None:
    """Ask for a look at once. Refused when only a new password helps."""
    row = _own(owner, pk)
    if row.state == State.STOPPED:
        raise Refused(row.sentence)
    keep.account(row, asked=True)


def look_here(owner: User, pk: int, stop: threading.Event) -> None:
    """Look at once, in this thread; how it went stands on the account. For where no app runs beside."""
    row = _own(owner, pk)
    if row.state == State.STOPPED:
        raise Refused(row.sentence)
    keep.rest_account(row)
    if keep.claim_account(row):
        looking.attend(row, stop)


def allow_drafts(owner: User, pk: int, allowed: bool) -> None:
    """Say whether letters may be put into the drafts of this account."""
    keep.account(_own(owner, pk), drafts=allowed)


def read_also(owner: User, pk: int, names: Iterable[str]) -> None:
    """Read these of the account's other folders too, from now on, and no more those left out."""
    row = _own(owner, pk)
    if row.state == State.LOOKING:
        raise Refused("The account is being looked through. Choose its folders once that is done.")
    keep.read_also(row, tuple(names))
    if row.state != State.STOPPED:
        keep.account(row, asked=True)


def sign_in_anew(owner: User, pk: int, secret: str, how: str = "") -> None:
    """Try another password or token, and go on with it when it works. Raises Refused when it does not.

    `how` is another way to sign in than before; a token given by hand ends one that came by consent.
    """
    row = _own(owner, pk)
    how = how or ("xoauth2" if row.how == tokens.HOW else row.how)
    sealed = safe.seal(secret.strip())
    tried = Account(
        user=row.user, host=row.host, port=row.port, how=how, security=row.security, secret=sealed
    )
    _try(tried)
    keep.account(row, secret=sealed, how=how, sentence="", attempts=0, next_at=None, asked=True)
    keep.go_on(row)


def disconnect(owner: User, pk: int, with_mails: bool) -> str:
    """Forget an account and its password, and with `with_mails` all it brought; gives its address."""
    row = _own(owner, pk)
    keep.disconnect(row, with_mails)
    return row.address


def renew_key() -> int:
    """Seal every secret with a fresh key and forget the old ones; gives how many could be opened.

    Everybody's, for the keys are the store's. A token renewed meanwhile is sealed with the fresh key already.
    """
    safe.new_key()
    renewed = 0
    for row in queries.every_account():
        try:
            keep.reseal(row, safe.seal(safe.unseal(row.secret)))
            renewed += 1
        except safe.Locked:
            log.warning("The password of an account could not be opened; it is asked for at the next look")
    safe.keep_first_key()
    return renewed


# --- drafts ----------------------------------------------------------------------------------------


def draft_places(owner: User, letter_pk: int) -> tuple[AccountView, ...]:
    """The accounts into whose drafts a letter may be put, the one that they wrote to first."""
    writes_from = letters.writes_from(owner, letter_pk)
    allowed = [row for row in queries.accounts(owner) if row.drafts]
    return tuple(_view(row) for row in sorted(allowed, key=lambda row: row.address != writes_from))


def put_into_drafts(owner: User, letter_pk: int, pk: int, now: datetime | None = None) -> str:
    """Put a letter into the drafts of an account, in its thread; gives the sentence for the person.

    Raises Refused when it is not allowed or did not work: the letter is kept in any case.
    """
    row = _own(owner, pk)
    letter: Letter = owned(queries.letters(owner, letter_pk).first())
    if not row.drafts:
        raise Refused(f"You have not allowed drafts in {row.address}. You can do so on the account's page.")
    if not letter.text.strip():
        raise Refused("There is nothing on the page yet, so there is nothing to put into your drafts.")
    now = now or timezone.now()
    if keep.claim_draft(letter, row.address, now):
        try:
            with imap.connect(looking.login_of(row), CONNECT_SECONDS) as session:
                put_draft(session, letters.eml(owner, letter_pk, now, sender=row.address))
        except MaybePut as problem:
            keep.release_draft(letter)
            raise Refused(problem.sentence) from None
        except imap.ImapError as problem:
            keep.release_draft(letter)
            raise Refused(f"{NOT_THERE} {problem.sentence}") from None
    return f"It is in your drafts at {row.address}. Nothing was sent."
