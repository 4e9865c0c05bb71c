"""Will we make it: what was reached after each round, and the fan of forecasts to the deadline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import altair as alt

from drafting.charts.answers import state, state_shapes
from drafting.charts.rounds import LABEL, MOST_ROUNDS, spread
from drafting.charts.sheet import Layer, Sheet, tooltip
from drafting.charts.theme import GRID, NARROW, SOFT, SUPPORT, Part
from drafting.charts.words import UNDEFINED, of, percent, stacked, target_percent
from drafting.domain.agreement import AgreementRule
from drafting.domain.burn_up import Burn
from drafting.domain.measures.thresholds import reaches
from drafting.domain.positions import together
from drafting.domain.sector_states import support
from drafting.domain.standing import Stage

# Pixels: the height of the highest level, what lies above and below it, left of the first round.
PLOT, ABOVE, BELOW_PLOT, LEFT = 250, 16, 48, 48
NAMES = f"(width < {NARROW} ? 0.36 * width : 220)"  # pixels that the names at the right take
# The forecasts of a fan, as `domain.forecast.FAN` has them, from the lowest.
QUANTILES = (10, 25, 50, 75, 90)  # %
OUTER, INNER = 0.18, 0.3  # opacity of a fan

Fan = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far it was after one round: a share from 0 to 1, and that in words with its n of N."""

    round: str
    share: float
    words: str


def support_reached(rule: AgreementRule, stages: Sequence[Stage]) -> list[Reached]:
    """Return the support of each round as the rule weighs it, from the figures that are shown."""
    found = []
    for stage in stages:
        share, everyone = support(stage.positions, rule.weights), together(stage.positions)
        if share is not None:
            heard = f"{of(everyone.heard, everyone.invited)} heard"
            found.append(Reached(stage.words, share, f"{percent(share, rule.support)}, {heard}"))
    return found


def missions_reached(burns: Sequence[Burn]) -> list[Reached]:
    """Return how many Missions were at target after each round, of as many as there are now."""
    scope = max(burns[-1].scope, 1)
    return [
        Reached(f"round {one.round}", one.agreed / scope, of(one.agreed, one.scope))
        for one in burns
    ]


@dataclass(frozen=True, slots=True)
class Scale:
    """What is measured: the share sought, its name, the shares named, how one is written."""

    target: float
    aim: str
    marks: tuple[tuple[float, str], ...]
    write: Callable[[float], str]


def of_support(target: float) -> Scale:
    """Measure support, a share from 0 to 1, against the rule's."""
    marks = tuple((share, f"{share:.0%}") for share in (0, 0.25, 0.5, 0.75, 1))
    return Scale(
        target, f"target {target_percent(target)}", marks, lambda one: percent(one, target)
    )


def of_missions(scope: int) -> Scale:
    """Measure how many Missions of all are at target."""
    marks = ((0.0, "0"), (0.5, f"{scope / 2:g}"))
    return Scale(1.0, f"all {scope}", marks, lambda one: of(round(one * scope), scope))


def road_ahead(
    past: Sequence[Reached], fan: Fan, scale: Scale, until: str, title: str, note: str
) -> alt.LayerChart:
    """Draw what was reached round by round, and a fan for the rounds to come.

    `fan` holds for each coming round the shares below which 10, 25, 50, 75 and 90 % of forecasts
    lie. The last coming round is named `until`, the deadline.
    """
    names = [*(one.round for one in past), *coming(len(fan), until)]
    sheet = Sheet(
        0,
        max(len(names) - 1, 1),
        ABOVE + PLOT + BELOW_PLOT,
        x={"scale": {"range": [LEFT, {"expr": f"width - {NAMES}"}]}},
    )
    seen = [
        {
            "line": "seen",
            "at": place,
            "top": _level(one.share),
            "round": one.round,
            "words": one.words,
            "state": state(one.share, scale.target),
        }
        for place, one in enumerate(past)
    ]
    tips = tooltip(round="Round", words="Reached")
    return sheet.chart(
        [
            *_grid(sheet, names, scale),
            *_fan(sheet, past, fan),
            sheet.lines(seen, {}, stroke=SUPPORT, strokeWidth=3),
            sheet.symbols(seen, {**state_shapes(), **tips}, size=110),
            *_named(sheet, past, fan, scale),
        ],
        title=title,
        note=note,
        description=f"{title} {len(past)} rounds so far, {len(fan)} to come.",
    )


def coming(rounds: int, until: str) -> list[str]:
    """Name the rounds to come: the last ends with the deadline."""
    return [f"+{n}" for n in range(1, rounds)] + [f"by {until}"] * (rounds > 0)


def _level(share: float) -> float:
    return ABOVE + PLOT * (1 - share)


def _grid(sheet: Sheet, names: Sequence[str], scale: Scale) -> list[Layer]:
    levels: list[Part] = [{"top": _level(share), "words": words} for share, words in scale.marks]
    aim: list[Part] = [{"top": _level(scale.target), "words": scale.aim}]
    named = {round(place * (len(names) - 1) / (MOST_ROUNDS - 1)) for place in range(MOST_ROUNDS)}
    below = [
        {"at": place, "top": ABOVE + PLOT + 10, "words": stacked(name, 10, 2)}
        for place, name in enumerate(names)
        if len(names) <= MOST_ROUNDS or place in named
    ]
    ends = {"x": {"value": 0}, "x2": {"value": {"expr": f"width - {NAMES}"}}}
    lines = [
        sheet.levels(levels, full=True, opacity=GRID),
        sheet.levels(aim, full=True, strokeDash=[5, 3], strokeWidth=1.5),
    ]
    return [
        *(replace(line, encoding={**line.encoding, **ends}) for line in lines),
        sheet.words(
            [one for one in levels if abs(one["top"] - aim[0]["top"]) > LABEL],
            px=0,
            dy=-8,
            opacity=SOFT,
        ),
        sheet.words(aim, px=0, dy=-8, fontWeight=600),
        sheet.words(below, align="center", baseline="line-top", lineHeight=14, opacity=SOFT),
    ]


def _fan(sheet: Sheet, past: Sequence[Reached], fan: Fan) -> list[Layer]:
    """Draw the middle half darker than the middle four fifths, and the middle as a line."""
    if not fan:
        return []
    start = past[-1].share
    steps = [(start,) * len(QUANTILES), *fan]
    first = len(past) - 1

    def between(low: int, high: int) -> list[Part]:
        return [
            {"at": first + place, "top": _level(step[high]), "bottom": _level(step[low])}
            for place, step in enumerate(steps)
        ]

    middle = [
        {"line": "ahead", "at": first + place, "top": _level(step[2])}
        for place, step in enumerate(steps)
    ]
    return [
        sheet.bands(between(0, 4), color=SUPPORT, opacity=OUTER),
        sheet.bands(between(1, 3), color=SUPPORT, opacity=INNER),
        sheet.lines(middle, {}, stroke=SUPPORT, strokeWidth=2, strokeDash=[6, 4]),
    ]


def _named(sheet: Sheet, past: Sequence[Reached], fan: Fan, scale: Scale) -> list[Layer]:
    """Write at the right what the ends of the fan mean; without a fan, the last figure."""
    if fan:
        found = [
            (_level(min(shares)), f"{written} ({_quantiles(each)})")
            for written, each, shares in _told(fan[-1], scale)
        ]
    else:
        found = [(_level(past[-1].share), past[-1].words)]
    found.sort()
    tops = spread([top for top, _ in found], LABEL, ABOVE, ABOVE + PLOT + BELOW_PLOT - 8)
    rows = [{"top": top, "words": words} for top, (_, words) in zip(tops, found, strict=True)]
    return [
        sheet.words(
            rows,
            px={"expr": f"width - {NAMES} + 10"},
            limit={"expr": f"{NAMES} - 10"},
        )
    ]


def _told(step: Sequence[float], scale: Scale) -> list[tuple[str, list[int], list[float]]]:
    """Put quantiles together that are written alike."""
    told: dict[str, list[tuple[int, float]]] = {}
    for quantile, share in zip(QUANTILES, step, strict=True):
        told.setdefault(scale.write(share), []).append((quantile, share))
    return [
        (written, [one for one, _ in each], [share for _, share in each])
        for written, each in told.items()
    ]


def _quantiles(each: Sequence[int]) -> str:
    return f"{each[0]}%" if len(each) == 1 else f"{each[0]}–{each[-1]}%"


def road_table(past: Sequence[Reached], fan: Fan, scale: Scale, until: str) -> list[dict[str, str]]:
    """Return the rows behind the chart: what was reached, then the forecasts."""
    blank = dict.fromkeys((f"{one}% of forecasts up to" for one in QUANTILES), UNDEFINED)
    rows = [{"Round": one.round, "Reached": one.words, **blank} for one in past]
    for name, step in zip(coming(len(fan), until), fan, strict=True):
        told = dict(zip(blank, map(scale.write, step), strict=True))
        rows.append({"Round": name, "Reached": UNDEFINED, **told})
    return rows


HOW_TO_READ = (
    "Darker: half of all forecasts; lighter: 4 in 5; dashes: the middle. At the right: what "
    "10 to 90% of forecasts do not exceed."
)


def missions_finding(reached: int, scope: int, percent_said: int | None, until: str) -> str:
    """Say how many Missions are at target, and the chance of the others by the deadline."""
    words = f"{of(reached, scope)} Missions are at target"
    if reached < scope and percent_said is not None:
        return f"{words}; the chance of all {scope} by {until} is about {percent_said}%."
    return f"{words}."


def support_finding(
    share: float, target: float, percent_said: int | None, until: str, *, whole: bool = True
) -> str:
    """Say where support stands, and the chance that what is needed is reached by the deadline.

    `whole` tells that it is the rule's own figure, not one of the groups that a reader may see.
    """
    now = f"Support is {percent(share, target)}, {target_percent(target)} is needed"
    if not whole:
        # Beside a verdict that says "reaches 75%", 72% would read as if one of the two were wrong.
        now = (
            f"Support in the groups shown is {percent(share, target)}; the verdict counts each "
            f"sector by itself and needs {target_percent(target)}"
        )
    if percent_said is None:
        return f"{now}."
    # Where support is there already, what is open is whether it stays, and the floor.
    both = ", with the floor in every sector," if reaches(share, target) else ""
    return f"{now}; the chance to have it{both} by {until} is about {percent_said}%."
