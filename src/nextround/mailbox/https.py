"""One question over HTTPS: its certificate checked, never sent on to elsewhere, bounded in size and time."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

SECONDS = 5.0  # of silence; the whole answer may take three times as long
LONGEST = 64 << 10
ACCEPTED = "application/json, application/xml, text/xml"


class NoAnswer(Exception):
    """Nobody answered, or nobody who can be trusted to be who was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site said: its status, and at most 64 KB."""

    status: int
    body: bytes


def ask(url: str, form: bytes | None = None, trust: ssl.SSLContext | None = None) -> Answer:
    """Get a page, or post a form to it. Raises NoAnswer."""
    try:
        where = urlsplit(url)
        if where.scheme != "https" or not where.hostname:
            raise NoAnswer("not the address of a protected site")
        context = trust or ssl.create_default_context()
        connection = HTTPSConnection(where.hostname, where.port or 443, timeout=SECONDS, context=context)
        try:
            return _asked(connection, where.path, form)
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(str(error)) from None


def _asked(connection: HTTPSConnection, path: str, form: bytes | None) -> Answer:
    headers = {"Accept": ACCEPTED}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if form is None else "POST", path or "/", form, headers)
    answer = connection.getresponse()
    return Answer(answer.status, _body(answer))


def _body(answer: HTTPResponse) -> bytes:
    body, until = b"", time.monotonic() + 3 * SECONDS
    while len(body) < LONGEST and (more := answer.read1(LONGEST - len(body))):
        body += more
        if time.monotonic() > until:
            raise NoAnswer("it went on for too long")
    return body
