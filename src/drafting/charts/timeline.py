"""Will we make the date: milestones planned against promised, rounds, today and the deadline."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import altair as alt

from drafting.charts.dates import (
    AHEAD,
    LATE,
    LONGER,
    MONTHS_FROM,
    MOVED,
    OVER,
    OVERDUE,
    REACHED,
    RUNNING,
    TO_COME,
    bars_of,
    in_order,
    moment,
    round_words,
    short,
    stands,
    tick_days,
)
from drafting.charts.happened import (
    Coverage,
    Happened,
    answered,
    marked,
    sectors_in_words,
)
from drafting.charts.once import once
from drafting.charts.sheet import Layer, Rows, Sheet, one_of, tooltip
from drafting.charts.theme import (
    AGAINST,
    CLEAR,
    GRID,
    LINE,
    NEUTRAL,
    SOFT,
    SUPPORT,
    TEXT,
    WARNING,
    Part,
)
from drafting.charts.words import count
from drafting.domain.milestones import MilestoneNow
from drafting.domain.process import day, day_of
from drafting.domain.rounds import RoundNow

# Pixels: the heads, a row, the middles of its words and of its marks, a bar, the foot.
HEAD, ROW, WORDS, MARKS, BAR, FOOT = 40, 44, 9, 28, 11, 26
# Pixels that the words at the right edge may take: of a round, and of any other row.
ROUND_WIDTH, WORDS_WIDTH = 205, 170

# How a milestone stands: its name, its shape, its fill and its outline.
STANDS = (
    (REACHED, "circle", SUPPORT, SUPPORT),
    (LATE, "circle", WARNING, WARNING),
    (OVERDUE, "triangle-down", AGAINST, AGAINST),
    (MOVED, "diamond", WARNING, WARNING),
    (AHEAD, "circle", CLEAR, NEUTRAL),
)
# How a round stands: its name, its fill and its outline.
ROUNDS = (
    (OVER, NEUTRAL, NEUTRAL),
    (RUNNING, SUPPORT, SUPPORT),
    (TO_COME, CLEAR, NEUTRAL),
    (LONGER, CLEAR, WARNING),
)


@once
def timeline(
    milestones: Sequence[MilestoneNow],
    rounds: Sequence[RoundNow],
    today: date,
    deadline: date,
    title: str,
    note: str = "",
    happened: Sequence[Happened] = (),
    coverage: Mapping[str, Coverage] | None = None,
) -> alt.LayerChart:
    """Draw rounds as bars and milestones as marks, promised against planned or reached.

    Days are London's. `title` says what the chart shows, see `timeline_finding`; `happened` are
    drafts and decisions; `coverage` tells, by a round's id and by sector, who answered.
    """
    planned = in_order(milestones)
    tops = [HEAD + ROW * place for place in range(len(rounds) + len(happened) + len(planned))]
    between = tops[len(rounds) : len(rounds) + len(happened)]
    first, last = _span(
        planned, rounds, [on for one in happened for on, _ in one.days], today, deadline
    )
    sheet = Sheet(moment(first), moment(last), HEAD + ROW * len(tops) + FOOT)
    return sheet.chart(
        [
            sheet.levels([{"top": top + MARKS} for top in tops], full=True, opacity=GRID),
            *_rounds(sheet, rounds, tops, today, coverage or {}),
            *_happened(sheet, happened, between),
            *_days(sheet, tops, today, deadline),
            *_ticks(sheet, first, last),
            *_milestones(sheet, planned, tops[len(rounds) + len(happened) :], today),
        ],
        title=title,
        note=note
        or "◇\u00a0promised, ●\u00a0reached, ○\u00a0planned, ◆\u00a0moved, ▼\u00a0overdue. "
        "Bars are rounds, upright marks drafts and decisions.",
        description=f"{title} A timeline of {count(len(rounds), 'round')} and "
        f"{count(len(planned), 'milestone')}.",
    )


def _span(
    milestones: Sequence[MilestoneNow],
    rounds: Sequence[RoundNow],
    marks: Sequence[date],
    today: date,
    deadline: date,
) -> tuple[date, date]:
    days = [today, deadline, *marks]
    for one in milestones:
        days += [one.milestone.baseline, one.planned, one.reached or one.planned]
    for one_round in rounds:
        days += [day_of(one_round.round.opens_at), day_of(one_round.closes_at)]
    first, last = min(days), max(days)
    margin = timedelta(days=max(2, (last - first).days // 25))
    return first - margin, last + margin


def _days(sheet: Sheet, tops: Sequence[float], today: date, deadline: date) -> list[Layer]:
    def through_marks(on: date) -> list[Part]:
        # Lines stop between the rows: none runs through a name.
        return [
            {"at": moment(on), "top": top + MARKS - 11, "bottom": top + MARKS + 11} for top in tops
        ]

    flags = [
        (deadline, 8, f"deadline, {short(deadline)}", 0.5),
        # Away from the deadline's flag, unless the edge is near.
        (today, 26, f"today, {short(today)}", 0.3 if today <= deadline else 0.7),
    ]
    layers = [
        sheet.uprights(through_marks(today), strokeWidth=1.5),
        sheet.uprights(through_marks(deadline), strokeDash=[4, 2], strokeWidth=2),
    ]
    for on, top, words, beyond in flags:
        at = moment(on)
        ends_here = (at - sheet.left) / (sheet.right - sheet.left) > beyond
        look: Part = {"align": "right", "dx": -5} if ends_here else {"align": "left", "dx": 5}
        stem = [{"at": at, "top": top - 7, "bottom": top + 7}]
        layers += [
            sheet.words([{"at": at, "top": top, "words": words}], fontWeight=600, **look),
            sheet.uprights(stem, opacity=LINE),
        ]
    return layers


def _ticks(sheet: Sheet, first: date, last: date) -> list[Layer]:
    top = sheet.height - FOOT
    ticks = [
        {"at": moment(on), "top": top, "bottom": top + 5, "words": f"{on:%b %Y}"}
        if (last - first).days > MONTHS_FROM
        else {"at": moment(on), "top": top, "bottom": top + 5, "words": short(on)}
        for on in tick_days(first, last)
    ]
    below = [{**tick, "top": top + 8} for tick in ticks]
    return [
        sheet.levels([{"top": top}], full=True, opacity=LINE),
        sheet.uprights(ticks, opacity=LINE),
        sheet.words(below, align="center", baseline="line-top", opacity=SOFT),
    ]


def _rounds(
    sheet: Sheet,
    rounds: Sequence[RoundNow],
    tops: Sequence[float],
    today: date,
    coverage: Mapping[str, Coverage],
) -> list[Layer]:
    bars = [
        {
            "start": moment(bar.start),
            "end": moment(bar.end),
            "top": top + MARKS - BAR / 2,
            "bottom": top + MARKS + BAR / 2,
            "stands": bar.stands,
            "name": one.round.title,
            "words": round_words(one, today),
            "sectors": sectors_in_words(coverage.get(one.id, {})),
        }
        for one, top in zip(rounds, tops, strict=False)
        for bar in bars_of(one, today)
    ]
    labels = [
        {
            "top": top + WORDS,
            "name": one.round.title,
            "words": ", ".join(
                filter(None, (answered(coverage.get(one.id, {})), round_words(one, today)))
            ),
        }
        for one, top in zip(rounds, tops, strict=False)
    ]
    looks = {
        "fill": one_of("stands", [(name, fill) for name, fill, _ in ROUNDS]),
        "stroke": one_of("stands", [(name, line) for name, _, line in ROUNDS]),
    }
    tips = tooltip(name="Round", words="Where it stands", sectors="Who answered")
    return [
        sheet.bars(bars, {**looks, **tips}, strokeWidth=1.5),
        *_labels(sheet, labels, ROUND_WIDTH),
    ]


def _happened(sheet: Sheet, rows: Sequence[Happened], tops: Sequence[float]) -> list[Layer]:
    labels = [
        {"top": top + WORDS, "name": one.name, "words": one.words}
        for one, top in zip(rows, tops, strict=True)
    ]
    return [marked(sheet, rows, [top + MARKS for top in tops]), *_labels(sheet, labels)]


def _labels(sheet: Sheet, rows: Rows, width: int = WORDS_WIDTH) -> list[Layer]:
    limit = {"expr": f"width - {width}"}
    return [
        sheet.words(rows, px=0, text="name", fontSize=TEXT, limit=limit),
        sheet.words(rows, px={"expr": "width"}, align="right", opacity=SOFT),
    ]


def _milestones(
    sheet: Sheet, milestones: Sequence[MilestoneNow], tops: Sequence[float], today: date
) -> list[Layer]:
    marks = [
        {
            "at": moment(one.reached or one.planned),
            "start": moment(one.milestone.baseline),
            "end": moment(one.reached or one.planned),
            "top": top + MARKS,
            "stands": stands(one, today),
            "name": one.milestone.title,
            "words": one.words(today),
            "promised": day(one.milestone.baseline),
            "planned": day(one.reached or one.planned),
        }
        for one, top in zip(milestones, tops, strict=True)
    ]
    promised = [
        {"at": row["start"], "top": row["top"]} for row in marks if row["start"] != row["end"]
    ]
    labels = [
        {"top": top + WORDS, "name": one.milestone.title, "words": one.words(today)}
        for one, top in zip(milestones, tops, strict=True)
    ]
    looks = {
        "shape": one_of("stands", [(name, shape) for name, shape, _, _ in STANDS]),
        "fill": one_of("stands", [(name, fill) for name, _, fill, _ in STANDS]),
        "stroke": one_of("stands", [(name, line) for name, _, _, line in STANDS]),
    }
    tips = tooltip(
        name="Milestone", words="Where it stands", promised="Promised for", planned="Planned for"
    )
    slips = [row for row in marks if row["start"] != row["end"]]
    outline: Part = {"shape": {"value": "diamond"}, "stroke": {"value": NEUTRAL}}
    return [
        sheet.levels(slips, color=NEUTRAL, strokeWidth=2),
        sheet.symbols(promised, {**outline, "fill": {"value": CLEAR}}, size=70),
        sheet.symbols(marks, {**looks, **tips}, size=110),
        *_labels(sheet, labels),
    ]
