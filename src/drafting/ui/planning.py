"""What the Planner and the Timeline ask: dates to plan for, and what still stands."""

from collections.abc import Collection
from datetime import date

from drafting.domain.documents import Kind
from drafting.domain.planner import Plan, plan_back
from drafting.domain.process import day_of
from drafting.domain.rounds import State
from drafting.domain.rounds_needed import (
    Need,
    OpenPassage,
    need,
    open_passages,
    settled_steps,
)
from drafting.domain.steering import to_decide
from drafting.domain.working_days import WorkingDays
from drafting.exchange.bank_holidays import bank_holidays
from drafting.ui.visit import Visit


def targets(here: Visit) -> dict[str, date]:
    """Name the dates that can be planned for: the deadline, and every milestone to come."""
    today = day_of(here.now)
    return {"The deadline": here.process.deadline} | {
        one.milestone.title: one.planned
        for one in here.archive.milestones()
        if one.reached is None and one.planned >= today
    }


def working_days(here: Visit, last: date | None = None) -> WorkingDays:
    """Return the working days around today, up to the deadline or a later day, at this pace."""
    today = day_of(here.now)
    until = max(today, here.process.deadline, last or today)
    return WorkingDays(
        bank_holidays(range(today.year - 1, until.year + 2)),
        here.archive.pace().closed_at_christmas,
    )


def plan_to(here: Visit, target: date) -> Plan:
    """Lay rounds backwards from a date, with the boards that meet and what is asked already."""
    return plan_back(
        here.archive.pace(),
        working_days(here, target),
        day_of(here.now),
        target,
        [one.held_on for one in here.archive.board_dates()],
        last_closing(here),
    )


def decisions(here: Visit, plan: Plan) -> list[str]:
    """Say what waits for a decision today."""
    return to_decide(
        here.archive.milestones(),
        here.archive.standings() if here.archive.rules() else [],
        [one.document_id for one in here.archive.closings().values()],
        here.archive.board_dates(),
        plan,
        here.now,
    )


def rounds_left(here: Visit, plan: Plan) -> int:
    """Count the rounds to come before the deadline: those not closed yet, and those that fit."""
    return len(plan.rounds) + sum(
        one.state(here.now) is not State.CLOSED for one in here.archive.rounds()
    )


def last_closing(here: Visit) -> date | None:
    """Tell on which day the last round closes, or closed."""
    days = [day_of(one.closes_at) for one in here.archive.rounds()]
    return max(days, default=None)


def needed(here: Visit, kinds: Collection[Kind]) -> tuple[Need, list[OpenPassage]]:
    """Return what texts of these kinds need at their pace so far, and the passages that stand."""
    standings = [one for one in here.archive.standings() if one.document.kind in kinds]
    passages = [
        passage
        for one in standings
        for passage in open_passages(one, here.archive.objections(one.document.id), here.now)
    ]
    standing = sum(one.objections for one in passages)
    return need(standing, settled_steps(standings, here.now)), passages
