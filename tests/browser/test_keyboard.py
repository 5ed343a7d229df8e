"""Review and letter, with the keyboard alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.app import App
from tests.browser.pages import prepare

pytestmark = pytest.mark.browser


def tab_to(page: Any, name: str, limit: int = 80) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || '').trim().startsWith(" + repr(name) + ")"):
            return
    raise AssertionError(f"“{name}” is not reached with Tab")


def test_review_and_letter_need_the_keyboard_alone(app: App, chromium: Any) -> None:
    prepare(app, chromium)
    page = app.page(chromium)
    page.goto("/review")
    question = page.locator("#question")
    first = question.inner_text()
    for key in ("n", "a", "y", "l"):
        if not page.locator(f"[data-press={key}]").count():
            continue
        page.keyboard.press(key)
        expect(page.locator(".deed[role=status]")).to_be_visible()
        page.keyboard.press("u")
        expect(page.locator(".deed[role=status]")).to_contain_text("Taken back")
        expect(question).to_have_text(first)
    tab_to(page, "No")
    page.keyboard.press("Enter")
    expect(page.locator(".deed[role=status]")).to_contain_text("Answered")
    page.keyboard.press("u")
    expect(question).to_have_text(first)

    page.goto("/applications?state=rejected&sort=company")
    page.locator(".ledger tbody th a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    page.locator("#letter-kind").focus()
    page.keyboard.type("A thank")
    tab_to(page, "Write")
    page.keyboard.press("Enter")
    expect(page.locator("[data-paper]")).to_be_visible()
    page.locator("#answer-thanks").focus()
    page.keyboard.type("Thank you for the hour you gave me.")
    tab_to(page, "Put my sentences on the page")
    page.keyboard.press("Enter")
    expect(page.locator("[data-paper]")).to_have_value(re.compile("Thank you for the hour"))
    tab_to(page, "It is another kind")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Keeping")
    tab_to(page, "Change the kind")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keeping in touch")
    expect(page.locator("[data-paper]")).to_have_value(re.compile("Thank you for the hour"))
    page.context.close()
    assert app.complaints == []
