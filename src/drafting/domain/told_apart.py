"""What can be worked out from sums that are shown: whether few people's answers stand alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Ranks are taken modulo a prime far above any determinant of so few zeros and ones.
PRIME = 2**61 - 1
# Beyond so many steps of the search, sums are taken to tell few people apart.
MOST_STEPS = 60

# The sums that somebody's answer is part of, by their places.
Member = frozenset[int]
# The same as a number with a bit for each sum, and how many people stand there.
People = Sequence[tuple[int, int]]


def tells_few_apart(members: Counter[Member], fewest: int) -> bool:
    """Tell whether some combination of the sums rests on fewer than `fewest` people.

    `members` counts people by the sums that they are part of. A combination that rests on some
    people only exists exactly when leaving these people out lowers the rank of the sums. A search
    that grows too long says yes, which is the safe side.
    """
    people = [
        (sum(1 << place for place in places), many)
        for places, many in members.items()
        if places and many
    ]
    # Who stands for many people goes into a basis first: they cannot all be left out.
    people.sort(key=lambda one: (-one[1], one[0]))
    basis = _basis(people, _most(people))
    if all(people[place][1] >= fewest for place in basis):
        return False  # leaving out fewer people leaves somebody in each place of this basis
    return _Search(len(basis), MOST_STEPS).lowers(people, fewest - 1)


@dataclass
class _Search:
    """Leave out people, within a budget, until the rank is lowered or cannot be."""

    rank: int
    steps: int

    def lowers(self, people: People, budget: int) -> bool:
        self.steps -= 1
        if self.steps < 0:
            return True
        basis = _basis(people, self.rank)
        if len(basis) < self.rank:
            return True
        if self._bases(people, budget + 1):
            return False
        # Whoever lowers the rank must be missing from this basis, too.
        return any(
            self.lowers([*people[:place], *people[place + 1 :]], budget - people[place][1])
            for place in basis
            if people[place][1] <= budget
        )

    def _bases(self, people: People, wanted: int) -> bool:
        """Tell whether so many bases are found that share nobody: leaving out fewer spares one."""
        left = list(people)
        for _ in range(wanted):
            basis = set(_basis(left, self.rank))
            if len(basis) < self.rank:
                return False
            left = [
                (sums, many - (place in basis))
                for place, (sums, many) in enumerate(left)
                if many > (place in basis)
            ]
            left.sort(key=lambda one: -one[1])
        return True


def _most(people: People) -> int:
    """Count the sums that anybody is part of: no rank is higher."""
    all_sums = 0
    for sums, _ in people:
        all_sums |= sums
    return all_sums.bit_count()


def _basis(people: People, rank: int) -> list[int]:
    """Return the places of people whose memberships are linearly independent, up to `rank`.

    What is independent modulo 2 is independent: that is quick to find, and nearly always enough.
    """
    found: list[int] = []
    reduced: dict[int, int] = {}
    for place, (sums, _) in enumerate(people):
        if len(found) == rank:
            break
        row = sums
        while row:
            lead = row.bit_length()
            if lead not in reduced:
                reduced[lead] = row
                found.append(place)
                break
            row ^= reduced[lead]
    return found if len(found) == rank else _basis_by_numbers(people)


def _basis_by_numbers(people: People) -> list[int]:
    """Return the places of the first people whose memberships are linearly independent."""
    found: list[int] = []
    most = _most(people)
    reduced: dict[int, dict[int, int]] = {}
    for place, (sums, _) in enumerate(people):
        if len(found) == most:
            break
        row = {one: 1 for one in range(sums.bit_length()) if sums >> one & 1}
        while row:
            lead = min(row)
            if lead not in reduced:
                scale = pow(row[lead], PRIME - 2, PRIME)
                reduced[lead] = {one: value * scale % PRIME for one, value in row.items()}
                found.append(place)
                break
            times = row[lead]
            for one, value in reduced[lead].items():
                left = (row.get(one, 0) - times * value) % PRIME
                if left:
                    row[one] = left
                else:
                    row.pop(one, None)
    return found
