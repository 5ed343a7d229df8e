"""Connecting by consent, with a provider's page and a mail server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from nextround.desk import Refused, accounts, consent, looking
from nextround.mailbox import imap
from nextround.records import safe
from nextround.records.models import Account
from tests.consenting import DOMAIN, Consenting, consenting
from tests.desk.post import look, search, someone
from tests.dovecot import Dovecot


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = someone()
    dovecot.fill(name, search())
    return name


@pytest.fixture
def provider(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Consenting]:
    with consenting(dovecot, monkeypatch) as state:
        yield state


@pytest.fixture
def account(alice: Any, provider: Consenting, user: str) -> Account:
    question = consent.ask(alice, f"{user}@{DOMAIN}", "client-1")
    provider.yes(user)
    made = consent.answer(alice, question.sealed)
    assert made is not None
    return made


def test_yes_at_the_provider_connects_the_account(alice: Any, provider: Consenting, user: str) -> None:
    question = consent.ask(alice, f"{user}@{DOMAIN}", " client-1 ")
    assert (question.name, question.code, question.page) == (
        "Mail House",
        "WXYZ-7788",
        "https://localhost/enter",
    )
    assert consent.answer(alice, question.sealed) is None
    assert consent.again(alice, question.sealed).code == question.code
    provider.yes(user)
    made = consent.answer(alice, question.sealed, drafts=True)
    assert made is not None
    assert (made.how, made.user, made.drafts) == ("consent", user, True)
    look(made)
    view = accounts.view(alice, made.pk)
    assert (view.sentence, view.kept) == ("", 3)
    assert [form["client_id"] for _, form in provider.asked] == ["client-1"] * 3


def test_what_is_kept_is_sealed(account: Account, user: str) -> None:
    assert "renewal" not in account.secret
    assert f"token-{user}" in safe.unseal(account.secret)
    assert "renewal-1" in safe.unseal(account.secret)


def test_token_is_renewed_once_it_is_old(account: Account, provider: Consenting, user: str) -> None:
    before = len(provider.asked)
    assert looking.login_of(account).secret == f"token-{user}"
    assert len(provider.asked) == before
    provider.token = "token-fresh"
    with time_machine.travel(timezone.now() + timedelta(minutes=59), tick=False):
        login = looking.login_of(account)
        assert (login.secret, login.how) == ("token-fresh", "xoauth2")
        account.refresh_from_db()
        assert looking.login_of(account).secret == "token-fresh"
    assert [form["refresh_token"] for _, form in provider.asked[before:]] == ["renewal-1"]


def test_ended_consent_waits_for_the_person_and_a_new_yes_goes_on(
    alice: Any, account: Account, provider: Consenting, user: str
) -> None:
    provider.error = "invalid_grant"
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        row = look(account)
        assert row.state == Account.State.STOPPED
        assert "Sign in anew" in row.sentence
        question = consent.ask(alice, row.address, "client-2")
        provider.yes(user)
        assert consent.answer(alice, question.sealed) == row
        row.refresh_from_db()
        assert (row.state, row.sentence) == (Account.State.WAITING, "")
        assert look(row).sentence == ""
    assert Account.objects.count() == 1


def test_provider_that_is_away_is_asked_again_later(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")  # nobody vouches for it any more
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        row = look(account)
    assert row.state == Account.State.WAITING
    assert "could not be reached" in row.sentence


def test_token_by_hand_ends_the_consent(alice: Any, account: Account, user: str) -> None:
    accounts.sign_in_anew(alice, account.pk, f"token-{user}")
    account.refresh_from_db()
    assert account.how == "xoauth2"
    assert looking.login_of(account).secret == f"token-{user}"


def test_what_cannot_be_read_any_more_asks_to_sign_in_anew(account: Account) -> None:
    for secret in ("no json", "[]", '{"url": 1}'):
        account.secret = safe.seal(secret)
        with pytest.raises(imap.ImapError, match="Sign in anew") as caught:
            looking.login_of(account)
        assert caught.value.kind == "token"


def test_no_at_the_provider_is_a_sentence(alice: Any, provider: Consenting, user: str) -> None:
    question = consent.ask(alice, f"{user}@{DOMAIN}", "client-1")
    provider.error = "access_denied"
    with pytest.raises(Refused, match="You said no"):
        consent.answer(alice, question.sealed)
    assert Account.objects.count() == 0


def test_code_is_good_for_its_owner_and_its_time_alone(
    alice: Any, charlie: Any, provider: Consenting, user: str
) -> None:
    question = consent.ask(alice, f"{user}@{DOMAIN}", "client-1")
    provider.yes(user)
    for owner, sealed in ((charlie, question.sealed), (alice, "made up"), (alice, safe.seal("{"))):
        with pytest.raises(Refused, match="too old"):
            consent.answer(owner, sealed)
    with (
        time_machine.travel(timezone.now() + timedelta(seconds=700)),
        pytest.raises(Refused, match="too old"),
    ):
        consent.answer(alice, question.sealed)
    assert Account.objects.count() == 0


def test_provider_without_consent_or_out_of_reach_refuses(alice: Any, provider: Consenting) -> None:
    with pytest.raises(Refused, match="no access by consent"):
        consent.ask(alice, "ines@elsewhere.example", "client-1")
    assert (
        consent.ask(alice, "ines@lumenyard.example", "client-1", provider="Mail House").name == "Mail House"
    )
    provider.told = lambda _: {"error": "invalid_client"}  # type: ignore[method-assign]
    with pytest.raises(Refused, match="client ID"):
        consent.ask(alice, f"ines@{DOMAIN}", "client-1")
