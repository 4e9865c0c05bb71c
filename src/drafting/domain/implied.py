"""What follows from the figures shown, whatever the sectors that are shown together said.

A word on the whole ("support reaches 75%") is an equation more beside the figures. Told only where
it follows from them, it tells nothing that they do not: then it could not be otherwise, whoever of
a pool of sectors is for it. The verdict itself is told always; `verdict_tells` finds where a
pool's figure must give way to it. Decision notes 086 and 004.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.measures.thresholds import people_needed, reaches
from drafting.domain.positions import Position
from drafting.domain.sector_states import floor_told, members, voice_weights

Box = tuple[int, int]  # the least and the most that may be for it
Boxes = Mapping[str, Box]


@dataclass(frozen=True, slots=True)
class Pool:
    """Sectors whose figures are shown as one sum, and how many of their people are for it.

    `supporters` None: not even the sum is shown. Of its sectors only who was asked and heard is
    used here, and how many organisations they speak for.
    """

    sectors: tuple[Position, ...]
    supporters: int | None

    @property
    def heard(self) -> int:
        """Count those who gave a rating."""
        return sum(one.heard for one in self.sectors)


@dataclass(frozen=True, slots=True)
class Implied:
    """What follows: that support is reached, that a sector is below the floor. None: both can be.

    `untold` tells that of some sector too few were heard, whatever they said; `either` that one of
    the two fails, and it does not follow which.
    """

    support: bool | None
    below: bool | None
    untold: bool
    either: bool = False


def implied(rule: AgreementRule, pools: Sequence[Pool]) -> Implied:
    """Say what follows from the figures shown for the two conditions that depend on opinions."""
    return Implied(support_implied(rule, pools, rule.weights), _below(rule, pools), _untold(pools))


def support_implied(rule: AgreementRule, pools: Sequence[Pool], weights: Weights) -> bool | None:
    """Tell whether support reaches what is needed, if that follows; None where it does not."""
    span = support_span(pools, weights)
    if span is None:
        return None
    least, most = span
    if reaches(least, rule.support):
        return True
    return None if reaches(most, rule.support) else False


def support_span(pools: Sequence[Pool], weights: Weights) -> tuple[float, float] | None:
    """Return the least and the most that support can be, 0 to 1; None when nobody was heard.

    With organisations equal the bounds are loose: how many each employs is not looked at.
    """
    if weights is Weights.ORGANISATIONS:
        return _span_of_organisations(pools)
    each = _weight_of_each(pools, weights)
    spans = [span for one in pools for span in [_span(one, each, _free(one))] if span]
    if not each or len(spans) < len(pools):
        return None
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def _free(pool: Pool) -> Boxes:
    return {one.sector: (0, one.heard) for one in pool.sectors}


def _weight_of_each(pools: Sequence[Pool], weights: Weights) -> dict[str, float]:
    """Return how much one person of each sector adds to support."""
    heard = [one for pool in pools for one in pool.sectors if one.heard]
    voices = voice_weights(heard, weights)
    return {
        one.sector: voice / sum(voices) / one.heard
        for one, voice in zip(heard, voices, strict=True)
    }


def _span(pool: Pool, each: Mapping[str, float], boxes: Boxes) -> tuple[float, float] | None:
    """Return the least and the most that a pool can add to support, each sector within its box.

    None where its sum does not fit into the boxes. Filling the lightest, or the heaviest, sectors
    first is exact: one sum, and bounds for each.
    """
    if any(low > high for low, high in boxes.values()):
        return None
    base = sum(low for low, _ in boxes.values())
    room = sum(high for _, high in boxes.values()) - base
    left = (0, room) if pool.supporters is None else (pool.supporters - base,) * 2
    if left[0] < 0 or left[1] > room:
        return None
    fixed = sum(low * each.get(sector, 0.0) for sector, (low, _) in boxes.items())
    lightest = sorted((each.get(name, 0.0), high - low) for name, (low, high) in boxes.items())
    return fixed + _filled(lightest, left[0]), fixed + _filled(lightest[::-1], left[1])


def _filled(in_order: Sequence[tuple[float, int]], many: int) -> float:
    found = 0.0
    for weight, room in in_order:
        taken = min(room, many)
        found, many = found + weight * taken, many - taken
    return found


def _span_of_organisations(pools: Sequence[Pool]) -> tuple[float, float] | None:
    least = most = voices = 0
    for pool in pools:
        # Where it is not known who works for whom, everybody works for themselves.
        many = sum(one.voices[0] for one in pool.sectors)
        voices += many
        if pool.supporters is None:
            most += many
            continue
        # One who is not for it spoils one organisation at most; one who is lifts one at most.
        least += max(0, many - (pool.heard - pool.supporters))
        most += min(many, pool.supporters)
    return (least / voices, most / voices) if voices else None


# The floor


def _needs(rule: AgreementRule, pool: Pool) -> dict[str, int]:
    """Return how many of each sector must be for it, of those of which the floor can be told."""
    return {
        one.sector: people_needed(rule.sector_floor, one.heard)
        for one in pool.sectors
        if floor_told(one)
    }


def _below(rule: AgreementRule, pools: Sequence[Pool]) -> bool | None:
    if any(_span(pool, {}, _all_reach(rule, pool)) is None for pool in pools):
        return True
    can_be = any(_span(pool, {}, boxes) for pool in pools for boxes in _one_below(rule, pool))
    return None if can_be else False


def _untold(pools: Sequence[Pool]) -> bool:
    return any(members(one) and not floor_told(one) for pool in pools for one in pool.sectors)


def _all_reach(rule: AgreementRule, pool: Pool) -> Boxes:
    needs = _needs(rule, pool)
    return {one.sector: (needs.get(one.sector, 0), one.heard) for one in pool.sectors}


def _one_below(rule: AgreementRule, pool: Pool) -> Iterator[Boxes]:
    for sector, needed in _needs(rule, pool).items():
        yield {**_free(pool), sector: (0, needed - 1)}


# What the verdict tells beside a figure


def verdict_tells(
    rule: AgreementRule, pools: Sequence[Pool], smallest: int, *, reached: bool
) -> bool:
    """Tell whether figures must give way, because the verdict is told, too.

    They must where they, and that support and floor are `reached` or not, leave one number for a
    sector of fewer than `smallest` people, and either alone leaves more. They must also with one
    person more or less for it in a pool: else that figures are missing would tell that they are
    such ones.
    """
    mixed = [place for place, pool in enumerate(pools) if len(_heard_in(pool)) > 1]
    few = any(one.heard < smallest for place in mixed for one in _heard_in(pools[place]))
    if not few or (not reached and _untold(pools)):
        return False
    alone = [replace(pool, supporters=None) for pool in pools]
    near = [list(pools)]
    near += [
        [*pools[:place], replace(pool, supporters=pool.supporters + step), *pools[place + 1 :]]
        for place in mixed
        for pool in [pools[place]]
        for step in (-1, 1)
        if pool.supporters is not None
    ]
    return any(_tells(rule, one, alone, reached, smallest) for one in near)


def _heard_in(pool: Pool) -> list[Position]:
    return [one for one in pool.sectors if one.heard]


def _tells(
    rule: AgreementRule,
    pools: Sequence[Pool],
    alone: Sequence[Pool],
    reached: bool,
    smallest: int,
) -> bool:
    each = _weight_of_each(pools, rule.weights)
    for place, pool in enumerate(pools):
        for one in _heard_in(pool) if len(_heard_in(pool)) > 1 else ():
            if one.heard >= smallest:
                continue
            possible = [
                many
                for many in range(one.heard + 1)
                if _span(pool, each, {**_free(pool), one.sector: (many, many)})
            ]
            left = [m for m in possible if _fits(rule, pools, reached, (place, one.sector, m))]
            if len(left) != 1 or len(possible) == 1:
                continue
            if sum(_fits(rule, alone, reached, (place, one.sector, m)) for m in possible) > 1:
                return True
    return False


def _fits(
    rule: AgreementRule, pools: Sequence[Pool], reached: bool, fixed: tuple[int, str, int]
) -> bool:
    """Tell whether so many of one sector can be for it, given the sums and the verdict."""
    place, sector, many = fixed
    each = _weight_of_each(pools, rule.weights)

    def spans(boxes: Sequence[Boxes]) -> list[tuple[float, float]] | None:
        found = []
        for at, (pool, box) in enumerate(zip(pools, boxes, strict=True)):
            low, high = box[sector] if at == place else (0, 0)
            own = {**box, sector: (max(low, many), min(high, many))} if at == place else box
            span = _span(pool, each, own)
            if span is None:
                return None
            found.append(span)
        return found

    if reached:
        told = spans([_all_reach(rule, pool) for pool in pools])
        return told is not None and reaches(sum(high for _, high in told), rule.support)
    free = [_free(pool) for pool in pools]
    told = spans(free)
    if told is not None and not reaches(sum(low for low, _ in told), rule.support):
        return True
    return any(
        spans([*free[:at], boxes, *free[at + 1 :]]) is not None
        for at, pool in enumerate(pools)
        for boxes in _one_below(rule, pool)
    )
