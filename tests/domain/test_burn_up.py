"""The steering group reads how many Missions are at target, and how likely the others are."""

import pytest

from drafting.domain.burn_up import Burn, burn_words, chance_of_all, fan_ahead, gains
from drafting.domain.measures import forecast_count_gamma_poisson


def burns(*agreed: int, scope: int = 6) -> list[Burn]:
    return [Burn(n, f"Round {n}", many, scope) for n, many in enumerate(agreed, 1)]


def test_no_chance_is_told_before_two_rounds() -> None:
    assert chance_of_all(burns(2), 3) is None
    assert fan_ahead(burns(2), 3) == ()
    assert burn_words(burns(2), 3) == "2 of 6 Missions are at target after Round 1."


@pytest.mark.parametrize(("agreed", "left"), [((2, 6), 3), ((2, 3), 0)])
def test_no_chance_is_told_where_nothing_is_missing_or_no_round_is_left(
    agreed: tuple[int, ...], left: int
) -> None:
    assert chance_of_all(burns(*agreed), left) is None
    assert fan_ahead(burns(*agreed), left) == ()


def test_one_that_fell_back_is_no_gain() -> None:
    assert gains(burns(3, 1, 4)) == [3, 0, 3]


@pytest.mark.parametrize("agreed", [(0, 0), (1, 2), (2, 4), (0, 5), (1, 1, 2, 2, 2, 3, 3, 3, 3, 4)])
def test_each_line_of_the_fan_is_the_quantile_of_the_chance_told(agreed: tuple[int, ...]) -> None:
    seen, left = burns(*agreed), 3
    now = agreed[-1]

    fan = fan_ahead(seen, left)

    assert len(fan) == left
    for step in fan:
        assert list(step) == sorted(step)
        assert all(now <= count <= 6 for count in step)
    assert all(list(one) == sorted(one) for one in zip(*fan, strict=True))
    if len(agreed) < 10:
        done, rounds = sum(gains(seen)), len(agreed)
        for share, count in zip((0.1, 0.25, 0.5, 0.75, 0.9), fan[-1], strict=True):
            above = forecast_count_gamma_poisson(done, rounds, count - now + 1, left) or 0
            below = forecast_count_gamma_poisson(done, rounds, count - now, left) or 0
            assert count == 6 or above <= 1 - share
            assert count == now or below > 1 - share


def test_the_words_round_the_chance_to_steps_of_five_and_say_what_it_assumes() -> None:
    chance = chance_of_all(burns(1, 2), 2)

    assert chance is not None
    nearest = min(95, max(5, 5 * round(20 * chance)))
    assert f"is about {nearest}%, at the pace so far" in burn_words(burns(1, 2), 2)
