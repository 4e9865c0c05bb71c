"""Whoever takes a chart along gets what the page showed, in files that nothing runs."""

import csv
import io
from collections.abc import Callable
from itertools import cycle
from typing import Any
from xml.etree import ElementTree

import pytest
from charts.hostile import HOSTILE
from charts.samples import Naming, as_is
from PIL import Image

from drafting.exchange.chart_files import chart_png, chart_svg, table_csv

Draw = Callable[[Naming], dict[str, Any]]
SVG = "{http://www.w3.org/2000/svg}"
RUNS = {"script", "image", "foreignObject", "use", "iframe", "a"}


def _words(root: ElementTree.Element) -> str:
    return " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_the_drawing_says_the_finding_and_which_draft_it_is_of(draw: Draw) -> None:
    spec = draw(as_is)
    lines = next(one["value"] for one in spec["params"] if one["name"] == "title_wide")

    root = ElementTree.fromstring(chart_svg(spec, "The Vision, draft 3, round 2"))

    assert root.tag == f"{SVG}svg"
    assert all(line in _words(root) for line in lines)
    assert "The Vision, draft 3, round 2" in _words(root)


def test_the_picture_is_dark_words_on_white_whatever_the_page_s_ground(draw: Draw) -> None:
    picture = Image.open(io.BytesIO(chart_png(draw(as_is), "The Vision, draft 3")))

    assert picture.format == "PNG"
    assert picture.width >= 1800
    colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    most, ground = max(colours)
    assert ground == (255, 255, 255)
    assert most > picture.width * picture.height / 4
    assert (0x17, 0x21, 0x2B) in {colour for _, colour in colours}


def test_nothing_that_people_wrote_runs_or_loads_in_the_drawing(draw: Draw) -> None:
    words = cycle(HOSTILE)
    given: dict[str, str] = {}

    svg = chart_svg(draw(lambda name: given.setdefault(name, f"{next(words)} QQ")), HOSTILE[0])

    root = ElementTree.fromstring(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    names = {name for element in root.iter() for name in element.attrib}
    assert not tags & RUNS
    assert not [name for name in names if name.startswith("on") or name.endswith("href")]


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_no_cell_of_the_table_runs_in_a_spreadsheet(cell: str) -> None:
    data = table_csv([{"Sector": cell, cell: "61% (5 of 7)"}])

    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row == [f"'{cell}", "61% (5 of 7)"]
    assert head == ["Sector", f"'{cell}"]
