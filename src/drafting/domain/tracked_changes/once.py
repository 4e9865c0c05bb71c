"""What stands once in a row."""

from collections.abc import Sequence
from itertools import compress


def places_once(items: Sequence[str], places: Sequence[int]) -> dict[str, int]:
    """Return the place of each item that stands once, in the order of the items."""
    last = dict(zip(items, places, strict=True))
    if len(last) == len(items):
        return last
    first = dict(zip(reversed(items), reversed(places), strict=True))
    return {item: place for item, place in last.items() if first[item] == place}


def once_in_both(
    ours: Sequence[str],
    our_places: Sequence[int],
    theirs: Sequence[str],
    their_places: Sequence[int],
) -> list[tuple[str, int, int]]:
    """Return what stands once in each of two rows that share little, with its places."""
    both = set(ours).intersection(theirs)
    if not both:
        return []
    wanted = list(map(both.__contains__, ours))
    here = places_once(list(compress(ours, wanted)), list(compress(our_places, wanted)))
    wanted = list(map(both.__contains__, theirs))
    there = places_once(list(compress(theirs, wanted)), list(compress(their_places, wanted)))
    return [(item, place, there[item]) for item, place in here.items() if item in there]
