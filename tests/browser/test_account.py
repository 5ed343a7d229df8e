"""The whole way with a live account: a no appears on Today, a letter goes into the drafts, and is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from nextround.mailbox.imap import connect as sign_in
from nextround.mailbox.parse import parse
from tests.browser.app import App, faults, free_port
from tests.browser.conftest import running
from tests.browser.pages import connect
from tests.desk.post import flags, letter, search, someone
from tests.dovecot import SECRET, Dovecot

pytestmark = pytest.mark.browser
TEXT = (
    "Dear Kim,\n\nThank you for the hour last week. I still think about your question on the winter plan.\n\n"
    "What is one thing I could practise before I apply for such a role again?\n\nKind regards\nInes"
)
ADDRESS = "ines@home.example"


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The program on its first day."""
    home, port = tmp_path_factory.mktemp("account"), free_port()
    with running(home, port) as link:
        yield App(home, port, link)


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = someone()
    dovecot.fill(name, search())
    return name


def drafts(server: Dovecot, user: str) -> list[tuple[bytes, bytes]]:
    """Each draft with its flags."""
    with sign_in(server.login(user)) as session:
        if not session.examine("Drafts").mails:
            return []
        return [(a[0], a[1]) for a in session.wire.run(b"FETCH 1:* (FLAGS BODY.PEEK[])")]


def write(page: Any) -> None:
    """From Today's one step to a written letter."""
    page.goto("/")
    expect(page.locator("#step-title")).to_contain_text("Lumen Yard")
    page.get_by_role("button", name="Write to them").first.click()
    page.locator("[data-paper]").fill(TEXT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The letter is kept as it is.")).to_be_visible()


def test_from_an_account_to_a_letter_in_its_drafts(
    fresh: App, chromium: Any, dovecot: Dovecot, user: str
) -> None:
    page = fresh.page(chromium)
    connect(page, dovecot, user, ADDRESS)
    expect(page.get_by_text("4 mails, 3 are about your search")).to_be_visible()
    assert faults(page) == []
    write(page)
    assert page.get_by_role("button", name="Put it into my drafts").count() == 0
    letter_at = page.url

    page.get_by_role("link", name=f"allow that for {ADDRESS}").click()
    page.get_by_role("button", name="Allow drafts in this account").click()
    expect(page.get_by_text("Drafts are allowed.")).to_be_visible()
    page.goto(letter_at)
    page.locator("[data-paper]").press("End")
    page.locator("[data-paper]").fill(TEXT + "\n\nP.S. The plan came out well.")
    page.get_by_role("button", name="Put it into my drafts").click()
    expect(page.get_by_text(f"It is in your drafts at {ADDRESS}. Nothing was sent.")).to_be_visible()
    assert faults(page) == []

    ((marks, raw),) = drafts(dovecot, user)
    draft = parse(raw)
    assert b"\\Draft" in marks
    assert (draft.in_reply_to, draft.references) == ("<no@post.example>", ("<no@post.example>",))
    assert ([one.email for one in draft.to], draft.sender.email) == (["kim@lumenyard.example"], ADDRESS)
    assert "P.S. The plan came out well." in draft.text
    assert not any(b"Seen" in line for line in flags(dovecot, user))

    sent = letter("s", draft.subject, draft.text, 0, f"Ines <{ADDRESS}>", "kim@lumenyard.example", "no")
    dovecot.fill(user, [sent], "Sent")
    page.goto("/settings")
    page.get_by_role("link", name=ADDRESS).click()
    page.get_by_role("button", name="Look now").click()
    expect(page.get_by_text("5 mails, 4 are about your search")).to_be_visible(timeout=20_000)
    page.goto(letter_at)
    expect(page.get_by_role("heading", name="Sent", exact=True)).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Nothing needs you today")).to_be_visible()
    page.context.close()
    assert fresh.left == []
    assert fresh.complaints == []


def test_account_works_without_scripts(fresh: App, chromium: Any, dovecot: Dovecot, user: str) -> None:
    page = fresh.page(chromium, java_script_enabled=False)
    page.goto("/welcome")
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Incoming mail server").fill(dovecot.host)
    page.get_by_label("Port").fill(str(dovecot.port))
    page.get_by_label("Protection on the way").select_option("plain")
    page.get_by_label("Name to sign in with").fill(user)
    page.get_by_label("Password or app password", exact=True).fill("wrong")
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_role("alert")).to_contain_text("did not take this name and password")
    expect(page.get_by_label("Password or app password", exact=True)).to_have_value("")
    page.get_by_label("Nextround may put letters into my drafts").check()
    page.get_by_label("Password or app password", exact=True).fill(SECRET)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("All is well")).to_be_visible(timeout=30_000)  # the page comes again by itself
    account_at = page.url
    write(page)
    page.get_by_role("button", name="Put it into my drafts").click()
    expect(page.get_by_text("Nothing was sent.")).to_be_visible()
    assert len(drafts(dovecot, user)) == 1
    page.goto(account_at)
    page.get_by_text("I want to disconnect it").click()
    page.get_by_label("go as well").check()
    page.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_text(f"{ADDRESS} is disconnected.")).to_be_visible()
    expect(page.get_by_text("None is connected.")).to_be_visible()
    page.context.close()
    fresh.complaints.clear()  # the browser itself logs the answer 400
    assert fresh.left == []
