"""Agreed, rejected, split or undecided: support against agreement, one dot a document."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from drafting.charts.placing import REACH, Dot, places
from drafting.charts.sheet import Layer, Sheet, one_of, tooltip
from drafting.charts.theme import (
    AGAINST,
    CLEAR,
    GRID,
    NEUTRAL,
    SOFT,
    SUPPORT,
    WARNING,
    Part,
    by_width,
)
from drafting.charts.words import UNDEFINED, of, percent, shortened, target_percent
from drafting.domain.measures.thresholds import reaches
from drafting.domain.positions import Position
from drafting.domain.sector_states import agreement
from drafting.domain.verdict import SPLIT_BELOW, SPLIT_SIDE

# Pixels: above the plot, the plot, below it, a line of the list of names.
TOP, PLOT, FOOT, LISTED = 26, 270, 48, 19
LEFT, RIGHT = -0.05, 1.05  # shares at the edges
MOST_NAMED = 20  # beyond, names show only in tooltips
NARROWEST = 320  # pixels: the plot for which numbers are placed
NAME_LETTERS = 30  # of a document in the finding

SUPPORTED, SPLIT, OPPOSED, OPEN = "supported", "split", "opposed", "undecided"
# How a document stands: its name, its shape, its colour.
STANDS = (
    (SUPPORTED, "circle", SUPPORT),
    (SPLIT, "diamond", WARNING),
    (OPPOSED, "triangle-down", AGAINST),
    (OPEN, "square", NEUTRAL),
)


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Where everybody asked stands on one document, and where they stood the round before."""

    title: str
    position: Position
    before: Position | None = None

    @property
    def agreement(self) -> float | None:
        """Return van der Eijk's A, -1 to 1; None below three heard."""
        return agreement([self.position])


def agreement_map(
    points: Sequence[MapPoint], target: float, title: str, note: str = ""
) -> alt.LayerChart:
    """Draw support, 0 to 1 of those heard, against agreement, -1 to 1: one dot a document.

    A line leads from where it stood the round before. Documents with fewer than three heard have
    no agreement and are left out. `title` says what the chart shows, see `map_finding`.
    """
    shown = [point for point in points if point.agreement is not None]
    shown.sort(key=lambda point: point.position.support or 0.0, reverse=True)
    rows = [_row(point, number, target) for number, point in enumerate(shown, 1)]
    many = len(rows) > MOST_NAMED
    sheet = Sheet(LEFT, RIGHT, TOP + PLOT + FOOT + (0 if many else LISTED * len(rows) + 6))
    tips = tooltip(title="Text", support="In support", agreement="Agreement A", heard="Heard")
    legend = LEGEND if many else None  # the list of names says it
    looks = {
        "shape": one_of("stands", [(name, shape) for name, shape, _ in STANDS], legend),
        "fill": one_of("stands", [(name, colour) for name, _, colour in STANDS], legend),
    }
    return sheet.chart(
        [
            *_grid(sheet, target),
            sheet.links(_moves(shown), opacity=SOFT / 2, strokeWidth=1.5),
            sheet.symbols(
                rows,
                {**looks, **tips},
                size=50 if many else 110,
                opacity=0.7 if many else 1,
                stroke=CLEAR,
            ),
            *([] if many else [*_numbers(sheet, rows), *_names(sheet, rows, looks)]),
        ],
        title=title,
        note=note or _note(len(points) - len(shown), target, listed=not many),
        description=f"{title} Dots for {len(shown)} texts, support against agreement.",
    )


LEGEND: Part = {"columns": by_width(2, 4)}


def stands(position: Position, target: float) -> str | None:
    """Say in a word how a document stands by its figures; None below three heard."""
    spread, share = agreement([position]), position.support
    if spread is None or share is None:
        return None
    against = position.objectors / position.heard
    if spread < SPLIT_BELOW and reaches(min(share, against), SPLIT_SIDE):
        return SPLIT
    if reaches(share, target):
        return SUPPORTED
    return OPPOSED if against > max(share, 1 - share - against) else OPEN


def _row(point: MapPoint, number: int, target: float) -> Part:
    position, spread = point.position, point.agreement or 0.0
    return {
        "at": position.support,
        "top": _level(spread),
        "number": str(number),
        "stands": stands(position, target),
        "title": point.title,
        "support": percent(position.support, target),
        "agreement": decimal(spread),
        "heard": of(position.heard, position.invited),
    }


def _level(spread: float) -> float:
    return TOP + PLOT * (1 - spread) / 2


def decimal(spread: float | None) -> str:
    """Write agreement with its sign and two decimals; "–" where it is undefined."""
    if spread is None:
        return UNDEFINED
    return f"{spread:+.2f}".replace("-", "−")


def _note(left_out: int, target: float, *, listed: bool) -> str:
    words = (
        "Right: more support (4 or 5). Up: answers closer together, by van der Eijk's A. "
        f"Target {target_percent(target)}."
    )
    if listed:
        words += " Beside each name: its support and its A."
    return f"{words} Fewer than three heard, not shown: {left_out}." if left_out else words


def _grid(sheet: Sheet, target: float) -> list[Layer]:
    levels = [
        {"top": _level(spread), "words": words}
        for spread, words in ((1, "all the same"), (0, "spread evenly"), (-1, "two camps"))
    ]
    marks = [{"at": share, "top": TOP + PLOT + 8, "words": f"{share:.0%}"} for share in (0, 0.5, 1)]
    aim = [{"at": target, "top": TOP - 4, "bottom": TOP + PLOT + 4}]
    below = [{"at": 0.5, "top": TOP + PLOT + 26, "words": "share in support"}]
    named = [{"at": target, "top": 8, "words": f"target {target_percent(target)}"}]
    return [
        sheet.levels(levels, full=True, opacity=GRID),
        sheet.words(levels, px=0, dy=-8, opacity=SOFT),
        sheet.uprights(aim, strokeDash=[4, 3], strokeWidth=1.5),
        sheet.words([*marks, *below], align="center", baseline="line-top", opacity=SOFT),
        sheet.words(named, align="center", fontWeight=600),
    ]


def _moves(points: Sequence[MapPoint]) -> list[Part]:
    moves = []
    for point in points:
        before = agreement([point.before]) if point.before else None
        if point.before and before is not None:
            moves.append(
                {
                    "start": point.before.support,
                    "end": point.position.support,
                    "top": _level(before),
                    "bottom": _level(point.agreement or 0.0),
                }
            )
    return moves


def _numbers(sheet: Sheet, rows: Sequence[Part]) -> list[Layer]:
    """Write each dot's number beside it, where none covers another."""
    dots = [Dot((row["at"] - LEFT) / (RIGHT - LEFT), row["top"], row["number"]) for row in rows]
    numbers: dict[bool, list[Part]] = {True: [], False: []}
    leaders = []
    for row, place in zip(rows, places(dots, NARROWEST, 8, TOP + PLOT + 8), strict=True):
        if place is None:
            continue
        number = {"at": row["at"], "top": place.top, "words": row["number"]}
        numbers[place.left_of_dot].append(number)
        leaders.append({"at": row["at"], "top": row["top"], "bottom": place.top})
    return [
        sheet.uprights([one for one in leaders if one["top"] != one["bottom"]], opacity=GRID * 2),
        sheet.words(numbers[False], dx=REACH, fontWeight=600),
        sheet.words(numbers[True], align="right", dx=-REACH, fontWeight=600),
    ]


def _names(sheet: Sheet, rows: Sequence[Part], looks: Part) -> list[Layer]:
    """List the documents by their numbers under the plot."""
    first = TOP + PLOT + FOOT + 6 + LISTED / 2
    lines = [
        {**row, "top": first + LISTED * place, "words": f"{row['support']}, {row['agreement']}"}
        for place, row in enumerate(rows)
    ]
    return [
        sheet.symbols(lines, looks, px=7, size=70, stroke=CLEAR),
        sheet.words(lines, px=36, text="number", align="right", fontWeight=600),
        sheet.words(lines, px=44, text="title", limit={"expr": "width - 212"}),
        sheet.words(lines, px={"expr": "width - 90"}, text="stands", align="right", opacity=SOFT),
        sheet.words(lines, px={"expr": "width"}, align="right"),
    ]


def map_finding(points: Sequence[MapPoint], target: float, what: str = "texts") -> str:
    """Say in a sentence how many documents are supported, split, opposed or undecided."""
    found: dict[str, list[str]] = {name: [] for name, _, _ in STANDS}
    for point in points:
        how = stands(point.position, target)
        if how:
            found[how].append(point.title)
    placed = sum(len(titles) for titles in found.values())
    if not placed:
        return "Too few have answered to tell agreement from support."
    verb = "is" if len(found[SUPPORTED]) == 1 else "are"
    clauses = [f"{of(len(found[SUPPORTED]), placed)} {what} {verb} supported"]
    for name in (SPLIT, OPPOSED, OPEN):
        titles = [shortened(title, NAME_LETTERS) for title in found[name]]
        if titles:
            clauses.append(f"{len(titles)} {name}")
        if len(titles) == 1:
            clauses[-1] += f" ({titles[0]})"
    return f"{', '.join(clauses)}."


def map_table(points: Sequence[MapPoint], target: float) -> list[dict[str, str]]:
    """Return the rows behind the chart, one a document."""
    return [
        {
            "Text": point.title,
            "In support": percent(point.position.support, target),
            "Agreement A": decimal(point.agreement),
            "Heard": of(point.position.heard, point.position.invited),
            "Stands": stands(point.position, target) or "too few heard",
        }
        for point in points
    ]
