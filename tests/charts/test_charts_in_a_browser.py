"""The charts as people see them: Streamlit's own page in a real browser, on a phone and a desk."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from charts.hostile import HOSTILE
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parents[1]
CHARTS = 5
SIGHTS = (
    (390, "light", ""),
    (390, "dark", "long"),
    (700, "light", "long"),
    (1100, "dark", ""),
)
WORDS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map(svg => {
    const edge = svg.getBoundingClientRect()
    const words = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim()
        && text.getAttribute('opacity') !== '0').map(text => {
        const box = text.getBoundingClientRect()
        return {words: text.textContent, left: box.left - edge.left, right: box.right - edge.left,
            top: box.top - edge.top, bottom: box.bottom - edge.top,
            colour: getComputedStyle(text).fill}
    })
    return {width: edge.width, height: edge.height, words}
})"""

# The middles of the first chart's marks and of some of the others'.
MIDDLES = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].flatMap(
    (chart, place) => [...chart.querySelectorAll('.mark-rect path, .mark-symbol path')]
        .map(mark => mark.getBoundingClientRect()).filter(box => box.width > 2)
        .filter((_, nth) => !place || nth % 9 == 0)
        .map(box => [box.left + box.width / 2, box.top + box.height / 2]))"""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page that shows every chart; return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("gallery") / "log"
    page = Path(__file__).with_name("gallery.py")
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(page), f"--server.port={port}"],
            cwd=TESTS.parent,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        with suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
            break
        time.sleep(0.1)
    else:
        pytest.fail(f"The gallery did not open:\n{log.read_text()}")
    yield address
    server.terminate()
    server.wait(20)


class Sight:
    """The gallery at one width, in light or dark: it keeps what was asked of others or warned of.

    The window is so tall that nothing needs to be scrolled to.
    """

    def __init__(self, browser: Browser, gallery: str, width: int, scheme: Any, names: str) -> None:
        self.noticed: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 4000}, color_scheme=scheme
        )
        self.page = self.context.new_page()
        ours = (gallery, "data:", "blob:", "about:")
        notice = self.noticed.append
        self.page.on("request", lambda one: None if one.url.startswith(ours) else notice(one.url))
        self.page.on("dialog", lambda dialog: notice(dialog.message))
        self.page.on(
            "console", lambda one: notice(one.text) if one.type in {"warning", "error"} else None
        )
        self.page.goto(f"{gallery}/?names={names}")
        self.page.get_by_text("That was all.").wait_for()
        drawn = "document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length"
        self.page.wait_for_function(f"{drawn} === {CHARTS}")


@pytest.fixture(scope="module", params=SIGHTS, ids=lambda one: " ".join(map(str, one)).strip())
def seen(request: pytest.FixtureRequest, browser: Browser, gallery: str) -> Iterator[Sight]:
    sight = Sight(browser, gallery, *request.param)
    yield sight
    sight.context.close()


def test_no_word_is_cut_off_or_covers_another(seen: Sight) -> None:
    for chart in seen.page.evaluate(WORDS):
        assert chart["words"]
        for one in chart["words"]:
            assert one["left"] >= -1, one
            assert one["right"] <= chart["width"] + 1, one
            assert one["top"] >= -1, one
            assert one["bottom"] <= chart["height"] + 1, one
        for one, other in combinations(chart["words"], 2):
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert across <= 2 or down <= 3, (one, other)


def test_words_stand_out_from_the_page_in_light_and_in_dark(seen: Sight) -> None:
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    colours = {one["colour"] for chart in seen.page.evaluate(WORDS) for one in chart["words"]}

    assert len(colours) == 1
    # 7:1 before the words that stand back lose a quarter; WCAG 2.2 asks for 4.5:1.
    assert _contrast(_parts(colours.pop()), _parts(seen.page.evaluate(ground))) >= 7


def test_a_chart_asks_nothing_of_others_and_vega_warns_of_nothing(seen: Sight) -> None:
    assert seen.noticed == []


def test_hostile_names_run_nothing_and_load_nothing_and_show_as_written(
    browser: Browser, gallery: str
) -> None:
    hostile = Sight(browser, gallery, 1100, "light", "hostile")
    page = hostile.page

    tips = set()
    for across, down in page.evaluate(MIDDLES):
        page.mouse.move(across, down)
        tips.add(page.evaluate("document.querySelector('#vg-tooltip-element')?.innerText || ''"))
    for word in HOSTILE[:6]:
        assert any(word in tip for tip in tips), word
    inside = "#vg-tooltip-element :is(img, script, svg, a), .stVegaLiteChart :is(image, script, a)"
    assert page.locator(inside).count() == 0
    assert page.title() != "ran"
    assert hostile.noticed == []
    hostile.context.close()


def _parts(colour: str) -> list[float]:
    return [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")][:3]


def _contrast(one: list[float], other: list[float]) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(parts: list[float]) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    linear = [
        part / 255 / 12.92 if part <= 0.04045 * 255 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
