"""Take the pictures of the README and of docs/screens from the real product, on the demo.

Run: .venv/bin/python docs/take_screenshots.py [NAME ...]
"""

import os
import re
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
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from drafting.demo import PASSWORD, SALT, accounts, play
from drafting.domain.documents import Kind
from drafting.domain.passwords import hash_password
from drafting.domain.people import HOUSE
from drafting.exchange.docx import redlined
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.visit import new_id, wall_clock
from drafting.workshop import Workshop

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
    newcomer: bool = False
    """Each picture is of another person's first visit: what they read before is still to come."""


WORDING = "Today it takes four years, and some parts never get it: that has to end."
COLOURS = 128
LATE: list[str] = []
"""Addresses of people whose last reading was of an earlier draft."""


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


def sections(page: Page) -> None:
    """Unfold the list of sections with their counts."""
    changes("In the text")(page)
    page.get_by_text("sections changed").click()


def suggesting(page: Page) -> None:
    """Type other words for a passage, and stay in the box."""
    page.get_by_role("combobox", name="Passage to change").click()
    page.keyboard.type("A product that has been")
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Your words for it")
    box.fill(
        box.input_value().replace("Today it takes four, and some parts never get it.", WORDING)
    )
    box.press("End")
    page.get_by_role("region", name="What your words change").wait_for()
    page.get_by_role("region", name="What your words change").evaluate(
        "each => each.scrollIntoView({block: 'center'})"
    )


def merging(page: Page) -> None:
    """Take one of the suggestions, to see what the working text becomes."""
    page.get_by_text("Take this one, from").first.click()
    page.get_by_text("What your choice changes").wait_for()


def ticking(page: Page) -> None:
    """Tick a suggestion that an objector would accept, to read what adopting it lifts."""
    page.get_by_text(re.compile("says? it would do")).first.click()
    page.get_by_text("Adopting").first.wait_for()
    page.get_by_role("heading", name="Conditional yes").evaluate("each => each.scrollIntoView()")


def handing_in(page: Page) -> None:
    """Choose a Word file that came back with changes."""
    page.get_by_text("Hand in a Word file").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "mission.docx", "mimeType": "application/octet-stream", "buffer": returned()}
    )
    page.get_by_text("Suggestion", exact=True).first.wait_for()
    page.get_by_text("Hand in a Word file").evaluate("each => each.scrollIntoView()")


def returned() -> bytes:
    """Write the file that a stakeholder sends back: the Mission's latest draft, changed."""
    old = (ROOT / "data/demo/missions/01-adoption/2.md").read_text("utf-8")
    new = old.replace("within two years", "within 18 months").replace(
        "is measured and published every quarter", "is published every month"
    )
    return redlined(old, new, "Ben Okafor", wall_clock())


SHOTS = (
    Shot("convergence", "chair", "/convergence"),
    Shot("chairs_turn", "chair", "/"),
    Shot("missions", "chair", "/missions"),
    Shot("timeline", "steering", "/timeline"),
    Shot("your_turn", "stakeholder", "/"),
    Shot("changes_inline", "chair", "/vision", changes("In the text")),
    Shot("changes_beside", "chair", "/vision", changes("Side by side")),
    Shot("changes_only", "chair", "/vision", changes("Changes only")),
    Shot("changes_sections", "chair", "/vision", sections),
    Shot("changes_since", "stakeholder", "/vision", newcomer=True),
    Shot("changes_brought", "chair", "/vision", who_brought_it),
    Shot("suggestion", "stakeholder", "/missions?text=1", suggesting),
    Shot("word_returned", "stakeholder", "/missions?text=1", handing_in),
    Shot("merge", "chair", "/merge", merging),
    Shot("conditional_yes", "chair", "/ledger", ticking),
    Shot("desk", "chair", "/desk"),
)


@contextmanager
def served() -> Iterator[str]:
    """Serve a freshly played demo on a free port."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        database = Database.open(Path(folder) / "demo.duckdb")
        play(database, lambda *_: None)
        let_in_late_readers(database)
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


def let_in_late_readers(database: Database) -> None:
    """Give four people who read an earlier Vision last the password of the demo."""
    process = Archive(database, HOUSE, wall_clock).process()
    clock = lambda: process.clock_stands_at  # noqa: E731
    house = Archive(database, HOUSE, clock)
    vision = house.documents(Kind.VISION)[0].id
    latest = house.drafts(vision)[-1].number
    known = {one.email for one in accounts()}  # they sign in for other pictures, and read there
    for person in house.stakeholders():
        read = Archive(database, person, clock).last_read(vision)
        late = read and read.number < latest and person.role == "stakeholder"
        if len(LATE) < 4 and late and person.email not in known:
            hashed = hash_password(PASSWORD, SALT)
            Workshop(database, clock, new_id).set_password(person, person.id, hashed)
            LATE.append(person.email)


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


def enter(page: Page, address: str, email: str) -> None:
    """Go to an address, past the sign-in form."""
    page.goto(address)
    page.get_by_role("button", name="Sign in with your password").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_selector(".d-head")


def sign_in(browser: Browser, base: str, role: str) -> dict[str, object]:
    """Sign in as the first demo account of a role; return the cookies."""
    context = browser.new_context()
    enter(context.new_page(), base, next(one.email for one in accounts() if one.role == role))
    state = context.storage_state()
    context.close()
    return dict(state)


def main(names: list[str]) -> None:
    """Take every picture, or those named, at two widths in light and dark."""
    folder = ROOT / "docs" / "screens"
    folder.mkdir(exist_ok=True)
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with served() as base, sync_playwright() as chromium:
        found = shutil.which("chromium") or shutil.which("chromium-headless-shell")
        browser = chromium.chromium.launch(executable_path=found, args=FLAGS)
        doors = {role: sign_in(browser, base, role) for role in {shot.role for shot in wanted}}
        for shot in wanted:
            for place, (width, scheme) in enumerate(product((1280, 390), ("light", "dark"))):
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    storage_state=None if shot.newcomer else doors[shot.role],
                )
                if shot.newcomer:
                    # Straight to the page: any other would show the text first.
                    enter(page, base + shot.address, LATE[place])
                else:
                    page.goto(base + shot.address)
                page.wait_for_selector("h1")
                at_rest(page)
                shot.before(page)
                page.wait_for_timeout(2000)
                height = page.evaluate(
                    "document.querySelector('[data-testid=stMain]').scrollHeight"
                )
                page.set_viewport_size({"width": width, "height": min(1800, height)})
                page.wait_for_timeout(800)
                page.screenshot(path=folder / f"{shot.name}-{width}-{scheme}.png")
                smaller(folder / f"{shot.name}-{width}-{scheme}.png")
                page.close()
                print(shot.name, width, scheme, flush=True)


def at_rest(page: Page) -> None:
    """Wait until the page's script has run to its end: until then a list shuts by itself."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(300)


def smaller(picture: Path) -> None:
    """Keep as many colours as a page of text needs: a third of the bytes."""
    with Image.open(picture) as full:
        few = full.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
