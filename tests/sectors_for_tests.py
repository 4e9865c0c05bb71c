"""Sectors of people, made up for tests of the verdict."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.positions import Position

RULE = AgreementRule(
    "rule", 0.75, 0.5, 0.5, Weights.SECTORS, "", "chair", datetime(2023, 10, 9, tzinfo=UTC)
)
NHS = Position("NHS", 6, (0, 1, 0, 3, 2))
SMALL = Position("Small business", 10, (0, 0, 1, 5, 3))
UNIVERSITY = Position("University", 5, (0, 0, 0, 2, 3))
AGAINST = Position("NHS", 6, (1, 2, 2, 1, 0))


@st.composite
def positions(draw: st.DrawFn) -> Position:
    counts = draw(st.tuples(*[st.integers(0, 5)] * 5))
    apart, silent = draw(st.integers(0, 3)), draw(st.integers(0, 6))
    name = draw(st.uuids())
    return Position(str(name), sum(counts) + apart + silent, counts, apart)


SECTORS = st.lists(positions(), max_size=6, unique_by=lambda one: one.sector)
LENSES = st.sampled_from(Weights)


@st.composite
def willing(draw: st.DrawFn) -> Position:
    """A sector in which most are for it."""
    counts = (0, 0, draw(st.integers(0, 1)), draw(st.integers(1, 4)), draw(st.integers(1, 4)))
    return Position(str(draw(st.uuids())), sum(counts) + draw(st.integers(0, 2)), counts)


WILLING = st.lists(willing(), min_size=1, max_size=5, unique_by=lambda one: one.sector)
