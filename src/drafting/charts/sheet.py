"""The ground that charts are drawn on: layers of plain rows become one Altair chart.

Whatever people wrote travels as values of rows and of parameters, never as a field's name and
never inside an expression. The parts of a layer are dicts, as in Vega-Lite's own JSON: Altair's
classes check each part as it is made, which took 160 ms a chart where this takes 10. The whole is
checked against the schema by `to_dict()`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import wrap

import altair as alt

from drafting.charts.theme import CLEAR, CONFIG, INK, MIDDLE, NARROW, SMALL, SOFT, Part
from drafting.domain.unseen import beside

Rows = Sequence[Part]

# Letters that fit on one line, by the width of the plot, even of a wide font (DejaVu Sans).
TITLE_LINE = {"narrow": 36, "middle": 50, "wide": 80}
NOTE_LINE = {"narrow": 48, "middle": 70, "wide": 112}
ABOVE, NOTE_HEIGHT = 12, 17  # pixels: from the note down to the plot, and a line of the note


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of mark, how it reads its rows, and the rows."""

    mark: Part
    encoding: Part
    rows: Rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all layers of a chart share: how far it goes across and down.

    `left` to `right` are in the chart's own units; down it goes in pixels from the top, unless
    `y` says otherwise. `x` and `y` may hold an axis and a type.
    """

    left: float
    right: float
    height: float
    x: Part = field(default_factory=dict)
    y: Part = field(default_factory=dict)

    def bars(self, rows: Rows, encoding: Part | None = None, **look: object) -> Layer:
        """Draw boxes from `start` to `end` and from `top` to `bottom`."""
        across = {"x": self._x("start"), "x2": {"field": "end"}}
        down = {"y": self._y("top"), "y2": {"field": "bottom"}}
        return Layer({"type": "rect", **look}, {**across, **down, **(encoding or {})}, rows)

    def uprights(self, rows: Rows, encoding: Part | None = None, **look: object) -> Layer:
        """Draw lines at `at` from `top` to `bottom`."""
        places = {"x": self._x("at"), "y": self._y("top"), "y2": {"field": "bottom"}}
        mark = {"type": "rule", "color": INK, **look}
        return Layer(mark, {**places, **(encoding or {})}, rows)

    def levels(self, rows: Rows, *, full: bool = False, **look: object) -> Layer:
        """Draw lines at `top` from `start` to `end`; `full` ones from edge to edge."""
        ends = {} if full else {"x": self._x("start"), "x2": {"field": "end"}}
        mark = {"type": "rule", "color": INK, **look}
        return Layer(mark, {**ends, "y": self._y("top")}, rows)

    def links(self, rows: Rows, **look: object) -> Layer:
        """Draw lines from `start`, `top` to `end`, `bottom`."""
        mark = {"type": "rule", "color": INK, **look}
        across = {"x": self._x("start"), "x2": {"field": "end"}}
        return Layer(mark, {**across, "y": self._y("top"), "y2": {"field": "bottom"}}, rows)

    def words(self, rows: Rows, px: object = None, text: str = "words", **look: object) -> Layer:
        """Write the field `text` at `at`, or `px` pixels from the left edge, on the line `top`."""
        place = self._x("at") if px is None else {"value": px}
        mark = {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "color": INK,
            "fontSize": SMALL,
            "lineBreak": "\n",
            **look,
        }
        encoding = {"x": place, "y": self._y("top"), "text": {"field": text, "type": "nominal"}}
        return Layer(mark, encoding, rows)

    def symbols(self, rows: Rows, encoding: Part, px: object = None, **look: object) -> Layer:
        """Draw symbols at `at`, or `px` pixels from the left edge, on the line `top`."""
        place = self._x("at") if px is None else {"value": px}
        mark = {"type": "point", "size": 70, "strokeWidth": 1.5, "opacity": 1, **look}
        return Layer(mark, {"x": place, "y": self._y("top"), **encoding}, rows)

    def bands(self, rows: Rows, **look: object) -> Layer:
        """Fill what lies between `top` and `bottom` along `at`."""
        places = {"x": self._x("at"), "y": self._y("top"), "y2": {"field": "bottom"}}
        return Layer({"type": "area", **look}, places, rows)

    def lines(self, rows: Rows, encoding: Part, **look: object) -> Layer:
        """Draw a line through the rows of each `line`."""
        mark = {"type": "line", "strokeWidth": 2, **look}
        detail = {"detail": {"field": "line", "type": "nominal"}}
        return Layer(mark, {"x": self._x("at"), "y": self._y("top"), **detail, **encoding}, rows)

    def chart(
        self, layers: Sequence[Layer], *, title: str, note: str, description: str, head: str = "0"
    ) -> alt.LayerChart:
        """Lay layers over one another, as wide as their container.

        The title, which states the finding, and the note below it break into lines by the width.
        `head` is an expression of ours: pixels that the layers take above the plot. The same data
        gives the same chart, so change none that you are handed.
        """
        drawn = [[one.mark, one.encoding, [*one.rows]] for one in (*layers, _note(head))]
        told = map(beside, (title, note, description))
        return _laid(json.dumps([drawn, self.height, *told]))

    def _x(self, name: str) -> Part:
        scale = {"domain": [self.left, self.right], "nice": False, "zero": False}
        shared = {"type": "quantitative", "axis": None, **self.x}
        return {"field": name, **shared, "scale": {**scale, **self.x.get("scale", {})}}

    def _y(self, name: str) -> Part:
        scale = {"domain": [self.height, 0], "nice": False, "zero": False}
        shared = {"type": "quantitative", "axis": None, **self.y}
        return {"field": name, **shared, "scale": {**scale, **self.y.get("scale", {})}}


def one_of(name: str, choices: Sequence[tuple[str, str]], legend: Part | None = None) -> Part:
    """Encode the field `name` by what stands beside each of its values."""
    values, looks = [value for value, _ in choices], [look for _, look in choices]
    scale = {"domain": values, "range": looks}
    return {"field": name, "type": "nominal", "scale": scale, "legend": legend}


def tooltip(**titles: str) -> Part:
    """Show fields in a tooltip, each under its title.

    Never title one "image": Vega's tooltip would load what stands in it.
    """
    return {
        "tooltip": [
            {"field": name, "type": "nominal", "title": title} for name, title in titles.items()
        ]
    }


def _note(head: str) -> Layer:
    lines = _by_size("note")
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "line-top",
        "color": INK,
        "opacity": SOFT,
        "fontSize": SMALL,
        "lineHeight": NOTE_HEIGHT,
    }
    encoding = {
        "x": {"value": 0},
        "y": {"value": {"expr": f"-{ABOVE} - ({head}) - {NOTE_HEIGHT} * ({lines}).length"}},
        "text": {"value": {"expr": lines}},
    }
    return Layer(mark, encoding, [{"words": ""}])


def _by_size(name: str) -> str:
    return f"width < {NARROW} ? {name}_narrow : width < {MIDDLE} ? {name}_middle : {name}_wide"


def _broken(name: str, words: str, widths: dict[str, int]) -> list[alt.VariableParameter]:
    return [
        alt.VariableParameter(name=f"{name}_{size}", value=wrap(words, width))
        for size, width in widths.items()
    ]


@lru_cache(256)
def _laid(what: str) -> alt.LayerChart:
    """Make a chart of its data as JSON: once, whoever looks at it."""
    layers, height, title, note, description = json.loads(what)
    chart = alt.LayerChart(
        layer=[
            alt.Chart(
                data=alt.NamedData(name=f"layer_{place}"),
                mark=mark,
                encoding=alt.FacetedEncoding(**encoding),
            )
            for place, (mark, encoding, _) in enumerate(layers)
        ],
        width="container",
        height=height,
        autosize={"type": "fit-x", "contains": "padding"},
        padding={"left": 2, "right": 2, "top": 4, "bottom": 6},
        background=CLEAR,
        description=description,
        title={"text": {"expr": _by_size("title")}, "limit": {"expr": "width"}},
        config=CONFIG,
        # One layer's colours are not another's.
        resolve={"scale": dict.fromkeys(("fill", "stroke", "shape"), "independent")},
    )
    chart.params = [*_broken("title", title, TITLE_LINE), *_broken("note", note, NOTE_LINE)]
    chart.datasets = {f"layer_{place}": rows for place, (*_, rows) in enumerate(layers)}
    return chart
