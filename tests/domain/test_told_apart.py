"""Whether sums tell few people apart, held against trying every set of people."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.told_apart import Member, tells_few_apart


def sums(*places: int) -> Member:
    return frozenset(places)


def rank(rows: list[list[int]]) -> int:
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((r for r in range(found, len(left)) if left[r][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for row in range(found + 1, len(left)):
            times = left[row][column] / left[found][column]
            left[row] = [a - times * b for a, b in zip(left[row], left[found], strict=True)]
        found += 1
    return found


@settings(deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 3)).map(frozenset), min_size=1, max_size=9),
    st.integers(2, 4),
)
def test_it_says_what_trying_every_set_of_people_says(
    people: list[frozenset[int]], fewest: int
) -> None:
    rows = [[int(place in one) for place in range(4)] for one in people]
    by_trying = any(
        rank([row for place, row in enumerate(rows) if place not in left_out]) < rank(rows)
        for many in range(1, fewest)
        for left_out in combinations(range(len(rows)), many)
    )

    assert tells_few_apart(Counter(people), fewest) == by_trying


@pytest.mark.parametrize(
    ("stayed", "left", "joined", "told"),
    [
        (29, 0, 0, False),
        (29, 1, 0, True),
        (29, 3, 1, True),
        (29, 3, 2, False),
        (29, 5, 0, False),
        (4, 0, 0, True),
    ],
)
def test_one_leaver_between_two_rounds_is_told_apart(
    stayed: int, left: int, joined: int, told: bool
) -> None:
    members = Counter({sums(0, 1): stayed, sums(0): left, sums(1): joined})

    assert tells_few_apart(members, 5) is told


def test_a_search_that_grows_too_long_takes_the_safe_side() -> None:
    pairs = Counter({sums(n, n + 1): 4 for n in range(40)})

    assert tells_few_apart(pairs, 5)


def test_without_sums_nobody_is_told_apart() -> None:
    assert not tells_few_apart(Counter(), 5)
    assert not tells_few_apart(Counter({sums(): 3}), 5)
