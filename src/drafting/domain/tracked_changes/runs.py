"""Runs of words that two passages share."""

from collections.abc import Mapping, Sequence, Set
from itertools import compress, count

Run = tuple[int, int, int]
"""Place in the old text, place in the new text, length: so many tokens are the same."""
Found = tuple[int, int, int, int]
"""A run, and the characters of space behind its last token that only the old text has so."""

FLOOR = 4
"""Characters below which a run is never worth a look."""

_SHORT = 4
"""Characters of a word that is too short to search by, where it is met too often."""

_OFTEN = 32
"""Pairs of places at which such a word may stand."""

_END, _OTHER_END = "", "\n\n"
"""No tokens: a line end stands alone."""


def shared_by(
    old: Sequence[str],
    new: Sequence[str],
    old_whole: Sequence[str],
    new_whole: Sequence[str],
    seeds: Set[str],
) -> list[Found]:
    """Find every run that holds a seed and is longer than the floor.

    Tokens come without and with the space behind them; a run goes on only over equal spaces.
    """
    where: dict[str, list[int]] = {seed: [] for seed in seeds}
    for j in compress(count(), map(seeds.__contains__, new)):
        where[new[j]].append(j)
    # No token is equal to what stands behind the last one, where an index of -1 leads as well.
    ours, theirs = [*old_whole, _END], [*new_whole, _OTHER_END]
    found: list[Found] = []
    seen = [0] * (len(old) + len(new))  # by shift, those to the left from the end
    for i in compress(count(), map(seeds.__contains__, old)):
        for j in where[old[i]]:
            shift = j - i
            if seen[shift] > i:
                continue
            start = end = i
            while ours[start - 1] == theirs[start + shift - 1]:
                start -= 1
            while ours[end] == theirs[end + shift]:
                end += 1
            less = 0
            if end < len(old) and end + shift < len(new) and old[end] == new[end + shift]:
                less = len(old_whole[end]) - len(old[end])
                end += 1
            seen[shift] = end
            length = end - start
            if length == 1:
                worth = len(old_whole[start]) - less > FLOOR
            else:
                worth = length > FLOOR or len("".join(old_whole[start:end])) - less > FLOOR
            if worth:
                found.append((start, start + shift, length, less))
    return found


def seeds_of(points: Mapping[str, int]) -> frozenset[str]:
    """Return the tokens by which runs are found: not signs, nor short words met all the time.

    points: by token that both texts have, the pairs of places at which it stands.
    """
    return frozenset(
        [
            token
            for token, count in points.items()
            if len(token) > _SHORT or (count <= _OFTEN and (len(token) > 1 or not token.isascii()))
        ]
    )
