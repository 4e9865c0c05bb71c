"""What readers see of a verdict who may not read the figures of small sectors."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sectors_for_tests import AGAINST, NHS, RULE, SECTORS, SMALL, UNIVERSITY

from drafting.domain.agreement import Weights
from drafting.domain.positions import Position
from drafting.domain.verdict import judge, veiled


def test_a_hidden_sector_is_neither_named_nor_to_be_had_by_subtraction() -> None:
    tiny = Position("Patients", 3, (1, 2, 0, 0, 0))
    whole = judge(RULE, [NHS, SMALL, tiny], sustained=1)
    seen = veiled(whole, {"NHS", "Small business", "Smaller sectors together"})

    assert seen.agreed is whole.agreed
    assert [one.met for one in seen.conditions] == [one.met for one in whole.conditions]
    everything = " ".join([seen.words, *(one.words for one in seen.conditions)])
    assert "Patients" not in everything
    assert "57%" not in everything
    assert "Patients" not in {one.name for one in seen.sectors}
    assert seen.outside == ()
    assert seen.weakest == "NHS"
    assert seen.words == (
        "Not yet agreed: support is below the 75% needed; at least one sector is not there yet; "
        "at least one objection still stands."
    )


def test_a_sector_large_enough_is_named_to_everybody() -> None:
    whole = judge(RULE, [AGAINST, SMALL, Position("Patients", 3, (0, 0, 0, 2, 1))])
    seen = veiled(whole, {"NHS", "Small business"})
    assert seen.outside == ("NHS",)
    assert "NHS is not on board" in seen.words


def test_whoever_sees_every_sector_reads_the_verdict_as_it_is() -> None:
    whole = judge(RULE, [AGAINST, SMALL])
    assert veiled(whole, {"NHS", "Small business"}) == whole


def test_agreed_is_agreed_for_every_reader() -> None:
    whole = judge(RULE, [NHS, SMALL, UNIVERSITY])
    seen = veiled(whole, set())
    assert (seen.agreed, seen.words) == (True, "Agreed.")
    assert seen.conditions[0].words == "Support reaches the 75% needed."
    assert seen.sectors == ()
    silent = veiled(judge(RULE, [Position("NHS", 6)]), set())
    assert silent.words == "Nobody has answered yet."


@given(SECTORS, st.integers(0, 2), st.sets(st.integers(0, 5)))
def test_a_veil_changes_words_and_never_the_verdict(
    sectors: list[Position], sustained: int, places: set[int]
) -> None:
    whole = judge(RULE, sectors, sustained)
    shown = {one.sector for place, one in enumerate(sectors) if place in places}
    seen = veiled(whole, shown)

    assert seen.agreed is whole.agreed
    everything = " ".join([seen.words, *(one.words for one in seen.conditions)])
    for one in sectors:
        if one.sector not in shown:
            assert one.sector not in everything
            assert one.sector not in {*seen.outside, seen.weakest}


def test_with_organisations_equal_support_is_said_without_its_figure() -> None:
    """Beside the sectors' figures it would tell what those said who speak alone for theirs."""
    rule = replace(RULE, weights=Weights.ORGANISATIONS)
    whole = judge(rule, [replace(AGAINST, organisations=6, organisations_for=1.0), SMALL])
    seen = veiled(whole, {"NHS", "Small business"})

    assert seen.conditions[0].words == "Support is below the 75% needed."
    assert seen.conditions[1:] == whole.conditions[1:]
    assert "NHS" in seen.words
    assert "%, and" not in seen.words
    assert (seen.sectors, seen.weakest) == (whole.sectors, whole.weakest)
