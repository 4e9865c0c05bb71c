"""Whatever people write is shown as words: it runs nothing, fetches nothing, covers nothing.

Each attack in each place has a mark of its own, so that it is known which of them were seen. `make
torture` sets DRAFTING_TORTURE: three times the attacks, and each in most of the places.
"""

import io
import os
import re
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest
from hostile_house import HostileHouse
from hostile_watch import FOUND, MARK, SEEN, Hostile, Listener, look_at, watch
from hostile_words import ATTACKS, MORE
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from serving import OPENINGS, Server, drawn, turn_to
from small_house import begin_session

from drafting.domain.people import MAY, Role
from drafting.ui.menu import MENU, Entry

pytestmark = pytest.mark.browser
WHOLE = bool(os.environ.get("DRAFTING_TORTURE"))
# So many pairs of an attack and a place are seen at least: most of those that were planted.
PAIRS = 1500 if WHOLE else 400
MOST_LISTS = 4
# In a page that shows them as HTML, so many attacks run at least, and all this is asked for.
RUN_AT_LEAST = 30 if WHOLE else 7
ASKED_FOR = {"/img.png", "/frame", "/style.css", "/i.css", "/ran", "/refresh"}


@contextmanager
def listening() -> Iterator[Listener]:
    """Start another server, and stop it in the end."""
    outside = Listener()
    threading.Thread(target=outside.serve_forever, daemon=True).start()
    yield outside
    outside.shutdown()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as outside:
        yield outside


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Iterator[Hostile]:
    file = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    house = HostileHouse(file, listener.place, WHOLE)
    people = {Role.STAKEHOLDER: house.stakeholders[0], **house.by_role}
    tokens = {
        role: begin_session(house.database, person, f"token-of-{role}")
        for role, person in people.items()
    }
    papers, word_files = house.papers(), house.word_files()
    house.close()
    serving = Server(file).start()
    yield Hostile(serving, listener, tokens, house.planted, papers, word_files)
    serving.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 1600})
    yield made
    made.close()


def test_the_attacks_are_real(browser: Browser) -> None:
    ran: set[str] = set()
    # Its own other server: what comes late is not laid to the pages of the tests below.
    with listening() as outside, closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"http://{outside.place}/")
        # Nothing tells when an attack has done all it can: a slow machine is given more time.
        for patience in (60, 500, 3000):
            for attack in (*ATTACKS, *(MORE * WHOLE)):
                with suppress(PlaywrightError):  # Some lead the page away.
                    page.set_content(f"<body>{attack.replace('OUTSIDE', outside.place)}</body>")
                    page.wait_for_timeout(patience)
                    if page.evaluate("window.pwned"):
                        ran.add(attack)
                    page.evaluate("window.pwned = 0")
            if len(ran) >= RUN_AT_LEAST and set(outside.heard) >= ASKED_FOR:
                break
        page = context.new_page()
        cover = next(one for one in ATTACKS if "position:fixed" in one)
        page.set_content(f"<main data-testid=stMain>{cover} q001x</main>")
        covered = page.evaluate(SEEN)

    assert covered == {"marks": ["q001x"], "over": ["DIV fixed"]}
    assert len(ran) >= RUN_AT_LEAST, "in a page that shows them as HTML they run"
    assert set(outside.heard) >= ASKED_FOR


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
            hostile.collect(role, page)
        for name in names_of_lists(page)[:MOST_LISTS]:
            open_list(page, name)
            look_at(hostile, watched, f"{one.name}, list {name}")
        for summary in page.locator("summary:visible").all():
            # A pointer waits a quarter of a second, until nothing moves; what opens is the same.
            summary.evaluate("(one) => one.click()")
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
        as_written = [one for one in (*ATTACKS, *MORE) if one.splitlines()[0][:25] in shown]
        assert len(as_written) >= 6, address
        assert re.search(r"<(script|img|svg|iframe|input)\W+class=planted", shown), address


def test_what_is_typed_in_the_browser_is_words_too(
    hostile: Hostile, context: BrowserContext
) -> None:
    watched = watch(hostile, context, Role.STAKEHOLDER)
    page = watched.page
    attack = "".join(ATTACKS[:8]).replace("OUTSIDE", hostile.listener.place)
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


def test_letters_records_and_doors_are_words_in_a_browser_that_refuses_nothing(
    hostile: Hostile, context: BrowserContext
) -> None:
    """As a mail program or a saved file would show them: with no policy of ours around them."""
    watched, page = [], context.new_page()
    page.goto(f"http://{hostile.listener.place}/")
    hostile.listener.heard.clear()
    context.on("request", lambda one: watched.append(one.url))
    page.on("dialog", lambda one: (watched.append("dialog"), one.dismiss()))
    for name, paper in hostile.papers.items():
        page.set_content(paper)
        found = page.evaluate(FOUND, hostile.listener.place)
        assert [*found, *hostile.collect("papers", page)] == [], name
    page.wait_for_timeout(300)

    # The picture of a site is asked for by the browser itself, whenever it finds the time.
    heard = {path for path in hostile.listener.heard if path != "/favicon.ico"}
    assert [*watched, *heard] == []
    assert len(hostile.seen["papers"]) > 100


def test_a_word_file_holds_them_as_words(hostile: Hostile) -> None:
    for file in hostile.word_files:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            texts = {name: parts.read(name).decode() for name in parts.namelist()}
        linked = "".join(text for name, text in texts.items() if name.endswith(".rels"))
        written = "".join(text for name, text in texts.items() if name.endswith(".xml"))
        for active in ("instrText", "fldSimple", "altChunk", "<w:object", "<v:shape", "<w:pict"):
            assert active not in re.sub(r"<w:t[ >].*?</w:t>|<w:delText.*?</w:delText>", "", written)
        targets = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', linked)
        assert [one for one in targets if not one.startswith(("http", "mailto:"))] == []
        assert not re.search(r'image"[^>]*TargetMode="External"', linked), "links, never pictures"
        hostile.seen.setdefault("Word", set()).update(hostile.planted & set(MARK.findall(written)))

    assert len(hostile.seen["Word"]) > 50


def test_most_attacks_were_seen_in_most_places(hostile: Hostile) -> None:
    if len(hostile.seen) < 7:
        pytest.skip("counts what the tests above have looked at")
    pairs = set().union(*hostile.seen.values())
    places = Counter(one[4:] for one in pairs)

    print(f"{len(pairs):,} pairs seen of {len(hostile.planted):,} planted: {dict(places)}")
    print({who: len(seen) for who, seen in hostile.seen.items()})
    assert len(pairs) >= PAIRS
    assert len(places) >= 30


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
