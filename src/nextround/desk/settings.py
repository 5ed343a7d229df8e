"""What the person told about themselves, and the whole of their data: kept, copied, checked, deleted."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection

from nextround.desk.errors import Refused
from nextround.desk.rows import plain_address
from nextround.records import keep, queries, safe
from nextround.records.models import Import, Preferences

THEMES = ("auto", "light", "dark")
STORE = "nextround.sqlite3"


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The person's settings; `guessed` says that nobody confirmed the addresses yet."""

    name: str
    addresses: tuple[str, ...]
    guessed: bool
    country: str
    zone: str
    theme: str
    totals: dict[str, int]
    home: str
    quiet_from: time | None = None
    quiet_to: time | None = None


def view(owner: User) -> SettingsView:
    """The person's settings."""
    kept = queries.preferences(owner)
    return SettingsView(
        kept.name,
        tuple(kept.addresses),
        kept.addresses_guessed,
        kept.country,
        kept.zone,
        kept.theme,
        queries.totals(owner),
        str(settings.HOME),
        kept.quiet_from,
        kept.quiet_to,
    )


def theme(owner: User) -> str:
    """auto, light or dark."""
    return Preferences.objects.filter(owner=owner).values_list("theme", flat=True).first() or "auto"


def save(
    owner: User,
    name: str | None = None,
    addresses: Iterable[str] | None = None,
    country: str | None = None,
    zone: str | None = None,
    theme: str | None = None,
    quiet: tuple[time, time] | Literal["keep"] | None = "keep",
) -> None:
    """Remember what is given. Refused with a sentence when something cannot be so.

    `quiet` are the quiet hours on the person's clocks, None for none.
    """
    words: dict[str, object] = {}
    if quiet != "keep":
        words |= dict(zip(("quiet_from", "quiet_to"), quiet or (None, None), strict=True))
    if name is not None:
        words["name"] = " ".join(name.split())
    if country is not None:
        words["country"] = _country(country)
    if zone is not None:
        words["zone"] = _zone(zone)
    if theme is not None:
        words["theme"] = theme if theme in THEMES else "auto"
    if addresses is not None:
        words |= {"addresses": _addresses(addresses), "addresses_guessed": False, "arranged": False}
    keep.preferences(owner, **words)


def _addresses(given: Iterable[str]) -> list[str]:
    found = {address for text in given if (address := plain_address(text))}
    for text in found:
        name, at, domain = text.rpartition("@")
        if not (at and name and "." in domain) or any(c.isspace() or c in "<>,;" for c in text):
            raise Refused(
                f"“{text}” is not a mail address. Write it like name@place.example. Nothing was saved."
            )
    return sorted(found)


def _country(given: str) -> str:
    code = given.strip().upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise Refused("Give the country by its two letters, like DE or US. Nothing was saved.")
    return code


def _zone(given: str) -> str:
    zone = given.strip()
    if zone and zone not in available_timezones():
        raise Refused("Choose a time zone from the list, like Europe/Berlin. Nothing was saved.")
    return str(ZoneInfo(zone)) if zone else ""


# --- the whole of the data -------------------------------------------------------------------------


def delete_everything(owner: User) -> None:
    """Delete all of the person's rows, sessions and uploads, and compact the file behind them."""
    if Import.objects.filter(owner=owner, state=Import.State.READING).exists():
        Import.objects.filter(owner=owner).update(asked_to_stop=True)
        raise Refused("A mailbox is still being read; it was asked to stop. Try again in a moment.")
    keep.delete_everything(owner)
    safe.forget_keys()
    Session.objects.all().delete()
    shutil.rmtree(settings.UPLOADS, ignore_errors=True)
    keep.compact()


def backup(to: Path) -> int:
    """Copy the whole store into one file; gives its size in bytes. Works while the app runs."""
    if to.exists():
        raise Refused(f"There is a file at {to} already. Choose another name; nothing was written.")
    part = to.with_name(to.name + ".part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        target = sqlite3.connect(part)
        try:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
        part.replace(to)
    except (OSError, sqlite3.Error) as problem:
        part.unlink(missing_ok=True)
        raise Refused(f"The copy could not be written ({problem}). Your data is as it was.") from None
    return to.stat().st_size


def restore(source: Path) -> None:
    """Put a backup in the place of the store. The store it replaces is kept beside it, once."""
    problems = whole(source)
    if problems:
        raise Refused(f"This file is no whole backup ({problems[0]}). Your data is as it was.")
    store = store_file()
    connection.close()
    fresh = store.with_name(store.name + ".restoring")
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    if store.exists():
        _settle(store)
        store.replace(store.with_name(store.name + ".before-restore"))
    for left in ("-wal", "-shm"):
        store.with_name(store.name + left).unlink(missing_ok=True)
    fresh.replace(store)


def _settle(store: Path) -> None:
    """Bring everything written into the one file, so that it can be moved."""
    held = sqlite3.connect(store)
    try:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        held.close()


def whole(path: Path) -> list[str]:
    """What is wrong with a store file; empty when it is whole."""
    if not path.is_file():
        return ["there is no such file"]
    held = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = [str(row[0]) for row in held.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        broken = held.execute("PRAGMA foreign_key_check").fetchall()
        tables = {row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    except sqlite3.Error as problem:
        return [str(problem)]
    finally:
        held.close()
    if broken:
        found.append(f"{len(broken)} rows point to rows that are not there")
    if "records_application" not in tables:
        found.append("it holds no data of Nextround")
    return found


def store_file() -> Path:
    """The one file that holds everything."""
    home: Path = settings.HOME
    return home / STORE


def check() -> list[str]:
    """What is wrong with this store; empty when it is whole."""
    return whole(store_file())
