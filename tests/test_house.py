"""The arrows between the rooms, held without any tool: what may import what, and nothing else."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "nextround"

PURE = {"library", "reading", "journey", "playbook", "letters", "insight", "demo"}
MAY_IMPORT: dict[str, set[str]] = {
    "library": set(),
    "mailbox": {"library"},
    "reading": {"library", "mailbox.message"},
    "journey": {"library", "reading", "mailbox.message"},
    "playbook": {"library", "reading", "journey"},
    "letters": {"library", "reading", "journey", "mailbox.message"},
    "insight": {"library"},
    "demo": {"library", "reading", "journey", "mailbox.message"},
    "records": {"library", "mailbox.message", *(PURE - {"demo"})},
    "desk": {"library", "mailbox", "records", *PURE},
    "web": {"desk", "records.queries"},
    "cli": {"desk", "records.queries", "reading", "journey", "letters", "mailbox", "library"},
}
PURE_MUST_NOT = {
    "django", "click", "rich", "socket", "ssl", "urllib.request", "http", "sqlite3", "subprocess",
    "random", "secrets", "os", "threading", "multiprocessing", "time",
}  # fmt: skip
# A seeded generator is handed in; only its type is named.
ALLOWED_ALL_THE_SAME = {("demo", "random")}


def rooms() -> list[str]:
    return sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists())


def imports_of(file: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = file.relative_to(SOURCE.parent).parts[: -node.level]
                base = ".".join([*package, base]).rstrip(".")
            names += [f"{base}.{alias.name}" for alias in node.names]
    return names


def crossings(room: str) -> list[tuple[str, str]]:
    """Each import out of a room into another room of the house, as (file, `room.module`)."""
    found = []
    for file in (SOURCE / room).rglob("*.py"):
        for name in imports_of(file):
            parts = name.split(".")
            if parts[0] == "nextround" and len(parts) > 1 and parts[1] in MAY_IMPORT and parts[1] != room:
                found.append((str(file.relative_to(SOURCE)), ".".join(parts[1:])))
    return found


def test_every_room_has_its_arrows_written_down():
    assert rooms() == sorted(MAY_IMPORT)


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_room_imports_only_what_it_may(room):
    allowed = MAY_IMPORT[room]
    wrong = [
        (file, name)
        for file, name in crossings(room)
        if not any(name == a or name.startswith(a + ".") for a in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", sorted(PURE))
def test_pure_room_touches_no_clock_disk_network_or_framework(room):
    wrong = []
    for file in (SOURCE / room).rglob("*.py"):
        for name in imports_of(file):
            for banned in PURE_MUST_NOT:
                hit = name == banned or name.startswith(banned + ".")
                if hit and (room, banned) not in ALLOWED_ALL_THE_SAME:
                    wrong.append((str(file.relative_to(SOURCE)), name))
    assert wrong == []


@pytest.mark.parametrize("room", sorted(PURE))
def test_pure_room_never_asks_the_clock(room):
    asks = [
        str(file.relative_to(SOURCE))
        for file in (SOURCE / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}
    ]  # fmt: skip
    assert asks == []


def test_models_are_open_to_records_and_desk_alone():
    outside = [
        (file, name)
        for room in set(MAY_IMPORT) - {"records", "desk"}
        for file, name in crossings(room)
        if name.startswith("records.models")
    ]
    assert outside == []


def modules_of(file: Path) -> set[str]:
    return {name.split(".")[0] for name in imports_of(file)}


def files_that_import(*modules: str) -> set[str]:
    found = (file for file in SOURCE.rglob("*.py") if modules_of(file) & set(modules))
    return {str(file.relative_to(SOURCE)) for file in found}


def test_only_a_connected_account_is_spoken_with_and_only_from_one_place():
    """`serve` listens on this machine; the way to a mail server is opened in `imap_login` alone."""
    assert files_that_import("socket", "ssl") == {
        "serve.py", "mailbox/discovery.py", "mailbox/https.py", "mailbox/imap.py", "mailbox/imap_login.py",
        "mailbox/imap_wire.py",
    }  # fmt: skip
    opens = re.compile(r"create_connection|\.connect\(\(|socket\.socket\(")
    opening = {str(f.relative_to(SOURCE)) for f in SOURCE.rglob("*.py") if opens.search(f.read_text())}
    assert opening == {"serve.py", "mailbox/imap_login.py"}


def test_nothing_can_send_mail_or_fetch_from_the_web():
    others = ("smtplib", "imaplib", "poplib", "ftplib", "httpx", "requests", "urllib3", "aiohttp")
    assert files_that_import(*others) == set()
    # the settings of a mail server, and consent at its provider: asked only when the person asks for them
    assert files_that_import("http") == {"mailbox/https.py"}
    assert files_that_import("dns") == {"mailbox/discovery.py"}
    asking = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if any(name.startswith("nextround.mailbox.https") for name in imports_of(file))
    }
    assert asking == {"mailbox/discovery.py", "mailbox/oauth.py"}
    fetches = [f for f in SOURCE.rglob("*.py") if "urllib.request" in f.read_text()]
    assert fetches == []


def test_accounts_are_reached_from_the_desk_alone():
    """Pages and commands ask the desk; nothing else of the house signs in anywhere."""
    asking = {
        file.split("/")[0]
        for room in MAY_IMPORT
        for file, name in crossings(room)
        if name.startswith(("mailbox.imap", "mailbox.drafts"))
    }
    assert asking == {"desk"}
