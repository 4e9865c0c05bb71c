"""The measures beside other people's programs and published data."""

import csv
import importlib.util
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from domain.closeness import close
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable, mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from drafting.domain import measures
from drafting.domain.measures import Stratum

ROOT = Path(__file__).parents[2]
DATA = ROOT / "../shared/data"
POLIS = DATA / "polis/bg2050-volunteers"

RATINGS = st.lists(st.integers(1, 5), min_size=1, max_size=30)
TABLES = st.lists(
    st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=4, max_size=4
).filter(lambda table: all(sum(row) for row in table))


@pytest.mark.skipif(not POLIS.exists(), reason="the Polis data are not beside the repository")
def test_polis_published_the_same_consensus_for_all_371_statements() -> None:
    group = {}
    with (POLIS / "participants-votes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            group[row["participant"]] = row["group-id"]
    last: dict[tuple[str, str], str] = {}
    with (POLIS / "votes.csv").open(encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda one: int(one["timestamp"])):
            last[row["comment-id"], row["voter-id"]] = row["vote"]
    agreed_seen: dict[str, dict[str, list[int]]] = defaultdict(
        lambda: {one: [0, 0] for one in sorted(set(group.values()) - {""})}
    )
    for (comment, voter), vote in last.items():
        if group.get(voter):
            agreed_seen[comment][group[voter]][0] += vote == "1"
            agreed_seen[comment][group[voter]][1] += 1
    with (POLIS / "comments.csv").open(encoding="utf-8") as file:
        published = {
            row["comment-id"]: float(row["group-informed-consensus"])
            for row in csv.DictReader(file)
        }

    same = [
        measures.polis_group_informed_consensus(
            [(agreed, seen) for agreed, seen in agreed_seen[comment].values()]
        )
        == pytest.approx(value, abs=1e-12)
        for comment, value in published.items()
    ]
    assert (sum(same), len(same)) == (371, 371)


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_forecast", ROOT / "bench/forecast.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    not (DATA / "deliberr").exists(), reason="the panels' ratings are not beside the repository"
)
def test_on_real_panels_the_forecast_beats_as_now_by_what_was_promised() -> None:
    forecast = bench()
    found = forecast.statements()
    assert (len(found), len({one.panel for one in found})) == (826, 21)

    came = forecast.reached(found, 0.75)
    walk = forecast.left_out(found, forecast.random_walk, (0.75,))[0.75]
    now = forecast.left_out(found, forecast.as_now, (0.75,))[0.75]
    assert forecast.brier(walk, came) <= 0.090
    assert forecast.brier(now, came) == pytest.approx(0.133, abs=0.0005)
    # Where 60 to 95 % was said, it came true about as often.
    for low, high, many, mean, true in forecast.calibration(walk, came):
        assert abs(mean - true) < 3 * np.sqrt(mean * (1 - mean) / many) + 0.01, (low, high)


@given(RATINGS)
def test_quartiles_are_numpys_of_the_same_kind(ratings: list[int]) -> None:
    found = measures.median_iqr(ratings)

    assert found
    expected = np.quantile(ratings, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
    assert [found.q1, found.median, found.q3] == expected.tolist()


@given(st.integers(0, 40), st.integers(1, 40), st.sampled_from([0.8, 0.95]))
def test_wilsons_interval_is_statsmodels(x: int, n: int, confidence: float) -> None:
    x = min(x, n)
    expected = proportion_confint(x, n, alpha=1 - confidence, method="wilson")

    assert measures.wilson(x, n, confidence) == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 20), st.integers(1, 20), st.integers(0, 20), st.integers(1, 20))
def test_newcombes_interval_is_statsmodels(x1: int, n1: int, x2: int, n2: int) -> None:
    x1, x2 = min(x1, n1), min(x2, n2)
    expected = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")

    found = measures.newcombe_difference(x1, n1, x2, n2)
    assert found == close(expected)


@given(st.integers(0, 30), st.integers(0, 30))
def test_crossing_the_line_is_tested_as_statsmodels_does(b: int, c: int) -> None:
    expected = mcnemar([[0, b], [c, 0]], exact=True)
    assert measures.mcnemar(b, c).p == pytest.approx(min(1, expected.pvalue), abs=1e-12)
    if b != c:  # there R leaves the correction out and statsmodels does not
        by_chi = mcnemar([[0, b], [c, 0]], exact=False, correction=True)
        found = measures.mcnemar(b, c, exact=False)
        assert found.chisq == pytest.approx(by_chi.statistic)
        assert found.p == pytest.approx(by_chi.pvalue)


@given(TABLES)
def test_moves_between_categories_are_tested_as_statsmodels_does(table: list[list[int]]) -> None:
    square = SquareTable(np.array(table), shift_zeros=False)
    moved = np.array(table) + np.array(table).T - 2 * np.diag(np.diag(table))
    if (moved + np.eye(4) > 0).all():
        margins = square.homogeneity()
        found = measures.stuart_maxwell(table)
        assert found
        assert (found.chisq, found.df, found.p) == pytest.approx(
            (margins.statistic, margins.df, margins.pvalue), abs=1e-8
        )
        pairs = square.symmetry()
        both_ways = measures.bowker(table)
        assert both_ways
        assert (both_ways.chisq, both_ways.df) == pytest.approx((pairs.statistic, pairs.df))


@given(TABLES)
def test_weighted_kappa_is_statsmodels(table: list[list[int]]) -> None:
    found = measures.weighted_kappa(table)

    if found is not None:
        expected = cohens_kappa(np.array(table), wt="quadratic").kappa
        assert found == close(expected)


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=2, max_size=8))
def test_kendalls_w_belongs_to_friedmans_test(table: list[list[int]]) -> None:
    found = measures.kendall_w(table)

    if found is None:
        assert all(len(set(row)) == 1 for row in table)
    else:
        expected = stats.friedmanchisquare(*np.array(table).T)
        assert (found.chisq, found.p) == close((expected.statistic, expected.pvalue))


def test_steps_up_and_down_are_tested_over_every_way_to_sign_them() -> None:
    before, after = [2, 3, 3, 2, 4, 3, 1, 4], [4, 4, 4, 3, 5, 3, 2, 4]
    steps = np.array(after) - np.array(before)
    exact = stats.PermutationMethod(n_resamples=np.inf)
    expected = stats.wilcoxon(steps[steps != 0], method=exact).pvalue

    assert measures.wilcoxon_signed_rank(before, after) == pytest.approx(expected)
    assert measures.wilcoxon_signed_rank([3, 4], [3, 4]) is None


@given(st.integers(1, 12), st.integers(0, 12), st.integers(0, 12), st.floats(0.05, 1))
def test_the_chance_that_a_sector_is_there_is_scipys_beta_binomial(
    members: int, n: int, supporters: int, target: float
) -> None:
    n = min(n, members)
    supporters = min(supporters, n)
    needed = next(k for k in range(members + 1) if k / members >= target - 1e-9)
    silent = stats.betabinom(members - n, supporters + 0.5, n - supporters + 0.5)

    found = measures.p_support_reached_now(Stratum(members, n, supporters), target)
    assert found == close(silent.sf(needed - supporters - 1))


@given(st.integers(2, 25), st.integers(0, 25), st.integers(0, 25))
def test_the_exact_interval_keeps_what_the_hypergeometric_does_not_reject(
    members: int, n: int, x: int
) -> None:
    n = min(n, members)
    x = min(x, n)
    kept = [
        k / members
        for k in range(x, members - n + x + 1)
        if stats.hypergeom(members, k, n).sf(x - 1) > 0.025 - 1e-9
        and stats.hypergeom(members, k, n).cdf(x) > 0.025 - 1e-9
    ]

    assert measures.hypergeometric_interval(x, n, members) == pytest.approx((kept[0], kept[-1]))


@given(st.integers(0, 12), st.integers(1, 9), st.integers(1, 12), st.integers(1, 9))
def test_the_pace_of_missions_is_scipys_negative_binomial(
    done: int, seen: int, needed: int, left: int
) -> None:
    expected = stats.nbinom(done + 0.5, seen / (seen + left)).sf(needed - 1)

    found = measures.forecast_count_gamma_poisson(done, seen, needed, left)
    assert found == pytest.approx(expected, abs=1e-12)


def test_weighted_support_is_what_many_draws_say() -> None:
    chance = np.random.default_rng(1)
    strata = [Stratum(8, 6, 5), Stratum(14, 10, 9), Stratum(20, 8, 6), Stratum(18, 4, 1)]
    weights = np.array([3, 1, 2, 0.5])
    drawn = sum(
        weight
        * (
            one.supporters
            + stats.betabinom(
                one.members - one.heard, one.supporters + 0.5, one.heard - one.supporters + 0.5
            ).rvs(200_000, random_state=chance)
        )
        / one.members
        for weight, one in zip(weights / weights.sum(), strata, strict=True)
    )

    found = measures.weighted_support_posterior(strata, weights.tolist())
    assert found
    assert found.mean == pytest.approx(drawn.mean(), abs=0.001)
    for target in (0.6, 0.7, 0.8):
        assert found.at_least(target) == pytest.approx((drawn >= target).mean(), abs=0.005)
    for share in (0.1, 0.5, 0.9):
        assert found.quantile(share) == pytest.approx(np.quantile(drawn, share), abs=0.005)


def test_support_of_twelve_sectors_of_uneven_size_takes_no_time_and_stays_near_exact() -> None:
    sizes = [41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89]
    strata = [Stratum(size, size // 3, size // 4) for size in sizes]

    found = measures.weighted_support_posterior(strata, [1.0] * 12)
    assert found
    assert len(found.values) <= 50_000
    assert sum(found.chances) == pytest.approx(1)
    means = [
        (one.supporters + (one.members - one.heard) * (one.supporters + 0.5) / (one.heard + 1))
        / one.members
        for one in strata
    ]
    assert found.mean == close(np.mean(means))
    assert all(low < high for low, high in pairwise(found.values))
