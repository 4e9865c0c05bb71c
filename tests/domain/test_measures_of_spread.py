"""How far people's answers lie apart, whoever they are and in whatever order they come."""

import numpy as np
from domain.closeness import close
from hypothesis import assume, given
from hypothesis import strategies as st

from drafting.domain import measures
from drafting.domain.measures import Level

FREQUENCIES = st.lists(st.integers(0, 30), min_size=3, max_size=9)
HEARD = FREQUENCIES.filter(any)
ANSWERS = st.lists(st.one_of(st.integers(1, 5), st.none(), st.just("abstain")), max_size=40)
TABLE = st.lists(
    st.lists(st.one_of(st.integers(1, 5), st.none()), min_size=5, max_size=5),
    min_size=1,
    max_size=7,
)


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


def test_the_classic_rule_counts_heads_by_the_size_of_the_panel() -> None:
    def classic(ratings: list[float]) -> str | None:
        found = measures.rand_ucla(ratings)
        return found.classic if found else None

    assert classic([7] * 7) is None
    assert classic([1, 1, 1, 5, 5, 5, 9, 9, 9]) == "disagreement"
    assert classic([8, 8, 8, 8, 8, 8, 8, 2, 2]) == "agreement"
    assert classic([8, 8, 8, 8, 8, 8, 5, 5, 5]) == "neither"
    assert classic([8, 8, 8, 8, 8, 8, 8, 8, 5, 5, 5]) == "agreement"
