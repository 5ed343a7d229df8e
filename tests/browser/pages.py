"""Every page with something on it, for the tests of looks and for the pictures in docs/."""

from __future__ import annotations

from typing import Any

from tests.browser.app import App
from tests.dovecot import SECRET, Dovecot

PAGES = (
    "welcome",
    "import",
    "today",
    "feeling",
    "for-you",
    "private",
    "kind-note",
    "thought",
    "own-lines",
    "hands",
    "practice",
    "practice-pack",
    "careers",
    "look-back",
    "numbers",
    "applications",
    "board",
    "application",
    "mail",
    "add",
    "edit",
    "merge",
    "split",
    "no",
    "no-which",
    "asked",
    "card",
    "rest",
    "later",
    "gains",
    "answers",
    "awkward",
    "contacts",
    "review",
    "letter",
    "call",
    "settings",
    "account-add",
    "account-consent",
    "account",
    "support",
    "why",
    "effort",
)
LETTER = (
    "Dear {name},\n\n"
    "Thank you for the hour last Thursday. I am so sorry to bother you again, but I keep thinking about "
    "your question on the winter plan.\n\n"
    "What is one thing I could practise before I apply for such a role again?\n\n"
    "Kind regards\nMarisa"
)

TOLD = (
    "You were well prepared. In the second part your examples stopped before the end, so we could not tell "
    "what had come of them."
)


def prepare(app: App, browser: Any, server: Dovecot | None = None) -> None:
    """Read the demo mailbox and begin a letter, unless that was done; with a mail server, an account too."""
    page = app.page(browser)
    page.goto("/mailboxes")
    if page.get_by_role("button", name="Open the demo mailbox").count():
        page.get_by_role("button", name="Open the demo mailbox").click()
        page.locator("#progress").get_by_text("Read to the end").wait_for(timeout=60_000)
    if server is not None:
        connect(page, server, "marisa")
    page.goto(_application(page))
    page.get_by_label("What to write").select_option("thank_you")
    page.get_by_role("button", name="Write", exact=True).click()
    paper = page.locator("[data-paper]")
    if not paper.input_value():
        whom = page.locator("#id_name").input_value().split(" ")[0]
        paper.fill(LETTER.format(name=whom or "all"))
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("The letter is kept as it is.").wait_for()
    hear(page, _application(page))
    be_rung(page)
    page.context.close()


def be_rung(page: Any) -> None:
    """Say of the oldest no that they may be rung, so that its page of a call is a whole one."""
    page.goto(f"{_application(page, 'rejected&sort=first')}/call")
    page.get_by_label("Their number").fill("+44 20 7946 0000")
    page.get_by_label("They rang me").check()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("Words for a voicemail").wait_for()


def hear(page: Any, application: str) -> None:
    """Write down what they told, and keep a person of theirs, unless that was done."""
    page.goto(f"{application}/answers")
    if page.locator("blockquote").count() == 0:
        page.get_by_label("What they said, in their words").fill(TOLD)
        page.get_by_role("button", name="Keep their words").click()
        page.locator("blockquote").first.wait_for()
    page.goto(application)
    yes = page.get_by_role("button", name="Yes, keep in touch")
    if yes.count():
        yes.first.click()


def connect(page: Any, server: Dovecot, user: str, address: str = "marisa@mailhaven.example") -> None:
    """Connect an account on this machine, as a person does, and wait until it was looked through."""
    page.goto("/accounts/add")
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Incoming mail server").fill(server.host)
    page.get_by_label("Port").fill(str(server.port))
    page.get_by_label("Protection on the way").select_option("plain")
    page.get_by_label("Name to sign in with").fill(user)
    page.get_by_label("Password or app password", exact=True).fill(SECRET)
    page.get_by_role("button", name="Connect").click()
    page.get_by_text("All is well").wait_for(timeout=30_000)


def _application(page: Any, state: str = "rejected") -> str:
    page.goto(f"/applications?state={state}")
    return str(page.locator(".ledger tbody th a").first.get_attribute("href"))


def find(app: App, page: Any) -> dict[str, str]:
    """The address of each page, found as a person finds it."""
    one, waiting = _application(page), _application(page, "open")
    rung = _application(page, "rejected&sort=first")
    page.goto("/mailboxes")
    reading = page.url
    page.goto(one)
    mail = page.locator(".moment-rejection details").first.get_attribute("hx-get")
    letter = page.locator("a[href^='/letters/']").first.get_attribute("href")
    page.goto("/settings")
    account = page.locator(".accounts a").first.get_attribute("href")
    return {
        "welcome": "/welcome",
        "import": reading,
        "today": "/",
        "feeling": "/feeling",
        "for-you": "/for-you",
        "private": "/for-you/writing",
        "kind-note": "/for-you/kind-lines",
        "thought": "/for-you/thought?trap=only_me",
        "own-lines": "/for-you/lines",
        "hands": "/for-you/hands",
        "practice": "/for-you/practice",
        "practice-pack": "/for-you/practice/pack",
        "careers": "/for-you/careers?country=GB",
        "look-back": f"{one}/look-back",
        "numbers": "/for-you/numbers",
        "applications": "/applications",
        "board": "/applications?view=board",
        "application": one,
        "mail": str(mail),
        "add": "/applications/add",
        "edit": f"{one}/edit",
        "merge": f"{one}/same",
        "split": f"{one}/part",
        "no": f"{waiting}/no",
        "no-which": "/no",
        "asked": f"{one}/asked",
        "card": f"{waiting}/card",
        "rest": f"{one}/rest",
        "later": f"{one}/later",
        "gains": "/came-of-it",
        "answers": f"{one}/answers",
        "awkward": f"{one}/awkward",
        "contacts": "/people",
        "review": "/review",
        "letter": str(letter),
        "call": f"{rung}/call",
        "settings": "/settings",
        "account-add": "/accounts/add?address=marisa@gmail.com",
        "account-consent": "/accounts/add?address=marisa@outlook.com",
        "account": str(account),
        "support": "/support?country=GB",
        "why": "/why",
        "effort": "/for-you/done",
    }
