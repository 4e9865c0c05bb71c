"""A chart to take along: as PNG and as SVG on a white ground, and its table as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from drafting.exchange.export import safe_cell

WIDTH, SCALE = 900, 2  # pixels, and pixels of the PNG for each
INK, GROUND = "#17212b", "#ffffff"
VEGA_LITE = "6.4"


def table_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a chart's table as CSV, UTF-8 with a byte order mark; no cell runs in a spreadsheet.

    All rows have the keys of the first.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(name) for name in rows[0]])
    writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def chart_svg(spec: Mapping[str, Any], caption: str) -> bytes:
    """Return a chart as SVG; `caption`, which names its draft and round, stands below the title.

    `spec` is Vega-Lite as the charts make it: it fills its place, in the colour of the page's text.
    """
    # Not at the top: it starts a JavaScript engine, 200 MB, for the few who take a chart along.
    import vl_convert  # noqa: PLC0415

    title = {**spec["title"], "subtitle": caption, "subtitleColor": INK}
    sized = {**spec, "width": WIDTH, "background": GROUND, "title": title}
    svg: str = vl_convert.vegalite_to_svg(sized, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg.replace("<svg ", f'<svg color="{INK}" ', 1).encode()


def chart_png(spec: Mapping[str, Any], caption: str) -> bytes:
    """Return a chart as PNG, twice as fine as the screen; `spec` and `caption` as for the SVG."""
    import vl_convert  # noqa: PLC0415

    png: bytes = vl_convert.svg_to_png(chart_svg(spec, caption).decode(), scale=SCALE)
    return png
