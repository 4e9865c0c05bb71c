"""How many rounds are needed at the pace so far, and to what they should be narrowed."""

from datetime import UTC, date, datetime

import pytest

from drafting.domain.planner import Pace, plan_back
from drafting.domain.rounds_needed import Need, OpenPassage, narrowed, need, plan_in_words
from drafting.domain.working_days import WorkingDays

# Two plain weeks a round: 2 + 1 + 5 + 2 working days.
PACE = Pace("p", 2, 1, 5, 2, False, "house", datetime(2023, 1, 1, tzinfo=UTC))
FIRST = date(2023, 6, 5)
TARGETS = {0: date(2023, 6, 9), 1: date(2023, 6, 16), 2: date(2023, 6, 30), 3: date(2023, 7, 14)}
PLANS = {fits: plan_back(PACE, WorkingDays(), FIRST, on) for fits, on in TARGETS.items()}


@pytest.mark.parametrize(
    ("open_now", "steps", "rounds"),
    [
        (0, [], 0),
        (0, [(5, 5)], 0),
        (5, [], None),  # one round only: nothing can be said of a pace
        (6, [(12, 9), (9, 6)], 2),  # 3 a round, twice
        (7, [(12, 9), (9, 6)], 3),  # 3 a round leave one over
        (1, [(10, 2)], 1),
        (4, [(4, 4)], None),  # nothing was settled: no number of rounds is enough
        (4, [(4, 9)], None),
        (5, [(6, 1), (4, 5)], 3),  # 5 settled and 1 more: 4 in 2 rounds, 2 a round
    ],
)
def test_rounds_needed_are_what_stands_over_what_a_round_settled(
    open_now: int, steps: list[tuple[int, int]], rounds: int | None
) -> None:
    assert need(open_now, steps).rounds == rounds


@pytest.mark.parametrize(
    ("fits", "needed", "says"),
    [
        (
            1,
            Need(6, 3.0),
            "Two more are needed at this pace, one fits before 16 June 2023. "
            "Narrow the open passages to these.",
        ),
        (3, Need(6, 3.0), "Two more are needed at this pace, three fit before 14 July 2023."),
        (2, Need(3, 3.0), "One more is needed at this pace, two fit before 30 June 2023."),
        (
            0,
            Need(3, 3.0),
            "One more is needed at this pace, no fits before 9 June 2023. A round takes 10 "
            "working days at this pace, and 5 are left from 5 June 2023 to 9 June 2023.",
        ),
        (
            1,
            Need(3, 0.0),
            "The rounds so far settled no objections, so no number is enough at this pace. "
            "One fits before 16 June 2023. Narrow the open passages to these.",
        ),
        (
            2,
            Need(3, None),
            "Two fit before 30 June 2023. How many are needed can be told once two rounds have "
            "asked about the same text.",
        ),
        (
            2,
            Need(0, None),
            "No objection stands: no further round is needed, and two fit before 30 June 2023.",
        ),
        (1, None, "One fits before 16 June 2023."),
    ],
)
def test_the_plan_is_said_in_words(fits: int, needed: Need | None, says: str) -> None:
    said = plan_in_words(PLANS[fits], needed)

    assert len(PLANS[fits].rounds) == fits
    assert said == says.replace("no fits", "none fits")


def passage(quote: str, objections: int, blocks: int = 0) -> OpenPassage:
    return OpenPassage("Vision", quote, objections, blocks)


PASSAGES = [passage("small", 1), passage("big", 4), passage("blocked", 2, 1), passage("mid", 2)]


@pytest.mark.parametrize(
    ("needed", "fits", "quotes"),
    [
        # 9 stand, 3 a round: blocks first, and what would go over 3 stays out.
        (Need(9, 3.0), 1, ["blocked"]),
        (Need(9, 3.0), 2, ["blocked", "big"]),
        (Need(9, 3.0), 3, []),  # all can be settled
        (Need(9, 1.0), 1, ["blocked"]),  # the heaviest is always among them
        (Need(9, 0.0), 1, ["blocked"]),
        (Need(9, 3.0), 0, []),  # no round is left to narrow
    ],
)
def test_a_short_time_is_narrowed_to_the_heaviest_passages(
    needed: Need, fits: int, quotes: list[str]
) -> None:
    assert [one.quote for one in narrowed(PASSAGES, needed, fits)] == quotes
