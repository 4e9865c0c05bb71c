"""Will we make the date: rounds, milestones promised against planned, today, the deadline."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from charts import samples
from charts.drawing import drawn, words_of
from charts.samples import BEFORE, DEADLINE, TODAY

from drafting.charts import timeline, timeline_finding, timeline_table
from drafting.charts.dates import moment, tick_days
from drafting.charts.happened import Happened
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneNow
from drafting.domain.rounds import Anonymity, Round, RoundClosing, RoundNow


def spec_of(milestones: list[MilestoneNow], rounds: list[RoundNow]) -> dict[str, Any]:
    title = timeline_finding(milestones, TODAY, DEADLINE)
    return dict(timeline(milestones, rounds, TODAY, DEADLINE, title).to_dict())


def promise(
    on: date, reached: date | None = None, moved: date | None = None, title: str = "Vision agreed"
) -> MilestoneNow:
    moves = (MilestoneMove("v", "m", moved, "More time", "c", BEFORE),) if moved else ()
    return MilestoneNow(Milestone("m", title, on, BEFORE), moves, reached)


@pytest.mark.parametrize(
    ("milestone", "shape", "line"),
    [
        (promise(date(2023, 11, 1), reached=date(2023, 11, 1)), "circle", "#2a6cb8"),
        (promise(date(2023, 11, 1), reached=date(2023, 11, 9)), "circle", "#a8751a"),
        (promise(date(2023, 12, 3)), "triangle-down", "#c04a35"),
        (promise(date(2023, 12, 4)), "circle", "#84919b"),
        (promise(date(2023, 12, 4), moved=date(2023, 12, 18)), "diamond", "#a8751a"),
        (promise(date(2023, 12, 1), moved=date(2023, 12, 3)), "triangle-down", "#c04a35"),
    ],
)
def test_a_milestone_shows_by_its_shape_how_it_stands(
    milestone: MilestoneNow, shape: str, line: str
) -> None:
    scene = drawn(spec_of([milestone], []), 1000)

    symbols = [mark.item for mark in scene if mark.kind == "symbol"]
    assert (symbols[-1]["shape"], symbols[-1]["stroke"]) == (shape, line)
    assert milestone.words(TODAY) in words_of(scene)


def test_what_moved_is_joined_to_the_day_it_was_promised_for() -> None:
    late = promise(date(2023, 12, 15), moved=date(2023, 12, 22))

    scene = drawn(spec_of([late], []), 1000)

    promised, planned = [mark.item["x"] for mark in scene if mark.kind == "symbol"]
    joins = [
        (one.item["x2"], one.item["x"])
        for one in scene
        if one.kind == "rule" and one.item["stroke"] == "#84919b"
    ]
    assert promised < planned
    assert [sorted(ends) for ends in joins] == [[promised, planned]]


def test_today_and_the_deadline_are_drawn_on_their_days() -> None:
    scene = drawn(spec_of(samples.milestones(), samples.rounds()), 1000)
    due = promise(DEADLINE), promise(TODAY)

    alone = drawn(spec_of(list(due), []), 1000)
    days = sorted(mark.item["x"] for mark in alone if mark.kind == "symbol")
    lines = {round(mark.item["x"], 3) for mark in alone if _is_day_line(mark.item)}
    assert lines == {round(day, 3) for day in days}
    assert {"today, 4 Dec", "deadline, 31 Dec"} <= set(words_of(scene))


@pytest.mark.parametrize("days", [-60, -3, -1, 0, 1, 3, 60])
def test_the_words_for_today_and_the_deadline_stand_clear_of_each_other_s_line(days: int) -> None:
    today = date.fromordinal(DEADLINE.toordinal() + days)
    chart = timeline(samples.milestones(), [], today, DEADLINE, "A title")

    scene = drawn(dict(chart.to_dict()), 358)

    flags = [
        mark.item
        for mark in scene
        if mark.kind == "text" and str(mark.item["text"]).startswith(("today", "deadline"))
    ]
    stems = [mark.item for mark in scene if mark.kind == "rule" and mark.item.get("y2", 99) < 40]
    assert len(flags) == len(stems) == 2
    for flag in flags:
        wide = 9 * len(flag["text"])
        left = flag["x"] - wide if flag["align"] == "right" else flag["x"]
        assert left >= 0 and left + wide <= 358
        crossing = [one for one in stems if one["y"] < flag["y"] < one["y2"]]
        assert [one["x"] for one in crossing] == [flag["x"]]


def _is_day_line(item: dict[str, Any]) -> bool:
    return bool("y2" in item and item.get("strokeWidth", 1) > 1)


def test_a_round_that_was_extended_shows_by_how_much() -> None:
    bars = [
        mark.item
        for mark in drawn(spec_of([], samples.rounds()), 1000)
        if mark.kind == "rect" and mark.item["y"] > 60
    ]

    longer = [bar for bar in bars if bar["stroke"] == "#a8751a"]
    assert len(longer) == 1
    # Four days after eleven.
    planned = next(bar for bar in bars if bar["x"] + bar["width"] == pytest.approx(longer[0]["x"]))
    assert longer[0]["width"] / planned["width"] == pytest.approx(4 / (11 + 8 / 24), rel=0.01)


def test_a_round_closed_early_ends_when_it_was_closed() -> None:
    opens, planned = datetime(2023, 11, 1, tzinfo=UTC), datetime(2023, 11, 20, tzinfo=UTC)
    asked = Round("r", 1, "Round 1", "", Anonymity.SECTOR_ONLY, opens, planned, "c", BEFORE)
    ended = RoundNow(
        asked, (), RoundClosing("x", "r", "All said", "c", datetime(2023, 11, 6, 9, tzinfo=UTC))
    )

    rows = timeline_table([], [ended], TODAY)

    assert rows == [
        {
            "What": "Round 1",
            "Starts": "1 November 2023",
            "Promised for": "20 November 2023",
            "Planned for": "6 November 2023",
            "Where it stands": "closed 6 Nov",
        }
    ]


@pytest.mark.parametrize(
    ("milestones", "today", "said"),
    [
        ([], TODAY, "27 days to the deadline. No milestone is set yet."),
        ([promise(TODAY)], DEADLINE, "The deadline is today. 0 of 1 milestone reached, "),
        (
            samples.milestones(),
            TODAY,
            "27 days to the deadline. 3 of 6 milestones reached, 1 overdue (Dilemmas decided), "
            "1 moved.",
        ),
        (
            [promise(TODAY, reached=TODAY)],
            date(2024, 1, 1),
            "The deadline passed 1 day ago. 1 of 1 milestone reached.",
        ),
    ],
)
def test_the_title_says_how_many_days_are_left_and_what_slipped(
    milestones: list[MilestoneNow], today: date, said: str
) -> None:
    assert timeline_finding(milestones, today, DEADLINE).startswith(said)


def test_days_are_london_s_in_summer_and_winter() -> None:
    day = 24 * 60 * 60 * 1000

    assert moment(date(2026, 3, 30)) - moment(date(2026, 3, 29)) == day  # clocks go forward
    assert moment(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) > moment(date(2026, 7, 1))


@pytest.mark.parametrize("days", [1, 5, 30, 119, 121, 400, 3000])
def test_ticks_are_few_and_evenly_apart(days: int) -> None:
    first = date(2026, 1, 3)
    last = date.fromordinal(first.toordinal() + days)

    ticks = tick_days(first, last)

    assert len(ticks) <= 5
    assert all(first < tick < last for tick in ticks)
    assert ticks or days == 1


def test_drafts_decisions_and_who_answered_stand_on_it() -> None:
    happened = [
        Happened("Drafts published", "2, last 24 Nov", (
            (date(2023, 10, 9), "Vision, draft 1"), (date(2023, 11, 24), "Vision, draft 2"),
        )),
        Happened("Decisions", "1, next 19 Dec", ((date(2023, 12, 19), "Cluster board"),)),
    ]  # fmt: skip
    coverage = {"r1": {"NHS": (3, 8), "Carers": (1, 6)}}
    dates, asked = samples.milestones(), samples.rounds()

    chart = timeline(dates, asked, TODAY, DEADLINE, "Dates", "", happened, coverage)
    spec = dict(chart.to_dict())
    rows = [row for layer in spec["datasets"].values() for row in layer]

    marks = {row["what"]: row["on"] for row in rows if "what" in row}
    assert marks == {
        "Vision, draft 1": "9 October 2023",
        "Vision, draft 2": "24 November 2023",
        "Cluster board": "19 December 2023",
    }
    words = words_of(drawn(spec, 390))
    assert "Drafts published" in words
    assert "1, next 19 Dec" in words
    assert any(word.startswith("4 of 14, closed") for word in words)
    assert "Carers 1 of 6; NHS 3 of 8" in {row.get("sectors") for row in rows}
    table = timeline_table(dates, asked, TODAY, happened)
    assert len(table) == len(dates) + len(asked) + 3
