"""A provider that gives access by consent: its page for codes and tokens, over HTTPS on this machine."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from nextround.mailbox import providers
from nextround.mailbox.providers import Consent, Provider
from tests.dovecot import Dovecot

DOMAIN = "mailhouse.example"


class Consenting:
    """What it was asked, and what it says: `yes` once the person agreed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.error = "authorization_pending"
        self.token = ""
        self.seconds = 3600

    def yes(self, user: str) -> None:
        """The person agrees, and may be known by this token at the mail server."""
        self.error, self.token = "", f"token-{user}"

    def told(self, path: str) -> dict[str, Any]:
        """What is said to a question."""
        if path == "/device":
            page = {"verification_uri": "https://localhost/enter", "interval": 1, "expires_in": 600}
            return {"user_code": "WXYZ-7788", "device_code": "device-1", **page}
        if self.error:
            return {"error": self.error}
        return {"access_token": self.token, "refresh_token": "renewal-1", "expires_in": self.seconds}


@contextmanager
def consenting(server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Consenting]:
    """Run such a provider with a mail server behind it. Addresses at `mailhouse.example` belong to it."""
    state = Consenting()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            state.asked.append((self.path, {name: value for name, [value] in form.items()}))
            said = json.dumps(state.told(self.path)).encode()
            self.send_response(400 if b'"error"' in said else 200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            """Be quiet."""

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(server.home / "certificate.pem", server.home / "key.pem")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        site.socket = context.wrap_socket(site.socket, server_side=True)
        threading.Thread(target=site.serve_forever, daemon=True).start()
        base = f"https://localhost:{site.server_address[1]}"
        consent = Consent(
            f"{base}/device", f"{base}/token", "imap", ("Make a client.",), "https://localhost/"
        )
        way = ("localhost", server.tls_port, "tls", "token", ("Bring a token.",))
        house = Provider("Mail House", *way, user_is_name=True, consent=consent)
        providers._starred()  # what else there is stays known
        providers._exchangers()
        monkeypatch.setenv("SSL_CERT_FILE", str(server.home / "certificate.pem"))
        monkeypatch.setattr(providers, "_exact", lambda: {DOMAIN: house})
        monkeypatch.setattr(providers, "_table", lambda: (({"domains": []}, house),))
        yield state
        site.shutdown()
