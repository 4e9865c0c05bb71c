"""People in groups: who was heard at which occasions, and what these show."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

Cell = tuple[str, str]  # a sector, and the size of the organisation
Group = frozenset[Cell]


@dataclass(frozen=True, slots=True)
class Folk:
    """So many people of one cell who gave a rating at the same occasions, rounds on a draft.

    `person` tells one apart where figures of an open round were shown on the document.
    """

    cell: Cell
    heard: frozenset[str]
    many: int
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A round on a draft: the groups wished for, and the smallest that may be shown.

    `by_size` tells whether groups may be split by the size of organisations.
    """

    id: str
    wished: tuple[Group, ...]
    smallest: int
    by_size: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups that a round may show, none where `groups` is empty; `parts` split them by size.

    Every figure is a sum over parts: whoever sees the parts can work out the rest. `small` is the
    group of the sectors that are too small in this round by themselves.
    """

    groups: tuple[Group, ...] = ()
    parts: tuple[Group, ...] = ()
    small: Group = frozenset()


def heard_at(occasions: Collection[str], folk: Iterable[Folk]) -> frozenset[Folk]:
    """Return who was heard at these occasions, and at which of them, counted together."""
    counted: Counter[tuple[Cell, frozenset[str], int | None]] = Counter()
    for one in folk:
        heard = one.heard.intersection(occasions)
        if heard:
            counted[one.cell, heard, one.person] += one.many
    return frozenset(
        Folk(cell, heard, many, person) for (cell, heard, person), many in counted.items()
    )
