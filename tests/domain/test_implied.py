"""What is told of the whole beside the figures shown: what follows from them, and no more."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sectors_for_tests import RULE

from drafting.domain.agreement import Weights
from drafting.domain.implied import Pool, implied, support_span, verdict_tells
from drafting.domain.lenses import lenses, lenses_veiled
from drafting.domain.positions import Position
from drafting.domain.sector_states import support
from drafting.domain.veils import option_state_veiled, veiled
from drafting.domain.verdict import judge

SMALLEST = 5


def sector(name: int, heard: int, in_favour: int, silent: int = 0) -> Position:
    """A sector of which so many were heard, and so many of them are for it."""
    return Position(f"S{name}", heard + silent, (0, 0, heard - in_favour, in_favour, 0))


def pool(*sectors: Position) -> Pool:
    return Pool(sectors, sum(one.supporters for one in sectors))


def worlds(pools: Sequence[Pool]) -> Iterator[list[Position]]:
    """Yield every table with the same sums."""
    every = [one for each in pools for one in each.sectors]
    for counts in product(*(range(one.heard + 1) for one in every)):
        world = [
            replace(one, counts=(0, 0, one.heard - many, many, 0))
            for one, many in zip(every, counts, strict=True)
        ]
        by_name = {one.sector: one.supporters for one in world}
        if all(
            each.supporters in {None, sum(by_name[one.sector] for one in each.sectors)}
            for each in pools
        ):
            yield world


@st.composite
def tables(draw: st.DrawFn) -> list[Pool]:
    """One sector alone, and two or three small ones together."""
    numbers = st.tuples(st.integers(0, 4), st.integers(0, 2))
    small = draw(st.lists(numbers, min_size=2, max_size=3))
    alone = sector(0, 6, draw(st.integers(0, 6)), draw(st.integers(0, 2)))
    few = [
        sector(n, heard, draw(st.integers(0, heard)), silent)
        for n, (heard, silent) in enumerate(small, 1)
    ]
    return [pool(alone), pool(*few)]


@given(tables(), st.sampled_from(Weights))
def test_support_lies_where_some_table_with_these_sums_puts_it(
    pools: list[Pool], weights: Weights
) -> None:
    shares = [support(world, weights) for world in worlds(pools)]
    least, most = support_span(pools, weights) or (None, None)
    assert (least, most) == (pytest.approx(min(shares)), pytest.approx(max(shares)))


@given(tables())
def test_a_condition_is_told_exactly_where_no_table_with_these_sums_says_otherwise(
    pools: list[Pool],
) -> None:
    verdicts = [judge(RULE, world) for world in worlds(pools)]
    support_met = {one.conditions[0].met for one in verdicts}
    below = {one.conditions[1].met is False for one in verdicts}
    follows = implied(RULE, pools)
    assert follows.support == (support_met.pop() if len(support_met) == 1 else None)
    assert follows.below == (below.pop() if len(below) == 1 else None)


@settings(max_examples=40)
@given(tables(), st.integers(0, 1), st.booleans())
def test_tables_with_the_same_sums_and_verdict_are_told_in_the_same_words(
    pools: list[Pool], sustained: int, hide: bool
) -> None:
    shown = [one for each in pools for one in each.sectors[:1] if len(each.sectors) == 1]
    if hide:
        shown = []
        pools = [Pool(tuple(one for each in pools for one in each.sectors), None)]
    told: dict[bool, set[object]] = {True: set(), False: set()}
    for world in worlds(pools):
        whole = judge(RULE, world, sustained)
        seen = veiled(whole, {one.sector for one in shown}, pools)
        looked = lenses_veiled(lenses(RULE, world, whole), seen, pools, hidden=True)
        state = option_state_veiled(seen, shown, sustained, [])
        told[whole.agreed].add((seen.conditions, seen.words, looked, state))
        assert seen.agreed is whole.agreed
    assert all(len(words) <= 1 for words in told.values())


@settings(max_examples=60)
@given(tables())
def test_figures_and_verdict_leave_two_numbers_for_every_small_sector(pools: list[Pool]) -> None:
    """Also where figures give way: that they do tells nobody which ones they were."""
    every = list(worlds([replace(one, supporters=None) for one in pools]))
    reached = _reached(truth_of(pools))
    told = [world for world in every if _reached(world) is reached]
    message = hidden(pools, reached)
    heard = [world for world in told if _told(world, pools, reached) == message]
    sums = [world for world in every if message is None or _sums(world, pools) == message]
    for place, one in enumerate(truth_of(pools)):
        few = 0 < one.heard < SMALLEST
        if not few or any(len({w[place].supporters for w in ws}) == 1 for ws in (told, sums)):
            continue
        assert len({world[place].supporters for world in heard}) > 1, one.sector


def _reached(world: Sequence[Position]) -> bool:
    return all(one.met for one in judge(RULE, world).conditions[:2])


def truth_of(pools: Sequence[Pool]) -> list[Position]:
    return [one for each in pools for one in each.sectors]


def hidden(pools: Sequence[Pool], reached: bool) -> tuple[int | None, ...] | None:
    if verdict_tells(RULE, pools, SMALLEST, reached=reached):
        return None
    return tuple(one.supporters for one in pools)


def _sums(world: Sequence[Position], pools: Sequence[Pool]) -> tuple[int, ...]:
    by_name = {one.sector: one.supporters for one in world}
    return tuple(sum(by_name[one.sector] for one in each.sectors) for each in pools)


def _told(
    world: Sequence[Position], pools: Sequence[Pool], reached: bool
) -> tuple[int | None, ...] | None:
    sums = _sums(world, pools)
    moved = [replace(one, supporters=each) for one, each in zip(pools, sums, strict=True)]
    return hidden(moved, reached)
