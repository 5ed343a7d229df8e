"""Take the pictures of every page: `python docs/take_pictures.py [NAME ...]`.

Needs what `make system` installs, and `pngquant`, which takes a picture down to 256 colours: a quarter of its
size, and no difference to see. The demo mailbox is read into a home of its own, so the pictures show made-up
people only.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.browser.app import App, free_port  # noqa: E402 -- the tests' own helpers
from tests.browser.conftest import CHROMIUM, running  # noqa: E402 -- the same
from tests.browser.pages import PAGES, find, prepare  # noqa: E402 -- the same
from tests.dovecot import running_dovecot  # noqa: E402 -- the same

OUT = ROOT / "docs" / "pictures"
SMALLER = shutil.which("pngquant") or ""
# Wide in light and dark, and a phone in light: what design.md shows.
VIEWS = (("light", 1280), ("dark", 1280), ("light", 390))


def take(app: App, page: Page, name: str, address: str, scheme: str, width: int) -> None:
    """One picture of the top of a page, as a person sees it first."""
    page.goto(address)
    if name == "letter":
        page.locator("[data-paper]").press("End")
    page.wait_for_timeout(400)
    picture = OUT / f"{name}-{scheme}-{width}.png"
    page.screenshot(path=picture, full_page=False)
    subprocess.run([SMALLER, "--force", "--output", picture, "256", picture], check=True)


def main() -> None:
    """Start the app with the demo mailbox and go round."""
    if not SMALLER:
        sys.exit("Pictures are made small with pngquant. Install it (apt install pngquant), then try again.")
    OUT.mkdir(exist_ok=True)
    design = (OUT.parent / "design.md").read_text(encoding="utf-8")
    wanted = sys.argv[1:] or [name for name in (*PAGES, "quiet") if f"/{name}-" in design]
    with (
        tempfile.TemporaryDirectory() as folder,
        running_dovecot() as server,
        sync_playwright() as playwright,
    ):
        home, port = Path(folder), free_port()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with running(home, port) as link:
            app = App(home, port, link)
            prepare(app, browser, server)
            for scheme, width in VIEWS:
                page = app.page(browser, scheme, width)
                for name, address in find(app, page).items():
                    if name in wanted:
                        take(app, page, name, address, scheme, width)
                if "quiet" in wanted:
                    page.goto("/")
                    page.get_by_role("button", name="I am upset today").locator("visible=true").click()
                    take(app, page, "quiet", "/", scheme, width)
                    page.get_by_role("button", name="Bring it back now").click()
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
