"""Is it converging, and where not: support over the rounds, one line a sector or a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import altair as alt

from drafting.charts.answers import BELOW, EVERYONE, REACHED, state, state_shapes
from drafting.charts.once import once
from drafting.charts.sheet import Layer, Rows, Sheet, one_of, tooltip
from drafting.charts.theme import AGAINST, GRID, INK, NARROW, SOFT, SUPPORT, Part
from drafting.charts.words import (
    UNDEFINED,
    listed,
    of,
    percent,
    points_moved,
    stacked,
    target_percent,
)
from drafting.domain.positions import Position, together

# Pixels: the height of 100%, what lies above and below it, the least between two labels.
PLOT, ABOVE, BELOW_PLOT, LABEL = 270, 12, 44, 17
LEFT = 48  # pixels to the first round
MOST_LABELS = 16  # beyond, only the lines that stand lowest are named
MOST_ROUNDS = 4  # beyond, only some rounds are named
# Pixels that the names at the right take.
NAMES = f"(width < {NARROW} ? 0.43 * width : 260)"
OF_EVERYONE: Part = {"stroke": INK, "strokeWidth": 3.5}


@dataclass(frozen=True, slots=True)
class RoundPoint:
    """Where one line, a sector or a document, stood in one round."""

    line: str
    round: str
    position: Position


def points_by_sector(stages: Sequence[tuple[str, Sequence[Position]]]) -> list[RoundPoint]:
    """Return a line for each sector and one for everyone, from each round's name and positions."""
    return [
        RoundPoint(position.sector, name, position)
        for name, positions in stages
        for position in [*positions, together(positions, EVERYONE)]
    ]


@once
def support_over_rounds(
    points: Sequence[RoundPoint], target: float, title: str, note: str = ""
) -> alt.LayerChart:
    """Draw support over the rounds: lines named at their end, shapes by the target.

    Rounds come in the order in which they first appear. Support is the share of those heard, 0 to
    1, as is `target`. A line named "Everyone" is drawn in the colour of the text.
    """
    rounds = rounds_of(points)
    drawn = [_row(point, rounds, target) for point in points if point.position.heard]
    last = {row["line"]: row for row in drawn}
    for row in drawn:
        row["end"] = last[row["line"]]["state"]
    names = _names([*last.values()])
    sheet = Sheet(
        0,
        max(len(rounds) - 1, 1),
        ABOVE + PLOT + BELOW_PLOT,
        x={"scale": {"range": [LEFT, {"expr": f"width - {NAMES}"}]}},
    )
    by_ending = {"stroke": one_of("end", [(REACHED, SUPPORT), (BELOW, AGAINST)])}
    tips = tooltip(line="Who", round="Round", support="In support", heard="Heard")
    return sheet.chart(
        [
            *_grid(sheet, rounds, target),
            sheet.lines([row for row in drawn if row["line"] != EVERYONE], by_ending),
            sheet.lines([row for row in drawn if row["line"] == EVERYONE], {}, **OF_EVERYONE),
            _leaders(sheet, names),
            sheet.symbols(drawn, {**state_shapes(), **tips}),
            *_named(sheet, names),
        ],
        title=title,
        note=note or _note(target),
        description=f"{title} Lines over {len(rounds)} rounds.",
    )


def rounds_of(points: Sequence[RoundPoint]) -> list[str]:
    """Return the rounds in the order in which they first appear."""
    return list(dict.fromkeys(point.round for point in points))


def _row(point: RoundPoint, rounds: Sequence[str], target: float) -> Part:
    position, share = point.position, point.position.support or 0.0
    return {
        "line": point.line,
        "round": point.round,
        "at": rounds.index(point.round),
        "top": _level(share),
        "state": state(position.support, target),
        "support": percent(position.support, target),
        "heard": of(position.heard, position.invited),
    }


def _level(share: float) -> float:
    return ABOVE + PLOT * (1 - share)


def _note(target: float) -> str:
    return (
        "Share in support (4 or 5) of those heard in each round. "
        f"●\u00a0reaches {target_percent(target)}, ▼\u00a0is below it."
    )


def _grid(sheet: Sheet, rounds: Sequence[str], target: float) -> list[Layer]:
    levels: list[Part] = [
        {"top": _level(share), "words": f"{share:.0%}"} for share in (0, 0.25, 0.5, 0.75, 1)
    ]
    aim: list[Part] = [{"top": _level(target), "words": "target", "share": target_percent(target)}]
    named = {round(place * (len(rounds) - 1) / (MOST_ROUNDS - 1)) for place in range(MOST_ROUNDS)}
    marks = [
        {"at": place, "top": ABOVE + PLOT + 10, "words": stacked(name, 9, 2)}
        for place, name in enumerate(rounds)
        if len(rounds) <= MOST_ROUNDS or place in named
    ]
    return [
        _up_to_names(sheet.levels(levels, full=True, opacity=GRID)),
        sheet.words(
            [one for one in levels if abs(one["top"] - 8 - aim[0]["top"]) > 24],
            px=0,
            dy=-8,
            opacity=SOFT,
        ),
        _up_to_names(sheet.levels(aim, full=True, strokeDash=[5, 3], strokeWidth=1.5)),
        sheet.words(aim, px=0, dy=-8, fontWeight=600),
        sheet.words(aim, px=0, dy=9, text="share", fontWeight=600),
        sheet.words(marks, align="center", baseline="line-top", lineHeight=14, opacity=SOFT),
    ]


def _up_to_names(layer: Layer) -> Layer:
    ends = {"x": {"value": 0}, "x2": {"value": {"expr": f"width - {NAMES} + 10"}}}
    return replace(layer, encoding={**layer.encoding, **ends})


def _names(last: Sequence[Part]) -> list[Part]:
    """Return the label of each line's end, moved apart where they would overlap."""
    lowest = sorted(last, key=lambda row: -row["top"])[:MOST_LABELS]
    shown = sorted(lowest, key=lambda row: row["top"])
    tops = spread([row["top"] for row in shown], LABEL, ABOVE, ABOVE + PLOT + BELOW_PLOT - 8)
    return [
        {
            "at": row["at"],
            "top": row["top"],
            "bottom": top,
            "words": f"{row['support']} {row['line']}",
            "line": row["line"],
        }
        for row, top in zip(shown, tops, strict=True)
    ]


def spread(tops: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move places on a line, in order, at least `least` apart, and within `low` to `high`."""
    placed: list[float] = []
    for top in tops:
        placed.append(max(top, placed[-1] + least if placed else low))
    limit = high
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - least
    return placed


def _leaders(sheet: Sheet, names: Rows) -> Layer:
    layer = sheet.uprights(names, opacity=SOFT / 2)
    end = {"x2": {"value": {"expr": f"width - {NAMES} + 14"}}}
    return replace(layer, encoding={**layer.encoding, **end})


def _named(sheet: Sheet, names: Rows) -> list[Layer]:
    def written(rows: Rows, weight: int) -> Layer:
        return sheet.words(
            [{**row, "top": row["bottom"]} for row in rows],
            px={"expr": f"width - {NAMES} + 18"},
            fontWeight=weight,
            limit={"expr": f"{NAMES} - 20"},
        )

    everyone = [row for row in names if row["line"] == EVERYONE]
    others = [row for row in names if row["line"] != EVERYONE]
    return [written(others, 400), written(everyone, 700)]


def rounds_finding(points: Sequence[RoundPoint], target: float, what: str = "sectors") -> str:
    """Say in a sentence or two how support moved, and who still stands below the target."""
    courses = _courses(points)
    if not courses:
        return "No round has been answered yet."
    everyone = courses.pop(EVERYONE, [])
    sentences = [f"Among all heard, support {_moved(everyone)}."] if everyone else []
    if courses:
        sentences.append(_reached(courses, target, what))
        fallen = [
            f"{line} ({points_moved(course[-1] - course[-2])})"
            for line, course in courses.items()
            if len(course) > 1 and course[-1] < course[-2]
        ]
        if fallen:
            sentences.append(f"Fallen since the round before: {listed(fallen)}.")
    unheard = {point.line for point in points} - {*courses, EVERYONE}
    if unheard:
        sentences.append(f"Not yet heard: {listed(sorted(unheard))}.")
    return " ".join(sentences)


def _reached(courses: Mapping[str, Sequence[float]], target: float, what: str) -> str:
    sought = target_percent(target)
    reached = [line for line, course in courses.items() if state(course[-1], target) == REACHED]
    if len(courses) == 1:
        return f"{next(iter(courses))} {'reaches' if reached else 'is below'} {sought}."
    verb = "reaches" if len(reached) == 1 else "reach"
    return f"{of(len(reached), len(courses))} {what} {verb} {sought}."


def _courses(points: Sequence[RoundPoint]) -> dict[str, list[float]]:
    """Return the shares of each line that was heard, in the order of the rounds."""
    courses: dict[str, list[float]] = {}
    order = {name: place for place, name in enumerate(rounds_of(points))}
    for point in sorted(points, key=lambda one: order[one.round]):
        if point.position.support is not None:
            courses.setdefault(point.line, []).append(point.position.support)
    return courses


def _moved(course: Sequence[float]) -> str:
    if len(course) == 1:
        return f"stands at {percent(course[0])} after one round"
    first, last = percent(course[0]), percent(course[-1])
    if first == last:
        return f"is at {last}, as {len(course)} rounds ago"
    verb = "rose" if course[-1] > course[0] else "fell"
    return f"{verb} from {first} to {last} over {len(course)} rounds"


def rounds_table(points: Sequence[RoundPoint]) -> list[dict[str, str]]:
    """Return the rows behind the chart: a row a line, the share and n of N in each round."""
    found = {(point.line, point.round): point.position for point in points}
    table = []
    for line in dict.fromkeys(point.line for point in points):
        row = {"Who": line}
        for name in rounds_of(points):
            one = found.get((line, name))
            row[name] = (
                f"{percent(one.support)} ({of(one.heard, one.invited)})" if one else UNDEFINED
            )
        table.append(row)
    return table
