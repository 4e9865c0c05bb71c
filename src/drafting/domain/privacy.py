"""Who may know what of whom: names by the round's promise, figures by the size of the group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.people import Role
from drafting.domain.positions import Position, together
from drafting.domain.rounds import Anonymity

SMALLEST_GROUP = 5  # people heard; TRUST.md fact 9
MERGED = "Smaller sectors together"
MOST_NAMED = 3  # sectors in the name of several

Table = Mapping[str, Sequence[Position]]


@dataclass(frozen=True, slots=True)
class SmallestGroup(Fact):
    """How many people must have been heard for their figures to be shown; the newest one holds."""

    size: int
    reason: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """Where a sector's people in organisations of one size stand, or of several sizes together."""

    sector: str
    size: str
    position: Position


def smallest_at(said: Sequence[SmallestGroup], moment: datetime) -> int:
    """Return the smallest group that held at a moment: that of a round is fixed as it closes."""
    held = [one.size for one in said if one.at <= moment]
    return held[-1] if held else SMALLEST_GROUP


def ensure_larger(size: int, now: int, round_ran: bool) -> None:
    """Raise NotAcceptable for a smallest group that would show what was promised to be hidden."""
    if size < SMALLEST_GROUP:
        raise NotAcceptable(
            f"The smallest group shown is {SMALLEST_GROUP} people or more. Choose a larger number."
        )
    if round_ran and size <= now:
        raise NotAcceptable(
            f"People answered under the promise that no group below {now} is shown. "
            f"Choose more than {now}."
        )


def named_together(sectors: Sequence[str]) -> str:
    """Name a group of sectors by its members, so that rounds are not compared that differ."""
    if len(sectors) == 1:
        return sectors[0]
    if len(sectors) > MOST_NAMED:
        more = f"{len(sectors) - MOST_NAMED + 1} more"
        return f"{', '.join(sectors[: MOST_NAMED - 1])} and {more} together"
    return f"{', '.join(sectors[:-1])} and {sectors[-1]} together"


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


def _least(table: Table, sectors: Sequence[str]) -> int:
    return min(
        sum(position.heard for position in positions if position.sector in sectors)
        for positions in table.values()
    )


def _with_merged(positions: Sequence[Position], merged: Sequence[str]) -> tuple[Position, ...]:
    shown = [position for position in positions if position.sector not in merged]
    small = [position for position in positions if position.sector in merged]
    return (*shown, *([together(small, MERGED)] if small else []))
