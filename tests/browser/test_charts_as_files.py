"""A chart is taken along from the page: as a picture, as a drawing, and its table as CSV."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.mark.parametrize(
    ("role", "address", "width"),
    [
        ("chair", "/convergence", 1280),
        ("stakeholder", "/missions", 390),
        ("steering", "/timeline", 1280),
    ],
)
def test_the_files_of_a_chart_say_what_the_page_says(
    server: str, page_for: Callable[..., Page], role: str, address: str, width: int
) -> None:
    page = page_for(role, viewport={"width": width, "height": 800})
    page.goto(f"{server}{address}")
    region = page.locator("details.d-more", has_text="Show the figures as a table").first
    expect(region).to_be_visible()
    rows = [
        [cell.strip() for cell in row.locator("th, td").all_text_contents()]
        for row in region.locator("tr").all()
    ]
    chart = page.get_by_test_id("stVegaLiteChart").first
    # Vega names the chart when it has drawn it, which may be after the table stands there.
    expect(chart).to_have_attribute("aria-label", re.compile(r"\w"))
    said = chart.get_attribute("aria-label") or ""

    page.get_by_role("button", name="Download this chart").first.click()

    png = _downloaded(page, "Picture (PNG)", ".png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    svg = ElementTree.fromstring(_downloaded(page, "Drawing (SVG)", ".svg"))
    words = [" ".join(text.itertext()) for text in svg.iter(TEXT)]
    assert any(len(line) > 20 and said.startswith(line) for line in words)
    table = _downloaded(page, "Table (CSV)", ".csv").decode("utf-8-sig")
    assert [
        [cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(table))
    ] == rows


def _downloaded(page: Page, label: str, ending: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("button", name=label).click()
    assert coming.value.suggested_filename.endswith(ending)
    return Path(coming.value.path()).read_bytes()
