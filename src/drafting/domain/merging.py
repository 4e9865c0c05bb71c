"""Bringing chosen suggestions into a working text that may have moved on since."""

from collections.abc import Sequence

from drafting.domain.carry import Carrier
from drafting.domain.errors import NotAcceptable
from drafting.domain.suggestions import Merged, Refusal, Suggestion, follow, merge


def merged_into(working: str, made_on: str, chosen: Sequence[Suggestion]) -> Merged:
    """Merge suggestions made on a draft into the working text that came of it.

    A suggestion whose passage is not there any more as it was is refused with the reason, never
    guessed in. The suggestions returned carry their places in the working text.
    """
    if working == made_on:
        return merge(working, chosen)
    carrier = Carrier(made_on, working)
    there: list[Suggestion] = []
    lost: list[Refusal] = []
    for one in chosen:
        try:
            there.append(follow(one, carrier))
        except NotAcceptable as why:
            lost.append(Refusal(one, str(why)))
    found = merge(working, there)
    return Merged(found.text, found.taken, (*found.refused, *lost), found.conflicts)
