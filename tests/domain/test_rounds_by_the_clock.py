"""A round is planned, open or closed by the clock alone; early closing and extension count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from drafting.domain.errors import NotAcceptable, RoundClosed, RoundNotOpen
from drafting.domain.rounds import (
    Anonymity,
    Round,
    RoundClosing,
    RoundExtension,
    RoundNow,
    State,
    ensure_sensible,
    settled,
)

OPENS = datetime(2026, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2026, 3, 8, 17, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ROUND = Round(
    "r", 1, "Round 1", "", Anonymity.NAMED_TO_CHAIR, OPENS, CLOSES, "zoe", OPENS - timedelta(days=3)
)


def extended(*days: int) -> tuple[RoundExtension, ...]:
    return tuple(
        RoundExtension(str(n), "r", CLOSES + timedelta(days=n), "Snow", "zoe", OPENS) for n in days
    )


def closing(at: datetime) -> RoundClosing:
    return RoundClosing("c", "r", "All have answered", "zoe", at)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - TICK, State.PLANNED),
        (OPENS, State.OPEN),
        (CLOSES - TICK, State.OPEN),
        (CLOSES, State.CLOSED),
        (CLOSES + timedelta(days=365), State.CLOSED),
    ],
)
def test_the_clock_says_where_a_round_stands(now: datetime, state: State) -> None:
    assert RoundNow(ROUND).state(now) is state


@pytest.mark.parametrize(
    ("round", "closes"),
    [
        (RoundNow(ROUND), CLOSES),
        (RoundNow(ROUND, extended(3)), CLOSES + timedelta(days=3)),
        (RoundNow(ROUND, extended(3, 5)), CLOSES + timedelta(days=5)),
        (RoundNow(ROUND, (), closing(OPENS + timedelta(days=2))), OPENS + timedelta(days=2)),
        (RoundNow(ROUND, extended(3), closing(CLOSES + TICK)), CLOSES + TICK),
        # A closing that came after the time was up changes nothing.
        (RoundNow(ROUND, (), closing(CLOSES + TICK)), CLOSES),
    ],
)
def test_the_last_word_on_the_closing_time_holds(round: RoundNow, closes: datetime) -> None:
    assert round.closes_at == closes
    assert round.state(closes - TICK) is State.OPEN
    assert round.state(closes) is State.CLOSED


def test_a_round_closed_before_it_opened_is_never_open() -> None:
    cancelled = RoundNow(ROUND, (), closing(OPENS - timedelta(days=1)))

    assert {cancelled.state(OPENS + timedelta(hours=n)) for n in range(0, 200, 10)} == {
        State.CLOSED
    }


def test_who_comes_early_or_late_is_told_when() -> None:
    RoundNow(ROUND).ensure_open(OPENS)
    with pytest.raises(RoundNotOpen, match=r"Round 1 opens on 1 March 2026, 9:00 am UK time\. You"):
        RoundNow(ROUND).ensure_open(OPENS - TICK)
    with pytest.raises(
        RoundClosed, match=r"Round 1 closed on 8 March 2026, 5:00 pm UK time\. What"
    ):
        RoundNow(ROUND).ensure_open(CLOSES)
    with pytest.raises(RoundClosed, match=r"closed on 9 March 2026, 5:00 pm"):
        RoundNow(ROUND, extended(1)).ensure_open(CLOSES + timedelta(days=2))


def test_a_round_asks_about_something_and_ends_after_it_begins() -> None:
    ensure_sensible(OPENS, OPENS + TICK, ["draft"])
    with pytest.raises(NotAcceptable, match="Choose at least one draft"):
        ensure_sensible(OPENS, CLOSES, [])
    for closes in (OPENS, OPENS - TICK):
        with pytest.raises(NotAcceptable, match="Choose a later closing time"):
            ensure_sensible(OPENS, closes, ["draft"])


@pytest.mark.parametrize(
    ("days", "over"),
    [
        ([(1, 2), (3, 4)], 2),
        ([(1, 2), (3, 4), (10, 12)], 2),  # the third is open
        ([(1, 2), (10, 12), (3, 4)], 1),  # what is said in the second counts in the third
        ([(1, 5), (4, 12)], 0),  # the second showed answers while the first was open
        ([(1, 2), (3, 6), (5, 7), (10, 12)], 3),
        ([(1, 2), (3, 6), (5, 12)], 1),
        ([(1, 2), (20, 21)], 1),  # the second is planned
        ([(10, 12)], 0),
        ([], 0),
    ],
)
def test_rounds_are_settled_once_nothing_said_elsewhere_can_change_them(
    days: list[tuple[int, int]], over: int
) -> None:
    rounds = [
        RoundNow(
            replace(
                ROUND,
                id=str(number),
                number=number,
                opens_at=OPENS + timedelta(days=opens),
                closes_at=OPENS + timedelta(days=closes),
            )
        )
        for number, (opens, closes) in enumerate(days, 1)
    ]
    found = settled(list(reversed(rounds)), OPENS + timedelta(days=11))
    assert [one.round.number for one in found] == list(range(1, over + 1))
