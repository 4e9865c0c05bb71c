"""How many stand behind a draft, how many were heard, and where each sector is."""

from dataclasses import replace

import pytest
from sectors_for_tests import NHS, SMALL

from drafting.domain.agreement import Weights
from drafting.domain.measures import percent_agreement
from drafting.domain.positions import Position
from drafting.domain.verdict import (
    SectorState,
    agreement,
    coverage,
    sector_state,
    support,
    support_of_all,
)


def test_each_sector_with_someone_heard_has_one_voice() -> None:
    silent = Position("Public body", 5)
    assert support([NHS, SMALL, silent], Weights.SECTORS) == pytest.approx((5 / 6 + 8 / 9) / 2)


def test_each_person_has_one_voice_heard_or_not() -> None:
    one = Position("NHS", 20, (0, 0, 1, 1, 0))
    other = Position("University", 10, (0, 0, 0, 4, 4))
    assert support([one, other], Weights.PEOPLE) == pytest.approx((20 * 0.5 + 10 * 1) / 30)


def test_whoever_says_not_my_field_weighs_nothing() -> None:
    one = Position("NHS", 20, (0, 0, 1, 1, 0), not_my_field=18)
    other = Position("University", 8, (0, 0, 0, 4, 4))
    raw = percent_agreement([3, 4, *[4, 5] * 4]).share
    assert support([one, other], Weights.PEOPLE) == pytest.approx(raw)


def test_the_choice_of_weights_moves_the_headline() -> None:
    sectors = [
        Position("Government", 8, (0, 0, 1, 5, 0)),
        Position("Industry", 14, (0, 0, 1, 9, 0)),
        Position("Research", 20, (0, 0, 2, 6, 0)),
        Position("Civil society", 18, (0, 0, 3, 1, 0)),
    ]
    # MEASURES.md: "raw 75 %, equal sectors 68 %, weighted by sector size 65 %".
    assert support(sectors, Weights.SECTORS) == pytest.approx(0.6833, abs=0.0001)
    assert support(sectors, Weights.PEOPLE) == pytest.approx(0.6461, abs=0.0001)
    of_all = support_of_all(sectors, Weights.PEOPLE)
    assert of_all
    assert of_all.quantile(0.1) == pytest.approx(0.5667, abs=0.0001)
    assert of_all.quantile(0.9) == pytest.approx(0.7333, abs=0.0001)


def test_with_nobody_heard_nothing_is_said_and_never_zero() -> None:
    silent = [Position("NHS", 6), Position("University", 5)]
    assert support(silent, Weights.SECTORS) is None
    assert support([], Weights.PEOPLE) is None
    assert agreement(silent) is None
    assert coverage(silent) == (0, 11)
    assert coverage([]) == (0, 0)
    assert support_of_all([], Weights.SECTORS) is None


def test_two_ratings_show_no_agreement_yet() -> None:
    assert agreement([Position("NHS", 6, (0, 0, 0, 2, 0))]) is None
    assert agreement([Position("NHS", 6, (0, 0, 0, 3, 0))]) == 1
    camps = [Position("NHS", 3, (3, 0, 0, 0, 0)), Position("University", 3, (0, 0, 0, 0, 3))]
    assert agreement(camps) == pytest.approx(-1)


def test_not_my_field_is_an_answer() -> None:
    assert coverage([replace(NHS, invited=9, not_my_field=2), SMALL]) == (17, 19)


@pytest.mark.parametrize(
    ("position", "state"),
    [
        (Position("NHS", 6), SectorState.TOO_FEW),
        (Position("NHS", 6, (0, 0, 0, 1, 1)), SectorState.TOO_FEW),
        (Position("NHS", 6, (0, 0, 0, 3, 3)), SectorState.ON_BOARD),
        (Position("NHS", 6, (3, 3, 0, 0, 0)), SectorState.NOT_ON_BOARD),
        # Half of those heard, nearly all silent: nobody can know.
        (Position("NHS", 30, (0, 2, 0, 2, 0)), SectorState.OPEN),
        # Three of six are half, and all were heard.
        (Position("NHS", 6, (0, 3, 0, 3, 0)), SectorState.ON_BOARD),
        # Of the four whose field it is, three of three support it: decided whatever the last says.
        (Position("NHS", 9, (0, 0, 0, 3, 0), not_my_field=5), SectorState.ON_BOARD),
    ],
)
def test_a_sectors_state_counts_those_not_heard(position: Position, state: SectorState) -> None:
    assert sector_state(position, 0.5) is state
