"""What holds for every page: it opens, it is the person's alone, it needs no script and no other place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from nextround.desk import support
from nextround.records import keep, safe

OPEN = {"come_in", "closed", "calendar"}
POST_ONLY = {
    "account-consent",
    "account-find",
    "account-folders",
    "account-look",
    "account-drafts",
    "account-password",
    "account-disconnect",
    "not-today",
    "put-off",
    "skip-step",
    "put-away",
    "come-back",
    "import-upload",
    "import-path",
    "import-demo",
    "import-cancel",
    "import-resume",
    "application-event",
    "application-keep-mail",
    "application-own-view",
    "application-feels-awkward",
    "answer-say",
    "contact-keep",
    "contact-note",
    "application-mark",
    "application-again",
    "application-gain",
    "gain-away",
    "application-call-office",
    "application-call-log",
    "call-away",
    "circle-size",
    "circle-add",
    "circle-said",
    "letter-start",
    "undo",
    "mail-correct",
    "answer",
    "letter-check",
    "letter-recipient",
    "letter-sent",
    "feelings-forget",
    "matter",
    "own-line",
    "private-delete",
    "private-delete-all",
    "calendar-link",
    "delete-everything",
}


def every_name() -> list[str]:
    return sorted(str(name) for name in get_resolver().reverse_dict if isinstance(name, str))


def address(name: str, known: dict[str, int]) -> str:
    if name.startswith("account-") and name not in ("account-add", "account-consent", "account-find"):
        return reverse(name, args=[known["account"]])
    if name.startswith("application-") and name != "application-add":
        return reverse(name, args=[known["application"]])
    args = {
        "account": ["account"],
        "application": ["application"],
        "letter": ["letter"],
        "letter-eml": ["letter"],
        "letter-check": ["letter"],
        "letter-recipient": ["letter"],
        "letter-sent": ["letter"],
        "letter-start": ["application"],
        "look-back": ["application"],
    }.get(name)
    if args:
        return reverse(name, args=[known[args[0]]])
    try:
        return reverse(name)
    except Exception:
        return reverse(name, args=[987654])


@pytest.fixture
def known(alice: Any, lumen: int, letter: int) -> dict[str, int]:
    now = timezone.now()
    words = {"host": "imap.home.example", "port": 993, "user": "ines", "how": "password", "security": "tls"}
    account = keep.connect(alice, now, address="ines@home.example", secret=safe.seal("tea"), **words)
    return {"application": lumen, "letter": letter, "account": account.pk}


PLAIN = [
    "contacts",
    "today",
    "welcome",
    "feeling",
    "for-you",
    "private",
    "kind-note",
    "thought",
    "own-lines",
    "practice",
    "practice-pack",
    "hands",
    "numbers",
    "account-add",
    "applications",
    "application-add",
    "no",
    "no-add",
    "gains",
    "review",
    "settings",
    "support",
    "why",
    "effort",
]
OWN = [
    "account",
    "application",
    "application-call",
    "application-edit",
    "application-answers",
    "application-awkward",
    "application-merge",
    "application-split",
    "application-no",
    "application-asked",
    "application-card",
    "application-close",
    "application-later",
    "look-back",
    "letter",
]


# Links that a person may follow: to people to talk to, and to bodies that advise on rights.
ELSEWHERE = {
    f"https://{line.reach.partition('/')[0]}"
    for code, _ in support.countries()
    for line in (*support.of_country(code).lines, *support.of_country(code).rights)
    if line.web
}


@pytest.mark.parametrize("name", [*PLAIN, *OWN])
def test_page_opens_with_one_heading_and_no_inline_code(
    page: Client, known: dict[str, int], name: str
) -> None:
    answer = page.get(address(name, known))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert len(re.findall(r"<h1\b", html)) == 1
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>|javascript:", html)
    assert set(re.findall(r'(?:src|href)="(https?://[^"/]+)', html)) <= ELSEWHERE
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", [n for n in every_name() if n not in OPEN])
def test_page_is_closed_without_a_session(db: None, client: Client, name: str) -> None:
    client.defaults["HTTP_HOST"] = "127.0.0.1"
    answer = client.get(address(name, {"application": 1, "letter": 1, "account": 1}))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/in/")


@pytest.mark.parametrize("name", sorted({*OWN, "account-progress", "letter-eml"}))
def test_strangers_page_is_not_found(
    stranger: Client, page: Client, known: dict[str, int], name: str
) -> None:
    assert page.get(address(name, known)).status_code == 200
    assert stranger.get(address(name, known)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "account-look",
        "account-drafts",
        "account-password",
        "account-disconnect",
        "application-mark",
        "application-event",
        "application-no",
        "application-asked",
        "application-card",
        "application-close",
        "application-again",
        "application-later",
        "application-gain",
        "application-call-office",
        "application-call-log",
        "letter-start",
        "letter-check",
        "letter-recipient",
        "letter-sent",
        "letter",
    ],
)
def test_strangers_deed_is_not_found(stranger: Client, known: dict[str, int], name: str) -> None:
    said = {
        "outcome": "offer",
        "kind": "rejection",
        "channel": "mail",
        "asked": "yes",
        "when": "2020-01-01",
        "version": "1",
        "text": "x",
        "name": "n",
        "drafts": "yes",
        "secret": "x",
        "mails": "go",
    }
    assert stranger.post(address(name, known), said).status_code == 404


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_deed_is_not_done_by_a_link(page: Client, known: dict[str, int], name: str) -> None:
    assert page.get(address(name, known)).status_code == 405


def test_strangers_undo_and_merge_are_not_found(stranger: Client, alice: Any, known: dict[str, int]) -> None:
    from nextround.desk import applications

    deed = applications.last_deeds(alice)[0]
    before = applications.one(alice, known["application"])
    assert stranger.post(reverse("undo", args=[deed.pk])).status_code == 404
    assert applications.one(alice, known["application"]) == before


def test_form_from_elsewhere_is_turned_away_with_a_sentence(alice: Any, lumen: int) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.force_login(alice)
    answer = client.post(reverse("application-mark", args=[lumen]), {"outcome": "offer"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()


def test_unknown_address_says_so_kindly(page: Client) -> None:
    answer = page.get("/nowhere")
    assert answer.status_code == 404
    assert "Nothing is lost" in answer.content.decode()
