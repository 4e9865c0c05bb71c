"""How many Missions were at target after each round, and the chance that all will be in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from drafting.domain.forecast import ENOUGH_ROUNDS, FAN, missions_in_time, said
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
        stage.round.round.number: stage.round
        for one in standings
        for stage in one.stages
        if stage.round.state(now) is State.CLOSED
    }
    found = []
    for number, asking in sorted(closed.items()):
        last = [
            [stage for stage in one.stages if stage.round.round.number <= number]
            for one in standings
        ]
        asked = [stages[-1] for stages in last if stages]
        agreed = sum(stage.verdict.agreed for stage in asked)
        begun = sum(one.document.at <= asking.closes_at for one in standings)
        # What was brought in from elsewhere may have been asked about before it was entered here.
        found.append(Burn(number, asking.round.title, agreed, max(begun, len(asked))))
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
    chance = chance_of_all(burns, rounds_left)
    if chance is None:
        return stands
    rounds = "1 round" if rounds_left == 1 else f"{rounds_left} rounds"
    return (
        f"{stands} The chance to bring the other {missing} there in the {rounds} to come is about "
        f"{said(chance)}%, at the pace so far."
    )


def chance_of_all(burns: Sequence[Burn], rounds_left: int) -> float | None:
    """Return the chance that the Missions not yet at target are there in the rounds left.

    None before two rounds have closed, or where nothing is missing or no round is left.
    """
    missing = burns[-1].scope - burns[-1].agreed if burns else 0
    if len(burns) < ENOUGH_ROUNDS or missing < 1 or rounds_left < 1:
        return None
    return missions_in_time(gains(burns), missing, rounds_left)


def fan_ahead(burns: Sequence[Burn], rounds_left: int) -> tuple[tuple[int, ...], ...]:
    """Return for each coming round how many may be at target, as 10, 25, 50, 75 and 90 % of paths.

    Nothing where `chance_of_all` is None. Each is the least number that so many do not exceed.
    """
    if chance_of_all(burns, rounds_left) is None:
        return ()
    now, scope, done = burns[-1].agreed, burns[-1].scope, gains(burns)

    def quantile(share: float, rounds: int) -> int:
        more = 0
        while now + more < scope and (missions_in_time(done, more + 1, rounds) or 0) > 1 - share:
            more += 1
        return now + more

    return tuple(
        tuple(quantile(share, rounds) for share in FAN) for rounds in range(1, rounds_left + 1)
    )


def gains(burns: Sequence[Burn]) -> list[int]:
    """Count what each round added; one that fell back added nothing."""
    counts = [0, *(one.agreed for one in burns)]
    return [max(0, later - earlier) for earlier, later in pairwise(counts)]
