"""Signing in: what works, and what is said when it does not."""

from __future__ import annotations

import pytest

from nextround.mailbox.imap import ImapError, connect, pauses
from tests.dovecot import Dovecot


def refused(login, **more) -> ImapError:
    with pytest.raises(ImapError) as caught:
        connect(login, timeout=5, **more)
    assert login.secret not in caught.value.sentence
    return caught.value


def test_password_over_tls_with_a_checked_certificate(dovecot: Dovecot):
    login = dovecot.login("tls", host="localhost", port=dovecot.tls_port, security="tls")
    with connect(login, context=dovecot.trust()) as account:
        assert account.examine("INBOX").mails == 0


def test_password_after_starttls(dovecot: Dovecot):
    login = dovecot.login("start", host="localhost", security="starttls")
    with connect(login, context=dovecot.trust()) as account:
        assert account.wire.sock.version().startswith("TLS")  # type: ignore[attr-defined]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_unknown_certificate_stops_before_the_password_is_sent(dovecot: Dovecot, security: str):
    port = dovecot.tls_port if security == "tls" else dovecot.port
    error = refused(dovecot.login("nobody", host="localhost", port=port, security=security))
    assert error.kind == "certificate"
    assert "your password was not sent" in error.sentence


def test_certificate_of_another_name_is_refused(dovecot: Dovecot):
    login = dovecot.login("nobody", host="127.0.0.1", port=dovecot.tls_port, security="tls")
    assert refused(login, context=dovecot.trust()).kind == "certificate"


def test_tls_on_a_port_without_it_names_the_other_way(dovecot: Dovecot):
    error = refused(dovecot.login("nobody", host="localhost", security="tls"))
    assert error.kind == "certificate"
    assert "STARTTLS" in error.sentence


def test_access_token_lets_in(dovecot: Dovecot):
    with connect(dovecot.login("token", how="xoauth2", secret="token-token")) as account:
        assert account.examine("INBOX").mails == 0


def test_revoked_token_asks_for_a_new_one(dovecot: Dovecot):
    error = refused(dovecot.login("token", how="xoauth2", secret="old-token"))
    assert error.kind == "token"
    assert "new token" in error.sentence


def test_wrong_password_says_what_to_do(dovecot: Dovecot):
    error = refused(dovecot.login("alice", secret="guess-work"))
    assert error.kind == "password"
    assert "app password" in error.sentence


def test_password_of_any_letters_goes_through(dovecot: Dovecot):
    error = refused(dovecot.login("alice", secret='pässwort "%s" \\ 密码'))
    assert error.kind == "password"


def test_nobody_listening_is_unreachable(dovecot: Dovecot):
    assert refused(dovecot.login("alice", port=1)).kind == "unreachable"


def test_name_that_does_not_exist_is_unreachable(dovecot: Dovecot):
    assert refused(dovecot.login("alice", host="no such name")).kind == "unreachable"


def test_folder_that_is_gone_is_named(dovecot: Dovecot):
    with connect(dovecot.login("no-folder")) as account:
        with pytest.raises(ImapError, match="100% Größe") as caught:
            account.new_since("Jobs/100% Größe")
        assert caught.value.kind == "folder"
        assert account.examine("INBOX").mails == 0  # the connection is still good


def test_login_does_not_show_its_secret(dovecot: Dovecot):
    assert "secret='" not in repr(dovecot.login("alice", secret="hunter2"))
    assert "hunter2" not in repr(dovecot.login("alice", secret="hunter2"))


def test_pauses_grow_to_an_hour_and_no_further():
    assert [pauses(n) for n in (0, 1, 2, 3)] == [30, 30, 60, 120]
    assert pauses(8) == pauses(10**9) == 3600
