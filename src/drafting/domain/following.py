"""What became of a quoted passage in a later draft, as a sentence."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from drafting.domain.carry import Carried, Carrier, State
from drafting.domain.comments import Remark
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable, NotFound

AGAIN = "This passage stands more than once in its draft, so it is not followed."


def followed(said: Sequence[Remark], drafts: Mapping[str, Draft], latest: Draft) -> dict[str, str]:
    """Say for each remark on an earlier draft where its passage stands in the latest one.

    `drafts` are the document's by id. The original quote is never replaced: this stands beside it.
    """
    found: dict[str, str] = {}
    for one in said:
        if not one.quote or one.draft_id == latest.id:
            continue
        old = drafts[one.draft_id]
        try:
            carried = carried_over(old.text, latest.text, one.quote)
        except NotAcceptable:
            found[one.id] = AGAIN
        except NotFound:
            continue
        else:
            found[one.id] = sentence(carried, latest.number)
    return found


@lru_cache(4_000)
def carried_over(old: str, new: str, quote: str) -> Carried:
    """Carry a quoted passage from one draft to another: every reader of a page asks the same.

    Raises NotFound when it does not stand in the old draft, NotAcceptable when it does twice.
    """
    return _carrier(old, new).carry(quote)


@lru_cache(64)
def _carrier(old: str, new: str) -> Carrier:
    return Carrier(old, new)


def sentence(carried: Carried, number: int) -> str:
    """Say where a carried passage stands in the draft of this number."""
    moved = ", in another place" if carried.moved else ""
    if carried.state is State.SAME:
        return f"Draft {number} keeps this passage as it was{moved}."
    if carried.state is State.REMOVED:
        return f"This passage is no longer in draft {number}."
    return f"In draft {number} it reads{moved}: “{' '.join(carried.words.split())}”"
