"""How many more rounds are needed at the pace so far, against how many fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import ceil

from drafting.domain.comments import Remark
from drafting.domain.planner import Plan
from drafting.domain.positions import together
from drafting.domain.process import day
from drafting.domain.ratings import Score
from drafting.domain.rounds import State
from drafting.domain.standing import Stage, Standing

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage to which people object in the last round: how many, and how many of them block."""

    document: str
    quote: str
    objections: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Need:
    """The objections that stand, and how many a round settled so far; None before two rounds."""

    open: int
    settled_a_round: float | None

    @property
    def rounds(self) -> int | None:
        """Count the rounds needed at this pace; None where it cannot be told or none is enough."""
        if not self.open:
            return 0
        if self.settled_a_round is None or self.settled_a_round <= 0:
            return None
        # A hair less, so that 6 objections at 3 a round are 2 rounds however 3 was computed.
        return ceil(self.open / self.settled_a_round - 1e-9)


def need(open_now: int, steps: Sequence[tuple[int, int]]) -> Need:
    """Return what is needed, given the objections before and after each past step.

    A step goes from one round to the next, over the texts that both asked about.
    """
    if not steps:
        return Need(open_now, None)
    return Need(open_now, sum(before - after for before, after in steps) / len(steps))


def heaviest_first(passages: Iterable[OpenPassage]) -> list[OpenPassage]:
    """Return the passages with most blocks first, then with most objections."""
    return sorted(passages, key=lambda one: (-one.blocks, -one.objections, one.document))


def narrowed(passages: Sequence[OpenPassage], need: Need, fits: int) -> list[OpenPassage]:
    """Choose the open passages to which the rounds that fit should be narrowed.

    Those with most blocks, then most objections, as many as can be settled at the pace so far; the
    first is always among them. Empty where no round fits or all can be settled.
    """
    in_order = heaviest_first(passages)
    enough = need.rounds is not None and need.rounds <= fits
    if not fits or enough:
        return []
    room = (need.settled_a_round or 0) * fits
    chosen: list[OpenPassage] = []
    for one in in_order:
        if chosen and sum(each.objections for each in chosen) + one.objections > room:
            break
        chosen.append(one)
    return chosen


def plan_in_words(plan: Plan, need: Need | None) -> str:
    """Say how many rounds are needed and how many fit; `need` None leaves the need out."""
    fits = len(plan.rounds)
    by = f"before {day(plan.target)}"
    if need is None:
        return f"{_fits(fits).capitalize()} {by}.{_why(plan)}"
    if not need.open:
        return f"No objection stands: no further round is needed, and {_fits(fits)} {by}."
    if need.settled_a_round is None:
        return (
            f"{_fits(fits).capitalize()} {by}.{_why(plan)} How many are needed can be told "
            "once two rounds have asked about the same text."
        )
    if need.rounds is None:
        return (
            f"The rounds so far settled no objections, so no number is enough at this pace. "
            f"{_fits(fits).capitalize()} {by}.{_why(plan)}{_narrow(fits)}"
        )
    more = f"{number(need.rounds)} more {'is' if need.rounds == 1 else 'are'} needed at this pace"
    short = need.rounds > fits
    tail = f"{_why(plan)}{_narrow(fits)}" if short else ""
    return f"{more.capitalize()}, {_fits(fits)} {by}.{tail}"


def _why(plan: Plan) -> str:
    return f" {plan.obstacle}" if plan.obstacle else ""


def _narrow(fits: int) -> str:
    return " Narrow the open passages to these." if fits else ""


def _fits(count: int) -> str:
    return f"{number(count) if count else 'none'} {'fits' if count <= 1 else 'fit'}"


def number(count: int) -> str:
    """Write a small number as a word."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def settled_steps(standings: Sequence[Standing], now: datetime) -> list[tuple[int, int]]:
    """Count the objections before and after each step between closed rounds.

    A step ends with a round and begins with the round before that asked about the same text.
    """
    steps: dict[int, tuple[int, int]] = {}
    for standing in standings:
        for earlier, later in pairwise(_closed(standing, now)):
            before, after = steps.get(later.round.round.number, (0, 0))
            steps[later.round.round.number] = (
                before + together(earlier.positions).objectors,
                after + together(later.positions).objectors,
            )
    return [steps[number] for number in sorted(steps)]


def counted_stage(standing: Standing, now: datetime) -> Stage | None:
    """Return the last closed round's figures on a text; of a text new to it, the open round's."""
    closed = _closed(standing, now)
    return closed[-1] if closed else standing.latest


def open_passages(
    standing: Standing, objections: Iterable[Remark], now: datetime
) -> list[OpenPassage]:
    """Gather the passages of one text to which people object in the round that counts."""
    stage = counted_stage(standing, now)
    found: dict[str, tuple[int, int]] = {}
    for one in objections:
        if stage and one.draft_id == stage.draft.id:
            objecting, blocking = found.get(one.quote, (0, 0))
            found[one.quote] = (objecting + 1, blocking + (one.score == Score.BLOCK))
    return [OpenPassage(standing.document.title, quote, *many) for quote, many in found.items()]


def _closed(standing: Standing, now: datetime) -> list[Stage]:
    return [one for one in standing.stages if one.round.state(now) is State.CLOSED]
