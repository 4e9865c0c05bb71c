"""How the options of a dilemma stand beside each other."""

from collections.abc import Sequence
from typing import Any

from drafting.domain.documents import Dilemma
from drafting.domain.outlook import group_consensus
from drafting.domain.people import Act
from drafting.domain.standing import Standing
from drafting.domain.verdict import coverage, support
from drafting.ui.convergence import supported
from drafting.ui.pieces import Column, table
from drafting.ui.visit import Visit


def options(here: Visit, dilemma: Dilemma, standings: Sequence[Standing]) -> None:
    """Show how the options of a dilemma stand, the most agreed first."""
    rule = here.archive.rule()
    # Groups too small to be shown were merged for this reader, which would change the figure.
    whole = here.actor.may(Act.READ_EVERY_FIGURE)
    lines: list[tuple[float, tuple[Any, ...]]] = []
    for one in standings:
        if one.document.dilemma_id != dilemma.id or one.latest is None:
            continue
        positions = one.latest.positions
        consensus = group_consensus(positions) if whole else None
        stands = support(positions, rule.weights)
        heard, asked = coverage(positions)
        blocks = sum(position.counts[0] for position in positions)
        state = one.latest.state_words
        figures = (supported(rule, one.latest), f"{heard} of {asked}", blocks, decimal(consensus))
        order = consensus if consensus is not None else stands if stands is not None else -1.0
        lines.append((order, (one.document.title, state, *figures)))
    if not lines:
        return
    lines.sort(key=lambda line: line[0], reverse=True)
    titles = ("Support", "Answered", "Cannot live with it", "Group-informed consensus")
    table(
        f"{dilemma.title} {len(lines)} options, the most agreed first",
        [Column("Option"), Column("State"), *(Column(title, numbers=True) for title in titles)],
        [line for _, line in lines],
    )


def decimal(value: float | None) -> str:
    """Write a figure with three decimals; "–" where it is undefined."""
    return "–" if value is None else f"{value:.3f}"
