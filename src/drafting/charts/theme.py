"""One look for every chart: colours that hold on light and dark, type that holds at 390 pixels."""

from typing import Any

Part = dict[str, Any]

# Words take the colour of the page's own text, so that they read on any ground: the browser
# resolves it when the page turns dark, without a new run.
INK = "currentColor"
SOFT = 0.76  # opacity of words that may stand back
LINE = 0.32  # opacity of lines that part things
GRID = 0.16  # opacity of lines that only guide the eye
GROUND = 0.07  # opacity of the ground on which a bar lies

# Red and blue, never red and green. Each strong colour and the grey keep 3:1 against white and
# against #10181f; a tint is always drawn with an outline in its strong colour.
AGAINST = "#c04a35"
AGAINST_TINT = "#e9a48f"
SUPPORT = "#2a6cb8"
SUPPORT_TINT = "#9cc1e6"
NEUTRAL = "#84919b"
WARNING = "#a8751a"
CLEAR = "transparent"

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
TEXT, SMALL, TITLE = 13, 12, 16

# Plots narrower than the first are on a phone, narrower than the second on a tablet: pixels.
NARROW, MIDDLE = 520, 820

CONFIG: Part = {
    "font": FONT,
    "view": {"stroke": None},
    # Streamlit turns tooltips on for every mark; ours say which words they show. A screen reader
    # hears the description and the table behind the chart, not one shape after the other.
    "mark": {"tooltip": None, "aria": False},
    "title": {
        "anchor": "start",
        "align": "left",
        "color": INK,
        "fontSize": {"expr": f"width < {NARROW} ? {TITLE - 1} : {TITLE}"},
        "fontWeight": 600,
        "lineHeight": 21,
        "offset": 8,
    },
    "axis": {
        "labelColor": INK,
        "labelFontSize": SMALL,
        "labelOpacity": SOFT,
        "titleColor": INK,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "titleOpacity": SOFT,
        "gridColor": INK,
        "gridOpacity": GRID,
        "domainColor": INK,
        "domainOpacity": LINE,
        "tickColor": INK,
        "tickOpacity": LINE,
    },
    "legend": {
        "orient": "bottom",
        "direction": "horizontal",
        "title": None,
        "labelColor": INK,
        "labelFontSize": SMALL,
        "labelLimit": 240,
        "symbolSize": 110,
        "columnPadding": 18,
        "rowPadding": 5,
        "offset": 14,
    },
}


def by_width(narrow: float | str, wide: float | str, below: int = NARROW) -> Part:
    """Return a number that depends on the width of the plot: one on a phone, one beyond."""
    return {"expr": f"width < {below} ? {narrow} : {wide}"}
