"""Who moved between two rounds on one document, counted among those who answered in both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Movement:
    """How the people of a sector who rated in both rounds changed their word.

    `into` and `out_of` count those who crossed into and out of support. `gone` counts those who
    had rated in the earlier round and not in the later one, `gone_objecting` those of them whose
    last word was an objection.
    """

    sector: str
    both: int = 0
    up: int = 0
    down: int = 0
    into: int = 0
    out_of: int = 0
    gone: int = 0
    gone_objecting: int = 0

    @property
    def changed(self) -> float | None:
        """Return the share that gave another rating; None when nobody rated twice."""
        return (self.up + self.down) / self.both if self.both else None


def moved_together(movements: Iterable[Movement], name: str = "Everyone") -> Movement:
    """Add the movements of several sectors up."""
    sums = [0] * 7
    for one in movements:
        of = (one.both, one.up, one.down, one.into, one.out_of, one.gone, one.gone_objecting)
        sums = [had + more for had, more in zip(sums, of, strict=True)]
    return Movement(name, *sums)


def movement_shown(movements: Sequence[Movement], smallest: int) -> tuple[Movement, ...]:
    """Add everybody up, for those who may not read every figure; nothing where too few rated twice.

    By sector, movement would add an equation to two rounds' figures. Those who are gone are few
    and known by name to their colleagues, so what they had said is not counted here at all.
    """
    whole = moved_together(movements)
    return (replace(whole, gone=0, gone_objecting=0),) if whole.both >= smallest else ()
