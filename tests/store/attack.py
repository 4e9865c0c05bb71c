"""An attacker who reads all that a stakeholder may read, knows who answered when, and computes.

What is published of one document are sums over people, some of them weighted. The attacker lays
all sums into one matrix, a row a sum, a column a person (who is taken to keep their word) or a
column a person in one round, and looks for combinations that rest on fewer people than the smallest
group: by subtracting pairs of sums, and by elimination in many orders of the people (which makes
rows with few people). What such a combination of the figures comes to is then the answer of these
few people.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
ORDERS, FINE, MOST_PARTS = 25, 1e-7, 1000


@dataclass(frozen=True)
class Sum:
    """A published figure: whom it sums over, and how often each rating 1 to 5 was given.

    `weights` says how much each person counts where that is not once; below 0 is taken away.
    """

    people: frozenset[str]
    tally: tuple[float, ...]
    weights: Mapping[str, Fraction] | None = None

    def row(self, people: Sequence[str]) -> list[float]:
        """Return how much each of all people counts in it, then what it comes to."""
        if self.weights is None:
            return [*(float(one in self.people) for one in people), *self.tally]
        return [*(float(self.weights.get(one, 0)) for one in people), *self.tally]


@dataclass(frozen=True)
class Find:
    """Few people, each with a weight, and what the weighted sum of their tallies comes to."""

    weights: dict[str, Fraction]
    tally: tuple[Fraction, ...]


def attack(sums: list[Sum], smallest: int, chance: random.Random) -> list[Find]:
    """Return every combination found that rests on fewer than `smallest` people."""
    people = sorted({person for one in sums for person in one.people})
    whole = np.array([one.row(people) for one in sums])
    tried = [whole, _differences(whole)]
    for _ in range(ORDERS):
        reduced = _eliminated(whole, chance.sample(range(len(people)), len(people)))
        tried += [reduced, _differences(reduced)]
    rows = np.concatenate(tried)
    rests_on = (np.abs(rows[:, : len(people)]) > FINE).sum(axis=1)
    few = np.unique(np.round(rows[(rests_on > 0) & (rests_on < smallest)], 6), axis=0)
    found = []
    for row in few:
        exact = [Fraction(value).limit_denominator(MOST_PARTS) for value in row]
        weights = {person: one for person, one in zip(people, exact, strict=False) if one}
        found.append(Find(weights, tuple(exact[len(people) :])))
    return found


def _differences(rows: Rows) -> Rows:
    one, other = np.triu_indices(len(rows), 1)
    return np.concatenate([rows[one] - rows[other], rows[one] + rows[other]])


def _eliminated(rows: Rows, order: list[int]) -> Rows:
    left = rows.copy()
    found = 0
    for column in order:
        if found == len(left):
            break
        pivot = found + int(np.argmax(np.abs(left[found:, column])))
        if abs(left[pivot, column]) < FINE:
            continue
        left[[found, pivot]] = left[[pivot, found]]
        left[found] /= left[found, column]
        others = np.arange(len(left)) != found
        left[others] -= np.outer(left[others, column], left[found])
        found += 1
    return np.asarray(left[:found])
