"""The heaviest set of pairs that do not cross."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice
from operator import lt
from typing import Generic, TypeVar

Node = TypeVar("Node")
Weighed = tuple[int, int, float]
_Link = tuple[Weighed, "_Link | None"]


class Staircase(Generic[Node]):
    """For each place the best score reached up to it; scores rise with the places."""

    __slots__ = ("nodes", "places", "scores")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.scores: list[float] = []
        self.nodes: list[Node] = []

    def put(self, place: int, score: float, node: Node) -> None:
        """Remember a score reached at a place, unless an earlier place did as well."""
        places, scores = self.places, self.scores
        if not places or (place > places[-1] and score > scores[-1]):
            places.append(place)
            scores.append(score)
            self.nodes.append(node)
            return
        step = bisect_left(places, place)
        if step and scores[step - 1] >= score:
            return
        end, size = step, len(places)
        if end < size and places[end] == place and scores[end] > score:
            return
        while end < size and scores[end] <= score:
            end += 1
        places[step:end] = [place]
        scores[step:end] = [score]
        self.nodes[step:end] = [node]


def heaviest_chain(pairs: Iterable[Weighed]) -> list[Weighed]:
    """Return the pairs (place here, place there, weight) that rise on both sides and weigh most."""
    ranked = list(pairs)
    if _rises(ranked, 0) and _rises(ranked, 1):
        return ranked
    ranked.sort(key=lambda each: (each[0], -each[1]))
    best: Staircase[_Link] = Staircase()
    for pair in ranked:
        step = bisect_left(best.places, pair[1])
        before = best.nodes[step - 1] if step else None
        best.put(pair[1], pair[2] + (best.scores[step - 1] if step else 0), (pair, before))
    chain: list[Weighed] = []
    link = best.nodes[-1] if best.nodes else None
    while link is not None:
        chain.append(link[0])
        link = link[1]
    return chain[::-1]


def _rises(pairs: list[Weighed], side: int) -> bool:
    places = [pair[side] for pair in pairs]
    return all(map(lt, places, islice(places, 1, None)))
