"""What is told of a verdict to those who may not read every figure: what the figures shown tell."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from drafting.domain.conditions import (
    Condition,
    floor_condition_veiled,
    objections_condition_veiled,
    support_condition_veiled,
)
from drafting.domain.implied import Implied, Pool, implied
from drafting.domain.positions import Position
from drafting.domain.sector_states import tells_persons
from drafting.domain.verdict import (
    OptionState,
    RoundOutcome,
    Verdict,
    option_state,
    outside,
    sentence,
    weakest,
)


def veiled(verdict: Verdict, shown: Collection[str], pools: Sequence[Pool]) -> Verdict:
    """Return the same verdict worded without what the figures shown do not tell.

    `shown` names the sectors that stand alone; `pools` are all, as they are shown together. Whether
    the rule is kept is one word for all. Which of its conditions hold is told as far as it follows
    from the figures, and from that word: else it would tell what few people said.
    """
    rule = verdict.rule
    hidden = [sector for sector in verdict.sectors if sector.name not in shown]
    if rule is None or not (hidden or tells_persons(rule.weights)):
        return verdict
    first, floor, *others, last = verdict.conditions
    if hidden and not last.met:
        last = objections_condition_veiled()
    told = _told(verdict, implied(rule, pools), [*others, last])
    seen = tuple(sector for sector in verdict.sectors if sector.name in shown)
    heard = first.met is not None
    if heard:
        first = support_condition_veiled(rule, told)
    if hidden:
        floor = floor_condition_veiled(rule, told, floor.met, seen)
    conditions = (first, floor, *others, last)
    return replace(
        verdict,
        conditions=conditions,
        words=sentence(conditions) if heard else verdict.words,
        outside=outside(seen),
        weakest=weakest(seen),
        sectors=seen,
    )


def _told(verdict: Verdict, follows: Implied, others: Sequence[Condition]) -> Implied:
    """Add what the verdict itself tells: all of it is met, or, where nothing else fails, not."""
    if verdict.agreed:
        return replace(follows, support=True, below=False)
    if follows.untold or not all(one.met for one in others):
        return follows
    if follows.support and follows.below is None:
        return replace(follows, below=True)
    if follows.below is False and follows.support is None:
        return replace(follows, support=False)
    return replace(follows, either=follows.support is None and follows.below is None)


def option_state_veiled(
    verdict: Verdict,
    shown: Sequence[Position],
    blocks: int,
    rounds: Sequence[RoundOutcome],
) -> OptionState | None:
    """Tell where an option stands by the groups `shown` and a veiled verdict; None: not told.

    Then it says nothing that these do not.
    """
    support_met, floor, *_ = verdict.conditions
    if verdict.rule is None or not shown:
        return OptionState.AGREED if verdict.agreed else None
    state = option_state(verdict.rule, shown, blocks, rounds, support_met.met)
    if state is OptionState.AGREED and floor.met is False:
        return OptionState.SUPPORTED
    return state
