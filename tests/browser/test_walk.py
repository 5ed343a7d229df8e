"""The whole way in a browser: the demo mailbox in, a question answered, a letter written and kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.app import App

pytestmark = pytest.mark.browser
MAIL = """From - Mon Mar  2 09:00:00 2026
Message-ID: <up1@post.example>
From: Kim Vale <kim@zephyrworks.example>
To: ines@post.example
Subject: Thank you for applying to Zephyr Works
Date: Mon, 02 Mar 2026 09:00:00 +0000

Thank you for applying for the role of Planner at Zephyr Works. We have received your application.

"""
SENTENCES = {
    "thanks": "Thank you for the hour you gave me.",
    "detail": "I still think about your question on the winter plan.",
    "question": "What is one thing I could practise before I apply for such a role again?",
    "door": "I would be glad to hear from you when a similar role opens.",
}


def read_demo(page: Any) -> None:
    page.goto("/welcome")
    page.get_by_role("button", name="Open the demo mailbox").click()
    expect(page.locator("#progress").get_by_text("Read to the end")).to_be_visible(timeout=60_000)


def test_from_a_mailbox_to_a_kept_letter(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    expect(page.get_by_role("heading", level=1)).to_have_text("Start with your own mail")
    read_demo(page)
    page.get_by_role("link", name="Go to Today").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")

    page.goto("/review")
    question = page.locator("#question")
    if question.count():
        before = question.inner_text()
        page.keyboard.press("y")
        expect(page.locator(".deed[role=status]")).to_be_visible()
        page.keyboard.press("u")
        expect(question).to_have_text(before)

    page.goto("/applications?state=rejected")
    page.locator(".ledger tbody th a").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    page.locator(".moment-rejection summary").first.click()
    expect(page.locator(".moment-rejection .mail-text").first).to_be_visible()
    expect(page.locator(".moment-rejection mark").first).to_be_visible()

    page.get_by_label("What to write").select_option("thank_you")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("[data-paper]")).to_be_visible()
    for part, words in SENTENCES.items():
        field = page.locator(f"#answer-{part}")
        if field.count():
            field.fill(words)
    page.get_by_role("button", name="Put my sentences on the page").click()
    expect(page.locator("[data-paper]")).to_have_value(re.compile("Thank you for the hour"))
    page.locator("[data-paper]").press("End")
    page.locator("[data-paper]").fill(page.locator("[data-paper]").input_value() + "\n\nKind regards")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The letter is kept as it is.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Open as a mail").click()
    assert "Kind regards" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="I sent it").click()
    expect(page.get_by_text("What happened")).to_be_visible()
    page.context.close()
    assert app.left == []
    assert app.complaints == []


def test_mailbox_file_is_handed_over_and_the_demo_stays(app: App, chromium: Any, tmp_path: Path) -> None:
    box = tmp_path / "Inbox (old).mbox"
    box.write_text(MAIL)
    page = app.page(chromium)
    page.goto("/welcome")
    page.locator("#file").set_input_files(box)
    page.get_by_role("button", name="Read this mailbox").click()
    expect(page.locator("#progress").get_by_text("Read to the end")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="Inbox (old).mbox")).to_be_visible()
    page.goto("/applications?q=zephyr")
    expect(page.locator(".ledger tbody tr")).to_have_count(1)
    page.context.close()


def test_closed_app_is_told_and_the_words_stay(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    page.goto("/applications?state=rejected&sort=first")
    page.locator(".ledger tbody th a").first.click()
    page.get_by_label("What to write").select_option("thank_you")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_role("button", name="Copy")).to_be_visible()
    page.context.set_offline(True)
    page.locator("[data-paper]").fill("Words that must stay.")
    expect(page.get_by_text("Your words are still here.")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-paper]")).to_have_value("Words that must stay.")
    page.context.close()
    app.complaints.clear()  # the browser itself logs that nobody answers


def test_link_opens_once(app: App, chromium: Any) -> None:
    app.page(chromium).context.close()
    context = chromium.new_context()
    answer = context.new_page().goto(app.link)
    assert answer.status == 403
    context.close()


def test_letter_notes_come_while_writing_and_the_place_stays(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    page.goto("/applications?state=rejected&sort=first")
    page.locator(".ledger tbody th a").first.click()
    page.get_by_label("What to write").select_option("thank_you")
    page.get_by_role("button", name="Write", exact=True).click()
    paper = page.locator("[data-paper]")
    paper.click()
    page.keyboard.type("Thank you. I am so sorry to bother you again.", delay=5)
    note = page.locator("[data-note]").filter(has_text="sorry").first
    expect(note).to_be_visible()
    expect(page.locator(".behind mark").first).to_be_attached()
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.evaluate("document.activeElement.selectionStart") == len(paper.input_value())
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
    page.reload()
    expect(paper).to_have_value("Thank you. I am so sorry to bother you again.")
    page.context.close()


def test_two_windows_keep_both_texts(app: App, chromium: Any) -> None:
    one = app.page(chromium)
    one.goto("/applications?state=rejected&sort=company")
    one.locator(".ledger tbody th a").last.click()
    one.get_by_label("What to write").select_option("keep_in_touch")
    one.get_by_role("button", name="Write", exact=True).click()
    other = app.page(chromium)
    other.goto(one.url)
    for page, words in ((one, "Words of the first window."), (other, "Words of the second window.")):
        page.locator("[data-paper]").fill(words)
        page.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_role("alert")).to_contain_text("Both texts are kept")
    expect(other.locator("body")).to_contain_text("Words of the second window.")
    one.context.close()
    other.context.close()
    app.complaints.clear()  # the browser itself logs the answer 409


def test_keys_lead_around(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    page.goto("/support")
    for keys, heading in (("ga", "Applications"), ("gs", "Settings"), ("gt", "Today")):
        for key in keys:
            page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Applications")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.context.close()


def test_everything_works_without_scripts(app: App, chromium: Any) -> None:
    page = app.page(chromium, java_script_enabled=False)
    page.goto("/applications?state=rejected")
    page.locator(".ledger tbody th a").first.click()
    page.locator(".moment-rejection summary").first.click()
    page.get_by_role("link", name="Read the mail").first.click()
    expect(page.locator(".mail-text mark").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="The position was closed").click()
    expect(page.locator(".standing")).to_contain_text("Position closed")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".standing")).to_contain_text("It was a no")
    page.goto("/")
    page.get_by_role("button", name="I am upset today").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You can stop here today")
    page.get_by_role("button", name="Bring it back now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    page.context.close()


def tab_to(page: Any, name: str, limit: int = 80) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || '').trim().startsWith(" + repr(name) + ")"):
            return
    raise AssertionError(f"“{name}” is not reached with Tab")
