"""Reaching a mail server and signing in: protected, with its certificate checked, in kind sentences."""

from __future__ import annotations

import base64
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from nextround.mailbox.imap_parse import Garbled
from nextround.mailbox.imap_wire import GARBLED, LATER, ImapError, Refusal, Wire, status_of

Capabilities = frozenset[str]
Security = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class Login:
    """How to get at an account. `secret` is a password, an app password, or an access token (`xoauth2`).

    `security`: `tls` from the first byte (port 993), `starttls` (port 143), or `plain`, which is for a server
    on this very computer only: there TLS is used when offered, whoever signed its certificate.
    """

    host: str
    port: int
    user: str
    secret: str = field(repr=False)
    how: Literal["password", "xoauth2"] = "password"
    security: Security = "tls"


def sign_in(login: Login, timeout: float, context: ssl.SSLContext | None) -> tuple[Wire, Capabilities]:
    """Connect and sign in; gives the connection and what the server can do. Raises ImapError."""
    wire = _reach(login, timeout, context)
    try:
        return wire, _Door(login, wire).enter(context)
    except (Garbled, Refusal):
        raise wire.fail(GARBLED) from None
    except BaseException:
        wire.close()
        raise


def _reach(login: Login, timeout: float, context: ssl.SSLContext | None) -> Wire:
    try:
        sock = socket.create_connection((login.host, login.port), timeout)
    except (OSError, ValueError, OverflowError) as error:
        raise _unreachable(login, error) from None
    if login.security == "plain" and not _on_this_computer(sock):
        sock.close()
        raise ImapError(
            f"{login.host} is another computer, so Nextround does not send your password to it unprotected. "
            "Choose TLS or STARTTLS for this account.",
            "refused",
        )
    if login.security == "tls":
        sock = _protect(login, sock, context)
    return Wire(sock, timeout)


def _on_this_computer(sock: socket.socket) -> bool:
    peer = ipaddress.ip_address(sock.getpeername()[0].partition("%")[0])
    mapped = getattr(peer, "ipv4_mapped", None)
    return (mapped or peer).is_loopback


def _is_far(sock: socket.socket) -> bool:
    """Whether it pays to pack what is sent."""
    return not _on_this_computer(sock)


def _protect(login: Login, sock: socket.socket, context: ssl.SSLContext | None) -> ssl.SSLSocket:
    try:
        return (context or ssl.create_default_context()).wrap_socket(sock, server_hostname=login.host)
    except ssl.SSLError as error:
        sock.close()
        raise _unprotected(login, error) from None
    except (OSError, ValueError) as error:
        sock.close()
        raise _unreachable(login, error) from None


def _unprotected(login: Login, error: ssl.SSLError) -> ImapError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return ImapError(
            f"The certificate of {login.host} could not be confirmed ({error.verify_message}), so your "
            "password was not sent. Look at the server's name; if it is right, ask whoever runs it.",
            "certificate",
        )
    return ImapError(
        f"{login.host} does not speak TLS on port {login.port}, so your password was not sent. "
        "Try port 993 with TLS, or port 143 with STARTTLS.",
        "certificate",
    )


def _unreachable(login: Login, error: Exception) -> ImapError:
    if isinstance(error, TimeoutError):
        reason = "it did not answer"
    elif isinstance(error, socket.gaierror | UnicodeError):
        reason = "no such name was found, or there is no network"
    elif isinstance(error, ConnectionRefusedError):
        reason = "nothing listens there"
    else:
        reason = "the connection did not come about"
    return ImapError(
        f"{login.host} could not be reached on port {login.port}: {reason}. Nothing is lost. "
        "Look at the name, the port and your network, then try again.",
        "unreachable",
    )


class _Door:
    """The way in, step by step."""

    def __init__(self, login: Login, wire: Wire) -> None:
        self.login = login
        self.wire = wire
        self.can: Capabilities = frozenset()

    def enter(self, context: ssl.SSLContext | None) -> Capabilities:
        """Hear the greeting, protect the connection where that is still to do, and sign in."""
        greeting = self._greeting()
        self._capabilities()
        self._starttls(greeting, context)
        if greeting != b"PREAUTH":
            self._sign_in()
        self._capabilities()
        if "COMPRESS=DEFLATE" in self.can and _is_far(self.wire.sock):
            self.wire.compress()
        if "ID" in self.can:  # some let only those read who say what they are
            with suppress(Refusal):
                self.wire.run(b'ID ("name" "Nextround")')
        return self.can

    def _greeting(self) -> bytes:
        line = self.wire.answer()[0]
        if not line.startswith(b"* "):
            raise Garbled("no greeting")
        greeting = status_of(line[2:])
        if greeting.status == b"BYE":
            raise _turned_away(self.login, greeting)
        return greeting.status

    def _capabilities(self) -> None:
        for pieces in self.wire.run(b"CAPABILITY"):
            word, *can = pieces[0].split()
            if word.upper() == b"CAPABILITY":
                self.can = frozenset(one.decode("ascii", "replace").upper() for one in can)

    def _starttls(self, greeting: bytes, context: ssl.SSLContext | None) -> None:
        security = self.login.security
        if security == "tls" or (security == "plain" and "STARTTLS" not in self.can):
            return
        if "STARTTLS" not in self.can or greeting == b"PREAUTH":
            raise ImapError(
                f"{self.login.host} does not offer a protected connection on port {self.login.port}, so your "
                "password was not sent. Try port 993 with TLS.",
                "certificate",
            )
        self.wire.run(b"STARTTLS")
        context = context or (_any_certificate() if security == "plain" else ssl.create_default_context())
        try:
            self.wire.wrap(context, self.login.host)
        except ssl.SSLError as error:
            raise _unprotected(self.login, error) from None
        except OSError as error:
            raise _unreachable(self.login, error) from None
        self._capabilities()

    def _sign_in(self) -> None:
        try:
            if self.login.how == "xoauth2":
                self._with_token()
            else:
                self._with_password()
        except Refusal as refusal:
            raise _not_let_in(self.login, refusal) from None

    def _with_token(self) -> None:
        if "AUTH=XOAUTH2" not in self.can:
            raise ImapError(
                f"{self.login.host} does not take access tokens. Sign in with a password or an app password.",
                "token",
            )
        self._authenticate(
            b"XOAUTH2", f"user={self.login.user}\x01auth=Bearer {self.login.secret}\x01\x01".encode()
        )

    def _with_password(self) -> None:
        if "AUTH=PLAIN" in self.can:
            self._authenticate(b"PLAIN", f"\0{self.login.user}\0{self.login.secret}".encode())
        elif "LOGINDISABLED" in self.can:
            raise ImapError(
                f"{self.login.host} does not let anyone sign in with a password here. "
                "Your provider's help pages say how mail programs connect.",
                "refused",
            )
        else:
            self.wire.run(b"LOGIN %s %s", self.login.user.encode(), self.login.secret.encode())

    def _authenticate(self, how: bytes, said: bytes) -> None:
        """SASL with one answer of ours. A second question is only ever asked to tell what was wrong."""
        tag = self.wire.send(b"AUTHENTICATE " + how)
        answered = False
        while True:
            line = self.wire.answer()[0]
            if line.startswith(b"+"):
                self.wire.say(b"" if answered else base64.b64encode(said))
                answered = True
            elif line.startswith(tag + b" "):
                status = status_of(line[len(tag) + 1 :])
                if status.status != b"OK":
                    raise status
                return


def _any_certificate() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _turned_away(login: Login, greeting: Refusal) -> ImapError:
    return ImapError(
        f"{login.host} takes no connections now{_in_its_words(greeting)}. Nothing is lost. Try again later.",
        "server",
    )


def _in_its_words(refusal: Refusal) -> str:
    words = "".join(char for char in refusal.words if char.isprintable()).strip(" .")
    return f" (it says: “{words[:160]}”)" if words else ""


def _not_let_in(login: Login, refusal: Refusal) -> ImapError:
    said = _in_its_words(refusal)
    if refusal.code in LATER or "too many" in refusal.words.lower():
        return ImapError(
            f"{login.host} does not let you in for the moment{said}. Nothing is lost. Try again later.",
            "server",
        )
    if login.how == "xoauth2":
        return ImapError(
            f"{login.host} does not take this access token any more{said}. Nothing is lost. "
            "Get a new token, then sign in again.",
            "token",
        )
    return ImapError(
        f"{login.host} did not take this name and password{said}. Nothing is lost. Look at both; many "
        "providers want an app password, made for this one use, instead of the usual one.",
        "password",
    )
