"""A chart with all that belongs to it: the table behind it, and files to take along."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from drafting.exchange.chart_files import chart_png, chart_svg, table_csv
from drafting.ui.drawings import Drawn, chart
from drafting.ui.pieces import behind
from drafting.ui.taking_away import offer


def figure(drawn: Drawn, finding: str, caption: str, rows: Sequence[dict[str, str]]) -> None:
    """Show a chart, its table folded away, and offer both as files.

    `caption` names the text, its draft and its round; no two charts of a page share one.
    """
    chart(drawn, finding)
    behind(caption, rows)
    with st.popover("Download this chart", key=f"download {caption}"):
        name = re.sub(r"[^\w]+", "-", caption.lower()).strip("-")[:60] or "chart"
        # Made on the click, not with the page: drawing one takes a tenth of a second.
        png, svg = (partial(draw, drawn, caption) for draw in (_png, _svg))
        _offer("Picture (PNG)", png, caption, f"{name}.png", "image/png")
        _offer("Drawing (SVG)", svg, caption, f"{name}.svg", "image/svg+xml")
        if rows:
            _offer("Table (CSV)", partial(table_csv, rows), caption, f"{name}.csv", "text/csv")


def _offer(label: str, make: Callable[[], bytes], caption: str, name: str, mime: str) -> None:
    offer(label, make, name, mime, key=f"{label} of {caption}", width="stretch")


def _png(drawn: Drawn, caption: str) -> bytes:
    return chart_png(_spec(drawn), caption)


def _svg(drawn: Drawn, caption: str) -> bytes:
    return chart_svg(_spec(drawn), caption)


def _spec(drawn: Drawn) -> dict[str, Any]:
    return drawn.to_dict(validate=False)
