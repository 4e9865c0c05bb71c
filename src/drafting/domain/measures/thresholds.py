"""Comparing a share with a target without falling over the last binary digit."""

import math

# 0.7 * 10 is 7.000000000000001 in binary, and three sectors at 0.7, 0.75 and 0.8 do not average
# to exactly 0.75. No share of real people lies this close to a target without meeting it.
SLACK = 1e-9


def reaches(share: float, target: float) -> bool:
    """Tell whether a share is at least the target."""
    return share >= target - SLACK


def people_needed(target: float, members: int) -> int:
    """Count how many of `members` people make up the target share, 0 to 1."""
    return max(0, math.ceil(target * members - SLACK))
