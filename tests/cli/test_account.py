"""Accounts in a terminal: connecting by consent, and folders of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from nextround.cli import account
from nextround.records.models import Account
from tests.consenting import DOMAIN, Consenting, consenting
from tests.desk.post import connected, look, search, someone
from tests.dovecot import Dovecot


@pytest.fixture
def provider(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Consenting]:
    with consenting(dovecot, monkeypatch) as state:
        yield state


def add(address: str) -> Any:
    return CliRunner().invoke(account.account, ["add", address, "--client", "client-1", "--drafts"])


def test_code_is_shown_and_the_yes_waited_for(
    alice: Any, provider: Consenting, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "me", lambda: alice)
    user = someone()
    dovecot.fill(user, [])
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        provider.yes(user)

    monkeypatch.setattr(account.time, "sleep", pause)
    result = add(f"{user}@{DOMAIN}")
    assert result.exit_code == 0, result.output
    assert "Open https://localhost/enter and enter this code: WXYZ-7788" in result.output
    assert f"{user}@{DOMAIN} is connected" in result.output
    assert waited == [1]
    assert Account.objects.get().drafts is True


def test_no_is_a_sentence(alice: Any, provider: Consenting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "me", lambda: alice)
    provider.error = "access_denied"
    result = add(f"ines@{DOMAIN}")
    assert result.exit_code == 1
    assert "You said no" in result.output
    assert Account.objects.count() == 0


def test_folders_of_ones_own_are_told_and_ticked(
    alice: Any, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "me", lambda: alice)
    user = someone()
    dovecot.fill(user, search()[:1])
    dovecot.fill(user, search()[3:], "Oat House")
    row = connected(alice, dovecot, user)

    def folders(*words: str) -> Any:
        return CliRunner().invoke(account.account, ["folders", row.address, *words])

    assert "not looked into yet" in folders().output
    look(row)
    assert folders().output == "      Oat House\n"
    assert folders("Oat House").output == "read  Oat House\n"
    assert "no other folder “Elsewhere”" in folders("Elsewhere").output
    assert folders().output == "read  Oat House\n"
    assert folders("--none").output == "      Oat House\n"
