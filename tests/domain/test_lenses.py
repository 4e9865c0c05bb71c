"""Whose voice counts the same: the rule decides, and where another lens differs it is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from sectors_for_tests import RULE, SECTORS

from drafting.domain.agreement import Weights
from drafting.domain.lenses import differing, lenses
from drafting.domain.positions import Position, together
from drafting.domain.verdict import judge, judge_by_lens, support

# Ten people of one large employer are for it; so are two of the four small ones.
LARGE = Position("Large business", 10, (0, 0, 0, 10, 0), 0, 1, 1.0)
SMALL = Position("Small business", 4, (0, 0, 2, 2, 0), 0, 4, 2.0)


def test_each_organisation_has_one_voice() -> None:
    assert support([LARGE, SMALL], Weights.ORGANISATIONS) == 3 / 5
    assert support([LARGE, SMALL], Weights.SECTORS) == 0.75
    assert support([LARGE, SMALL], Weights.PEOPLE) == pytest.approx(12 / 14)


def test_a_divided_organisation_is_half_for_it() -> None:
    divided = Position("NHS", 4, (0, 1, 1, 2, 0), 0, 1, 0.5)
    assert support([divided, SMALL], Weights.ORGANISATIONS) == 2.5 / 5


def test_where_employers_are_unknown_everybody_works_for_themselves() -> None:
    unknown = replace(LARGE, organisations=0, organisations_for=0.0)
    assert support([unknown], Weights.ORGANISATIONS) == 1.0
    assert support([Position("NHS", 3, (0, 0, 1, 2, 0))], Weights.ORGANISATIONS) == 2 / 3


def test_a_lens_that_leads_elsewhere_is_named() -> None:
    positions = [LARGE, SMALL]
    seen = lenses(RULE, positions, judge(RULE, positions))

    assert differing(RULE, seen) == (
        "The verdict depends on whose voice counts the same. With sectors or people equal it "
        "would be agreed, with organisations equal it would not. The rule counts each sector the "
        "same: it is agreed."
    )


def test_lenses_that_agree_are_not_mentioned() -> None:
    seen = lenses(RULE, [LARGE], judge(RULE, [LARGE]))
    assert differing(RULE, seen) == ""
    nobody = [Position("NHS", 5)]
    assert differing(RULE, lenses(RULE, nobody, judge(RULE, nobody))) == ""


@given(SECTORS)
def test_a_lens_says_what_the_rule_with_its_weights_would_say(sectors: list[Position]) -> None:
    whole = judge_by_lens(RULE, sectors)
    for one in lenses(RULE, sectors, judge(RULE, sectors)):
        assert one.agreed is whole[one.weights].agreed
        assert one.support is None or 0 <= one.support <= 1


@given(SECTORS)
def test_adding_sectors_up_keeps_every_voice(sectors: list[Position]) -> None:
    whole = together(sectors)
    assert whole.organisations == sum(one.organisations for one in sectors)
    assert whole.voices == (whole.heard, float(whole.supporters))
