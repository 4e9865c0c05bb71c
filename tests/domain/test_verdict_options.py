"""The state of an option: the first rule that fits, in the order of MEASURES 1.10."""

from dataclasses import replace

from hypothesis import given
from sectors_for_tests import AGAINST, NHS, RULE, SMALL, UNIVERSITY, WILLING

from drafting.domain.positions import Position
from drafting.domain.verdict import OptionState, RoundOutcome, judge, option_state

FULL = [NHS, SMALL, UNIVERSITY]
STILL = RoundOutcome(0.5, 0.2, 0.1)


def test_too_few_heard_comes_before_everything() -> None:
    assert option_state(RULE, []) is OptionState.TOO_FEW
    assert option_state(RULE, [Position("NHS", 6)], blocks=1) is OptionState.TOO_FEW
    assert option_state(RULE, [replace(SMALL, invited=30)]) is OptionState.TOO_FEW
    lonely = Position("NHS", 4, (0, 0, 0, 2, 0))
    assert option_state(RULE, [*FULL[1:], lonely]) is OptionState.TOO_FEW


def test_an_open_block_comes_before_agreement() -> None:
    assert option_state(RULE, FULL, blocks=1) is OptionState.BLOCKED


def test_it_is_agreed_with_every_sector_on_board() -> None:
    assert option_state(RULE, FULL) is OptionState.AGREED


def test_it_is_supported_with_a_sector_outside() -> None:
    most = [Position(f"Sector {i}", 8, (0, 0, 0, 4, 4)) for i in range(6)]
    assert option_state(RULE, [*most, AGAINST]) is OptionState.SUPPORTED
    both_against = Position("Patients", 2, (0, 2, 0, 0, 0))
    assert option_state(RULE, [*most, both_against]) is OptionState.SUPPORTED


def test_with_a_sector_that_may_go_either_way_it_is_open() -> None:
    undecided = Position("NHS", 12, (0, 1, 2, 3, 0))
    most = [Position(f"Sector {i}", 8, (0, 0, 0, 4, 4)) for i in range(6)]
    assert option_state(RULE, [*most, undecided]) is OptionState.OPEN


def test_two_camps_are_split() -> None:
    camps = [Position("NHS", 6, (4, 1, 0, 0, 1)), Position("University", 6, (1, 0, 0, 1, 4))]
    assert option_state(RULE, camps, rounds=[STILL, STILL]) is OptionState.SPLIT


def test_dissent_that_stays_for_two_rounds_is_named() -> None:
    lukewarm = [Position("NHS", 6, (0, 0, 4, 2, 0)), Position("University", 6, (0, 0, 3, 3, 0))]
    assert option_state(RULE, lukewarm, rounds=[STILL]) is OptionState.OPEN
    assert option_state(RULE, lukewarm, rounds=[STILL, STILL]) is OptionState.STABLE_DISSENT
    moved = replace(STILL, changed=0.4)
    assert option_state(RULE, lukewarm, rounds=[STILL, moved]) is OptionState.OPEN


def test_support_and_chances_that_rise_twice_converge() -> None:
    lukewarm = [Position("NHS", 6, (0, 0, 4, 2, 0)), Position("University", 6, (0, 0, 3, 3, 0))]
    rising = [RoundOutcome(0.3 + i / 10, 0.1 + i / 10, 0.5) for i in range(3)]
    assert option_state(RULE, lukewarm, rounds=rising) is OptionState.CONVERGING
    assert option_state(RULE, lukewarm, rounds=rising[1:]) is OptionState.OPEN
    unlikely = [*rising[:2], replace(rising[2], chance=0.1)]
    assert option_state(RULE, lukewarm, rounds=unlikely) is OptionState.OPEN


@given(WILLING)
def test_an_option_is_agreed_only_where_the_verdict_agrees(sectors: list[Position]) -> None:
    state = option_state(RULE, sectors)

    assert state in {OptionState.AGREED, OptionState.OPEN, OptionState.TOO_FEW}
    if state is OptionState.AGREED:
        assert judge(RULE, sectors).agreed
