"""What readers see of a verdict who may not read the figures of small sectors."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sectors_for_tests import AGAINST, NHS, RULE, SECTORS, SMALL, UNIVERSITY

from drafting.domain.agreement import Weights
from drafting.domain.implied import Pool
from drafting.domain.positions import Position
from drafting.domain.veils import veiled
from drafting.domain.verdict import judge


def together(*sectors: Position) -> Pool:
    return Pool(sectors, sum(one.supporters for one in sectors))


def test_a_hidden_sector_is_neither_named_nor_to_be_had_by_subtraction() -> None:
    tiny = Position("Patients", 3, (1, 2, 0, 0, 0))
    other = Position("Charities", 4, (0, 2, 2, 0, 0))
    whole = judge(RULE, [NHS, SMALL, tiny, other], sustained=1)
    pools = [together(NHS), together(SMALL), together(tiny, other)]
    seen = veiled(whole, {"NHS", "Small business", "Smaller sectors together"}, pools)

    assert seen.agreed is whole.agreed
    assert [one.met for one in seen.conditions] == [one.met for one in whole.conditions]
    everything = " ".join([seen.words, *(one.words for one in seen.conditions)])
    assert "Patients" not in everything
    assert "43%" not in everything
    assert {one.name for one in seen.sectors} == {"NHS", "Small business"}
    assert seen.outside == ()
    assert seen.weakest == "NHS"
    assert seen.words == (
        "Not yet agreed: support is below the 75% needed; at least one sector is not there yet; "
        "at least one objection still stands."
    )


def test_what_does_not_follow_from_the_figures_is_not_told() -> None:
    """Three of five in two sectors together: the floor would tell how many of which."""
    pair = [Position("Patients", 2, (0, 0, 1, 1, 0)), Position("Charities", 3, (0, 0, 1, 2, 0))]
    for_it = replace(SMALL, counts=(0, 0, 0, 5, 4))
    whole = judge(RULE, [for_it, *pair], sustained=1)
    seen = veiled(whole, {"Small business"}, [together(for_it), together(*pair)])

    assert [one.met for one in seen.conditions] == [None, None, True, False]
    assert [one.words for one in seen.conditions][:2] == [
        "Whether support reaches 75% is not told: beside the figures shown it would tell what few "
        "people said.",
        "Whether every sector stands at 50% or more is not told: beside the figures shown it would "
        "tell what few people said.",
    ]
    assert seen.words == "Not yet agreed: at least one objection still stands."


def test_where_nothing_else_is_in_the_way_the_verdict_says_that_one_of_two_is() -> None:
    pair = [Position("Patients", 2, (0, 0, 2, 0, 0)), Position("Charities", 4, (0, 0, 0, 4, 0))]
    whole = judge(RULE, [SMALL, *pair])
    seen = veiled(whole, {"Small business"}, [together(SMALL), together(*pair)])

    assert seen.words == (
        "Not yet agreed: support is below the 75% needed, or a sector with few people heard is not "
        "there yet."
    )


def test_a_sector_large_enough_is_named_to_everybody() -> None:
    tiny = Position("Patients", 3, (0, 0, 0, 2, 1))
    pools = [together(AGAINST), together(SMALL, tiny)]
    seen = veiled(judge(RULE, [AGAINST, SMALL, tiny]), {"NHS"}, pools)
    assert seen.outside == ("NHS",)
    assert "NHS is not on board" in seen.words


def test_whoever_sees_every_sector_reads_the_verdict_as_it_is() -> None:
    whole = judge(RULE, [AGAINST, SMALL])
    pools = [together(AGAINST), together(SMALL)]
    assert veiled(whole, {"NHS", "Small business"}, pools) == whole


def test_agreed_is_agreed_for_every_reader() -> None:
    nothing = [Pool((NHS, SMALL, UNIVERSITY), None)]
    seen = veiled(judge(RULE, [NHS, SMALL, UNIVERSITY]), set(), nothing)
    assert (seen.agreed, seen.words) == (True, "Agreed.")
    assert [one.met for one in seen.conditions] == [True] * 4
    assert seen.conditions[0].words == "Support reaches the 75% needed."
    assert seen.sectors == ()
    silent = Position("NHS", 6)
    seen = veiled(judge(RULE, [silent]), set(), [Pool((silent,), None)])
    assert seen.words == "Nobody has answered yet."


@given(SECTORS, st.integers(0, 2), st.sets(st.integers(0, 5)))
def test_a_veil_changes_words_and_never_the_verdict(
    sectors: list[Position], sustained: int, places: set[int]
) -> None:
    whole = judge(RULE, sectors, sustained)
    shown = [one for place, one in enumerate(sectors) if place in places]
    rest = [one for one in sectors if one not in shown]
    pools = [*map(together, shown), *([together(*rest)] if rest else [])]
    seen = veiled(whole, {one.sector for one in shown}, pools)

    assert seen.agreed is whole.agreed
    for told, true in zip(seen.conditions, whole.conditions, strict=True):
        assert told.met is true.met or told.met is None
    everything = " ".join([seen.words, *(one.words for one in seen.conditions)])
    for one in rest:
        assert one.sector not in everything
        assert one.sector not in {*seen.outside, seen.weakest}


def test_with_organisations_equal_support_is_said_without_its_figure() -> None:
    """Beside the sectors' figures it would tell what those said who speak alone for theirs."""
    rule = replace(RULE, weights=Weights.ORGANISATIONS)
    against = replace(AGAINST, organisations=6, organisations_for=1.0)
    whole = judge(rule, [against, SMALL])
    seen = veiled(whole, {"NHS", "Small business"}, [together(against), together(SMALL)])

    assert seen.conditions[0].words == "Support is below the 75% needed."
    assert seen.conditions[1:] == whole.conditions[1:]
    assert "NHS" in seen.words
    assert "%, and" not in seen.words
    assert (seen.sectors, seen.weakest) == (whole.sectors, whole.weakest)
