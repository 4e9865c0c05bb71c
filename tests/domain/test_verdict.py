"""What a careful chair would say of a draft, given who said what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sectors_for_tests import AGAINST, LENSES, NHS, RULE, SECTORS, SMALL, UNIVERSITY, WILLING

from drafting.domain.agreement import Weights
from drafting.domain.measures import percent_agreement
from drafting.domain.positions import Position
from drafting.domain.verdict import (
    SectorState,
    Verdict,
    agreement,
    coverage,
    judge,
    judge_by_lens,
    sector_state,
    support,
    support_of_all,
)


def named(verdict: Verdict, name: str) -> bool | None:
    return next(one.met for one in verdict.conditions if one.name == name)


# Support, spread, coverage


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


# Sectors


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


# The verdict


def test_it_is_agreed_when_every_condition_is_met() -> None:
    verdict = judge(RULE, [NHS, SMALL, UNIVERSITY])

    assert verdict.agreed
    assert verdict.words == "Agreed."
    assert [one.met for one in verdict.conditions] == [True] * 4
    assert verdict.outside == ()
    assert verdict.weakest == "NHS"
    assert verdict.conditions[0].words == ("Support is 91%; 75% is needed, with each sector equal.")


def test_it_says_what_is_missing_and_who() -> None:
    verdict = judge(RULE, [AGAINST, SMALL, UNIVERSITY], sustained=1)

    assert not verdict.agreed
    assert verdict.words == (
        "Not yet agreed: support is 69%, and 75% is needed; NHS is not on board; "
        "1 objection still stands."
    )
    assert verdict.outside == ("NHS",)
    assert verdict.weakest == "NHS"
    assert [one.words for one in verdict.conditions if not one.met][1] == (
        "In NHS 1 of 6 support it; 50% is needed."
    )


def test_a_high_headline_does_not_hide_a_sector_outside() -> None:
    many = [Position(f"Sector {i}", 8, (0, 0, 0, 4, 4)) for i in range(6)]
    verdict = judge(RULE, [*many, AGAINST])

    assert named(verdict, "Support") is True
    assert verdict.words == "Not yet agreed: NHS is not on board."


def test_those_outside_come_least_supporting_first() -> None:
    verdict = judge(
        RULE,
        [
            Position("Public body", 5, (1, 1, 1, 2, 0)),
            UNIVERSITY,
            Position("Patients", 5, (2, 2, 1, 0, 0)),
            AGAINST,
        ],
    )

    assert verdict.outside == ("Patients", "NHS", "Public body")
    assert verdict.weakest == "Patients"
    assert "Patients, NHS and Public body are not on board" in verdict.words


def test_many_outside_are_counted_and_not_all_named() -> None:
    verdict = judge(RULE, [replace(AGAINST, sector=f"S{i}") for i in range(1, 8)])
    assert "S1, S2, S3 and 4 more sectors are not on board" in verdict.words


def test_a_sector_below_the_floor_while_most_are_silent_is_not_called_lost() -> None:
    verdict = judge(RULE, [Position("NHS", 12, (0, 1, 1, 1, 0)), UNIVERSITY])
    assert "NHS is below the 50% needed in every sector" in verdict.words
    assert verdict.outside == ("NHS",)


def test_nobody_has_answered_yet_is_said_kindly() -> None:
    verdict = judge(RULE, [Position("NHS", 6), Position("University", 5)])

    assert not verdict.agreed
    assert verdict.words == "Nobody has answered yet."
    assert named(verdict, "Support") is None
    assert named(verdict, "Every sector") is None
    assert verdict.outside == ()
    assert verdict.weakest is None
    assert "0%" not in " ".join(one.words for one in verdict.conditions).replace("50%", "")


def test_a_draft_that_nobody_was_asked_about_is_not_agreed() -> None:
    verdict = judge(RULE, [])
    assert (verdict.agreed, verdict.words) == (False, "Nobody has been asked yet.")


def test_a_draft_in_nobodys_field_is_not_agreed() -> None:
    verdict = judge(RULE, [Position("NHS", 4, not_my_field=4)])
    assert not verdict.agreed
    assert verdict.words == "Not yet agreed: nobody who answered has a view on it."


def test_a_sector_with_nobody_heard_keeps_it_open() -> None:
    verdict = judge(RULE, [SMALL, UNIVERSITY, Position("NHS", 2)])

    assert named(verdict, "Every sector") is None
    assert verdict.words == "Not yet agreed: nobody from NHS has given a rating."


def test_two_of_many_are_too_few_to_speak_for_a_sector() -> None:
    for counts in ((0, 0, 0, 1, 1), (1, 1, 0, 0, 0)):
        verdict = judge(RULE, [SMALL, UNIVERSITY, Position("NHS", 6, counts)])
        assert named(verdict, "Every sector") is None
        assert "too few from NHS have answered to tell" in verdict.words
        assert verdict.outside == ()


def test_a_sector_of_two_is_judged_once_both_have_answered() -> None:
    both = judge(RULE, [SMALL, UNIVERSITY, Position("NHS", 2, (0, 0, 0, 1, 1))])
    assert both.agreed

    neither = judge(RULE, [SMALL, UNIVERSITY, Position("NHS", 2, (0, 1, 1, 0, 0))])
    assert neither.outside == ("NHS",)
    assert "NHS is not on board" in neither.words


def test_a_sector_whose_field_it_is_not_holds_nothing_up() -> None:
    verdict = judge(RULE, [SMALL, UNIVERSITY, Position("NHS", 3, not_my_field=3)])
    assert verdict.agreed


def test_too_few_answers_are_not_agreement() -> None:
    sectors = [replace(SMALL, invited=30), replace(UNIVERSITY, invited=20)]
    verdict = judge(RULE, sectors)

    assert named(verdict, "Response") is False
    assert verdict.words == "Not yet agreed: 14 of 50 have answered, and 25 are needed."


def test_one_block_is_enough_to_hold_it_up() -> None:
    verdict = judge(RULE, [NHS, SMALL, UNIVERSITY], sustained=2)
    assert verdict.words == "Not yet agreed: 2 objections still stand."


def test_a_target_just_missed_is_not_rounded_into_being_met() -> None:
    just_short = Position("Everyone", 1000, (0, 0, 254, 746, 0))
    verdict = judge(RULE, [just_short])
    assert "support is 74.6%, and 75% is needed" in verdict.words

    by_a_hair = Position("Everyone", 100_000, (0, 0, 25_001, 74_999, 0))
    assert "support is just under 75%" in judge(RULE, [by_a_hair]).words


def test_a_target_exactly_met_is_met() -> None:
    thirds = [
        Position("A", 10, (0, 0, 3, 7, 0)),
        Position("B", 4, (0, 0, 1, 3, 0)),
        Position("C", 5, (0, 0, 1, 4, 0)),
    ]
    assert judge(RULE, thirds).agreed
    seventy = replace(RULE, support=0.7, sector_floor=0.7)
    assert judge(seventy, [thirds[0]]).agreed


def test_all_can_live_with_it_is_not_support() -> None:
    verdict = judge(RULE, [Position("NHS", 8, (0, 0, 8, 0, 0))])
    assert "support is 0%, and 75% is needed" in verdict.words


def test_lenses_may_see_two_verdicts() -> None:
    sectors = [
        Position("Small business", 40, (0, 0, 16, 24, 0)),
        Position("NHS", 5, (0, 0, 0, 5, 0)),
        UNIVERSITY,
    ]
    lenses = judge_by_lens(RULE, sectors)

    assert lenses[Weights.SECTORS].agreed
    assert not lenses[Weights.PEOPLE].agreed
    assert "support is 68%" in lenses[Weights.PEOPLE].words


@given(SECTORS, LENSES, st.integers(0, 3), st.randoms())
def test_neither_order_nor_names_of_sectors_matter(
    sectors: list[Position], weights: Weights, sustained: int, chance: object
) -> None:
    rule = replace(RULE, weights=weights)
    first = judge(rule, sectors, sustained)
    new_names = {one.sector: f"Sector {place}" for place, one in enumerate(sectors)}
    renamed = [replace(one, sector=new_names[one.sector]) for one in sectors]
    again = judge(rule, renamed, sustained)

    assert again.agreed is first.agreed
    assert [one.met for one in again.conditions] == [one.met for one in first.conditions]
    assert again.outside == tuple(new_names[name] for name in first.outside)
    assert again.weakest == (first.weakest and new_names[first.weakest])

    shuffled = list(sectors)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    mixed = judge(rule, shuffled, sustained)
    assert mixed.agreed is first.agreed
    assert [one.met for one in mixed.conditions] == [one.met for one in first.conditions]
    assert set(mixed.outside) == set(first.outside)
    assert support(shuffled, weights) == pytest.approx(support(sectors, weights))


@given(SECTORS, LENSES, st.integers(0, 3))
def test_agreed_means_that_every_condition_is_met(
    sectors: list[Position], weights: Weights, sustained: int
) -> None:
    rule = replace(RULE, weights=weights)
    verdict = judge(rule, sectors, sustained)
    share = support(sectors, weights)

    assert verdict.agreed == (verdict.words == "Agreed.")
    assert share is None or 0 <= share <= 1
    if verdict.agreed:
        assert share is not None
        assert share >= 0.75 - 1e-9
        assert not sustained
        assert all(2 * one.supporters >= one.heard for one in sectors)
        answered, invited = coverage(sectors)
        assert 2 * answered >= invited
    for condition in verdict.conditions:
        assert condition.words.endswith(".")


@given(WILLING, LENSES)
def test_one_more_in_full_support_never_costs_agreement(
    sectors: list[Position], weights: Weights
) -> None:
    rule = replace(RULE, weights=weights)
    if judge(rule, sectors).agreed:
        for place, one in enumerate(sectors):
            counts = (*one.counts[:4], one.counts[4] + 1)
            more = replace(one, invited=one.invited + 1, counts=counts)
            asked = [*sectors[:place], more, *sectors[place + 1 :]]
            if weights is Weights.SECTORS or all(each.heard == each.invited for each in sectors):
                assert judge(rule, asked).agreed
