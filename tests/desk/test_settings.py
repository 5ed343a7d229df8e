from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from nextround.desk import Refused, applications, settings
from nextround.desk.arranging import arrange
from nextround.reading.finding import Kind
from nextround.records.models import Application, Deed, Event, Letter, Mail, Person, Preferences
from tests.desk.builders import DAY, post

RARE = "Quillfeather"


def test_what_is_told_is_remembered(alice: Any) -> None:
    settings.save(
        alice, name=" Robin  Ash ", addresses=["B@x.example", "a@x.example "], country="de",
        zone="Europe/Berlin", theme="dark",
    )  # fmt: skip
    view = settings.view(alice)
    assert (view.name, view.addresses, view.guessed) == ("Robin Ash", ("a@x.example", "b@x.example"), False)
    assert (view.country, view.zone, view.theme) == ("DE", "Europe/Berlin", "dark")


@pytest.mark.parametrize(
    "words",
    [{"addresses": ["no address"]}, {"country": "Germany"}, {"zone": "Berlin"}, {"zone": "../../etc"}],
)
def test_what_cannot_be_is_refused(alice: Any, words: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Nothing was saved"):
        settings.save(alice, **words)


def test_delete_everything_takes_mine_and_leaves_hers(alice: Any, charlie: Any) -> None:
    for who in (alice, charlie):
        post(who, 1, 0, Kind.APPLIED)
        arrange(who)
        applications.edit(who, Application.objects.get(owner=who).pk, note="x")
    settings.delete_everything(alice)
    for model in (Application, Deed, Event, Mail, Person):
        assert set(model.objects.values_list("owner", flat=True)) == {charlie.pk}
    assert Letter.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_was_deleted_is_gone_from_the_file(tmp_path: Path) -> None:
    from django.contrib.auth.models import User

    store = tmp_path / "store"
    owner = User.objects.create_user("dana")
    applications.add(owner, RARE, "Planner", DAY)
    settings.backup(store)
    assert RARE.encode() in store.read_bytes()
    settings.delete_everything(owner)
    settings.backup(tmp_path / "after")
    assert RARE.encode() not in (tmp_path / "after").read_bytes()
    assert Preferences.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_whole_private_and_never_overwrites(tmp_path: Path, alice: Any) -> None:
    applications.add(alice, RARE, "Planner", DAY)
    file = tmp_path / "copy"
    assert settings.backup(file) == file.stat().st_size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert settings.whole(file) == []
    with closing(sqlite3.connect(file)) as held:
        assert held.execute("SELECT company FROM records_application").fetchall() == [(RARE,)]
    with pytest.raises(Refused, match="already"):
        settings.backup(file)


def test_what_is_no_backup_is_not_restored(tmp_path: Path, db: None) -> None:
    for content in (b"", b"no store at all", b"SQLite format 3\0" + bytes(2000)):
        file = tmp_path / "file"
        file.write_bytes(content)
        with pytest.raises(Refused, match="no whole backup"):
            settings.restore(file)
    with pytest.raises(Refused, match="no such file"):
        settings.restore(tmp_path / "nowhere")


def test_the_store_forgets_and_keeps_as_promised(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
