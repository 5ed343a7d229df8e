"""One no from the hour it comes to the day it is closed, with the keyboard alone, and how long that takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.app import App

pytestmark = pytest.mark.browser

A_KEY = 0.25  # seconds for a key that moves or decides
A_LETTER = 0.3  # seconds for a typed character: 40 words a minute
RECORDED = 60.0  # seconds for writing the no down
LONGEST = 180.0  # seconds for the record and the letter together
NAME = """() => {
    const it = document.activeElement;
    const label = it.labels && it.labels.length ? it.labels[0].innerText : "";
    return (it.getAttribute("aria-label") || label || it.innerText || "").trim();
}"""


@dataclass
class Keyboard:
    """The keys of a page, counted; no pointer is ever used."""

    page: Any
    keys: int = 0
    letters: int = 0

    @property
    def seconds(self) -> float:
        """What a person takes for all of it."""
        return self.keys * A_KEY + self.letters * A_LETTER

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.letters += len(text)

    def to(self, name: str, limit: int = 60) -> None:
        """Press Tab until the control of that name has the focus."""
        for _ in range(limit):
            self.press("Tab")
            if str(self.page.evaluate(NAME)).startswith(name):
                return
        raise AssertionError(f"“{name}” is not reached with Tab")

    def enter(self, name: str) -> None:
        """Go to a button or a link, and press it."""
        self.to(name)
        self.press("Enter")


@pytest.fixture
def waiting(app: App, chromium: Any) -> Any:
    """A page of a person who waits for an answer after an interview."""
    page = app.page(chromium)
    page.goto("/applications/add")
    page.get_by_label("Employer").fill("Tarn & Daughters")
    page.get_by_label("Role").fill("Planner")
    page.get_by_label("Applied on").fill((date.today() - timedelta(days=12)).isoformat())
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("Write down something that happened").click()
    form = page.locator("form[action$='/event']")
    form.locator("[name=kind]").select_option("interview")
    form.locator("[name=when]").fill((date.today() - timedelta(days=4)).isoformat())
    form.get_by_role("button", name="Write it down").click()
    expect(page.locator(".moment-interview")).to_be_visible()
    page.goto("/applications")
    return page


SENTENCES = {
    "How would you greet them": "Dear Kim,",
    "What did you appreciate": "Thank you for the hour on Tuesday.",
    "What is one thing you remember": "I keep thinking about how you plan the night shifts.",
    "What is the one thing": "What is one thing I could practise before my next interview?",
    "Does the door stay open": "I would be glad to hear when a similar role opens.",
    "How do you sign off": "Kind regards, Ines",
}


def record(hands: Keyboard) -> None:
    """The no that came by mail this morning: which one, how, from whom."""
    hands.enter("They said no")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Which one was it?")
    hands.enter("This one: Tarn & Daughters")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("They said no")
    hands.to("By mail")
    hands.press("Space")
    hands.to("Who told you")
    hands.type("Kim Vale")
    hands.enter("Write it down")
    expect(hands.page.locator(".state").first).to_have_text("It was a no")


def write(hands: Keyboard) -> None:
    """A short letter in one's own words, and that it was sent."""
    hands.enter("Write to them")
    paper = hands.page.locator("[data-paper]")
    expect(paper).to_be_visible()
    for part, sentence in SENTENCES.items():
        hands.to(part)
        hands.type(sentence)
    hands.enter("Put my sentences on the page")
    expect(paper).to_have_value(re.compile("night shifts"))
    expect(hands.page.get_by_text("All parts are there.")).to_be_visible()
    hands.enter("I sent it")
    expect(hands.page.get_by_role("heading", name="What happened")).to_be_visible()
    expect(hands.page.locator("[aria-labelledby=write]")).to_contain_text("sent")


def close(hands: Keyboard) -> None:
    """Let it rest, without filling anything in."""
    hands.enter("Let it rest")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Let this one rest")
    hands.enter("Let it rest")


def test_one_no_is_recorded_answered_and_closed_with_the_keyboard_alone(app: App, waiting: Any) -> None:
    hands = Keyboard(waiting)
    record(hands)
    assert hands.seconds < RECORDED, f"{hands.keys} keys and {hands.letters} letters: {hands.seconds:.0f} s"
    write(hands)
    assert hands.seconds < LONGEST, f"{hands.keys} keys and {hands.letters} letters: {hands.seconds:.0f} s"
    close(hands)
    expect(waiting.get_by_role("heading", name="You let this one rest")).to_be_visible()
    waiting.context.close()
    assert app.complaints == []
