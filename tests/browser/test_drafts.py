"""The person's words survive: no connection, a closed window, a killed program or browser, two windows."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.app import App, free_port
from tests.browser.conftest import CHROMIUM

pytestmark = pytest.mark.browser
LAST_SECOND = 1.0


def begin(app: App, page: Any, company: str) -> str:
    """Add an application that was a no, begin a letter, and give the letter's address."""
    page.goto("/applications/add")
    page.get_by_label("Employer").fill(company)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="It was a no", exact=True).click()
    page.get_by_label("What to write").select_option("thank_you")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("[data-paper]")).to_be_visible()
    return str(page.url)


def kept_text(app: App, page: Any, address: str) -> str:
    """What the program itself holds of a letter: asked without the scripts that bring words back."""
    html = str(page.request.get(address).text())
    _, _, rest = html.partition("data-paper>")
    return rest.partition("</textarea>")[0].strip()


class Program:
    """The program as a process that can be killed and started again on the same store and port."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.process = home, free_port(), None
        self.link = self.start()
        self.app = App(home, self.port, self.link)

    def start(self) -> str:
        command = [sys.executable, "-m", "nextround", "open", "--port", str(self.port), "--no-browser"]
        self.process: Any = subprocess.Popen(
            command,
            env=os.environ | {"NEXTROUND_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return str(self.process.stdout.readline().strip())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=15)
        self.process.stdout.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    one = Program(tmp_path / "home")
    yield one
    one.kill()


def test_a_button_pressed_while_words_are_being_kept_finds_no_other_window(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    address = begin(app, page, "Slow Ferry")
    answers: list[Any] = []
    keeps = re.compile(re.escape(address.partition("#")[0]) + "$")
    page.route(keeps, lambda asked: held_back(asked, answers), times=1)
    first = page.locator("[name^='answer-']").first
    if not first.is_visible():
        page.locator("details", has=first).locator("summary").first.click()
    with page.expect_request(keeps):
        first.fill("You asked about the tide tables.")
    first.fill("You asked about the tide tables, and I went on about winter.")
    page.get_by_role("button", name="Put my sentences on the page").click(no_wait_after=True)
    for asked, answer in answers:
        asked.fulfill(response=answer)
    expect(page.locator("[data-paper]")).to_have_value(re.compile("about winter"), timeout=15_000)
    expect(page.get_by_text("another window")).to_have_count(0)
    assert len(answers) == 1


def held_back(asked: Any, answers: list[Any]) -> None:
    """Let the program answer, and keep the answer from the page for now."""
    answers.append((asked, asked.fetch()))


def test_words_typed_without_connection_are_back_in_a_new_window(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    address = begin(app, page, "Quiet Harbour")
    page.context.set_offline(True)
    page.locator("[data-paper]").fill("Typed while nothing answered.")
    expect(page.get_by_text("Your words are still here.")).to_be_visible()
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    page.goto(address)
    expect(page.locator("[data-paper]")).to_have_value("Typed while nothing answered.")
    expect(page.get_by_text("Words that were not kept yet are back.")).to_be_visible()
    assert kept_text(app, page, address) == "Typed while nothing answered."
    assert held(page) == []
    page.context.close()
    app.complaints.clear()  # the browser itself logs that nobody answers


def held(page: Any) -> list[str]:
    """The drafts that the browser still holds."""
    return list(page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"))


def test_a_killed_program_loses_nothing_of_what_was_typed(program: Program, chromium: Any) -> None:
    page = program.app.page(chromium)
    address = begin(program.app, page, "Quiet Harbour")
    page.locator("[data-paper]").press_sequentially("The first half was typed before. ", delay=15)
    program.kill()
    page.locator("[data-paper]").press_sequentially("The second half was typed after.", delay=15)
    page.close()
    program.start()
    page = page.context.new_page()
    page.goto(address)
    whole = "The first half was typed before. The second half was typed after."
    expect(page.locator("[data-paper]")).to_have_value(whole)
    expect(page.get_by_text("Words that were not kept yet are back.")).to_be_visible()
    assert kept_text(program.app, page, address) == whole
    page.context.close()


def test_killing_browser_and_program_at_once_loses_at_most_the_last_second(
    program: Program, chromium: Any, playwright_: Playwright
) -> None:
    page = program.app.page(chromium)
    address = begin(program.app, page, "Quiet Harbour")
    page.context.close()
    with own_browser(playwright_, program.app) as (typing, pid):
        typing.goto(address)
        typed, began = "", time.monotonic()
        while time.monotonic() - began < 4:
            typing.locator("[data-paper]").press_sequentially("word ")
            typed += "word "
            if time.monotonic() - began < 4 - LAST_SECOND - 0.5:  # half a second for the way and the disk
                certain = typed
        os.kill(pid, signal.SIGKILL)
        program.kill()
    program.start()
    page = program.app.page(chromium)
    found = kept_text(program.app, page, address)
    assert typed.startswith(found)
    assert len(found) >= len(certain.strip())
    assert len(certain) > 20
    page.context.close()


@pytest.fixture
def playwright_(chromium: Any) -> Any:
    """The driver that the browser came from: a second one cannot run beside it."""
    return chromium.browser_type


@contextlib.contextmanager
def own_browser(kind: Any, app: App) -> Iterator[tuple[Any, int]]:
    """A browser of its own process, known by its number so that it can be killed."""
    port, profile = free_port(), tempfile.mkdtemp()
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        f"--remote-debugging-port={port}",
        f"--user-data-dir={profile}",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            browser = connect(kind, port)
            context = browser.new_context(base_url=app.base, storage_state=app.state)
            yield context.new_page(), process.pid
        finally:
            process.kill()
            shutil.rmtree(profile, ignore_errors=True)


def connect(kind: Any, port: int) -> Any:
    for _ in range(100):
        try:
            return kind.connect_over_cdp(f"http://127.0.0.1:{port}")
        except Exception:
            time.sleep(0.1)
    raise AssertionError("the browser did not start")


def test_two_windows_that_keep_by_themselves_lose_neither_text(app: App, chromium: Any) -> None:
    one = app.page(chromium)
    address = begin(app, one, "Twin Oaks")
    other = one.context.new_page()
    other.goto(address)
    one.locator("[data-paper]").fill("Words of the first window.")
    expect(one.get_by_text("Kept.", exact=True)).to_be_visible()
    other.locator("[data-paper]").fill("Words of the second window.")
    expect(other.get_by_text("Changed in another window too.")).to_be_visible()
    expect(one.locator("[data-paper]")).to_have_value("Words of the first window.")
    other.close()
    third = one.context.new_page()
    third.goto(address)
    expect(third.get_by_role("alert")).to_contain_text("Words of the second window.")
    expect(third.locator("[data-paper]")).to_have_value("Words of the first window.")
    third.get_by_role("button", name="Put the other text on the page").click()
    expect(third.locator("[data-paper]")).to_have_value("Words of the second window.")
    one.context.close()
    app.complaints.clear()  # the browser itself logs the answer 409


def test_windows_hold_their_words_apart_and_a_living_one_is_left_alone(app: App, chromium: Any) -> None:
    one = app.page(chromium)
    address = begin(app, one, "Apart and Alive")
    other = one.context.new_page()
    other.goto(address)
    one.context.set_offline(True)
    one.locator("[data-paper]").fill("First, not kept.")
    other.locator("[data-paper]").fill("Second, not kept.")
    assert len(held(one)) == 2
    one.context.set_offline(False)
    third = one.context.new_page()
    third.goto(address)
    third.wait_for_function("drafts.left('nothing')")
    third.wait_for_timeout(1000)
    expect(third.locator("[data-paper]")).to_have_value("")
    one.context.close()
    app.complaints.clear()


def test_a_plain_form_gives_its_words_back_and_lets_them_go(app: App, chromium: Any) -> None:
    page = app.page(chromium)
    begin(app, page, "Plain Form Works")
    page.get_by_role("link", name="Plain Form Works").first.click()
    address = page.url
    summary = page.get_by_text("Write down something that happened")
    note = page.locator("#id_note")
    summary.click()
    note.fill("They rang and were kind.")
    page.reload()
    expect(note).to_have_value("They rang and were kind.")
    expect(page.get_by_text("Words you typed before are back.")).to_be_visible()
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".deed[role=status]")).to_be_visible()
    page.goto(address)
    assert held(page) == []
    summary.click()
    note.fill("Something else.")
    page.goto(address)
    page.get_by_role("button", name="Let them go").click()
    expect(note).to_have_value("")
    assert held(page) == []
    page.context.close()


def test_words_of_a_form_that_was_sent_into_nothing_are_back(program: Program, chromium: Any) -> None:
    page = program.app.page(chromium)
    begin(program.app, page, "Sent Nowhere")
    page.get_by_role("link", name="Sent Nowhere").first.click()
    address = page.url
    page.get_by_text("Write down something that happened").click()
    page.locator("#id_note").fill("This was sent and nobody took it.")
    program.kill()
    page.get_by_role("button", name="Write it down").click(no_wait_after=True)
    page.wait_for_timeout(500)
    program.start()
    page.goto(address)
    expect(page.locator("#id_note")).to_have_value("This was sent and nobody took it.")
    page.context.close()


def test_deleting_everything_takes_what_the_browser_holds(program: Program, chromium: Any) -> None:
    page = program.app.page(chromium)
    begin(program.app, page, "Gone for Good")
    page.get_by_role("link", name="Gone for Good").first.click()
    page.get_by_text("Write down something that happened").click()
    page.locator("#id_note").fill("Words that go with the rest.")
    assert len(held(page)) == 1
    page.goto("/settings")
    page.get_by_text("I want to delete everything").click()
    page.get_by_label("Write “delete” to go on").fill("delete")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Everything was deleted.")).to_be_visible()
    assert held(page) == []
    page.context.close()
