"""With nobody heard nothing is said, and one person alone says what one person can."""

import pytest
from domain.closeness import close
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain import measures
from drafting.domain.measures import Stratum


def test_with_nobody_heard_nothing_is_said() -> None:
    nobody = [0, 0, 0, 0, 0]
    assert measures.eijk_A(nobody) is None
    assert measures.tastle_wierman(nobody) is None
    assert measures.reardon_v(nobody) is None
    assert measures.between_sector_share([nobody, nobody]) is None
    assert measures.between_sector_share([]) is None
    assert measures.median_iqr([None, "abstain"]) is None
    assert measures.comet_70_15([]) is None
    assert measures.rand_ucla([None]) is None
    assert measures.consent([None]).consented is None
    assert measures.percent_agreement([]).share is None
    assert measures.change_between_rounds([], []) is None
    assert measures.kendall_w([]) is None
    assert measures.krippendorff_alpha([]) is None
    assert measures.wilson(0, 0) is None
    assert measures.newcombe_difference(0, 0, 1, 2) is None
    assert measures.non_response_bounds(0, 0, 0) is None
    assert measures.hypergeometric_interval(0, 0, 0) is None
    assert measures.hypergeometric_interval(0, 0, 9) == (0, 1)
    assert measures.kish_n_eff([]) is None
    assert measures.stratified_share([]) is None
    assert measures.stratified_share([Stratum(4, 0, 0), Stratum(4, 4, 4)]) is None
    assert measures.weighted_support_posterior([]) is None
    assert measures.p_support_reached_now(Stratum(0, 0, 0), 0.75) is None
    assert measures.polis_group_informed_consensus([]) is None
    assert measures.stuart_maxwell([[3, 0, 0], [0, 4, 0], [0, 0, 5]]) is None
    assert measures.weighted_kappa([[0, 0], [0, 9]]) is None
    assert measures.forecast_logit_rw(0, 0, 0.75, 1) is None
    assert measures.forecast_count_gamma_poisson(0, 0, 1, 3) is None
    assert measures.forecast_throughput_bootstrap([], 1, 3) is None


def test_one_person_alone_says_what_one_person_can() -> None:
    assert measures.eijk_A([0, 0, 0, 1, 0]) == 1
    assert measures.kendall_w([[1, 2, 3]]) is None
    assert measures.krippendorff_alpha([[1, 2, 3]]) is None
    assert measures.median_iqr([4]) == measures.Quartiles(4, 4, 4, 0)
    assert measures.mcnemar(1, 0).p == 1
    assert measures.stratified_share([Stratum(5, 1, 1)]) == measures.StratifiedShare(1, None)
    assert measures.stratified_share([Stratum(1, 1, 1)]) == measures.StratifiedShare(1, 0)


@given(st.integers(1, 60))
def test_with_nobody_heard_every_share_is_possible(members: int) -> None:
    found = measures.weighted_support_posterior([Stratum(members, 0, 0)])

    assert found
    assert (found.values[0], found.values[-1]) == (0, 1)
    assert found.mean == close(0.5)
    assert measures.non_response_bounds(0, 0, members) == (0, 1)


def test_no_votes_at_all_is_a_half_in_the_mean_over_any_number_of_groups() -> None:
    for groups in (2, 3, 7):
        assert measures.group_informed_consensus_mean([(0, 0)] * groups) == close(0.5)
    assert measures.group_informed_consensus_mean([]) is None


def test_more_supporters_than_heard_are_refused() -> None:
    with pytest.raises(ValueError, match="more supporters than heard"):
        Stratum(5, 2, 3)
