"""`nextround read-again`: told first, done when asked."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from nextround.cli import store
from nextround.desk import mails
from tests.desk.test_teaching import letter


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch, django_user_model: Any, db: None) -> Any:
    person = django_user_model.objects.create_user("alice")
    monkeypatch.setattr(store, "me", lambda: person)
    return person


def test_reading_again_with_nothing_to_change_says_so(owner: Any) -> None:
    assert "nothing to do" in CliRunner().invoke(store.read_again).output


def test_reading_again_asks_before_it_changes_anything(owner: Any) -> None:
    later = letter(owner, 2, "Kim", "Friday")
    mails.correct(owner, letter(owner, 1).pk, "assessment")
    asked = CliRunner().invoke(store.read_again, input="n\n")
    assert "another mail → a task or test" in asked.output
    assert mails.mail(owner, later.pk).kind == "other"
    assert "Read again: 2." in CliRunner().invoke(store.read_again, ["--yes"]).output
    assert mails.mail(owner, later.pk).kind == "assessment"
