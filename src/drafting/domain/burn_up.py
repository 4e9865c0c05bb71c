"""How many Missions were at target after each round, and the chance that all will be in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.forecast import ASSUMED, missions_in_time, said
from drafting.domain.rounds import State
from drafting.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Burn:
    """After one closed round: how many texts were asked so far, and how many the rule calls agreed.

    A text counts by the last round that asked about it.
    """

    round: int
    title: str
    agreed: int
    scope: int


def burn_up(standings: Sequence[Standing], now: datetime) -> list[Burn]:
    """Count the texts at target after each closed round, first to last."""
    closed = {
        stage.round.round.number: stage.round.round.title
        for one in standings
        for stage in one.stages
        if stage.round.state(now) is State.CLOSED
    }
    found = []
    for number, title in sorted(closed.items()):
        last = [
            [stage for stage in one.stages if stage.round.round.number <= number]
            for one in standings
        ]
        asked = [stages[-1] for stages in last if stages]
        agreed = sum(stage.verdict.agreed for stage in asked)
        found.append(Burn(number, title, agreed, len(standings)))
    return found


def burn_words(burns: Sequence[Burn], rounds_left: int) -> str:
    """Say how many are at target, and the chance to bring the rest there in the rounds left."""
    if not burns:
        return "No round that asked about a Mission has closed yet."
    last = burns[-1]
    stands = f"{last.agreed} of {last.scope} Missions are at target after {last.title}."
    missing = last.scope - last.agreed
    if not missing:
        return stands
    if rounds_left < 1:
        return f"{stands} No round is left to bring the others there."
    # What each round added; one that fell back added nothing.
    gains = [
        max(0, later.agreed - earlier)
        for earlier, later in zip([0, *(one.agreed for one in burns)], burns, strict=False)
    ]
    chance = missions_in_time(gains, missing, rounds_left)
    if chance is None:
        return stands
    rounds = "1 round" if rounds_left == 1 else f"{rounds_left} rounds"
    return (
        f"{stands} The chance to bring the other {missing} there in the {rounds} that still "
        f"{'fits' if rounds_left == 1 else 'fit'} is about {said(chance)}%, {ASSUMED}."
    )
