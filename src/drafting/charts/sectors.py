"""Who is not on board: where each sector stands on one draft, as diverging bars."""

from collections.abc import Mapping, Sequence

import altair as alt

from drafting.charts.answers import (
    ANSWERS,
    BELOW,
    EVERYONE,
    NOT_HEARD,
    Columns,
    answer_colours,
    columns_for,
    segments,
    state,
    state_shapes,
    unheard,
)
from drafting.charts.once import once
from drafting.charts.sheet import Layer, Sheet, tooltip
from drafting.charts.theme import GROUND, INK, LINE, SOFT, TEXT, Part
from drafting.charts.words import UNDEFINED, count, listed, of, percent, target_percent
from drafting.domain.positions import Position, together

STOOD, FRESH = "Stood on unchanged text", "Fresh"
# Pixels: the heads of the columns, a row, its line of words, its bar, the foot, the space before
# the last row.
HEAD, ROW, LABEL, BAR, FOOT, APART = 34, 46, 21, 15, 18, 8


@once
def support_by_sector(
    positions: Sequence[Position],
    target: float,
    title: str,
    note: str = "",
    stood: Mapping[str, int] | None = None,
) -> alt.LayerChart:
    """Draw where the sectors stand: against left of zero, support right, the least support first.

    Shares are of those heard in each sector, 0 to 1; those not yet heard are a share of those
    asked. `target` is the share of support that is sought. `title` says what the chart shows, see
    `sector_finding`; `note` replaces the line under it. `stood` counts by sector, and for everyone,
    who gave the same rating again on unchanged text: apart from fresh ratings.
    """
    rows = [*least_first(positions), together(positions, EVERYONE)]
    columns = columns_for(rows)
    tops = [HEAD + ROW * place for place in range(len(rows))]
    tops[-1] += APART
    sheet = Sheet(columns.left, columns.right, tops[-1] + ROW + FOOT)
    ground = [{"start": 0, "end": 1, **_bar(top)} for top in tops]
    bars = [
        {**segment, **_bar(top)}
        for row, top in zip(rows, tops, strict=True)
        for segment in segments(row, columns)
    ]
    tips = tooltip(sector="Sector", answer="Answer", people="People")
    return sheet.chart(
        [
            sheet.bars(ground, color=INK, opacity=GROUND),
            sheet.bars(bars, {**answer_colours(), **tips}, strokeWidth=1),
            *_lines(sheet, columns, tops, target),
            *_heads(sheet, columns, target),
            *_labels(sheet, rows, tops, target, stood or {}),
        ],
        title=title,
        note=note or _note(rows[-1], target, stood or {}),
        description=f"{title} Diverging bars, one for each sector.",
    )


def least_first(positions: Sequence[Position]) -> list[Position]:
    """Return the sectors that were asked, the least support first and the unheard last."""
    return sorted(
        (one for one in positions if one.invited or one.heard),
        key=lambda one: (one.support is None, one.support or 0.0, -one.heard),
    )


def _bar(top: float) -> Part:
    return {"top": top + LABEL, "bottom": top + LABEL + BAR}


def _note(everyone: Position, target: float, stood: Mapping[str, int]) -> str:
    again = stood.get(EVERYONE)
    apart = ""
    if again is not None:
        apart = (
            f" {of(again, everyone.heard)} stood: the same rating again on unchanged text; "
            f"{everyone.heard - again} are fresh."
        )
    return (
        f"Shares of those heard, {of(everyone.heard, everyone.invited)} people asked. "
        f"●\u00a0reaches {target_percent(target)} support (4 or 5), ▼\u00a0is below it. "
        f"Everyone: each person counts once.{apart}"
    )


def _lines(sheet: Sheet, columns: Columns, tops: Sequence[float], target: float) -> list[Layer]:
    # Lines stop between the rows: none runs through a name.
    def through_bars(*places: float) -> list[Part]:
        return [
            {"at": place, "top": top + LABEL - 3, "bottom": top + LABEL + BAR + 4}
            for place in places
            for top in tops
        ]

    return [
        sheet.uprights(through_bars(columns.neutral, columns.silent), opacity=LINE),
        sheet.uprights(through_bars(0.0)),
        sheet.uprights(through_bars(target), strokeDash=[4, 2], strokeWidth=2),
        sheet.levels([{"top": tops[-1] - APART / 2}], full=True, opacity=LINE),
    ]


def _heads(sheet: Sheet, columns: Columns, target: float) -> list[Layer]:
    heads = [
        {"at": 0, "top": 16, "words": "Support"},
        {"at": columns.neutral, "top": 2, "words": "Can live\nwith it"},
        {"at": columns.silent, "top": 2, "words": "Not yet\nheard"},
    ]
    against = [{"at": 0, "top": 16, "words": "Against"}]
    foot = [{"at": target, "top": sheet.height - FOOT, "words": f"target {target_percent(target)}"}]
    look: Part = {"baseline": "line-top", "lineHeight": 14, "opacity": SOFT}
    return [
        sheet.words(heads, dx=1, **look),
        sheet.words(against, align="right", dx=-6, **look),
        sheet.words(foot, align="center", **look),
    ]


def _labels(
    sheet: Sheet,
    rows: Sequence[Position],
    tops: Sequence[float],
    target: float,
    stood: Mapping[str, int],
) -> list[Layer]:
    labels = [
        {
            "top": top + LABEL / 2,
            "state": state(row.support, target),
            "share": percent(row.support, target),
            "label": f"{row.sector}, {of(row.heard, row.invited)}"
            + (f", {stood[row.sector]} stood" if row.sector in stood else ""),
        }
        for row, top in zip(rows, tops, strict=True)
    ]
    return [
        sheet.symbols(labels, state_shapes(), px=7),
        sheet.words(labels, px=17, text="share", fontSize=TEXT, fontWeight=700),
        sheet.words(labels, px=68, text="label", fontSize=TEXT, limit={"expr": "width - 70"}),
    ]


def sector_finding(positions: Sequence[Position], target: float) -> str:
    """Say in a sentence or two which sectors reach the target and which do not."""
    asked = least_first(positions)
    if not asked:
        return "Nobody has been asked yet."
    heard = [one for one in asked if one.heard]
    if not heard:
        people = count(sum(one.invited for one in asked), "person", "people")
        return f"Nobody has given a rating yet, of {people} asked."
    silent = [one.sector for one in asked if not one.heard]
    sentence = _reached(heard, target, "sectors heard" if silent else "sectors")
    return f"{sentence} Not yet heard: {listed(silent)}." if silent else sentence


def _reached(heard: Sequence[Position], target: float, sectors: str) -> str:
    """Say it of sectors that were heard, the least support first."""
    sought = f"{target_percent(target)} support"
    below = [one for one in heard if state(one.support, target) == BELOW]
    least = heard[0]
    lowest = percent(least.support, target)
    if len(heard) == 1:
        if below:
            return f"{least.sector} is below {sought}, at {lowest}."
        return f"{least.sector} reaches {sought}, at {lowest}."
    if not below:
        return f"All {len(heard)} {sectors} reach {sought}."
    if len(below) == len(heard):
        return (
            f"None of {len(heard)} {sectors} reaches {sought}; the least is {least.sector}, "
            f"at {lowest}."
        )
    reached = len(heard) - len(below)
    named = listed([f"{one.sector} ({percent(one.support, target)})" for one in below])
    verb = "reaches" if reached == 1 else "reach"
    return f"{of(reached, len(heard))} {sectors} {verb} {sought}. Below it: {named}."


def sector_table(
    positions: Sequence[Position], stood: Mapping[str, int] | None = None
) -> list[dict[str, str]]:
    """Return the rows behind the chart, one for each sector and the last for everyone."""
    return [
        {
            "Sector": one.sector,
            "In support": percent(one.support),
            "Heard": of(one.heard, one.invited),
            **{name: _part(one, answer) for answer, (name, _, _) in enumerate(ANSWERS[:5])},
            "Not my field": str(one.not_my_field),
            NOT_HEARD: str(unheard(one)),
            **_apart(one, stood),
        }
        for one in [*least_first(positions), together(positions, EVERYONE)]
    ]


def _apart(position: Position, stood: Mapping[str, int] | None) -> dict[str, str]:
    """Count ratings given again on unchanged text apart from fresh ones, where there are any."""
    if not stood:
        return {}
    again = stood.get(position.sector)
    fresh = UNDEFINED if again is None else str(position.heard - again)
    return {STOOD: UNDEFINED if again is None else str(again), FRESH: fresh}


def _part(position: Position, answer: int) -> str:
    if not position.heard:
        return UNDEFINED
    return f"{position.counts[answer]} ({percent(position.counts[answer] / position.heard)})"
