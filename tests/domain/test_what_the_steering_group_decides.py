"""The steering group reads first what waits for a decision, and what slipped, worst first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneNow
from drafting.domain.planner import BoardDate, Plan, PlannedRound
from drafting.domain.positions import Position
from drafting.domain.rounds import Anonymity, Round, RoundNow
from drafting.domain.standing import Stage, Standing
from drafting.domain.steering import slipped, steering_in_words, to_decide
from drafting.domain.verdict import judge

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
TODAY = NOW.date()
TARGET = date(2026, 12, 31)
NONE_FITS = Plan(TODAY, TARGET, 17, obstacle="A round takes 17 working days, and 2 are left.")


PLAN = Plan(TODAY, TARGET, 17)
PLAN_WITH_ROUND = replace(PLAN, rounds=(PlannedRound(*[TODAY] * 5),))
RULE = AgreementRule("a", 0.75, 0.5, 0.5, Weights.SECTORS, "", "zoe", NOW)


def standing(title: str, heard: tuple[int, ...]) -> Standing:
    asked = Round("r", 1, "Round 1", "", Anonymity.SECTOR_ONLY, NOW, NOW + timedelta(7), "zoe", NOW)
    draft = Draft(f"{title} 1", title, 1, "Text", "0" * 64, "", "zoe", NOW)
    positions = (Position("NHS", 10, heard), Position("Business", 10, heard))
    stage = Stage(RoundNow(asked), draft, positions, judge(RULE, positions, 0))
    return Standing(Document(title, Kind.MISSION, title, 1, None, NOW), draft, (stage,))


def promise(title: str, baseline: date, *moved: date, reached: date | None = None) -> MilestoneNow:
    moves = tuple(
        MilestoneMove(title, title, day, "Two boards met late.", "z", NOW) for day in moved
    )
    return MilestoneNow(Milestone(title, title, baseline, NOW), moves, reached)


def board(title: str, day: date) -> BoardDate:
    return BoardDate(title, title, day, "zoe", NOW)


def test_a_promise_that_is_overdue_is_to_be_reached_or_moved() -> None:
    late, moved = promise("Survey closed", date(2026, 6, 1)), date(2026, 6, 10)
    kept = promise("Roundtable", date(2026, 5, 1), reached=date(2026, 6, 2))

    found = to_decide(
        [late, kept, promise("Vision", date(2026, 5, 1), moved)], [], [], [], PLAN, NOW
    )

    assert found == [
        "“Survey closed” is overdue by 9 days: say that it was reached, or move it with a reason."
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 9), None),  # it met yesterday
        (date(2026, 6, 10), "meets on 10 June 2026, today: "),
        (date(2026, 6, 11), "meets on 11 June 2026, in 1 day: "),
        (date(2026, 7, 1), "in 21 days: "),
        (date(2026, 7, 2), None),
    ],
)
def test_a_board_is_named_when_it_meets_within_three_weeks(day: date, words: str | None) -> None:
    found = to_decide([], [], [], [board("Cluster board", day)], PLAN, NOW)

    if words is None:
        assert found == []
    else:
        assert len(found) == 1
        assert words in found[0]


def test_a_text_that_is_agreed_is_to_be_closed_once_its_round_is_over() -> None:
    agreed = standing("Vision", heard=(0, 0, 0, 5, 5))
    not_yet = standing("Mission 1", heard=(3, 3, 4, 0, 0))
    both, after = [agreed, not_yet], agreed.stages[0].round.closes_at

    assert to_decide([], both, [], [], PLAN_WITH_ROUND, after) == [
        "“Vision” is agreed by the rule (draft 1, round 1): close it."
    ]
    assert to_decide([], both, [], [], PLAN_WITH_ROUND, after - timedelta(minutes=1)) == []
    assert to_decide([], both, ["Vision"], [], PLAN_WITH_ROUND, after) == []


def test_where_no_round_fits_and_a_text_is_open_the_date_moves_or_what_stands_is_decided() -> None:
    two = [standing(name, heard=(3, 3, 4, 0, 0)) for name in ("Vision", "Mission 1")]

    (one,) = to_decide([], two, ["Vision"], [], NONE_FITS, NOW)

    assert one == (
        "No further round fits before 31 December 2026. A round takes 17 working days, and 2 are "
        "left. Move the date, or decide on what stands."
    )
    assert to_decide([], two, ["Vision", "Mission 1"], [], NONE_FITS, NOW) == []


def test_what_is_still_to_come_is_said_before_what_was_reached_late_and_the_worst_first() -> None:
    little = promise("Little", date(2026, 7, 1), date(2026, 7, 2))
    much = promise("Much", date(2026, 7, 1), date(2026, 8, 1))
    reached = promise("Reached", date(2026, 1, 1), reached=date(2026, 6, 1))
    in_time = promise("In time", date(2026, 7, 1))

    assert slipped([reached, little, in_time, much], TODAY) == [
        "Much, 31 days late (now 1 August 2026): Two boards met late.",
        "Little, 1 day late (now 2 July 2026): Two boards met late.",
        "Reached, 151 days late (reached 1 June 2026).",
    ]


@pytest.mark.parametrize(
    ("decide", "late", "words"),
    [
        (0, 0, "Nothing is to be decided today, and nothing is later than promised."),
        (1, 0, "1 thing is to be decided today, and nothing is later than promised."),
        (0, 1, "Nothing is to be decided today, 1 date is later than promised."),
        (2, 5, "2 things are to be decided today, 5 dates are later than promised."),
    ],
)
def test_the_steering_group_is_told_how_much_there_is_to_decide(
    decide: int, late: int, words: str
) -> None:
    assert steering_in_words(["Decide"] * decide, ["Late"] * late) == words
