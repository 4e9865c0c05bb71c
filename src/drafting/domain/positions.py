"""Where the sectors stand on one draft in one round: counts, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

NONE = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Position:
    """How one sector answered: people invited, ratings 1 to 5 counted, "not my field" apart.

    `organisations` counts those with somebody heard, `organisations_for` adds up the share of 4
    and 5 in each of them; both are 0 where it is not known who works for whom.
    """

    sector: str
    invited: int
    counts: tuple[int, int, int, int, int] = NONE
    not_my_field: int = 0
    organisations: int = 0
    organisations_for: float = 0.0

    @property
    def voices(self) -> tuple[int, float]:
        """Count organisations heard and, a share each, those in support.

        Where it is not known who works for whom, everybody works for themselves.
        """
        if self.organisations:
            return self.organisations, self.organisations_for
        return self.heard, float(self.supporters)

    @property
    def heard(self) -> int:
        """Count those who gave a rating."""
        return sum(self.counts)

    @property
    def answered(self) -> int:
        """Count those who gave a rating or said "not my field"."""
        return self.heard + self.not_my_field

    @property
    def supporters(self) -> int:
        """Count the ratings 4 and 5."""
        return self.counts[3] + self.counts[4]

    @property
    def objectors(self) -> int:
        """Count the ratings 1 and 2."""
        return self.counts[0] + self.counts[1]

    @property
    def support(self) -> float | None:
        """Return the share of 4 and 5 among those with a view; None when nobody has one."""
        return self.supporters / self.heard if self.heard else None


def together(positions: Iterable[Position], name: str = "Everyone") -> Position:
    """Add several sectors up into one position."""
    invited, silent, counts, organisations, in_favour = 0, 0, [0, 0, 0, 0, 0], 0, 0.0
    for position in positions:
        organisations += position.organisations
        in_favour += position.organisations_for
        invited += position.invited
        silent += position.not_my_field
        counts = [had + more for had, more in zip(counts, position.counts, strict=True)]
    tally = (counts[0], counts[1], counts[2], counts[3], counts[4])
    return Position(name, invited, tally, silent, organisations, in_favour)
