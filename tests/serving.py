"""A real server on a real database file, a browser to look at it with, and the way in."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from drafting.store.engines.address import Address
from drafting.ui.menu import Entry
from drafting.ui.sessions import SESSION

ROOT = Path(__file__).parents[1]
# The shell draws and runs what Chromium does, and costs a third less: it has no windows of its own.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
NAMES += ("google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of one device share what is compiled: most of what a page's first load costs.
    "--process-per-site",
)
# What the menu does when somebody chooses a page.
TURN = """(address) => {
  history.pushState({}, '', address);
  window.dispatchEvent(new PopStateEvent('popstate', {state: {}}));
}"""
# Run before any page's own script: `unanswered` while the server has not answered what was asked.
# Streamlit says that its script is not running until the answer comes.
ASKING = """(() => {
  window.WebSocket = class extends WebSocket {
    constructor(...told) {
      super(...told);
      this.addEventListener('message', () => { window.unanswered = false; });
    }
    send(asked) {
      window.unanswered = true;
      super.send(asked);
    }
  };
})()"""
RESTING = """() => !window.unanswered
  && document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")"""
# Kept until the expanders, which take half a second to unfold, stand still.
UNFOLDED = """() => Promise.allSettled(
  document.getAnimations()
    .filter((one) => one.effect.target.localName === "details")
    .map((one) => one.finished)
)"""
PATIENCE_SECONDS = 60
OPENINGS = 6


def chromium() -> str | None:
    """Find a Chromium on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Server:
    """`streamlit run app.py` on a database file or an address, at a port that was free.

    The log lies beside the file, of which there is none where an address is given.
    """

    def __init__(self, file: Path, place: Address | None = None, **settings: str) -> None:
        self.file = file
        database = place.written if place else str(file)
        self.settings = {"DRAFTING_DATABASE": database, **settings}
        self.log = file.with_suffix(".log")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"],
                cwd=ROOT,
                env={**os.environ, **self.settings},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError):
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()
                return self
            time.sleep(0.1)
        said = self.log.read_text()
        self.stop()
        raise AssertionError(f"The server did not start:\n{said}")

    def stop(self) -> None:
        """Stop it, and wait until it has closed its database."""
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def kill(self) -> None:
        """Kill it in the middle of whatever it does (SIGKILL)."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Ask for an address, go through the door and the form, and wait until the page is there."""
    page.goto(address)
    fill_in(page, email, password)
    page.locator(".d-head").wait_for()


def fill_in(page: Page, email: str, password: str) -> None:
    """Press the door's button, if it is shown, and send the form."""
    button = page.get_by_role("button", name="Sign in with your password")
    form = page.get_by_label("E-mail address")
    button.or_(form).wait_for()
    if button.is_visible():
        button.click()
    form.fill(email)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def at_rest(page: Page) -> None:
    """Wait until the page's script has run to its end, and what folds or unfolds has done so.

    Until then a list shuts by itself, and a click may miss what it was meant for.
    """
    # Twice, as a box that was drawn may ask for another run.
    for _ in range(2):
        page.wait_for_function(RESTING, timeout=1000 * PATIENCE_SECONDS)
        page.wait_for_timeout(100)
    page.evaluate(UNFOLDED)


def page_as(browser: Browser, address: str, token: str, width: int = 1280) -> Page:
    """Open an address as whoever's session the token is of; return the page at rest."""
    context = browser.new_context(viewport={"width": width, "height": 1000})
    context.add_cookies([{"name": SESSION, "value": token, "url": address}])
    page = context.new_page()
    page.goto(address)
    page.locator("h1").wait_for()
    at_rest(page)
    return page


def drawn(page: Page) -> None:
    """Wait until the page is there and at rest."""
    page.locator(".d-head, .st-key-broken").first.wait_for()
    at_rest(page)


def turn_to(page: Page, server: str, one: Entry) -> None:
    """Go to a page as the menu does, without loading everything anew; the first time, load it."""
    if page.url == "about:blank":
        page.goto(server + one.address)
    else:
        page.evaluate(TURN, one.address)
    page.wait_for_function("(title) => document.title.startsWith(title)", arg=f"{one.title} – ")
    drawn(page)


def choose(page: Page, label: str, option: str | re.Pattern[str]) -> None:
    """Choose from the last list of a label; open it again where a redrawn page has shut it."""
    box = page.get_by_role("combobox", name=label).last
    wanted = page.get_by_role("option", name=option).first
    for _ in range(OPENINGS):
        at_rest(page)
        box.click()
        try:
            wanted.click(timeout=4000)
        except PlaywrightTimeout:
            page.keyboard.press("Escape")
            continue
        at_rest(page)
        return
    raise AssertionError(f"The list {label!r} showed no {option!r} in {OPENINGS} openings.")
