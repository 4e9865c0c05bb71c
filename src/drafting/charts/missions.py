"""Which sector stands where on which Mission: a table whose cells are small diverging bars."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import altair as alt

from drafting.charts.answers import (
    BELOW,
    EVERYONE,
    NOT_HEARD,
    answer_colours,
    columns_for,
    segments,
    state,
    state_shapes,
)
from drafting.charts.once import once
from drafting.charts.sheet import Layer, Rows, Sheet, tooltip
from drafting.charts.theme import CLEAR, GROUND, INK, LINE, SMALL, SOFT, TEXT, Part
from drafting.charts.words import UNDEFINED, count, listed, of, percent, stacked, target_percent
from drafting.domain.documents import Kind
from drafting.domain.positions import Position, together

# Pixels: a row, the middles of its words and of its figures, its bars.
ROW, WORDS, FIGURES, BARS, BAR = 66, 14, 35, 45, 11
# The heads of the columns: letters, lines, pixels of a line and of a turned head.
HEAD_LETTERS, HEAD_LINES, HEAD_LINE, HEAD_TURNED = 12, 3, 13, 84
INSIDE = 0.9  # of the width of a column; the rest parts it from the next
# Pixels: narrower columns have their heads turned, lose their symbols, then their figures.
TURNED, TIGHT, TIGHTEST = 96, 43, 33


@dataclass(frozen=True, slots=True)
class MissionSupport:
    """Where the sectors stand on the latest draft of one Mission."""

    mission: str
    positions: tuple[Position, ...]


@once
def support_by_mission(
    rows: Sequence[MissionSupport], target: float, title: str, note: str = ""
) -> alt.LayerChart:
    """Draw support for each Mission by sector: a row a Mission, a column a sector, then everyone.

    Each cell says the share in support of those heard and draws it as in `support_by_sector`.
    `target` is the share sought, 0 to 1; `title` says what the chart shows, see
    `missions_finding`.
    """
    heads = [*sectors_of(rows), EVERYONE]
    cells = [
        Cell(place, ROW * line, row.mission, _position(row, sector))
        for line, row in enumerate(rows)
        for place, sector in enumerate(heads)
    ]
    sheet = Sheet(0, len(heads), ROW * len(rows))
    return sheet.chart(
        [
            *_bars(sheet, cells, target),
            *_figures(sheet, cells, target, len(heads)),
            _heads(sheet, heads),
            *_rows(sheet, rows),
        ],
        title=title,
        note=note or _note(target),
        description=f"{title} A table of small diverging bars, one row each.",
        head=_head_height(heads),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One sector's position on one Mission: its column, the top of its row in pixels."""

    column: int
    top: int
    mission: str
    position: Position

    @property
    def left(self) -> float:
        """Tell where what is drawn in the cell begins."""
        return self.column + (1 - INSIDE) / 2

    @property
    def bar(self) -> Part:
        """Tell where its bar begins and ends on the way down."""
        return {"top": self.top + BARS, "bottom": self.top + BARS + BAR}


def sectors_of(rows: Sequence[MissionSupport]) -> list[str]:
    """Return the sectors in the order in which they first appear."""
    return list(dict.fromkeys(one.sector for row in rows for one in row.positions))


def _position(row: MissionSupport, sector: str) -> Position:
    if sector == EVERYONE:
        return together(row.positions, EVERYONE)
    found = (one for one in row.positions if one.sector == sector)
    return next(found, Position(sector, 0))


def _note(target: float) -> str:
    return (
        "Share in support (4 or 5) of those heard. "
        f"●\u00a0reaches {target_percent(target)}, ▼\u00a0is below it. "
        "5\u00a0of\u00a07: heard, of those asked."
    )


def _bars(sheet: Sheet, cells: Sequence[Cell], target: float) -> list[Layer]:
    columns = columns_for([cell.position for cell in cells], least=0.25, gap=0.15)
    scale = INSIDE / (columns.silent - columns.left)

    def across(cell: Cell, value: float) -> float:
        return cell.left + (value - columns.left) * scale

    def upright(value: float) -> list[Part]:
        return [
            {
                "at": across(cell, value),
                "top": cell.top + BARS - 2,
                "bottom": cell.top + BARS + BAR + 2,
            }
            for cell in cells
            if cell.position.heard
        ]

    ground = [
        {"start": across(cell, 0), "end": across(cell, 1), **cell.bar}
        for cell in cells
        if cell.position.invited
    ]
    bars = [
        {"start": across(cell, start), "end": across(cell, end), "answer": answer, **cell.bar}
        for cell in cells
        for start, end, answer in (
            (one["start"], one["end"], one["answer"]) for one in segments(cell.position, columns)
        )
        if answer != NOT_HEARD
    ]
    return [
        sheet.bars(ground, color=INK, opacity=GROUND),
        sheet.bars(bars, answer_colours(without=NOT_HEARD), strokeWidth=0.7),
        sheet.uprights(upright(0)),
        sheet.uprights(upright(target), strokeDash=[3, 2], strokeWidth=1.5),
    ]


def _figures(sheet: Sheet, cells: Sequence[Cell], target: float, heads: int) -> list[Layer]:
    figures = [
        {
            "at": cell.left,
            "top": cell.top + FIGURES,
            "state": state(cell.position.support, target),
            "share": percent(cell.position.support, target),
            "heard": of(cell.position.heard, cell.position.invited),
        }
        for cell in cells
    ]
    hovered = [
        {
            "start": cell.column,
            "end": cell.column + 1,
            "top": cell.top + WORDS + 8,
            "bottom": cell.top + ROW,
            "mission": cell.mission,
            "sector": cell.position.sector,
            "support": percent(cell.position.support, target),
            "heard": of(cell.position.heard, cell.position.invited),
            "against": str(cell.position.objectors),
        }
        for cell in cells
    ]
    tips = tooltip(
        mission="Text", sector="Sector", support="In support", heard="Heard", against="Against"
    )
    cell = f"width / {heads}"
    tight = f"{cell} < {TIGHT}"
    narrow = f"{cell} < {TURNED}"
    shape: Part = {"size": {"expr": f"{narrow} ? 38 : 48"}, "xOffset": 5}
    figure: Part = {
        "fontSize": {"expr": f"{narrow} ? {SMALL - 1} : {SMALL}"},
        "fontWeight": {"expr": f"{narrow} ? 400 : 700"},
        "dx": {"expr": f"{tight} ? 0 : {narrow} ? 11 : 14"},
        "opacity": {"expr": f"{cell} < {TIGHTEST} ? 0 : 1"},
    }
    return [
        sheet.symbols(figures, state_shapes(), opacity={"expr": f"{tight} ? 0 : 1"}, **shape),
        sheet.words(figures, text="share", **figure),
        _heard(sheet, figures, heads),
        sheet.bars(hovered, tips, color=CLEAR),
    ]


def _heard(sheet: Sheet, figures: Rows, heads: int) -> Layer:
    # What is not drawn must not stand aside either: Vega narrows the plot even for empty words.
    narrow = f"width / {heads} < {TURNED}"
    layer = sheet.words(figures, opacity=SOFT, dx={"expr": f"{narrow} ? 0 : 58"})
    text = {"value": {"expr": f"{narrow} ? '' : datum.heard"}}
    return replace(layer, encoding={**layer.encoding, "text": text})


def _heads(sheet: Sheet, heads: Sequence[str]) -> Layer:
    rows = []
    for place, sector in enumerate(heads):
        words = stacked(sector, HEAD_LETTERS, HEAD_LINES)
        rest = HEAD_LINE * words.count("\n")
        rows.append(
            {
                "at": place + (1 - INSIDE) / 2,
                "top": -14 - rest,
                "words": words,
                "shift": 8 - rest / 2,
            }
        )
    turned = _turned(heads)
    layer = sheet.words(
        rows,
        lineHeight=HEAD_LINE,
        opacity=SOFT,
        angle={"expr": f"{turned} ? -90 : 0"},
        # In a turned text "dy" goes to the right: to the middle of what stands in the column.
        dy={"expr": f"{turned} ? datum.shift + width / {len(heads)} / 6 : 0"},
    )
    level = {"value": {"expr": f"{turned} ? -6 : datum.top"}}
    return replace(layer, encoding={**layer.encoding, "y": level})


def _turned(heads: Sequence[str]) -> str:
    return f"width / {len(heads)} < {TURNED}"


def _head_height(heads: Sequence[str]) -> str:
    """Return the expression for the pixels that the heads take above the table."""
    lines = max(stacked(head, HEAD_LETTERS, HEAD_LINES).count("\n") + 1 for head in heads)
    return f"{_turned(heads)} ? {HEAD_TURNED} : {8 + HEAD_LINE * lines}"


def _rows(sheet: Sheet, rows: Sequence[MissionSupport]) -> list[Layer]:
    labels = []
    for line, row in enumerate(rows):
        everyone = together(row.positions)
        heard = of(everyone.heard, everyone.invited)
        labels.append({"top": ROW * line + WORDS, "words": row.mission, "heard": heard})
    edges = [{"top": ROW * line} for line in range(len(rows))]
    return [
        sheet.words(labels, px=0, fontSize=TEXT, fontWeight=600, limit={"expr": "width - 74"}),
        sheet.words(labels, px={"expr": "width"}, text="heard", align="right", opacity=SOFT),
        sheet.levels(edges, full=True, opacity=LINE),
    ]


def missions_finding(
    rows: Sequence[MissionSupport], target: float, kind: Kind = Kind.MISSION
) -> str:
    """Say in a sentence or two how many Missions every sector supports, and who does not."""
    asked = [row for row in rows if any(one.heard for one in row.positions)]
    name, names = kind.capitalize(), kind.plural
    if not asked:
        return f"No {name} has been rated yet." if rows else f"There is no {name} yet."
    sought = f"{target_percent(target)} support in every sector heard"
    below = Counter(
        one.sector for row in asked for one in row.positions if state(one.support, target) == BELOW
    )
    reached = sum(
        all(state(one.support, target) != BELOW for one in row.positions) for row in asked
    )
    waiting = len(rows) - len(asked)
    unrated = f" {count(waiting, name, names)} not rated yet." if waiting else ""
    if not below:
        if len(asked) == 1:
            return f"{asked[0].mission} reaches {sought}.{unrated}"
        return f"All {len(asked)} {names} reach {sought}.{unrated}"
    who = listed([f"{sector} (in {times})" for sector, times in below.most_common()])
    verb = "reaches" if reached < 2 else "reach"
    how_many = of(reached, len(asked)) if reached else f"None of {len(asked)}"
    return f"{how_many} {names} {verb} {sought}. Below it: {who}.{unrated}"


def missions_table(rows: Sequence[MissionSupport]) -> list[dict[str, str]]:
    """Return the rows behind the chart: a row a Mission, the share and n of N of each sector."""
    heads = [*sectors_of(rows), EVERYONE]
    table = []
    for row in rows:
        line = {"Text": row.mission}
        for sector in heads:
            one = _position(row, sector)
            heard = of(one.heard, one.invited)
            line[sector] = f"{percent(one.support)} ({heard})" if one.heard else UNDEFINED
        table.append(line)
    return table
