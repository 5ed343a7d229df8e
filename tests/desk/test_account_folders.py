"""Folders of the person's own, read once they were ticked."""

from __future__ import annotations

from typing import Any

import pytest

from nextround.desk import NotYours, Refused, accounts
from nextround.records import keep
from nextround.records.models import Account, Application, Mail
from tests.desk.post import connected, look, search, someone
from tests.dovecot import Dovecot


@pytest.fixture
def filed_away(alice: Any, dovecot: Dovecot) -> Account:
    """An account whose no lies in a folder of the person's own."""
    name = someone()
    dovecot.fill(name, search()[:1])
    dovecot.fill(name, search()[2:], "2026/Lumen Yard")
    return look(connected(alice, dovecot, name))


def test_folder_of_ones_own_is_read_once_it_was_ticked(alice: Any, filed_away: Account) -> None:
    view = accounts.view(alice, filed_away.pk)
    assert ("2026/Lumen Yard", False) in view.others
    assert "2026/Lumen Yard" not in view.folders
    assert Application.objects.get(owner=alice).outcome != "rejected"
    accounts.read_also(alice, filed_away.pk, ["2026/Lumen Yard", "made up"])
    view = accounts.view(alice, look(filed_away).pk)
    assert ("2026/Lumen Yard", True) in view.others
    assert "2026/Lumen Yard" in view.folders
    assert Application.objects.get(owner=alice).outcome == "rejected"
    mails = Mail.objects.count()
    accounts.read_also(alice, filed_away.pk, [])
    view = accounts.view(alice, look(filed_away).pk)
    assert "2026/Lumen Yard" not in view.folders
    accounts.read_also(alice, filed_away.pk, ["2026/Lumen Yard"])
    look(filed_away)
    assert Mail.objects.count() == mails  # what it brought stays, and nothing comes twice


def test_folders_are_chosen_by_their_owner_while_no_look_goes_on(
    alice: Any, charlie: Any, filed_away: Account
) -> None:
    with pytest.raises(NotYours):
        accounts.read_also(charlie, filed_away.pk, [])
    keep.account(filed_away, state=Account.State.LOOKING)
    with pytest.raises(Refused, match="once that is done"):
        accounts.read_also(alice, filed_away.pk, [])
