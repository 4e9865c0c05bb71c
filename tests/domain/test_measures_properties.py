"""What must hold of every measure, whoever answers whatever."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafting.domain import measures
from drafting.domain.measures import Level, Stratum

FREQUENCIES = st.lists(st.integers(0, 30), min_size=3, max_size=9)
HEARD = FREQUENCIES.filter(any)
ANSWERS = st.lists(st.one_of(st.integers(1, 5), st.none(), st.just("abstain")), max_size=40)
TABLE = st.lists(
    st.lists(st.one_of(st.integers(1, 5), st.none()), min_size=5, max_size=5),
    min_size=1,
    max_size=7,
)


@st.composite
def strata(draw: st.DrawFn) -> Stratum:
    members = draw(st.integers(1, 15))
    heard = draw(st.integers(0, members))
    return Stratum(members, heard, draw(st.integers(0, heard)))


SECTORS = st.lists(strata(), min_size=1, max_size=5)


def close(value: float | None) -> object:
    return pytest.approx(value, abs=1e-9)


@given(HEARD)
def test_measures_of_spread_stay_within_their_bounds(frequencies: list[int]) -> None:
    a, cns = measures.eijk_A(frequencies), measures.tastle_wierman(frequencies)
    v = measures.reardon_v(frequencies)

    assert a is not None
    assert cns is not None
    assert v is not None
    assert -1 - 1e-9 <= a <= 1 + 1e-9
    assert -1e-9 <= cns <= 1 + 1e-9
    assert -1e-9 <= v <= 1 + 1e-9


@given(st.integers(3, 9), st.integers(0, 8), st.integers(1, 500))
def test_people_who_all_say_the_same_agree_wholly(k: int, place: int, n: int) -> None:
    frequencies = [n if i == place % k else 0 for i in range(k)]

    assert measures.eijk_A(frequencies) == 1
    assert measures.tastle_wierman(frequencies) == 1
    assert measures.reardon_v(frequencies) == 0


@given(st.integers(3, 9), st.integers(1, 500))
def test_two_equal_camps_at_the_ends_agree_least(k: int, n: int) -> None:
    frequencies = [n, *[0] * (k - 2), n]

    assert measures.eijk_A(frequencies) == close(-1)
    assert measures.tastle_wierman(frequencies) == close(0)
    assert measures.reardon_v(frequencies) == close(1)


@given(HEARD, st.floats(0.1, 50))
def test_a_distribution_read_backwards_or_weighted_agrees_as_much(
    frequencies: list[int], weight: float
) -> None:
    for measure in (measures.eijk_A, measures.tastle_wierman, measures.reardon_v):
        assert measure(frequencies[::-1]) == close(measure(frequencies))
        assert measure([weight * count for count in frequencies]) == close(measure(frequencies))


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


@given(ANSWERS, st.randoms())
def test_the_order_of_people_changes_nothing(answers: list[object], chance: object) -> None:
    shuffled = list(answers)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    for measure in (
        measures.percent_agreement,
        measures.consent,
        measures.median_iqr,
        measures.comet_70_15,
        measures.rand_ucla,
    ):
        assert measure(shuffled) == measure(answers)  # type: ignore[arg-type]


@given(TABLE, st.randoms(), st.sampled_from(Level))
def test_the_order_of_raters_and_options_changes_no_concordance(
    table: list[list[int | None]], chance: object, level: Level
) -> None:
    raters = list(table)
    chance.shuffle(raters)  # type: ignore[attr-defined]
    places = list(range(5))
    chance.shuffle(places)  # type: ignore[attr-defined]
    mixed = [[row[place] for place in places] for row in raters]

    w, again = measures.kendall_w(table), measures.kendall_w(mixed)
    assert (w is None) == (again is None)
    if w and again:
        assert 0 <= w.w <= 1 + 1e-9
        assert again.w == close(w.w)
    alpha = measures.krippendorff_alpha(table, level)
    assert measures.krippendorff_alpha(mixed, level) == close(alpha)
    assert alpha is None or alpha <= 1 + 1e-9


@given(st.lists(st.integers(1, 5), min_size=2, max_size=6), st.integers(2, 6))
def test_raters_who_answer_alike_agree_wholly(row: list[int], raters: int) -> None:
    assume(len(set(row)) > 1)

    found = measures.kendall_w([row] * raters)
    assert found
    assert found.w == close(1)
    assert measures.krippendorff_alpha([row] * raters) == close(1)


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=2, max_size=5))
def test_the_share_between_sectors_is_a_share(sectors: list[list[int]]) -> None:
    found = measures.between_sector_share(sectors)

    assert found is None or 0 <= found <= 1
    assert measures.between_sector_share(sectors[::-1]) == close(found)
    alike = measures.between_sector_share([sectors[0], sectors[0]])
    assert alike is None or alike == close(0)


def test_small_sectors_seem_to_differ_even_when_chance_deals_the_answers() -> None:
    one_camp_each = [[4, 0, 0, 0, 0], [0, 0, 0, 0, 4], [0, 0, 4, 0, 0]]
    by_chance = measures.between_sector_share_by_chance(one_camp_each, np.random.default_rng(7))

    assert by_chance is not None
    assert 0.05 < by_chance < 0.4
    assert measures.between_sector_share(one_camp_each) == close(1)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30))
def test_whoever_changed_went_up_or_down(pairs: list[tuple[int, int]]) -> None:
    before, after = [old for old, _ in pairs], [new for _, new in pairs]
    found, back = (
        measures.change_between_rounds(before, after),
        measures.change_between_rounds(after, before),
    )

    assert found
    assert back
    assert found.changed == close(found.up + found.down)
    assert (found.up, found.into, found.net) == (back.down, back.out_of, -back.net)
    supporters = [sum(score >= 4 for score in scores) for scores in (before, after)]
    assert supporters[1] - supporters[0] == found.into - found.out_of


def test_joiners_and_leavers_are_counted_apart() -> None:
    found = measures.change_between_rounds([4, None, 2, "abstain"], [5, 4, None, 3])

    assert found
    assert (found.n, found.joined, found.left) == (1, 2, 1)


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


@given(st.integers(1, 60))
def test_with_nobody_heard_every_share_is_possible(members: int) -> None:
    found = measures.weighted_support_posterior([Stratum(members, 0, 0)])

    assert found
    assert (found.values[0], found.values[-1]) == (0, 1)
    assert found.mean == close(0.5)
    assert measures.non_response_bounds(0, 0, members) == (0, 1)


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


def test_no_votes_at_all_is_a_half_in_the_mean_over_any_number_of_groups() -> None:
    for groups in (2, 3, 7):
        assert measures.group_informed_consensus_mean([(0, 0)] * groups) == close(0.5)
    assert measures.group_informed_consensus_mean([]) is None


def test_the_classic_rule_counts_heads_by_the_size_of_the_panel() -> None:
    def classic(ratings: list[float]) -> str | None:
        found = measures.rand_ucla(ratings)
        return found.classic if found else None

    assert classic([7] * 7) is None
    assert classic([1, 1, 1, 5, 5, 5, 9, 9, 9]) == "disagreement"
    assert classic([8, 8, 8, 8, 8, 8, 8, 2, 2]) == "agreement"
    assert classic([8, 8, 8, 8, 8, 8, 5, 5, 5]) == "neither"
    assert classic([8, 8, 8, 8, 8, 8, 8, 8, 5, 5, 5]) == "agreement"


def test_more_supporters_than_heard_are_refused() -> None:
    with pytest.raises(ValueError, match="more supporters than heard"):
        Stratum(5, 2, 3)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_what_one_group_says_more_the_other_says_less(a: int, n: int, b: int, m: int) -> None:
    n, m = max(a, n), max(b, m)
    one = measures.polis_representativeness(a, n, b, m)
    other = measures.polis_representativeness(b, m, a, n)

    assert one.repness == close(1 / other.repness)
    assert one.repness_test == close(-other.repness_test)
