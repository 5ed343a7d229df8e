"""The card for their call comes out of the printer alone, on one page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.app import App

pytestmark = pytest.mark.browser


def test_the_card_prints_alone_on_one_page(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    page.goto("/applications/add")
    page.get_by_label("Employer").fill("Quern Mill")
    page.get_by_label("Applied on").fill((date.today() - timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="A card for their call").click()
    page.get_by_label("One question").fill("What is one thing I could practise?")
    page.get_by_label("One thank-you").fill("For the tour of the ovens.")
    page.get_by_role("button", name="Keep it").click()
    card = page.locator(".call-card")
    expect(card).to_contain_text("For the tour of the ovens.")
    page.emulate_media(media="print")
    expect(card).to_be_visible()
    for other in ("form >> nth=0", ".places", ".deed", "h1"):
        expect(page.locator(other).first).to_be_hidden()
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1
    page.context.close()
    assert app.complaints == []
