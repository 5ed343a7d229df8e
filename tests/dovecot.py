"""A real Dovecot for tests: on a free port of this machine, with a configuration and mails of its own.

Users have any name and the password `secret`; a user's access token is `token-NAME`. Import the `dovecot`
fixture into the `conftest.py` of a folder of tests.
"""

from __future__ import annotations

import getpass
import grp
import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from nextround.mailbox.imap import Login

PROGRAM = "/usr/sbin/dovecot"
SECRET = "secret"
CONFIG = (
    """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/certificate.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
{identity}
auth_mechanisms = {mechanisms}
{oauth}
passdb {{
  driver = static
  mechanisms = plain login
  args = password="""
    + SECRET
    + """
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
mail_location = maildir:~/Maildir
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
protocol imap {{
  mail_plugins = zlib imap_zlib
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Archive {{
    auto = create
    special_use = \\Archive
  }}
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
}}
service imap-login {{
  {no_chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service stats {{
  {no_chroot}
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
service anvil {{
  {no_chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
)
OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {home}/oauth2.conf
}}
"""
INTROSPECTION = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/
username_attribute = username
active_attribute = active
active_value = true
"""


class Dovecot:
    """A running server: where it listens, and shortcuts to its mails."""

    host = "127.0.0.1"

    def __init__(self, home: Path, port: int, tls_port: int) -> None:
        self.home, self.port, self.tls_port = home, port, tls_port

    def login(self, user: str, **other: Any) -> Login:
        """How to sign in without TLS, as is allowed on this machine."""
        told = {"host": self.host, "port": self.port, "user": user, "secret": SECRET, "security": "plain"}
        return Login(**{**told, **other})

    def trust(self) -> ssl.SSLContext:
        """TLS that trusts this server's certificate, which is for `localhost`."""
        return ssl.create_default_context(cafile=str(self.home / "certificate.pem"))

    def fill(self, user: str, mails: list[bytes], folder: str = "INBOX") -> Path:
        """Put mails into a folder without asking the server, as a delivery does; gives the Maildir."""
        maildir = self.home / "mail" / user / "Maildir"
        if folder != "INBOX":
            maildir = maildir / f".{folder.replace('/', '.')}"
        for name in ("tmp", "cur", "new"):
            (maildir / name).mkdir(parents=True, exist_ok=True)
        count = len(list((maildir / "new").iterdir())) + len(list((maildir / "cur").iterdir()))
        for number, raw in enumerate(mails, count):
            travels = len(raw) + raw.count(b"\n") - raw.count(b"\r\n")  # what a delivery notes in the name
            path = maildir / "new" / f"{1_700_000_000 + number}.M{number}.test,S={len(raw)},W={travels}"
            path.write_bytes(raw)
            _hand_over(path)
        for path in (maildir, *maildir.iterdir(), *maildir.relative_to(self.home / "mail").parents):
            _hand_over(self.home / "mail" / path)
        return maildir


def _hand_over(path: Path) -> None:
    """Give a file to the user whose mail it is."""
    if os.geteuid() == 0:
        shutil.chown(path, *_mail_owner())


def _mail_owner() -> tuple[str, str]:
    """Dovecot keeps no mail for root."""
    if os.geteuid() == 0:
        return "nobody", grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name
    return getpass.getuser(), grp.getgrgid(os.getgid()).gr_name


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _make_certificate(home: Path) -> None:
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(home / "key.pem"), "-out", str(home / "certificate.pem")),
        ],
        check=True,
        capture_output=True,
    )


def _write_config(home: Path, port: int, tls_port: int, oauth_port: int) -> None:
    user, group = _mail_owner()
    root = os.geteuid() == 0
    names = ("dovecot", "dovenull", "dovecot") if root else (user, user, group)
    keys = ("default_internal_user", "default_login_user", "default_internal_group")
    config = CONFIG.format(
        home=home,
        port=port,
        tls_port=tls_port,
        user=user,
        group=group,
        identity="\n".join(f"{key} = {name}" for key, name in zip(keys, names, strict=True)),
        mechanisms="plain login xoauth2" if oauth_port else "plain login",
        oauth=OAUTH.format(home=home) if oauth_port else "",
        no_chroot="" if root else "chroot =",
    )
    (home / "oauth2.conf").write_text(INTROSPECTION.format(port=oauth_port))
    (home / "dovecot.conf").write_text(config)


@contextmanager
def running_dovecot(oauth_port: int = 0) -> Iterator[Dovecot]:
    """Start a server, and end it. Its folder has a short name: sockets lie in it."""
    home = Path(tempfile.mkdtemp(prefix="dove-", dir="/tmp"))
    home.chmod(0o755)
    for name in ("mail", "run"):
        (home / name).mkdir()
    if os.geteuid() == 0:
        shutil.chown(home / "mail", *_mail_owner())
    server = Dovecot(home, free_port(), free_port())
    _make_certificate(home)
    _write_config(home, server.port, server.tls_port, oauth_port)
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(home / "dovecot.conf")], start_new_session=True)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while True:
        with suppress(OSError), socket.create_connection((server.host, server.port), 1) as one:
            if one.recv(4) == b"* OK":
                return
        if process.poll() is not None or time.monotonic() > until:
            log = server.home / "log"
            pytest.fail("Dovecot did not start: " + (log.read_text()[-800:] if log.exists() else ""))
        time.sleep(0.02)


class _Introspection(BaseHTTPRequestHandler):
    """Says whose access token it is."""

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        token = parse_qs(self.rfile.read(length).decode()).get("token", [""])[0]
        good = token.startswith("token-")
        said = json.dumps({"active": True, "username": token[6:]} if good else {"active": False}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Be quiet."""


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A server that takes passwords and access tokens."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Introspection) as tokens:
        threading.Thread(target=tokens.serve_forever, daemon=True).start()
        with running_dovecot(tokens.server_address[1]) as server:
            yield server
        tokens.shutdown()
