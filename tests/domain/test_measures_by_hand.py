"""Edges of the formulas in MEASURES.md, each reckoned by hand beside its case."""

from math import log, sqrt

import pytest
from scipy.special import ndtr

from drafting.domain.measures import (
    between_sector_share,
    change_between_rounds,
    comet_70_15,
    consent,
    eijk_A,
    forecast_count_gamma_poisson,
    forecast_logit_rw,
    forecast_throughput_bootstrap,
    hypergeometric_interval,
    kendall_w,
    kish_n_eff,
    krippendorff_alpha,
    mcnemar,
    median_iqr,
    newcombe_difference,
    non_response_bounds,
    p_support_reached_now,
    percent_agreement,
    polis_group_informed_consensus,
    rand_ucla,
    reardon_v,
    stratified_share,
    stuart_maxwell,
    tastle_wierman,
    weighted_support_posterior,
    wilson,
)
from drafting.domain.measures.sectors import Stratum

near = pytest.approx


def test_unanimous_at_either_end() -> None:
    for one in (1, 5):
        counts = [0.0] * 5
        counts[one - 1] = 7
        assert eijk_A(counts) == tastle_wierman(counts) == 1
        assert reardon_v(counts) == 0
        found = median_iqr([one] * 7)
        assert found and (found.median, found.iqr) == (one, 0)
    assert percent_agreement([5] * 7).share == 1
    assert consent([1] * 7) == (type(consent([1])))(0.0, 0.0, 7, False)


def test_only_abstentions_are_nobody_with_a_view() -> None:
    said = ["abstain", "not my field", None]
    found = percent_agreement(said)
    assert (found.n, found.share, found.abstain, found.missing) == (0, None, 2, 1)
    assert consent(said).consented is None
    assert median_iqr(said) is rand_ucla(said) is comet_70_15(said) is None
    assert change_between_rounds(said, [3, 4, 5]) is None


def test_a_quarter_blocks_and_three_quarters_are_in_full_support() -> None:
    """Section 0: IQR alone says perfect consensus. A: 24 layers of two ends (-1) and 52 of one."""
    found = median_iqr([1] * 24 + [5] * 76)
    assert found and found.iqr == 0
    # 48 of 100 in the layer 10001, A = U (1 - 1/4), U = (3 * 0 - 4 * 3) / (3 * 3); 52 in the other.
    assert eijk_A([24, 0, 0, 0, 76]) == near(0.48 * (-4 / 3) * (3 / 4) + 0.52)


def test_types_of_quantile_differ_and_ours_is_the_second() -> None:
    found = median_iqr([1, 2, 3, 4])
    assert found and (found.q1, found.median, found.q3, found.iqr) == (1.5, 2.5, 3.5, 2)
    nine = median_iqr([3, 4, 4, 4, 5, 5, 2, 4, 4])
    assert nine and nine.iqr == 0


def test_two_categories_have_no_triples_and_even_spread_is_zero_or_not() -> None:
    assert eijk_A([3, 4]) is None
    assert eijk_A([2] * 5) == near(0)
    # Cns evenly over five: 1 + 0.2 (2 log2(1/2) + 2 log2(3/4)) = 0.434.
    assert tastle_wierman([1] * 5) == near(1 + 0.4 * (-1 + log(0.75, 2)))


def test_nobody_differs_so_no_share_lies_between_sectors() -> None:
    assert between_sector_share([[0, 0, 3], [0, 0, 5]]) is None
    assert between_sector_share([[4, 0, 0], [0, 0, 4]]) == near(1)
    assert between_sector_share([[2, 0, 2], [3, 0, 3]]) == near(0)
    assert between_sector_share([[0, 0, 0], [0, 0, 0]]) is None


def test_raters_who_tie_everything_one_rater_and_one_option() -> None:
    assert kendall_w([[3, 3, 3], [2, 2, 2]]) is None
    assert kendall_w([[1, 2, 3]]) is None
    assert kendall_w([[1], [2]]) is None
    # Ranks 1 2 3 and 3 2 1: all sums are 4.
    against = kendall_w([[1, 2, 3], [3, 2, 1]])
    assert against and (against.w, against.df) == (near(0), 2)
    # One rater ties two: ranks 1.5 1.5 3 and 1 2 3, sums 2.5 3.5 6, S = 6.5, T = 6:
    # 12 * 6.5 / (4 * 24 - 2 * 6) = 78 / 84.
    tied = kendall_w([[1, 1, 2], [1, 2, 3]])
    assert tied and tied.w == near(78 / 84)


def test_no_variation_and_a_single_option_have_no_alpha() -> None:
    assert krippendorff_alpha([[3, 3], [3, 3]]) is None
    assert krippendorff_alpha([[1], [5]]) is None
    assert krippendorff_alpha([[1, 5]]) is None
    assert krippendorff_alpha([[1, 5, None], [1, 5, 3]]) == near(1)
    # Two options, opposed: o = 2 each of (1,5), (5,1); n = 4; 1 - 3 * (4 * 4) / (2 * 4 * 4).
    assert krippendorff_alpha([[1, 5], [5, 1]]) == near(-0.5)


def test_nobody_crossed_or_all_crossed_one_way() -> None:
    assert mcnemar(0, 0).p == 1
    assert mcnemar(0, 5).p == near(2 / 2**5)
    assert mcnemar(3, 3).p == 1
    assert stuart_maxwell([[4, 0], [0, 6]]) is None
    # Two categories: (b - c)^2 / (b + c) with one degree of freedom.
    moved = stuart_maxwell([[4, 6], [2, 1]])
    assert moved and (moved.chisq, moved.df) == (near(16 / 8), 1)


def test_who_answered_once_only_joined_or_left() -> None:
    found = change_between_rounds([4, None, 2, "abstain", 3], [3, 5, 4, 4, None])
    assert found
    assert (found.n, found.changed, found.up, found.down) == (2, 1, 0.5, 0.5)
    assert (found.into, found.out_of, found.joined, found.left) == (1, 1, 2, 1)
    assert found.net == near(0.5)


def test_a_census_has_no_width_and_nobody_heard_has_all_of_it() -> None:
    assert wilson(3, 10, members=10) == (0.3, 0.3)
    assert hypergeometric_interval(3, 10, 10) == (0.3, 0.3)
    assert hypergeometric_interval(0, 0, 10) == (0, 1)
    assert wilson(0, 0) is newcombe_difference(1, 2, 0, 0) is None
    assert wilson(0, 5, members=8) is not None
    assert non_response_bounds(21, 28, 60) == (near(0.35), near(53 / 60))
    assert non_response_bounds(0, 0, 0) is None
    assert non_response_bounds(4, 4, 4) == (1, 1)


def test_one_heard_of_two_leaves_a_beta_binomial_of_one() -> None:
    # The other supports with chance (1 + 1/2) / 2 = 3/4.
    assert p_support_reached_now(Stratum(2, 1, 1), 1) == near(0.75)
    assert p_support_reached_now(Stratum(2, 1, 1), 0.5) == 1
    assert p_support_reached_now(Stratum(2, 1, 0), 1) == 0
    assert p_support_reached_now(Stratum(1, 0, 0), 1) == near(0.5)
    assert p_support_reached_now(Stratum(0, 0, 0), 0.5) is None
    whole = weighted_support_posterior([Stratum(2, 1, 1)])
    assert whole and (whole.values, whole.mean) == ((0.5, 1.0), near(0.875))
    assert whole.quantile(0.1) == 0.5


def test_a_sector_without_answers_leaves_the_share_undefined_and_one_answer_its_error() -> None:
    assert stratified_share([Stratum(5, 0, 0), Stratum(5, 5, 2)]) is None
    alone = stratified_share([Stratum(5, 1, 1), Stratum(5, 5, 0)])
    assert alone and (alone.mean, alone.se) == (0.5, None)
    census = stratified_share([Stratum(4, 4, 1), Stratum(6, 6, 6)], [1, 1])
    assert census and (census.mean, census.se) == (near(0.625), 0)
    # One sector, 4 of 10 heard, half for it: sqrt(0.6 * 0.25 / 3).
    some = stratified_share([Stratum(10, 4, 2)])
    assert some and some.se == near(sqrt(0.05))
    assert kish_n_eff([2, 2, 2]) == near(3)
    assert kish_n_eff([]) is kish_n_eff([0, 0]) is None


def test_no_votes_in_two_and_three_groups() -> None:
    assert polis_group_informed_consensus([(0, 0)] * 2) == near(0.25)
    assert polis_group_informed_consensus([(0, 0)] * 3) == near(0.125)


def test_the_minority_clause_and_whole_shares() -> None:
    for high, low, verdict in (
        (17, 3, "no consensus"),  # 15 % is not under 15 %
        (18, 2, "consensus in"),
        (14, 2, "consensus in"),
        (13, 0, "no consensus"),
        (2, 14, "consensus out"),
    ):
        found = comet_70_15([8] * high + [2] * low + [5] * (20 - high - low))
        assert found and found.verdict == verdict


def test_rand_ucla_of_one_and_of_seven() -> None:
    one = rand_ucla([9])
    assert one and (one.ipr, one.di, one.classic) == (0, 0, None)
    # Centre 9, asymmetry 4: 2.35 + 1.5 * 4.
    assert one.ipras == near(8.35)
    assert one.disagreement is False


def test_forecasts_at_their_edges() -> None:
    assert forecast_logit_rw(0, 0, 0.75, 1) is None
    # One person for it, half needed, one round: (log 3 - 0) / sqrt(0.4 + 6.4).
    assert forecast_logit_rw(1, 1, 0.5, 1) == near(float(ndtr(log(3) / sqrt(6.8))))
    # No round left: what is left is the count's own doubt.
    now = (log(8.5 / 2.5) - log(8 / 3)) / sqrt(0.64)
    assert forecast_logit_rw(8, 10, 0.75, 0) == near(float(ndtr(now)))
    # Nothing done in two periods, two left, one needed: 1 - sqrt(2 / 4).
    assert forecast_count_gamma_poisson(0, 2, 1, 2) == near(1 - sqrt(0.5))
    assert forecast_count_gamma_poisson(3, 2, 0, 0) == 1
    assert forecast_count_gamma_poisson(3, 2, 1, 0) == 0
    assert forecast_count_gamma_poisson(0, 0, 1, 3) is None
    assert forecast_throughput_bootstrap([0, 0, 0], 1, 9) == 0
    assert forecast_throughput_bootstrap([0, 1], 1, 2) == near(0.75)
    assert forecast_throughput_bootstrap([], 1, 2) is None
    assert forecast_throughput_bootstrap([], 0, 2) == 1
