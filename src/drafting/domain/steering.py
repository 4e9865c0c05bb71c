"""What the steering group reads first: what slipped, and what there is to decide today."""

from collections.abc import Sequence
from datetime import date, datetime

from drafting.domain.documents import Kind
from drafting.domain.milestones import MilestoneNow
from drafting.domain.planner import BoardDate, Plan
from drafting.domain.process import day, day_of, days, in_days
from drafting.domain.rounds import State
from drafting.domain.standing import Standing

SOON = 21  # days


def slipped(milestones: Sequence[MilestoneNow], today: date) -> list[str]:
    """Say of each promise that came or will come late by how many days, and why; the worst first.

    What was reached late is said after what is still to come.
    """
    late = [one for one in milestones if one.slip(today) > 0]
    late.sort(key=lambda one: (one.reached is not None, -one.slip(today), one.milestone.title))
    return [_slip(one, today) for one in late]


def _slip(one: MilestoneNow, today: date) -> str:
    why = f": {one.moves[-1].reason}" if one.moves else "."
    when = (
        f"reached {day(one.reached)}"
        if one.reached
        else f"now {day(one.planned)}"
        if one.planned >= today
        else f"planned for {day(one.planned)} and overdue"
    )
    return f"{one.milestone.title}, {days(one.slip(today))} late ({when}){why}"


def to_decide(
    milestones: Sequence[MilestoneNow],
    standings: Sequence[Standing],
    closed: Sequence[str],
    boards: Sequence[BoardDate],
    plan: Plan,
    now: datetime,
) -> list[str]:
    """Say what waits for a decision today; `closed` are the documents that were closed already."""
    today = day_of(now)
    return [
        *(
            f"“{one.milestone.title}” is overdue by {days((today - one.planned).days)}: "
            "say that it was reached, or move it with a reason."
            for one in milestones
            if one.reached is None and one.planned < today
        ),
        *_to_close(standings, closed, now),
        *_too_few_rounds(plan, len(standings) - len(closed)),
        *(
            f"{one.title} meets on {day(one.held_on)}, {in_days(ahead)}: say what it decides."
            for one in boards
            for ahead in [(one.held_on - today).days]
            if 0 <= ahead <= SOON
        ),
    ]


def steering_in_words(decide: Sequence[str], late: Sequence[str]) -> str:
    """Say how much there is to decide, and how many promises came or will come late."""
    things = "1 thing is" if len(decide) == 1 else f"{len(decide)} things are"
    dates = "1 date is" if len(late) == 1 else f"{len(late)} dates are"
    return (
        f"{things if decide else 'Nothing is'} to be decided today, "
        f"{dates if late else 'and nothing is'} later than promised."
    )


def _to_close(standings: Sequence[Standing], closed: Sequence[str], now: datetime) -> list[str]:
    return [
        f"“{one.document.title}” is agreed by the rule ({stage.words}): close it."
        for one in standings
        if one.document.kind is not Kind.OPTION and one.document.id not in closed
        for stage in [one.latest]
        if stage
        and stage.verdict.agreed
        and stage.round.state(now) is State.CLOSED
        and stage.draft.id == one.draft.id
    ]


def _too_few_rounds(plan: Plan, still_open: int) -> list[str]:
    if plan.rounds or still_open <= 0:
        return []
    return [
        f"No further round fits before {day(plan.target)}. {plan.obstacle} "
        "Move the date, or decide on what stands."
    ]
