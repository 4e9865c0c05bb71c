"""Are we there, who is not, what would move them: the whole process in four sentences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.domain.comments import Remark
from drafting.domain.conditions import SectorVerdict
from drafting.domain.measures import polis_group_informed_consensus
from drafting.domain.people import NO_GROUP
from drafting.domain.positions import Position
from drafting.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Outlook:
    """The documents of a process by what the rule says of them now."""

    agreed: tuple[Standing, ...]
    not_yet: tuple[Standing, ...]
    unasked: tuple[Standing, ...]

    @property
    def words(self) -> str:
        """Answer "are we there?" in a sentence."""
        asked = len(self.agreed) + len(self.not_yet)
        if not asked:
            return "No text has been put to a round yet."
        if not self.not_yet and not self.unasked:
            return f"Yes: every text is agreed, {asked} of {asked}."
        missing = f" {_texts(len(self.unasked))} not put to a round yet." if self.unasked else ""
        return f"Not yet: {len(self.agreed)} of {asked} texts are agreed.{missing}"

    @property
    def outside(self) -> list[tuple[str, list[str]]]:
        """Name the sectors that are not on board, each with the texts; the most first."""
        texts: dict[str, list[str]] = {}
        for standing in self.not_yet:
            if standing.latest:
                for sector in standing.latest.verdict.outside:
                    texts.setdefault(sector, []).append(standing.document.title)
        return sorted(texts.items(), key=lambda pair: (-len(pair[1]), pair[0]))

    @property
    def least_agreeing(self) -> tuple[SectorVerdict, Standing] | None:
        """Return the sector that agrees least with any text, and that text; None without one."""
        told = [
            (one, standing)
            for standing in self.not_yet
            if standing.latest
            for one in standing.latest.verdict.sectors[:1]
            if one.share is not None
        ]
        return min(told, key=lambda pair: (pair[0].share or 0.0, -pair[0].heard), default=None)


def outlook(standings: Sequence[Standing]) -> Outlook:
    """Sort the documents by their verdict in the last round that asked about them."""
    asked = [one for one in standings if one.latest]
    return Outlook(
        tuple(one for one in asked if one.latest and one.latest.verdict.agreed),
        tuple(one for one in asked if one.latest and not one.latest.verdict.agreed),
        tuple(one for one in standings if not one.latest),
    )


def conditions(objections: Sequence[Remark], draft_id: str) -> list[tuple[str, list[Remark]]]:
    """Gather by sector what objectors to one draft say would have to change; the most first."""
    by_sector: dict[str, list[Remark]] = {}
    for one in objections:
        if one.draft_id == draft_id:
            by_sector.setdefault(one.sector, []).append(one)
    sizes = Counter({sector: len(said) for sector, said in by_sector.items()})
    return [(sector, by_sector[sector]) for sector, _ in sizes.most_common()]


def group_consensus(positions: Sequence[Position]) -> float | None:
    """Return the group-informed consensus of an option: sectors as groups, 4 and 5 as agreeing.

    Who saw it and said "not my field" counts as having seen it, as a pass does in Polis, and who
    belongs to no group is left out, as there.
    """
    return polis_group_informed_consensus(
        [(one.supporters, one.answered) for one in positions if one.sector != NO_GROUP]
    )


def _texts(count: int) -> str:
    return "1 text is" if count == 1 else f"{count} texts are"
