"""Who gave the same rating again on words that had not changed: apart from fresh ratings."""

from drafting.domain.carry import RatingStands, rating_stands
from drafting.domain.movement import moved_together
from drafting.domain.standing import Standing

EVERYONE = "Everyone"


def stood_again(standing: Standing) -> dict[str, int]:
    """Count by sector, and for everyone, those who stood where they stood, on unchanged text.

    It is of the last round and the one before; empty where words changed in between, or where
    movement is not shown. Readers who see movement only of everyone get that count alone.
    """
    if len(standing.stages) < 2:
        return {}
    before, now = standing.stages[-2:]
    if not now.moves or rating_stands(before.draft.text, now.draft.text) is not RatingStands.STANDS:
        return {}
    rows = (*now.moves, moved_together(now.moves, EVERYONE))
    return {one.sector: one.both - one.up - one.down for one in rows}
