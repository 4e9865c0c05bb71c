"""Whoever answers whatever, the verdict keeps its own rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sectors_for_tests import LENSES, RULE, SECTORS, WILLING

from drafting.domain.agreement import Weights
from drafting.domain.positions import Position
from drafting.domain.verdict import coverage, judge, support


@given(SECTORS, LENSES, st.integers(0, 3), st.randoms())
def test_neither_order_nor_names_of_sectors_matter(
    sectors: list[Position], weights: Weights, sustained: int, chance: object
) -> None:
    rule = replace(RULE, weights=weights)
    first = judge(rule, sectors, sustained)
    new_names = {one.sector: f"Sector {place}" for place, one in enumerate(sectors)}
    renamed = [replace(one, sector=new_names[one.sector]) for one in sectors]
    again = judge(rule, renamed, sustained)

    assert again.agreed is first.agreed
    assert [one.met for one in again.conditions] == [one.met for one in first.conditions]
    assert again.outside == tuple(new_names[name] for name in first.outside)
    assert again.weakest == (first.weakest and new_names[first.weakest])

    shuffled = list(sectors)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    mixed = judge(rule, shuffled, sustained)
    assert mixed.agreed is first.agreed
    assert [one.met for one in mixed.conditions] == [one.met for one in first.conditions]
    assert set(mixed.outside) == set(first.outside)
    assert support(shuffled, weights) == pytest.approx(support(sectors, weights))


@given(SECTORS, LENSES, st.integers(0, 3))
def test_agreed_means_that_every_condition_is_met(
    sectors: list[Position], weights: Weights, sustained: int
) -> None:
    rule = replace(RULE, weights=weights)
    verdict = judge(rule, sectors, sustained)
    share = support(sectors, weights)

    assert verdict.agreed == (verdict.words == "Agreed.")
    assert share is None or 0 <= share <= 1
    if verdict.agreed:
        assert share is not None
        assert share >= 0.75 - 1e-9
        assert not sustained
        assert all(2 * one.supporters >= one.heard for one in sectors)
        answered, invited = coverage(sectors)
        assert 2 * answered >= invited
    for condition in verdict.conditions:
        assert condition.words.endswith(".")


@given(WILLING, LENSES)
def test_one_more_in_full_support_never_costs_agreement(
    sectors: list[Position], weights: Weights
) -> None:
    rule = replace(RULE, weights=weights)
    if judge(rule, sectors).agreed:
        for place, one in enumerate(sectors):
            counts = (*one.counts[:4], one.counts[4] + 1)
            more = replace(one, invited=one.invited + 1, counts=counts)
            asked = [*sectors[:place], more, *sectors[place + 1 :]]
            if weights is Weights.SECTORS or all(each.heard == each.invited for each in sectors):
                assert judge(rule, asked).agreed
