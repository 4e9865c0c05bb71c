"""Who may know what of whom: names by the round's promise, figures by the size of the group."""

from collections.abc import Mapping, Sequence

from drafting.domain.people import Role
from drafting.domain.positions import Position, together
from drafting.domain.rounds import Anonymity

SMALLEST_GROUP = 5  # people heard; TRUST.md fact 9
MERGED = "Smaller sectors together"

Table = Mapping[str, Sequence[Position]]


def author_shown(promise: Anonymity, reader: Role | None, name: str, sector: str) -> str:
    """Say who wrote something as the promise of its round lets this reader know it.

    `reader` None is the house, for the chair's own exports: it is bound like the chair.
    """
    if promise is Anonymity.NAMED_TO_ALL:
        return f"{name} ({sector})"
    to_chair = reader in {Role.CHAIR, None}
    if promise is Anonymity.NAMED_TO_CHAIR and to_chair:
        return f"{name} ({sector})"
    return f"Someone from {sector}"


def protected(table: Table, smallest: int = SMALLEST_GROUP) -> dict[str, tuple[Position, ...]]:
    """Merge the small sectors of a round, the same ones for all its drafts.

    A sector is small when fewer than `smallest` people were heard on any of the drafts. When the
    merged group is itself too small, the next smallest sector joins it, so that nothing can be had
    by subtracting the sectors shown from the whole. Where all together are too few, nothing is.
    """
    if not table:
        return {}
    heard: dict[str, int] = {}
    for positions in table.values():
        for position in positions:
            least = heard.get(position.sector, position.heard)
            heard[position.sector] = min(least, position.heard)
    by_size = sorted(heard, key=lambda sector: (heard[sector], sector))
    merged = [sector for sector in by_size if heard[sector] < smallest]
    rest = by_size[len(merged) :]
    while merged and rest and _least(table, merged) < smallest:
        merged.append(rest.pop(0))
    if merged and not rest and _least(table, merged) < smallest:
        return {draft: () for draft in table}
    return {draft: _with_merged(positions, merged) for draft, positions in table.items()}


def merged_names(sizes: Mapping[str, int], smallest: int = SMALLEST_GROUP) -> set[str] | None:
    """Name the groups that must be shown as one; None where all together are too few."""
    table = {"": [Position(name, size, (0, 0, size, 0, 0)) for name, size in sizes.items()]}
    shown = {one.sector for one in protected(table, smallest)[""]}
    return set(sizes) - shown if shown else None


def _least(table: Table, sectors: Sequence[str]) -> int:
    return min(
        sum(position.heard for position in positions if position.sector in sectors)
        for positions in table.values()
    )


def _with_merged(positions: Sequence[Position], merged: Sequence[str]) -> tuple[Position, ...]:
    shown = [position for position in positions if position.sector not in merged]
    small = [position for position in positions if position.sector in merged]
    return (*shown, *([together(small, MERGED)] if small else []))
