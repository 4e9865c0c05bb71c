"""Days are counted in London, and promises say by how much they slipped."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneNow
from drafting.domain.process import LONDON, day, day_and_time, days_left

LAST = date(2026, 12, 31)
MADE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (datetime(2026, 12, 31, 0, 0, tzinfo=UTC), 0),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), 0),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), -1),
        (datetime(2026, 12, 30, 23, 59, 59, tzinfo=UTC), 1),
        # In summer London's day begins at eleven in the evening of UTC.
        (datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC), 183),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), 182),
        # Whoever asks from Tokyo is told London's count.
        (datetime(2027, 1, 1, 8, 59, tzinfo=timezone(timedelta(hours=9))), 0),
    ],
)
def test_days_are_counted_in_london(now: datetime, left: int) -> None:
    assert days_left(LAST, now) == left


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 8, 17, 0, tzinfo=UTC), "8 March 2026, 5:00 pm UK time"),
        (datetime(2026, 7, 3, 16, 0, tzinfo=UTC), "3 July 2026, 5:00 pm UK time"),
        (datetime(2026, 7, 3, 23, 5, tzinfo=UTC), "4 July 2026, 12:05 am UK time"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "31 December 2026, 11:59 pm UK time"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 March 2026, 12:59 am UK time"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 March 2026, 2:00 am UK time"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 October 2026, 1:30 am UK time"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 October 2026, 1:30 am UK time"),
        (datetime(2026, 12, 4, 12, 0, tzinfo=UTC), "4 December 2026, 12:00 pm UK time"),
    ],
)
def test_moments_are_written_as_people_in_london_say_them(moment: datetime, words: str) -> None:
    assert day_and_time(moment) == words


def test_a_day_is_written_as_people_say_it() -> None:
    assert day(date(2026, 3, 8)) == "8 March 2026"
    assert day(datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "4 July 2026"
    assert day(datetime(2026, 7, 3, 23, 30, tzinfo=LONDON)) == "3 July 2026"


def milestone(*moves: date, reached: date | None = None) -> MilestoneNow:
    """Promise something by 10 March 2026, with its moves and its end."""
    return MilestoneNow(
        Milestone("m", "Vision agreed", date(2026, 3, 10), MADE),
        tuple(MilestoneMove(f"{on}", "m", on, "Snow", "zoe", MADE) for on in moves),
        reached,
    )


BEFORE, DUE, AFTER = date(2026, 3, 8), date(2026, 3, 10), date(2026, 3, 13)


@pytest.mark.parametrize(
    ("one", "today", "slip", "words"),
    [
        (milestone(), BEFORE, 0, "due in 2 days"),
        (milestone(), date(2026, 3, 9), 0, "due in 1 day"),
        (milestone(), DUE, 0, "due today"),
        (milestone(), date(2026, 3, 11), 1, "overdue by 1 day"),
        (milestone(), AFTER, 3, "overdue by 3 days"),
        (milestone(date(2026, 3, 20)), BEFORE, 10, "moved by 10 days later"),
        (milestone(date(2026, 3, 20)), date(2026, 3, 20), 10, "moved by 10 days later"),
        (milestone(date(2026, 3, 20)), date(2026, 3, 22), 12, "overdue by 2 days"),
        (milestone(date(2026, 3, 9)), BEFORE, -1, "moved by 1 day earlier"),
        (milestone(date(2026, 3, 20), date(2026, 3, 12)), BEFORE, 2, "moved by 2 days later"),
        (milestone(reached=DUE), AFTER, 0, "reached on time"),
        (milestone(reached=BEFORE), AFTER, -2, "reached on time"),
        (milestone(reached=date(2026, 3, 11)), AFTER, 1, "reached 1 day late"),
        (milestone(date(2026, 3, 20), reached=AFTER), date(2026, 9, 1), 3, "reached 3 days late"),
    ],
)
def test_a_promise_says_where_it_stands(
    one: MilestoneNow, today: date, slip: int, words: str
) -> None:
    assert one.slip(today) == slip
    assert one.words(today) == words


def test_moving_a_promise_back_to_its_day_says_so() -> None:
    one = milestone(date(2026, 3, 20), DUE)

    assert one.slip(BEFORE) == 0
    assert one.words(BEFORE) == "due in 2 days"
