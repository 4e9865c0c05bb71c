"""No group below five is shown, and none can be had by subtracting what is shown."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.people import Role
from drafting.domain.positions import Position, together
from drafting.domain.privacy import MERGED, SMALLEST_GROUP, author_shown, protected
from drafting.domain.rounds import Anonymity

SECTORS = ("NHS", "Universities", "Small business", "Large business", "Councils", "Charities")
Table = dict[str, tuple[Position, ...]]
COUNTS = st.lists(st.integers(0, 4), min_size=5, max_size=5).map(
    lambda c: (c[0], c[1], c[2], c[3], c[4])
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a round: one to four drafts, each answered by the same one to six sectors."""
    sectors = SECTORS[: draw(st.integers(1, len(SECTORS)))]
    drafts = [f"draft {number}" for number in range(draw(st.integers(1, 4)))]

    def position(sector: str) -> Position:
        counts, silent = draw(COUNTS), draw(st.integers(0, 3))
        return Position(sector, sum(counts) + silent + draw(st.integers(0, 3)), counts, silent)

    return {one: tuple(position(sector) for sector in sectors) for one in drafts}


def named(positions: tuple[Position, ...]) -> list[str]:
    return [one.sector for one in positions]


def few(table: Table, sector: str) -> bool:
    """Tell whether fewer than five of a sector were heard on any draft."""
    return any(
        one.heard < SMALLEST_GROUP for row in table.values() for one in row if one.sector == sector
    )


@settings(deadline=None)
@given(table=tables())
def test_every_group_that_is_shown_has_five_voices(table: Table) -> None:
    for positions in protected(table).values():
        assert all(one.heard >= SMALLEST_GROUP for one in positions)


@settings(deadline=None)
@given(table=tables())
def test_nothing_is_lost_or_made_up_in_merging(table: Table) -> None:
    """What is shown adds up to everybody who answered, or nothing is shown at all."""
    shown = protected(table)

    assert list(shown) == list(table)
    for draft, positions in shown.items():
        assert not positions or together(positions) == together(table[draft])
        for one in positions:
            assert one.sector == MERGED or one in table[draft]


@settings(deadline=None)
@given(table=tables())
def test_all_drafts_of_a_round_show_the_same_groups(table: Table) -> None:
    assert len({tuple(named(positions)) for positions in protected(table).values()}) == 1


@settings(deadline=None)
@given(table=tables())
def test_no_small_sector_can_be_worked_out_from_what_is_shown(table: Table) -> None:
    """Each group shown is a sum of sectors; no small one is a combination of such sums."""
    first = next(iter(table))
    sectors = named(table[first])
    shown = named(protected(table)[first])
    apart = set(shown) - {MERGED}
    sums = [[float(sector == one) for sector in sectors] for one in apart]
    if MERGED in shown:
        sums.append([float(sector not in apart) for sector in sectors])
    if shown:
        sums.append([1.0] * len(sectors))  # the whole is known, too
    for place, sector in enumerate(sectors):
        if few(table, sector) and shown:
            wanted = np.eye(len(sectors))[place]
            rank = np.linalg.matrix_rank(np.array(sums))
            assert np.linalg.matrix_rank(np.array([*sums, wanted])) > rank, sector


@settings(deadline=None)
@given(table=tables())
def test_large_sectors_are_merged_only_where_they_must_be(table: Table) -> None:
    """Without the merged group one sector smaller, somebody would be too few."""
    first = next(iter(table))
    sectors = named(table[first])
    shown = named(protected(table)[first])
    if not any(few(table, sector) for sector in sectors):
        assert shown == sectors
    elif MERGED in shown:
        large = [one for one in sectors if one not in shown and not few(table, one)]
        small = [one for one in sectors if few(table, one)]
        least = min(sum(p.heard for p in row if p.sector in small) for row in table.values())
        assert len(large) == (0 if least >= SMALLEST_GROUP else 1)


def test_two_small_sectors_are_shown_as_one() -> None:
    table = {
        "vision": (
            Position("NHS", 8, (0, 0, 1, 4, 1)),
            Position("Charities", 3, (1, 0, 0, 2, 0)),
            Position("Councils", 4, (0, 0, 0, 1, 1), 1),
        )
    }

    (shown,) = protected(table).values()

    assert shown == (
        Position("NHS", 8, (0, 0, 1, 4, 1)),
        Position(MERGED, 7, (1, 0, 0, 3, 1), 1),
    )


def test_one_small_sector_takes_the_next_smallest_with_it() -> None:
    """Charities alone, from the whole less NHS and Councils, would be three people."""
    table = {
        "vision": (
            Position("NHS", 9, (0, 0, 0, 9, 0)),
            Position("Charities", 3, (1, 0, 0, 2, 0)),
            Position("Councils", 6, (0, 0, 0, 6, 0)),
        )
    }

    assert [(one.sector, one.heard) for one in protected(table)["vision"]] == [
        ("NHS", 9),
        (MERGED, 9),
    ]


def test_a_sector_small_on_one_draft_is_merged_on_all() -> None:
    def row(charities: int) -> tuple[Position, ...]:
        counts = (0, 0, 0, charities, 0)
        return (
            Position("NHS", 9, (0, 0, 0, 9, 0)),
            Position("Charities", 7, counts),
            Position("Councils", 9, (0, 0, 0, 8, 0)),
        )

    shown = protected({"vision": row(7), "mission": row(2)})

    assert [named(positions) for positions in shown.values()] == [["NHS", MERGED]] * 2


@pytest.mark.parametrize("heard", [0, 1, 4])
def test_where_all_together_are_too_few_nothing_is_shown(heard: int) -> None:
    table = {
        "vision": (
            Position("NHS", 9, (0, 0, 0, heard, 0)),
            Position("Charities", 9, (0, 0, 0, 0, 0), 9),
        )
    }

    assert protected(table) == {"vision": ()}


def test_a_round_without_drafts_shows_nothing() -> None:
    assert protected({}) == {}


@pytest.mark.parametrize(
    ("promise", "role", "shown"),
    [
        (Anonymity.NAMED_TO_ALL, Role.OBSERVER, "Ann (NHS)"),
        (Anonymity.NAMED_TO_ALL, None, "Ann (NHS)"),
        (Anonymity.NAMED_TO_CHAIR, Role.CHAIR, "Ann (NHS)"),
        (Anonymity.NAMED_TO_CHAIR, None, "Ann (NHS)"),
        (Anonymity.NAMED_TO_CHAIR, Role.DRAFTER, "Someone from NHS"),
        (Anonymity.NAMED_TO_CHAIR, Role.STEERING, "Someone from NHS"),
        (Anonymity.NAMED_TO_CHAIR, Role.STAKEHOLDER, "Someone from NHS"),
        (Anonymity.SECTOR_ONLY, Role.CHAIR, "Someone from NHS"),
        (Anonymity.SECTOR_ONLY, None, "Someone from NHS"),
    ],
)
def test_a_name_is_shown_to_whom_it_was_promised(
    promise: Anonymity, role: Role | None, shown: str
) -> None:
    assert author_shown(promise, role, "Ann", "NHS") == shown
