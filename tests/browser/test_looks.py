"""Every page in light and dark, wide and on a phone: no fault for axe, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.app import App, faults, free_port
from tests.browser.conftest import running
from tests.browser.pages import PAGES, find, prepare
from tests.dovecot import Dovecot

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def ready(app: App, chromium: Any, dovecot: Dovecot) -> App:
    prepare(app, chromium, dovecot)
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


@pytest.mark.parametrize("width", [640, 320])
def test_at_twice_the_size_nothing_is_cut_off(ready: App, chromium: Any, width: int) -> None:
    """Twice the size on a window of 1280, and on one that is as narrow as a page has to bear."""
    page = ready.page(chromium, width=width)
    for name, address in find(ready, page).items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
    page.context.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The program on its first day: no mail, no application."""
    home, port = tmp_path_factory.mktemp("empty"), free_port()
    with running(home, port) as link:
        yield App(home, port, link)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_nothing_read_yet_has_no_fault(empty: App, chromium: Any, scheme: str, width: int) -> None:
    page = empty.page(chromium, scheme, width)
    found = {}
    for address in ("/", "/applications", "/applications?view=board", "/review", "/mailboxes", "/settings"):
        page.goto(address)
        found[address] = faults(page)
    page.goto("/")
    page.get_by_role("button", name="I am upset today").locator("visible=true").click()
    found["put away"] = faults(page)
    page.get_by_role("button", name="Bring it back now").click()
    page.context.close()
    assert found == {key: [] for key in found}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_put_away_and_forms_with_errors_have_no_fault(
    ready: App, chromium: Any, scheme: str, width: int, tmp_path: Path
) -> None:
    page = ready.page(chromium, scheme, width)
    addresses, found = find(ready, page), {}

    page.goto("/welcome")
    cat = tmp_path / "cat.mbox"
    cat.write_bytes(bytes(range(256)) * 20)
    page.locator("#file").set_input_files(cat)
    page.get_by_role("button", name="Read this mailbox").click()
    expect(page.locator("#file_error")).to_be_visible()
    found["upload"] = faults(page)

    page.goto("/welcome")
    page.get_by_text("It is a large file").click()
    page.locator("#path").fill("/nowhere/at/all")
    page.get_by_role("button", name="Read from there").click()
    expect(page.locator("#path_error")).to_be_visible()
    expect(page.locator("#path")).to_have_value("/nowhere/at/all")
    found["path"] = faults(page)

    page.goto("/applications/add")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#id_company_error")).to_be_visible()
    found["add"] = faults(page)

    page.goto(addresses["split"])
    page.locator("main form button").last.click()
    found["split"] = faults(page)

    page.goto("/applications?q=nobodyofthatname")
    found["none like that"] = faults(page)

    page.goto("/")
    page.get_by_role("button", name="I am upset today").locator("visible=true").click()
    found["put away"] = faults(page)
    page.get_by_role("button", name="Bring it back now").click()
    page.context.close()
    ready.complaints.clear()  # the browser itself logs the answers 400
    assert found == {key: [] for key in found}


def test_support_is_one_tap_away_on_a_phone(ready: App, chromium: Any) -> None:
    page = ready.page(chromium, width=390)
    for address in find(ready, page).values():
        page.goto(address)
        expect(page.get_by_role("link", name="Support").locator("visible=true").first).to_be_in_viewport()
    page.context.close()


def test_touch_targets_are_large_enough(ready: App, chromium: Any) -> None:
    page = ready.page(chromium, width=390)
    page.goto("/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .button, nav a, select, input')]
            .filter(el => el.offsetParent && !el.closest('.visually-hidden'))
            .map(el => el.closest('label') || el)
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
