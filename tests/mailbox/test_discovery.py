"""Finding a mail server in the standard ways: with records made here, and by a real name server."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import dns.message
import dns.resolver
import dns.rrset
import pytest

from nextround.mailbox.discovery import Network, Service, discover, read_settings
from tests.dovecot import Dovecot
from tests.mailbox.liar import listening

PAGE = b"""<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="firm.example">
  <incomingServer type="pop3"><hostname>pop.firm.example</hostname><port>995</port>
    <socketType>SSL</socketType></incomingServer>
  <incomingServer type="imap"><hostname>old.firm.example</hostname><port>143</port>
    <socketType>plain</socketType></incomingServer>
  <incomingServer type="imap"><hostname>mail.%EMAILDOMAIN%</hostname><port>993</port>
    <socketType>SSL</socketType>
    <username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication></incomingServer>
</emailProvider></clientConfig>"""


@dataclass
class Records:
    """What a network would answer, and what it was asked."""

    mx: dict[str, list[str]] = field(default_factory=dict)
    srv: dict[str, list[Service]] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def exchangers(self, domain: str) -> list[str]:
        self.asked.append(domain)
        return self.mx.get(domain, [])

    def services(self, name: str) -> list[Service]:
        self.asked.append(name)
        return self.srv.get(name, [])

    def page(self, url: str) -> bytes:
        self.asked.append(url)
        return self.pages.get(url, b"")


def found(address: str, records: Records) -> tuple[str, int, str] | None:
    provider = discover(address, records)
    return (provider.host, provider.port, provider.security) if provider else None


def test_well_known_provider_needs_no_network():
    records = Records()
    assert found("me@gmail.com", records) == ("imap.gmail.com", 993, "tls")
    assert records.asked == []


def test_own_domain_at_a_well_known_provider_is_known_by_its_exchanger():
    records = Records(mx={"firm.example": ["mx.firm.example.", "aspmx.l.google.com."]})
    assert found("me@firm.example", records) == ("imap.gmail.com", 993, "tls")


def test_service_records_in_their_order_tls_before_starttls():
    records = Records(
        srv={
            "_imap._tcp.firm.example": [Service(0, 0, 143, "plain.firm.example.")],
            "_imaps._tcp.firm.example": [
                Service(20, 9, 993, "late.firm.example."),
                Service(10, 1, 993, "light.firm.example."),
                Service(10, 5, 9993, "Mail.Firm.Example."),
            ],
        }
    )
    assert found("me@firm.example", records) == ("mail.firm.example", 9993, "tls")
    del records.srv["_imaps._tcp.firm.example"]
    assert found("me@firm.example", records) == ("plain.firm.example", 143, "starttls")


@pytest.mark.parametrize(
    "host", [".", "", "192.0.2.7.", "a b.example.", "localhost.", "x" * 300 + ".example."]
)
def test_service_record_without_a_sensible_host_is_no_answer(host: str):
    assert (
        found("me@firm.example", Records(srv={"_imaps._tcp.firm.example": [Service(0, 0, 993, host)]}))
        is None
    )


@pytest.mark.parametrize("port", [0, 70_000])
def test_service_record_without_a_sensible_port_is_no_answer(port: int):
    service = Service(0, 0, port, "mail.firm.example.")
    assert found("me@firm.example", Records(srv={"_imaps._tcp.firm.example": [service]})) is None


def test_settings_file_is_read_last_and_the_address_is_never_told():
    url = "https://autoconfig.firm.example/mail/config-v1.1.xml"
    records = Records(pages={url: PAGE})
    provider = discover("anna.secret@firm.example", records)
    assert provider is not None
    assert (provider.host, provider.port, provider.security) == ("mail.firm.example", 993, "tls")
    assert provider.user("anna.secret@firm.example") == "anna.secret"
    assert records.asked[-1] == url
    assert "anna" not in "".join(records.asked)


@pytest.mark.parametrize(
    "address",
    ["", "me", "me@localhost", "me@192.0.2.1", "me@[::1]", "me@-x.example", "me@a/b.example", "me@..example",
     "me@x.example:99"],
)  # fmt: skip
def test_address_without_a_domain_asks_nothing(address: str):
    records = Records()
    assert found(address, records) is None
    assert records.asked == []


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html>not found</html>",
        b"<clientConfig>",
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + PAGE.partition(b"?>")[2],
        PAGE + b" " * 70_000,
        PAGE.replace(b"993", b"99999"),
        PAGE.replace(b"993", b"-1"),
        PAGE.replace(b"SSL", b"plain"),
        PAGE.replace(b"mail.%EMAILDOMAIN%", b"10.0.0.1"),
        b'<?xml version="1.0" encoding="no-such"?>' + PAGE.partition(b"?>")[2],
        b"\xff\xfe<\x00",
    ],
)
def test_settings_file_that_says_nothing_sensible_is_none(page: bytes):
    assert read_settings(page, "firm.example") is None


def test_settings_file_that_takes_tokens_alone_says_so():
    told = read_settings(PAGE.replace(b"password-cleartext", b"OAuth2"), "firm.example")
    assert told is not None
    assert told.sign_in == "token"
    both = PAGE.replace(b"<authentication>", b"<authentication>OAuth2</authentication><authentication>")
    told = read_settings(both, "firm.example")
    assert told is not None
    assert told.sign_in == "password"


# The real network, on this machine


@pytest.fixture
def names() -> Iterator[dns.resolver.Resolver]:
    """A name server with the records of one domain."""
    zone = {
        ("firm.example.", "MX"): ["20 backup.firm.example.", "10 mx1.firm.example."],
        ("_imaps._tcp.firm.example.", "SRV"): ["5 0 993 mail.firm.example."],
    }
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            while True:
                data, client = server.recvfrom(4_096)
                if not data:
                    return
                query = dns.message.from_wire(data)
                reply = dns.message.make_response(query)
                [asked] = query.question
                kind = dns.rdatatype.to_text(asked.rdtype)
                if rows := zone.get((asked.name.to_text(), kind)):
                    reply.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *rows))
                server.sendto(reply.to_wire(), client)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        names = dns.resolver.Resolver(configure=False)
        names.nameservers, names.port = ["127.0.0.1"], server.getsockname()[1]
        yield names
        server.sendto(b"", server.getsockname())
        thread.join(5)


def test_name_server_is_asked_for_exchangers_and_services(names: dns.resolver.Resolver):
    network = Network(names)
    assert network.exchangers("firm.example") == ["mx1.firm.example.", "backup.firm.example."]
    assert network.services("_imaps._tcp.firm.example") == [Service(5, 0, 993, "mail.firm.example.")]
    assert network.services("_imap._tcp.firm.example") == []


def test_no_name_server_is_no_answer():
    names = dns.resolver.Resolver(configure=False)
    assert Network(names).exchangers("firm.example") == []


def served(answer: bytes, dovecot: Dovecot, then: Callable[[socket.socket], None] = lambda _: None):
    """A site on this machine with Dovecot's certificate: one answer to everyone, and what follows it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(dovecot.home / "certificate.pem", dovecot.home / "key.pem")

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as protected:
            lines = protected.makefile("rb")
            length = 0
            while (line := lines.readline()).strip():
                length = int(line.split()[1]) if line.lower().startswith(b"content-length:") else length
            lines.read(length)
            protected.sendall(answer)
            then(protected)

    return listening(serve)


def test_page_comes_over_https_with_a_checked_certificate(dovecot: Dovecot):
    with served(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", dovecot) as port:
        assert Network(trust=dovecot.trust()).page(f"https://localhost:{port}/x") == b"hello"
        assert Network().page(f"https://localhost:{port}/x") == b""
        assert Network(trust=dovecot.trust()).page(f"https://127.0.0.1:{port}/x") == b""


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 302 Found\r\nLocation: https://localhost/y\r\nContent-Length: 0\r\n\r\n",
     b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", b"nonsense\r\n\r\n", b""],
)  # fmt: skip
def test_page_that_is_elsewhere_or_none_is_empty(dovecot: Dovecot, answer: bytes):
    with served(answer, dovecot) as port:
        assert Network(trust=dovecot.trust()).page(f"https://localhost:{port}/x") == b""


@pytest.mark.parametrize("url", ["http://localhost/x", "file:///etc/passwd", "https:///x", ""])
def test_page_of_another_kind_is_not_fetched(url: str):
    assert Network().page(url) == b""
