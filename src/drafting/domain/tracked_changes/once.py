"""What stands once in a row."""

from collections.abc import Iterable, Reversible


def places_once(items: Reversible[str], places: Reversible[int]) -> dict[str, int]:
    """Return the place of each item that stands once, in the order of the items."""
    last = _places(items, places)
    first = _places(reversed(items), reversed(places))
    return {item: place for item, place in last.items() if first[item] == place}


def _places(items: Iterable[str], places: Iterable[int]) -> dict[str, int]:
    return dict(zip(items, places, strict=True))
