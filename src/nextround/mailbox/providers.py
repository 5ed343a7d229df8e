"""From an address to the settings of its mail provider: by a table that comes along, without any network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from nextround.library import load_toml
from nextround.mailbox.imap_login import Login, Security

SignIn = Literal["password", "app", "token", "bridge", "none"]
SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "ne", "or"})


@dataclass(frozen=True, slots=True)
class Consent:
    """Where a provider gives tokens, and for what; `steps` say how a person gets a client ID."""

    device: str
    token: str
    scope: str
    steps: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider keeps its mail, and how a program signs in.

    `sign_in`: `password` (the usual one), `app` (made for one program), `token` (no password works), `bridge`
    (a program on this computer), `none` (no other program gets in: then `host` is empty). `steps` are
    sentences in order; `link` is the provider's own page, or empty. `user_is_name`: sign in with what
    stands before the @. `consent`: where tokens come from, when the person brings a client.
    """

    name: str
    host: str
    port: int = 993
    security: Security = "tls"
    sign_in: SignIn = "password"
    steps: tuple[str, ...] = ()
    link: str = ""
    user_is_name: bool = False
    consent: Consent | None = None

    def user(self, address: str) -> str:
        """What to sign in with."""
        return address.rpartition("@")[0] if self.user_is_name else address

    def login(self, address: str, secret: str) -> Login:
        """How to sign in with a password or, where only that works, an access token."""
        how: Literal["password", "xoauth2"] = "xoauth2" if self.sign_in == "token" else "password"
        return Login(self.host, self.port, self.user(address), secret, how, self.security)


def domain_of(address: str) -> str:
    """What stands after the @, in lower case and in ASCII; empty when there is none."""
    domain = address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""
    try:
        return domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        return ""


def settings_for(address: str) -> Provider | None:
    """The provider of an address, when it is one of the well-known ones."""
    return _exact().get(domain := domain_of(address)) or _starred().get(_stem(domain))


def provider_named(name: str) -> Provider | None:
    """The provider of this name, as the table has it."""
    return next((found for _, found in _table() if found.name == name), None)


def settings_for_exchanger(name: str) -> Provider | None:
    """The provider whose mail exchanger this is, for addresses with a domain of their own."""
    labels = name.strip().rstrip(".").lower().split(".")
    for start in range(len(labels)):
        if found := _exchangers().get(".".join(labels[start:])):
            return found
    return None


def _stem(domain: str) -> str:
    """`yahoo` of yahoo.fr and yahoo.co.uk; empty for anything deeper or shallower."""
    first, *rest = domain.split(".")
    wide = len(rest) == 1 and (len(rest[0]) == 2 or rest[0] in {"com", "net", "org"})
    deep = len(rest) == 2 and rest[0] in SECOND_LEVEL and len(rest[1]) == 2
    return first if wide or deep else ""


@cache
def _table() -> tuple[tuple[dict[str, Any], Provider], ...]:
    return tuple((row, _provider(row)) for row in load_toml("mail_providers.toml")["provider"])


def _provider(row: dict[str, Any]) -> Provider:
    return Provider(
        name=row["name"],
        host=row["host"],
        port=row.get("port", 993),
        security=row.get("security", "tls"),
        sign_in=row["sign_in"],
        steps=tuple(row["steps"]),
        link=row["link"],
        user_is_name=row.get("user", "address") == "name",
        consent=_consent(row["consent"]) if "consent" in row else None,
    )


def _consent(row: dict[str, Any]) -> Consent:
    return Consent(row["device"], row["token"], row["scope"], tuple(row["steps"]), row["link"])


@cache
def _exact() -> dict[str, Provider]:
    return {domain: found for row, found in _table() for domain in row["domains"] if "*" not in domain}


@cache
def _starred() -> dict[str, Provider]:
    return {
        domain.removesuffix(".*"): found
        for row, found in _table()
        for domain in row["domains"]
        if domain.endswith(".*")
    }


@cache
def _exchangers() -> dict[str, Provider]:
    return {name: found for row, found in _table() for name in row.get("mx", ())}
