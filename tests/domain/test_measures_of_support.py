"""How many stand behind a text, and will, whoever has answered so far."""

from itertools import pairwise

import pytest
from domain.closeness import close
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain import measures
from drafting.domain.measures import Stratum


@st.composite
def strata(draw: st.DrawFn) -> Stratum:
    members = draw(st.integers(1, 15))
    heard = draw(st.integers(0, members))
    return Stratum(members, heard, draw(st.integers(0, heard)))


SECTORS = st.lists(strata(), min_size=1, max_size=5)


@given(SECTORS, st.randoms())
def test_weighted_support_is_a_distribution_over_shares(
    sectors: list[Stratum], chance: object
) -> None:
    found = measures.weighted_support_posterior(sectors, [1.0] * len(sectors))

    assert found
    assert sum(found.chances) == close(1)
    assert -1e-9 <= found.values[0] <= found.values[-1] <= 1 + 1e-9
    assert all(
        found.at_least(high) <= found.at_least(low) + 1e-9
        for low, high in pairwise((0.0, 0.25, 0.5, 0.75, 1.0))
    )
    shuffled = list(sectors)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = measures.weighted_support_posterior(shuffled, [1.0] * len(sectors))
    assert again
    assert again.mean == close(found.mean)
    assert again.at_least(0.75) == close(found.at_least(0.75))


@given(SECTORS)
def test_after_a_census_nothing_is_uncertain(sectors: list[Stratum]) -> None:
    census = [Stratum(one.members, one.members, one.supporters) for one in sectors]
    found = measures.weighted_support_posterior(census)
    share = measures.stratified_share(census)

    assert found
    assert share
    assert share.se == 0
    assert found.quantile(0.1) == found.quantile(0.9) == close(share.mean)
    for one in census:
        exact = one.supporters / one.members
        assert measures.wilson(one.supporters, one.heard, members=one.members) == (exact, exact)
        bounds = measures.hypergeometric_interval(one.supporters, one.heard, one.members)
        assert bounds == (exact, exact)
        reached = measures.p_support_reached_now(one, 0.75)
        assert reached == float(4 * one.supporters >= 3 * one.members)


@given(st.integers(1, 200), st.integers(1, 100))
def test_a_target_is_met_by_exactly_the_people_who_make_it_up(members: int, percent: int) -> None:
    needed = -(-percent * members // 100)

    census = Stratum(members, members, needed)
    assert measures.p_support_reached_now(census, percent / 100) == 1
    one_less = Stratum(members, members, needed - 1)
    assert measures.p_support_reached_now(one_less, percent / 100) == 0


@given(st.integers(1, 40), st.integers(0, 40), st.floats(0.1, 1), st.integers(0, 6))
def test_a_forecast_is_a_chance_and_grows_with_support(
    n: int, a: int, target: float, h: int
) -> None:
    a = min(a, n)
    found = measures.forecast_logit_rw(a, n, target, h)

    assert found is not None
    assert 0 <= found <= 1
    if a < n:
        more = measures.forecast_logit_rw(a + 1, n, target, h)
        assert more is not None
        assert more >= found


def test_an_early_trend_says_little() -> None:
    own = measures.drift([1.1, 0.6])
    assert own.mean == pytest.approx(0.09, abs=0.01)
    assert (measures.drift([]).mean, measures.drift([]).variance) == (0, close(0.16**2))

    calm, rising = (measures.forecast_logit_rw(12, 20, 0.75, 3, d) for d in (None, own))
    assert calm is not None
    assert rising is not None
    assert calm < rising < calm + 0.1


def test_a_slow_start_is_no_verdict_for_ever() -> None:
    assert measures.forecast_throughput_bootstrap([0, 0, 0], 1, 5) == 0
    slow = measures.forecast_count_gamma_poisson(0, 3, 1, 5)
    assert slow is not None
    assert slow > 0.2


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_what_one_group_says_more_the_other_says_less(a: int, n: int, b: int, m: int) -> None:
    n, m = max(a, n), max(b, m)
    one = measures.polis_representativeness(a, n, b, m)
    other = measures.polis_representativeness(b, m, a, n)

    assert one.repness == close(1 / other.repness)
    assert one.repness_test == close(-other.repness_test)
