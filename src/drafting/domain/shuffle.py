"""An order of one's own: the same for one person each time, another for the next."""

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def own_order(things: Sequence[T], person_id: str, name: Callable[[T], str]) -> list[T]:
    """Return the things in an order that depends on the person alone, so that none always leads.

    `name` tells a thing's own id. Sorting by a hash of person and thing is a random order that
    stays when a thing is added.
    """
    return sorted(
        things, key=lambda one: hashlib.sha256(f"{person_id}/{name(one)}".encode()).digest()
    )
