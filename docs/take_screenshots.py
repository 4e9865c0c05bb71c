"""Take the pictures of the README and of docs/screens from the real product, on the demo.

Run: .venv/bin/python docs/take_screenshots.py [NAME ...]
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from drafting.demo import PASSWORD, accounts, play
from drafting.store.connection import Database

ROOT = Path(__file__).parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Shot:
    """One picture: whose view of which address, and what to do before it is taken."""

    name: str
    role: str
    address: str
    before: Callable[[Page], None] = lambda page: None


def changes(view: str) -> Callable[[Page], None]:
    """Choose the tracked changes since draft 3, in a view."""

    def choose(page: Page) -> None:
        page.get_by_role("combobox", name="Show").click()
        page.get_by_role("option", name="Changes since draft 3").click()
        page.get_by_text(view, exact=True).click()

    return choose


def who_brought_it(page: Page) -> None:
    """Choose the view that names the draft of each line."""
    page.get_by_role("combobox", name="Show").click()
    page.get_by_role("option", name="Which draft brought each line").click()


SHOTS = (
    Shot("convergence", "chair", "/convergence"),
    Shot("missions", "chair", "/missions"),
    Shot("timeline", "steering", "/timeline"),
    Shot("your_turn", "stakeholder", "/"),
    Shot("changes_inline", "chair", "/vision", changes("In the text")),
    Shot("changes_beside", "chair", "/vision", changes("Side by side")),
    Shot("changes_only", "chair", "/vision", changes("Changes only")),
    Shot("changes_brought", "chair", "/vision", who_brought_it),
    Shot("desk", "chair", "/desk"),
)


@contextmanager
def served() -> Iterator[str]:
    """Serve a freshly played demo on a free port."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        database = Database.open(Path(folder) / "demo.duckdb")
        play(database, lambda *_: None)
        database.close()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "DRAFTING_DATABASE": str(Path(folder) / "demo.duckdb")},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Wait until an address answers, at most 30 seconds."""
    for _ in range(120):
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise SystemExit(f"{address} did not answer.")


def sign_in(browser: Browser, base: str, role: str) -> dict[str, object]:
    """Sign in as the first demo account of a role; return the browser's cookies."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(base)
    page.get_by_role("button", name="Sign in with your password").click()
    email = next(one.email for one in accounts() if one.role == role)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_selector(".d-head")
    state = context.storage_state()
    context.close()
    return dict(state)


def main(names: list[str]) -> None:
    """Take every picture, or those named, at two widths in light and dark."""
    folder = ROOT / "docs" / "screens"
    folder.mkdir(exist_ok=True)
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with served() as base, sync_playwright() as chromium:
        browser = chromium.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        doors = {role: sign_in(browser, base, role) for role in {shot.role for shot in wanted}}
        for shot in wanted:
            for width in (1280, 390):
                for scheme in ("light", "dark"):
                    page = browser.new_page(
                        viewport={"width": width, "height": 900},
                        color_scheme=scheme,
                        storage_state=doors[shot.role],
                    )
                    page.goto(base + shot.address)
                    page.wait_for_selector("h1")
                    shot.before(page)
                    page.wait_for_timeout(2000)
                    height = page.evaluate(
                        "document.querySelector('[data-testid=stMain]').scrollHeight"
                    )
                    page.set_viewport_size({"width": width, "height": min(1800, height)})
                    page.wait_for_timeout(800)
                    page.screenshot(path=folder / f"{shot.name}-{width}-{scheme}.png")
                    page.close()
                    print(shot.name, width, scheme)


if __name__ == "__main__":
    main(sys.argv[1:])
