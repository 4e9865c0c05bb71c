"""The table the steering group reads: every text, its state in words, and where each sector is."""

from collections.abc import Sequence

from drafting.domain.agreement import AgreementRule
from drafting.domain.positions import Position
from drafting.domain.sector_states import SectorState, sector_state
from drafting.domain.standing import Standing
from drafting.ui.pieces import Column, quiet, share, table

SYMBOL = {
    SectorState.ON_BOARD: "●",
    SectorState.OPEN: "◆",
    SectorState.NOT_ON_BOARD: "▼",
    SectorState.TOO_FEW: "○",
}


def cell(position: Position | None, floor: float) -> str:
    """Write where a sector stands: the symbol of its state, and its share in support."""
    if position is None:
        return "–"
    state = sector_state(position, floor)
    if state is SectorState.TOO_FEW:
        return f"{SYMBOL[state]} {position.heard} of {position.invited}"
    return f"{SYMBOL[state]} {share(position.support)}"


def state_rows(rule: AgreementRule, standings: Sequence[Standing]) -> list[dict[str, str]]:
    """Return a row for each text that was asked about: its state, then each sector's."""
    stages = [(one, one.latest) for one in standings if one.latest]
    sectors = list(dict.fromkeys(p.sector for _, stage in stages for p in stage.positions))
    rows = []
    for one, stage in stages:
        by_sector = {position.sector: position for position in stage.positions}
        row = {"Text": one.document.title, "State": stage.state_words}
        row |= {sector: cell(by_sector.get(sector), rule.sector_floor) for sector in sectors}
        rows.append(row)
    return rows


def state_table(rule: AgreementRule, standings: Sequence[Standing]) -> None:
    """Show the table of texts by sectors, with what its symbols mean."""
    rows = state_rows(rule, standings)
    if not rows:
        return
    table(
        f"Where each sector stands on {len(rows)} texts",
        [Column(title) for title in rows[0]],
        [list(row.values()) for row in rows],
        stacked=True,
    )
    quiet(
        f"The share is that of 4 and 5 among those heard. ● on board: a chance of 80% or more that "
        f"at least {rule.sector_floor:.0%} of all its people are for it. ▼ not on board: 20% or "
        "less. ◆ open: in between. ○ too few heard, fewer than three: how many of how many."
    )
