"""What a careful chair would say of a draft, given who said what."""

from dataclasses import replace

from sectors_for_tests import AGAINST, NHS, RULE, SMALL, UNIVERSITY

from drafting.domain.agreement import Weights
from drafting.domain.positions import Position
from drafting.domain.verdict import Verdict, judge, judge_by_lens


def named(verdict: Verdict, name: str) -> bool | None:
    return next(one.met for one in verdict.conditions if one.name == name)


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
