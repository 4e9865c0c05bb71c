"""What the Planner and the Timeline ask: dates to plan for, and what still stands."""

from collections.abc import Collection
from datetime import date

from drafting.domain.documents import Kind
from drafting.domain.planner import plan_back
from drafting.domain.process import LONDON
from drafting.domain.rounds import State
from drafting.domain.rounds_needed import (
    Need,
    OpenPassage,
    need,
    open_passages,
    settled_steps,
)
from drafting.domain.working_days import WorkingDays
from drafting.ui.visit import Visit


def targets(here: Visit) -> dict[str, date]:
    """Name the dates that can be planned for: the deadline, and every milestone to come."""
    today = here.now.astimezone(LONDON).date()
    return {"The deadline": here.process.deadline} | {
        one.milestone.title: one.planned
        for one in here.archive.milestones()
        if one.reached is None and one.planned >= today
    }


def rounds_left(here: Visit, days: WorkingDays) -> int:
    """Count the rounds to come before the deadline: those not closed yet, and those that fit."""
    plan = plan_back(
        here.archive.pace(),
        days,
        here.now.astimezone(LONDON).date(),
        here.process.deadline,
        [one.held_on for one in here.archive.board_dates()],
        last_closing(here),
    )
    return len(plan.rounds) + sum(
        one.state(here.now) is not State.CLOSED for one in here.archive.rounds()
    )


def last_closing(here: Visit) -> date | None:
    """Tell on which day the last round closes, or closed."""
    days = [one.closes_at.astimezone(LONDON).date() for one in here.archive.rounds()]
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
