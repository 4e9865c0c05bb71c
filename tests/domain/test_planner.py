"""The planner counts back from the deadline as a person with a calendar does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from domain.plans_by_hand import CASES, TEN_DAYS, Case
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.planner import Pace, ensure_pace, plan_back
from drafting.domain.working_days import WorkingDays
from drafting.exchange.bank_holidays import bank_holidays

HOLIDAYS = bank_holidays(range(2022, 2029))
MADE = datetime(2023, 1, 1, tzinfo=UTC)


def on(text: str) -> date:
    return date.fromisoformat(text)


def pace_of(days: tuple[int, int, int, int], closed: bool = False) -> Pace:
    return Pace("p", *days, closed, "house", MADE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_the_planner_finds_what_a_person_with_a_calendar_finds(case: Case) -> None:
    plan = plan_back(
        pace_of(case.pace),
        WorkingDays(HOLIDAYS, case.closed),
        on(case.today),
        on(case.target),
        [on(one) for one in case.boards],
        on(case.closing) if case.closing else None,
    )

    found = " | ".join(
        f"{each.begins} {each.sent} {each.opens} {each.closes} {each.answered}"
        for each in plan.rounds
    )
    assert found == case.rounds
    assert plan.decision == (on(case.decision) if case.decision else None)
    assert plan.spare == case.spare
    assert case.obstacle in plan.obstacle
    assert bool(plan.obstacle) == (not case.rounds)


def test_there_are_at_least_thirty_cases() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize(
    ("why", "today", "target", "opens", "closes"),
    [
        # British Summer Time is an hour ahead of UTC, winter time is UTC.
        ("forward on 30 March 2025", "2025-03-24", "2025-04-04", "03-27 09:00", "04-02 16:00"),
        ("forward on 29 March 2026", "2026-03-18", "2026-04-02", "03-25 09:00", "03-31 16:00"),
        ("back on 29 October 2023", "2023-10-23", "2023-11-03", "10-26 08:00", "11-01 17:00"),
        ("back on 25 October 2026", "2026-10-19", "2026-10-30", "10-22 08:00", "10-28 17:00"),
        ("in winter", "2023-12-11", "2023-12-22", "12-14 09:00", "12-20 17:00"),
        ("in summer", "2025-07-14", "2025-07-25", "07-17 08:00", "07-23 16:00"),
    ],
)
def test_rounds_open_at_nine_and_close_at_five_in_london(
    why: str, today: str, target: str, opens: str, closes: str
) -> None:
    plan = plan_back(pace_of(TEN_DAYS), WorkingDays(HOLIDAYS), on(today), on(target))

    last = plan.rounds[-1]
    assert f"{last.opens_at.astimezone(UTC):%m-%d %H:%M}" == opens, why
    assert f"{last.closes_at.astimezone(UTC):%m-%d %H:%M}" == closes, why


@settings(max_examples=60, deadline=None)
@given(
    today=st.dates(date(2023, 1, 3), date(2027, 6, 1)),
    length=st.integers(1, 200),
    days=st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(1, 10), st.integers(0, 6)),
    closed=st.booleans(),
)
def test_as_many_rounds_fit_as_their_days_go_into_the_days_left(
    today: date, length: int, days: tuple[int, int, int, int], closed: bool
) -> None:
    calendar = WorkingDays(HOLIDAYS, closed)
    target = today + timedelta(days=length)

    plan = plan_back(pace_of(days), calendar, today, target)

    free = sum(calendar.is_one(today + timedelta(days=n)) for n in range(length + 1))
    assert len(plan.rounds) == min(50, free // sum(days))
    for earlier, later in zip(plan.rounds, plan.rounds[1:], strict=False):
        assert calendar.forward(earlier.answered, 1) == later.begins
    for one in plan.rounds:
        for day in (one.begins, one.sent, one.opens, one.closes, one.answered):
            assert calendar.is_one(day)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ((5, 2, 0, 5), "The round takes 0 working days. Choose from 1 to 60."),
        ((-1, 2, 8, 5), "The drafting takes -1 working days. Choose from 0 to 60."),
        ((5, 61, 8, 5), "The notice takes 61 working days"),
        ((5, 2, 8, 61), "The answering takes 61 working days"),
    ],
)
def test_a_pace_that_nobody_can_keep_is_refused(days: tuple[int, int, int, int], says: str) -> None:
    with pytest.raises(NotAcceptable, match=says):
        ensure_pace(pace_of(days))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2023-05-08", "Coronation"),
        ("2026-12-28", "Boxing Day"),
        ("2027-12-27", "Christmas Day"),
        ("2027-12-28", "Boxing Day"),
        ("2023-06-17", "a Saturday"),
        ("2024-12-27", "in the Christmas closure"),
        ("2025-01-02", ""),
    ],
)
def test_a_day_off_says_why(day: str, why: str) -> None:
    said = WorkingDays(HOLIDAYS, closed_at_christmas=True).why_not(on(day))

    assert said.startswith(why)
    assert bool(said) == bool(why)
