"""The timeline in words: what it finds, and the rows behind it."""

from collections.abc import Sequence
from datetime import date

from drafting.charts.dates import MOVED, OVERDUE, in_order, round_words, stands
from drafting.charts.happened import Happened, happened_table
from drafting.charts.words import UNDEFINED, count, listed
from drafting.domain.milestones import MilestoneNow
from drafting.domain.process import day
from drafting.domain.rounds import RoundNow


def timeline_finding(milestones: Sequence[MilestoneNow], today: date, deadline: date) -> str:
    """Say in sentences how many days are left and how the milestones stand."""
    left = (deadline - today).days
    if left > 0:
        time_left = f"{count(left, 'day')} to the deadline."
    elif left == 0:
        time_left = "The deadline is today."
    else:
        time_left = f"The deadline passed {count(-left, 'day')} ago."
    if not milestones:
        return f"{time_left} No milestone is set yet."
    reached = sum(one.reached is not None for one in milestones)
    overdue = [one.milestone.title for one in in_order(milestones) if stands(one, today) == OVERDUE]
    moved = sum(stands(one, today) == MOVED for one in milestones)
    parts = [f"{reached} of {count(len(milestones), 'milestone')} reached"]
    if overdue:
        parts.append(f"{len(overdue)} overdue ({listed(overdue, 2)})")
    if moved:
        parts.append(f"{moved} moved")
    return f"{time_left} {', '.join(parts)}."


def timeline_table(
    milestones: Sequence[MilestoneNow],
    rounds: Sequence[RoundNow],
    today: date,
    happened: Sequence[Happened] = (),
) -> list[dict[str, str]]:
    """Return the rows behind the chart: rounds, drafts and decisions, milestones as promised."""
    table = [
        {
            "What": one.round.title,
            "Starts": day(one.round.opens_at),
            "Promised for": day(one.round.closes_at),
            "Planned for": day(one.closes_at),
            "Where it stands": round_words(one, today),
        }
        for one in rounds
    ]
    table += happened_table(happened)
    table += [
        {
            "What": one.milestone.title,
            "Starts": UNDEFINED,
            "Promised for": day(one.milestone.baseline),
            "Planned for": day(one.reached or one.planned),
            "Where it stands": one.words(today),
        }
        for one in in_order(milestones)
    ]
    return table
