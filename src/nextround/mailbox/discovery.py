"""Finding a mail server that no table holds, in the standard ways, when the person asks for it.

In this order: the mail exchanger of a provider we know, the service records of RFC 6186, and the settings
file that a provider puts on its own site. Only the domain is asked about, never the address, and only its
own servers. What is found is shown before it is used: a name in the domain's records can be anyone's.
"""

from __future__ import annotations

import re
import ssl
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import dns.exception
import dns.resolver
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.IN.SRV import SRV

from nextround.mailbox import https
from nextround.mailbox.imap_login import Security
from nextround.mailbox.providers import Provider, domain_of, settings_for, settings_for_exchanger

SECONDS = 5.0  # for each question
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?!\d+$){_LABEL}")
STEPS = (
    "These settings come from the domain's own records. Look whether the server's name is your provider's.",
)
SERVICES: tuple[tuple[str, Security], ...] = (("_imaps._tcp", "tls"), ("_imap._tcp", "starttls"))
PAGES = (
    "https://autoconfig.{}/mail/config-v1.1.xml",
    "https://{}/.well-known/autoconfig/mail/config-v1.1.xml",
)


@dataclass(frozen=True, slots=True)
class Service:
    """A service record: where it is offered, and in which order to try it."""

    priority: int
    weight: int
    port: int
    host: str


class Resolver(Protocol):
    """What is asked of the network. Nothing found, or no network, is an empty answer."""

    def exchangers(self, domain: str) -> list[str]:
        """The names of a domain's mail exchangers, the first to try first."""

    def services(self, name: str) -> list[Service]:
        """The service records of a name such as `_imaps._tcp.firm.example`."""

    def page(self, url: str) -> bytes:
        """A page over HTTPS, its certificate checked."""


def discover(address: str, resolver: Resolver) -> Provider | None:
    """The settings for an address (or a domain), or None when nothing is to be found."""
    domain = domain_of(address if "@" in address else f"@{address}")
    if not _NAME.fullmatch(domain):
        return None
    return (
        settings_for(f"@{domain}")
        or _by_exchanger(domain, resolver)
        or _by_service(domain, resolver)
        or next(_by_page(domain, resolver), None)
    )


def _by_exchanger(domain: str, resolver: Resolver) -> Provider | None:
    for name in resolver.exchangers(domain)[:5]:
        if found := settings_for_exchanger(name):
            return found
    return None


def _by_service(domain: str, resolver: Resolver) -> Provider | None:
    for name, security in SERVICES:
        records = sorted(resolver.services(f"{name}.{domain}"), key=lambda one: (one.priority, -one.weight))
        for one in records[:5]:
            host = one.host.rstrip(".").lower()  # a host of "." says that there is no such service
            if _NAME.fullmatch(host) and 0 < one.port < 65_536:
                return Provider(domain, host, one.port, security, "password", STEPS)
    return None


def _by_page(domain: str, resolver: Resolver) -> Iterator[Provider]:
    for url in PAGES:
        if found := read_settings(resolver.page(url.format(domain)), domain):
            yield replace(found, link="", steps=STEPS)


def read_settings(page: bytes, domain: str) -> Provider | None:
    """The first protected IMAP server of a settings file (`clientConfig` version 1.1)."""
    if not page or len(page) >= https.LONGEST or b"<!" in page.replace(b"<!--", b""):
        return None  # a file that defines words of its own is none
    try:
        servers = ET.fromstring(page).iter("incomingServer")  # noqa: S314 -- small, and defines no entities
    except (ET.ParseError, ValueError, LookupError):
        return None
    found = (_server(one, domain) for one in servers if one.get("type", "").lower() == "imap")
    return next((one for one in found if one is not None), None)


def _server(told: ET.Element, domain: str) -> Provider | None:
    ways: dict[str, Security] = {"SSL": "tls", "STARTTLS": "starttls"}
    security = ways.get(_text(told, "socketType").upper())
    host = _text(told, "hostname").replace("%EMAILDOMAIN%", domain).lower()
    port = _text(told, "port")
    if (
        security is None
        or not _NAME.fullmatch(host)
        or not port.isdecimal()
        or not 0 < int(port[:6]) < 65_536
    ):
        return None
    how = {_plain(one.text) for one in told.findall("authentication")}
    token = bool(how) and how == {"OAuth2"}
    return Provider(
        name=domain,
        host=host,
        port=int(port),
        security=security,
        sign_in="token" if token else "password",
        user_is_name=_text(told, "username") == "%EMAILLOCALPART%",
    )


def _text(told: ET.Element, name: str) -> str:
    return _plain(told.findtext(name))


def _plain(text: str | None) -> str:
    return (text or "").strip()[:300]


class Network:
    """The real network, asked with time limits."""

    def __init__(
        self, names: dns.resolver.Resolver | None = None, trust: ssl.SSLContext | None = None
    ) -> None:
        self.names = names
        self.trust = trust

    def _ask(self, name: str, kind: str) -> list[dns.rdata.Rdata]:
        try:
            names = self.names or dns.resolver.Resolver()
            return list(names.resolve(name, kind, lifetime=SECONDS))
        except (dns.exception.DNSException, OSError, ValueError):
            return []

    def exchangers(self, domain: str) -> list[str]:
        """See Resolver."""
        found = [one for one in self._ask(domain, "MX") if isinstance(one, MX)]
        return [one.exchange.to_text() for one in sorted(found, key=lambda one: one.preference)]

    def services(self, name: str) -> list[Service]:
        """See Resolver."""
        found = [one for one in self._ask(name, "SRV") if isinstance(one, SRV)]
        return [Service(one.priority, one.weight, one.port, one.target.to_text()) for one in found]

    def page(self, url: str) -> bytes:
        """See Resolver."""
        try:
            answer = https.ask(url, trust=self.trust)
        except https.NoAnswer:
            return b""
        return answer.body if answer.status == 200 else b""
