"""Consent at a provider's own page: the code, the waiting, the tokens, and every way it can go wrong."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import pytest

from nextround.mailbox import https
from nextround.mailbox.imap import ImapError
from nextround.mailbox.oauth import Asked, Client, Tokens, answered, ask, renew
from nextround.mailbox.providers import Consent, settings_for
from tests.dovecot import Dovecot
from tests.mailbox.test_discovery import served

CONSENT = Consent("https://id.mail.example/device", "https://id.mail.example/token", "imap offline")
CLIENT = Client("client-1")
ASKED = Asked("ABCD-1234", "https://id.mail.example/go", "dev-1")
CODE = {"user_code": "ABCD-1234", "verification_uri": "https://id.mail.example/go", "device_code": "dev-1"}
GIVEN = {"access_token": "a.b.c", "refresh_token": "r-1", "expires_in": 3599}


class Provider:
    """Answers each question with what it was told to; keeps what it was asked."""

    def __init__(self, told: Any, status: int = 200) -> None:
        self.answer = https.Answer(status, told if isinstance(told, bytes) else json.dumps(told).encode())
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __call__(self, url: str, form: bytes) -> https.Answer:
        self.asked.append((url, {name: value for name, [value] in parse_qs(form.decode()).items()}))
        return self.answer


def test_code_and_page_are_given_to_the_person():
    web = Provider(CODE | {"interval": 7, "expires_in": "600"})
    assert ask(CONSENT, CLIENT, web) == Asked("ABCD-1234", "https://id.mail.example/go", "dev-1", 7, 600)
    assert web.asked == [(CONSENT.device, {"client_id": "client-1", "scope": "imap offline"})]


def test_tokens_come_once_the_code_was_entered():
    web = Provider(GIVEN)
    assert answered(CONSENT, CLIENT, ASKED, web) == Tokens("a.b.c", "r-1", 3599)
    [(url, form)] = web.asked
    assert url == CONSENT.token
    assert form["device_code"] == "dev-1"
    assert "client_secret" not in form


@pytest.mark.parametrize(("error", "told"), [("authorization_pending", "wait"), ("slow_down", "slower")])
def test_not_yet_answered_means_waiting(error: str, told: str):
    assert answered(CONSENT, CLIENT, ASKED, Provider({"error": error}, 400)) == told


def test_token_is_renewed_and_the_renewal_kept_where_no_new_one_comes():
    web = Provider({"access_token": "new", "expires_in": 3600})
    assert renew(CONSENT, Client("client-1", "s"), "r-1", web) == Tokens("new", "r-1", 3600)
    assert web.asked[0][1]["client_secret"] == "s"
    assert renew(CONSENT, CLIENT, "r-1", Provider(GIVEN | {"refresh_token": "r-2"})).renewal == "r-2"


@pytest.mark.parametrize(("seconds", "after"), [(3600, 3480), (100, 50), (1, 0)])
def test_token_is_renewed_before_its_end(seconds: int, after: int):
    assert Tokens("a", "r", seconds).renew_after == after


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("authorization_declined", "said no"),
        ("access_denied", "said no"),
        ("expired_token", "too old"),
        ("invalid_grant", "Sign in anew"),
        ("invalid_client", "client ID"),
        ("anything_else", "Look at the client ID"),
    ],
)
def test_refusal_says_what_to_do(error: str, words: str):
    for question in (
        lambda web: answered(CONSENT, CLIENT, ASKED, web),
        lambda web: renew(CONSENT, CLIENT, "r-1", web),
        lambda web: ask(CONSENT, CLIENT, web),
    ):
        with pytest.raises(ImapError, match=words) as caught:
            question(Provider({"error": error}, 400))
        assert caught.value.kind == "token"


@pytest.mark.parametrize("told", [b"", b"<html>", b"[1]", b"null", b"[" * 60_000, b'{"access_token": "a"'])
def test_answer_that_is_none_is_a_passing_trouble(told: bytes):
    with pytest.raises(ImapError) as caught:
        renew(CONSENT, CLIENT, "r-1", Provider(told))
    assert caught.value.kind == "server"


def test_trouble_at_the_provider_passes():
    with pytest.raises(ImapError) as caught:
        renew(CONSENT, CLIENT, "r-1", Provider({"error": "invalid_grant"}, 503))
    assert caught.value.kind == "server"


@pytest.mark.parametrize(
    "told",
    [
        CODE | {"verification_uri": "javascript:alert(1)"},
        CODE | {"verification_uri": "http://id.mail.example/go"},
        CODE | {"verification_uri": "https://id.mail.example/go?<script>"},
        CODE | {"verification_uri": None},
        CODE | {"user_code": "<b>"},
        CODE | {"user_code": 7},
        CODE | {"device_code": ""},
        CODE | {"device_code": "x" * 20_000},
        {},
    ],
)
def test_code_that_could_do_harm_on_a_page_is_none(told: dict[str, Any]):
    with pytest.raises(ImapError, match="gave no code"):
        ask(CONSENT, CLIENT, Provider(told))


@pytest.mark.parametrize("access", ["", "a b", "a\r\nX: y", "ü", None, ["a"], "x" * 20_000])
def test_token_that_is_none_is_not_taken(access: Any):
    with pytest.raises(ImapError, match="gave no access"):
        renew(CONSENT, CLIENT, "r-1", Provider(GIVEN | {"access_token": access}))


@pytest.mark.parametrize(
    ("told", "seconds"), [("x", 3600), (None, 3600), (-5, 1), (1e300, 86_400), (float("inf"), 3600)]
)
def test_time_that_makes_no_sense_is_the_usual_one(told: Any, seconds: int):
    assert renew(CONSENT, CLIENT, "r-1", Provider(GIVEN | {"expires_in": told})).seconds == seconds


def test_nothing_secret_is_shown():
    shown = repr(
        [Client("id", "hidden-1"), Asked("CODE", "page", "hidden-2"), Tokens("hidden-3", "hidden-4", 1)]
    )
    assert "hidden" not in shown


def test_outlook_says_where_its_tokens_come_from():
    provider = settings_for("me@outlook.com")
    assert provider is not None
    assert provider.consent is not None
    assert provider.consent.device.startswith("https://login.microsoftonline.com/")
    assert "offline_access" in provider.consent.scope
    assert len(provider.consent.steps) >= 3


def on_this_machine(dovecot: Dovecot) -> Callable[[str, bytes], https.Answer]:
    return lambda url, form: https.ask(url, form, dovecot.trust())


def test_token_over_real_https(dovecot: Dovecot):
    body = json.dumps(GIVEN).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with served(answer, dovecot) as port:
        consent = Consent("", f"https://localhost:{port}/token", "imap")
        assert renew(consent, CLIENT, "r-1", on_this_machine(dovecot)) == Tokens("a.b.c", "r-1", 3599)


def test_site_that_nobody_vouches_for_gets_no_token(dovecot: Dovecot):
    with served(b"HTTP/1.1 200 OK\r\n\r\n{}", dovecot) as port:
        consent = Consent("", f"https://localhost:{port}/token", "imap")
        with pytest.raises(ImapError, match="could not be reached") as caught:
            renew(consent, CLIENT, "r-1")
    assert caught.value.kind == "unreachable"


def test_longest_answer_is_cut_off(dovecot: Dovecot):
    with served(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 300_000, dovecot) as port:
        assert len(https.ask(f"https://localhost:{port}/", None, dovecot.trust()).body) == https.LONGEST


def silence(connection: socket.socket) -> None:
    connection.recv(1)


def drops(connection: socket.socket) -> None:
    with suppress(OSError):
        while True:
            connection.sendall(b"x" * 100)
            time.sleep(0.01)


@pytest.mark.parametrize("then", [silence, drops])
def test_site_that_never_ends_is_left_in_time(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, then: Callable[[socket.socket], None]
):
    monkeypatch.setattr(https, "SECONDS", 0.5)
    with served(b"HTTP/1.1 200 OK\r\n\r\n", dovecot, then) as port, pytest.raises(https.NoAnswer):
        https.ask(f"https://localhost:{port}/", None, dovecot.trust())
