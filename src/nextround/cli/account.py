"""`nextround account`: connect a mail account, see all of them, look now, disconnect."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import click

from nextround import serve
from nextround.cli.store import kindly, me
from nextround.home import home

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from nextround.desk.views import AccountView

POLL = 0.3  # seconds between two glances at a look that the app does
SECRET = "NEXTROUND_SECRET"  # noqa: S105 -- the name of a variable


@click.group()
def account() -> None:
    """Mail accounts that Nextround reads over IMAP. They are only read; nothing is ever sent."""


@account.command(epilog="Example: nextround account add you@mail.example")
@click.argument("address")
@click.option("--find", is_flag=True, help="Ask the address's own domain where its mail is.")
@click.option("--host", default="", help="The incoming mail server, where the address does not tell.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Its port, usually 993.")
@click.option(
    "--security", type=click.Choice(["tls", "starttls", "plain"]), default=None, help="Usually tls."
)
@click.option("--user", default="", help="The name to sign in with, if it is not the address.")
@click.option("--token", is_flag=True, help="The secret is an access token (XOAUTH2), not a password.")
@click.option("--client", default="", help="Connect by consent, with this client ID of yours (Outlook).")
@click.option("--drafts", is_flag=True, help="Letters may be put into the drafts of this account.")
@kindly
def add(
    address: str,
    find: bool,
    host: str,
    port: int | None,
    security: str | None,
    user: str,
    token: bool,
    client: str,
    drafts: bool,
) -> None:
    """Connect the account of ADDRESS.

    Asks for the password without showing it, or takes it from the variable NEXTROUND_SECRET. With --client it
    needs none: you enter a code on the provider's page and say yes there.
    """
    owner = me()
    from nextround.desk import accounts as desk

    guide = desk.find(address) if find else desk.guide(address)
    if client:
        _by_consent(owner, address, client, guide.name if guide else "", drafts)
        return
    if guide is None and not host:
        raise click.UsageError(
            "The server of this address is not known. Name it with --host, for example --host "
            "imap.provider.example; your provider's help pages tell it. Or let its domain be asked: --find"
        )
    secret = os.environ.get(SECRET, "")
    if guide is not None and not secret:
        for step in guide.steps:
            click.echo(f"  {step}", err=True)
    secret = secret or click.prompt("Password or token", hide_input=True, err=True)
    given = desk.Given(
        address,
        host or (guide.host if guide else ""),
        port or (guide.port if guide else 993),
        user or (guide.user if guide else ""),
        secret,
        "xoauth2" if token or (guide is not None and guide.how == "xoauth2") else "password",
        security or (guide.security if guide else "tls"),
    )
    made = desk.connect(owner, given, drafts)
    click.echo(f"{made.address} is connected. Look into it now: nextround account look")


def _by_consent(owner: User, address: str, client: str, provider: str, drafts: bool) -> None:
    """Show the code, and wait until the person said yes at the provider, or it is too old."""
    from nextround.desk import consent as desk

    question = desk.ask(owner, address, client, provider=provider)
    click.echo(f"Open {question.page} and enter this code: {question.code}")
    click.echo("Then say yes there. This waits for you; Ctrl-C stops it.", err=True)
    while (made := desk.answer(owner, question.sealed, drafts)) is None:
        time.sleep(question.every)
    click.echo(f"{made.address} is connected. Look into it now: nextround account look")


@account.command("list")
@kindly
def list_accounts() -> None:
    """Every connected account, and how it is."""
    owner = me()
    from nextround.desk import accounts as desk

    rows = desk.listing(owner)
    if not rows:
        click.echo("No account is connected. Connect one: nextround account add ADDRESS")
    for row in rows:
        click.echo(f"{row.address}  {_how_it_is(row)}{'  drafts allowed' if row.drafts else ''}")


def _how_it_is(row: AccountView) -> str:
    if row.sentence:
        return row.sentence
    if row.looked_at is None:
        return "not looked into yet"
    seen = "1 mail" if row.messages == 1 else f"{row.messages:,} mails"
    return f"last look {row.looked_at:%Y-%m-%d %H:%M} UTC, {seen} looked at, {row.kept:,} kept"


@account.command()
@click.argument("address", required=False)
@kindly
def look(address: str | None) -> None:
    """Look into every account, or that of ADDRESS, for new mail."""
    owner = me()
    from nextround.desk import accounts as desk

    rows = [desk.by_address(owner, address)] if address else list(desk.listing(owner))
    if not rows:
        click.echo("No account is connected. Connect one: nextround account add ADDRESS")
        return
    after = [_look(owner, row.pk) for row in rows]
    for row in after:
        click.echo(f"{row.address}: {_how_it_is(row)}", err=bool(row.sentence))
    if any(row.sentence for row in after):
        raise click.exceptions.Exit(1)


def _look(owner: User, pk: int) -> AccountView:
    """One look, in this process, or by the app when it runs."""
    from nextround.desk import accounts as desk

    lock = serve.only_one(home())
    if lock is not None:
        try:
            desk.look_here(owner, pk, threading.Event())
        finally:
            lock.close()
        return desk.view(owner, pk)
    desk.look_now(owner, pk)
    while (row := desk.view(owner, pk)).busy:
        time.sleep(POLL)
    return row


@account.command()
@click.argument("address")
@kindly
def password(address: str) -> None:
    """Give another password or token for ADDRESS; it is kept when it works."""
    owner = me()
    from nextround.desk import accounts as desk

    row = desk.by_address(owner, address)
    secret = os.environ.get(SECRET, "") or click.prompt("Password or token", hide_input=True, err=True)
    desk.sign_in_anew(owner, row.pk, secret)
    click.echo("It works. The new password is kept.")


@account.command()
@click.argument("address")
@click.option("--allow/--no-allow", default=True, help="Allow it, or no longer.")
@kindly
def drafts(address: str, allow: bool) -> None:
    """Say whether letters may be put into the drafts of ADDRESS."""
    owner = me()
    from nextround.desk import accounts as desk

    desk.allow_drafts(owner, desk.by_address(owner, address).pk, allow)
    click.echo("Drafts are allowed." if allow else "Drafts are not allowed any more.")


@account.command()
@click.argument("address")
@click.argument("names", nargs=-1)
@click.option("--none", is_flag=True, help="None but the usual ones.")
@kindly
def folders(address: str, names: tuple[str, ...], none: bool) -> None:
    """The other folders of ADDRESS; with NAMES, read these too (inbox, archive and sent always are)."""
    owner = me()
    from nextround.desk import accounts as desk

    row = desk.by_address(owner, address)
    known = {name for name, _ in row.others}
    if wrong := [name for name in names if name not in known]:
        raise click.UsageError(f"{address} has no other folder “{wrong[0]}”.")
    if names or none:
        desk.read_also(owner, row.pk, names)
        row = desk.view(owner, row.pk)
    for name, read in row.others:
        click.echo(f"{'read' if read else '    '}  {name}")
    if not row.others:
        click.echo("There are no other folders, or the account was not looked into yet.")


@account.command()
@click.argument("address")
@click.option("--with-mails", is_flag=True, help="Let go of the mails that came from it, too.")
@kindly
def remove(address: str, with_mails: bool) -> None:
    """Disconnect ADDRESS: its password is forgotten. The account itself stays as it is."""
    owner = me()
    from nextround.desk import accounts as desk

    desk.disconnect(owner, desk.by_address(owner, address).pk, with_mails)
    click.echo(f"{address} is disconnected.")


@account.command("renew-key")
@kindly
def renew_key() -> None:
    """Seal every kept password with a fresh key, and forget the old one."""
    me()
    from nextround.desk import accounts as desk

    count = desk.renew_key()
    click.echo(f"A fresh key seals {count} password{'' if count == 1 else 's'}.")
