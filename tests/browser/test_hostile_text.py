"""Whatever people write is shown as words: it runs nothing, fetches nothing, covers nothing."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hostile_house import ATTACKS, OUTSIDE, HostileHouse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from serving import OPENINGS, Server, drawn, turn_to
from small_house import begin_session

from drafting.domain.people import MAY, Role
from drafting.ui.menu import MENU, Entry
from drafting.ui.sessions import SESSION

pytestmark = pytest.mark.browser
MOST_LISTS = 4

# Streamlit's own library for messages asks for WebAssembly and does well without.
REFUSED = """
window.refused = [];
document.addEventListener('securitypolicyviolation', (one) =>
  one.blockedURI === 'wasm-eval' ||
  window.refused.push(`${one.effectiveDirective} ${one.blockedURI} ${one.sample}`));
"""
# What an attack has become, had it become anything: an element, a handler, an address, a cover.
FOUND = """(outside) => {
  const found = window.pwned ? ['it ran'] : [];
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) look(one.shadowRoot);
      const tag = one.tagName.toLowerCase();
      if (one.classList.contains('planted')) found.push(`element ${tag}`);
      for (const {name, value} of one.attributes) {
        if (/^on/.test(name)) found.push(`${tag} ${name}`);
        if (/^\\s*(javascript|vbscript|data:text)/i.test(value))
          found.push(`${tag} ${name}=${value}`);
        const shown = ['href', 'aria-label', 'title', 'alt', 'value', 'placeholder', 'data-title'];
        if (value.includes(outside) && !shown.includes(name)) found.push(`${tag} ${name}=${value}`);
      }
      if (tag === 'a' && one.href.includes(outside) && !one.closest('.d-prose'))
        found.push(`link ${one.href}`);
      if (['iframe', 'object', 'embed', 'base', 'plaintext'].includes(tag)) found.push(tag);
    }
  };
  look(document);
  return [...new Set(found), ...window.refused];
}"""


class Listener(ThreadingHTTPServer):
    """Another server, which no page of ours may ever ask for anything."""

    def __init__(self) -> None:
        heard = self.heard = []

        class Note(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Note)
        self.place = f"localhost:{self.server_address[1]}"


@dataclass
class Hostile:
    """The house of attacks, being served."""

    server: Server
    listener: Listener
    tokens: dict[Role, str]


@dataclass
class Watched:
    """A page, and all that it did which no page should."""

    page: Page
    did: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield listening
    listening.shutdown()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Iterator[Hostile]:
    file = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    house = HostileHouse(file, listener.place)
    people = {Role.STAKEHOLDER: house.stakeholders[0], **house.by_role}
    tokens = {
        role: begin_session(house.database, person, f"token-of-{role}")
        for role, person in people.items()
    }
    house.close()
    serving = Server(file).start()
    yield Hostile(serving, listener, tokens)
    serving.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 1600})
    yield made
    made.close()


def watch(hostile: Hostile, context: BrowserContext, role: Role) -> Watched:
    """Open a browser page as somebody of a role, and note what it should never do."""
    context.add_cookies(
        [{"name": SESSION, "value": hostile.tokens[role], "url": hostile.server.url}]
    )
    context.add_init_script(REFUSED)
    watched = Watched(context.new_page())
    ours = (hostile.server.url, "data:", "blob:", "about:")
    context.on(
        "request",
        lambda one: None if one.url.startswith(ours) else watched.did.append(f"asked {one.url}"),
    )
    context.on("page", lambda one: watched.did.append(f"opened {one.url}"))
    watched.page.on("dialog", lambda one: (watched.did.append("dialog"), one.dismiss()))
    return watched


def look_at(hostile: Hostile, watched: Watched, where: str) -> None:
    """Hold that nothing has happened here."""
    found = watched.page.evaluate(FOUND, hostile.listener.place)
    assert [*found, *watched.did, *hostile.listener.heard] == [], where
    assert watched.page.url.startswith(hostile.server.url), where
    assert watched.page.locator(".st-key-broken, [data-testid=stException]").count() == 0, where


def test_the_attacks_are_real(browser: Browser, listener: Listener) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://{listener.place}/")
    ran = 0
    for attack in ATTACKS:
        page.set_content(f"<body>{attack.replace(OUTSIDE, listener.place)}</body>")
        page.wait_for_timeout(60)
        ran += bool(page.evaluate("window.pwned"))
        page.evaluate("window.pwned = 0")
    context.close()
    heard = {path for path in listener.heard if path != "/favicon.ico"}
    listener.heard.clear()

    assert ran >= 7, "in a page that shows them as HTML they run"
    assert {"/img.png", "/frame", "/style.css", "/i.css", "/ran", "/refresh"} <= heard


@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAKEHOLDER])
def test_nothing_runs_on_any_page_whatever_is_opened_there(
    hostile: Hostile, context: BrowserContext, role: Role
) -> None:
    watched = watch(hostile, context, role)
    page = watched.page
    for one in pages_of(role):
        turn_to(page, hostile.server.url, one)
        look_at(hostile, watched, one.name)
        for chart in page.locator("[data-testid=stVegaLiteChart]").all():
            sweep_over(page, chart.bounding_box())
        for name in names_of_lists(page)[:MOST_LISTS]:
            open_list(page, name)
            look_at(hostile, watched, f"{one.name}, list {name}")
        for summary in page.locator("summary:visible").all():
            summary.click()
        for view in ("Side by side", "Changes only"):
            if page.get_by_role("radio", name=view).count():
                page.get_by_text(view, exact=True).click()
                drawn(page)
        look_at(hostile, watched, f"{one.name}, opened")


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.STEERING, Role.OBSERVER])
def test_nothing_runs_on_any_page_that_others_may_open(
    hostile: Hostile, context: BrowserContext, role: Role
) -> None:
    watched = watch(hostile, context, role)
    for one in pages_of(role):
        turn_to(watched.page, hostile.server.url, one)
        look_at(hostile, watched, one.name)


def test_the_words_are_shown_as_they_were_written(
    hostile: Hostile, context: BrowserContext
) -> None:
    page = watch(hostile, context, Role.CHAIR).page
    for address in ("people", "responses", "evidence", "timeline"):
        page.goto(f"{hostile.server.url}/{address}")
        drawn(page)
        shown = page.locator("[data-testid=stMain]").inner_text()
        as_written = [one for one in ATTACKS if one.splitlines()[0][:25] in shown]
        assert len(as_written) >= 6, address
        assert "<script class=planted>" in shown, address


def test_what_is_typed_in_the_browser_is_words_too(
    hostile: Hostile, context: BrowserContext
) -> None:
    watched = watch(hostile, context, Role.STAKEHOLDER)
    page = watched.page
    attack = "".join(ATTACKS[:8]).replace(OUTSIDE, hostile.listener.place)
    page.goto(f"{hostile.server.url}/vision?text=%3Cimg%20src=x%20onerror=window.pwned=1%3E")
    drawn(page)
    box = page.get_by_role("textbox", name="Your comment")
    box.fill(attack)
    box.press("Tab")
    page.get_by_role("button", name="Send my comment").click()

    said = page.get_by_role("article").filter(has_text="](javascript:").first
    expect(page.get_by_text(re.compile("is recorded"))).to_be_visible()
    expect(said).to_be_visible()
    look_at(hostile, watched, "after commenting")


def pages_of(role: Role) -> list[Entry]:
    """List the pages in a role's menu."""
    return [one for one in MENU if one.needs in MAY[role]]


def sweep_over(page: Page, box: dict[str, float] | None) -> None:
    """Move the mouse over a chart, so that its tooltips show."""
    if box is None:
        return
    for across in (0.2, 0.35, 0.5, 0.65, 0.8):
        for down in (0.3, 0.6, 0.85):
            page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])


def names_of_lists(page: Page) -> list[str]:
    """Tell the names of the lists on a page; those of one name hold the same."""
    names = [one.get_attribute("aria-label") or "" for one in page.get_by_role("combobox").all()]
    return list(dict.fromkeys(names))


def open_list(page: Page, name: str) -> None:
    """Open a list, by keyboard, and choose its last option."""
    box = page.get_by_role("combobox", name=name, exact=True).first
    if not box.count() or not box.is_enabled():
        return
    for _ in range(OPENINGS):
        drawn(page)
        box.focus()
        box.press("ArrowUp")
        try:
            page.get_by_role("option").first.wait_for(timeout=4000)
        except PlaywrightTimeout:
            box.press("Escape")
            continue
        box.press("Enter")
        break
    drawn(page)
