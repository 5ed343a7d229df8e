"""Every page in light and dark, wide and on a phone: no fault for axe, nothing wider than the window."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.app import App, faults
from tests.browser.pages import PAGES, find, prepare

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def ready(app: App, chromium: Any) -> App:
    prepare(app, chromium)
    return app


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_a_fault(ready: App, chromium: Any, scheme: str, width: int) -> None:
    page = ready.page(chromium, scheme, width)
    addresses = find(ready, page)
    assert set(addresses) == set(PAGES)
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        amiss = faults(page) + ([f"{wide} px wider than the window"] if wide > 0 else [])
        if amiss:
            found[name] = amiss
    page.context.close()
    assert found == {}
    assert ready.left == []


def test_at_twice_the_size_nothing_is_cut_off(ready: App, chromium: Any) -> None:
    page = ready.page(chromium, width=640)
    for name, address in find(ready, page).items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
    page.context.close()


def test_touch_targets_are_large_enough(ready: App, chromium: Any) -> None:
    page = ready.page(chromium, width=390)
    page.goto("/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .button, nav a, select, input')]
            .filter(el => el.offsetParent && !el.closest('.visually-hidden'))
            .filter(el => el.getBoundingClientRect().height < 43.5).map(el => el.outerHTML.slice(0, 80))"""
    )
    assert small == []
    page.context.close()


def test_unknown_page_and_door_are_pages_of_ours(ready: App, chromium: Any) -> None:
    page = ready.page(chromium)
    page.goto("/nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not here")
    assert faults(page) == []
    page.context.close()
    ready.complaints.clear()
