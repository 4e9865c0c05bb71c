"""Whether a rating stands on the next draft."""

from enum import StrEnum

from drafting.domain.carry.quotes import said


class RatingStands(StrEnum):
    """What a rating given on the old draft means for the new one."""

    STANDS = "stands"
    RECONFIRM = "reconfirm"


def rating_stands(old: str, new: str) -> RatingStands:
    """Say whether a rating carries over: only where no word, figure or order of them changed.

    White space, punctuation and Markdown marks may differ; numbers of list items may not, because
    other texts refer to them.
    """
    same = old == new or said(old, numbered=False) == said(new, numbered=False)
    return RatingStands.STANDS if same else RatingStands.RECONFIRM
