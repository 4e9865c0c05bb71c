"""What two passages share, word by word."""

from collections import Counter
from collections.abc import Sequence, Set

from drafting.domain.tracked_changes.chain import Weighed, heaviest_chain
from drafting.domain.tracked_changes.passage import Passage
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.plain import plain_runs
from drafting.domain.tracked_changes.runs import Run, seeds_of, shared_by
from drafting.domain.tracked_changes.weighing import weigh

_POINTS = 3_500
"""Places where two passages agree, above which they are cut before they are weighed."""

_LITTLE = 3
"""Words that may differ for Myers' algorithm to be quick and its answer as good as any."""

_UNLIKE = 0.03
"""Share of the characters in common below which two passages are shown as replaced."""

_ANCHOR = 12
"""Characters around a word unique in both passages that make it a place to cut."""

_AROUND = 8
"""Tokens looked at on each side of such a word."""

_PIECE = 400
"""Tokens, old and new, of a piece when passages with nothing worth keeping are cut."""

_REACH = 16
"""Tokens by which such a cut may stray to fall between lines or sentences."""


def shared_runs(old: Passage, new: Passage, patience: Patience) -> list[Run]:
    """Return the runs of tokens to keep, in order; a run of length 0 is a place to pause.

    Exact whatever the time: when patience is over, runs are missed, never wrong.
    """
    runs: list[Run] = []
    _Sharing(runs, patience).between(old, new, 0, 0)
    return runs


class _Sharing:
    """The search, from what is common at the ends to what is worth keeping in the middle."""

    def __init__(self, runs: list[Run], patience: Patience) -> None:
        self._runs = runs
        self._patience = patience

    def between(self, old: Passage, new: Passage, old_at: int, new_at: int) -> None:
        """Add the runs of two passages that begin at these places."""
        head, tail = _common_ends(old, new)
        if head:
            self._runs.append((old_at, new_at, head))
        old_end, new_end = len(old) - tail, len(new) - tail
        if head < old_end and head < new_end:
            if head or tail:
                self._inside(
                    old.part(head, old_end), new.part(head, new_end), old_at + head, new_at + head
                )
            else:
                self._inside(old, new, old_at, new_at)
        if tail:
            self._runs.append((old_at + old_end, new_at + new_end, tail))

    def _inside(self, old: Passage, new: Passage, old_at: int, new_at: int) -> None:
        few, many = old.visible, new.visible
        if len(few) > len(many):
            few, many = many, few
        least, most = len(few), len(many)
        if least == 1 and most < _PIECE and few[0] not in many:
            return
        ours = Counter(few)
        theirs = Counter(filter(ours.__contains__, many))
        points = {token: ours[token] * count for token, count in theirs.items()}
        if sum(points.values()) > _POINTS and least > 1:
            unique = {token for token in points if ours[token] == theirs[token] == 1}
            self._large(old, new, unique, old_at, new_at)
            return
        found: list[Run] = []
        if points and not self._patience.over():
            plain = None
            if most - least <= _LITTLE:
                alike = sum([min(ours[token], count) for token, count in theirs.items()])
                if most - alike <= _LITTLE < alike:
                    plain = plain_runs(old, new, self._patience)
            found = _weighed(old, new, seeds_of(points)) if plain is None else plain
        if not found and least + most > _PIECE:
            found = [(i, j, 0) for i, j in even_cuts(old, new)[:-1]]
        self._runs.extend([(i + old_at, j + new_at, length) for i, j, length in found])

    def _large(
        self, old: Passage, new: Passage, unique: Set[str], old_at: int, new_at: int
    ) -> None:
        """Cut at words that are unique in both, or else evenly, and go on with the pieces."""
        cuts = heaviest_chain(_anchors(old.visible, new.visible, unique))
        i = j = 0
        if len(cuts) > 1:
            for k, m, _ in cuts:
                self.between(old.part(i, k), new.part(j, m), old_at + i, new_at + j)
                self._runs.append((old_at + k, new_at + m, 1))
                i, j = k + 1, m + 1
            self.between(old.part(i, len(old)), new.part(j, len(new)), old_at + i, new_at + j)
            return
        for k, m in even_cuts(old, new):
            self.between(old.part(i, k), new.part(j, m), old_at + i, new_at + j)
            self._runs.append((old_at + k, new_at + m, 0))
            i, j = k, m


def _weighed(old: Passage, new: Passage, seeds: Set[str]) -> list[Run]:
    """Return the runs worth keeping; none where too little is shared."""
    if _are_unlike(old, new, seeds):
        return []
    return weigh(
        shared_by(old.visible, new.visible, old.whole, new.whole, seeds), map(len, old.whole)
    )


def _are_unlike(old: Passage, new: Passage, seeds: Set[str]) -> bool:
    """Say whether two passages have so little in common that keeping it would be confetti."""
    enough = _UNLIKE * (len("".join(old.visible)) + len("".join(new.visible))) / 2
    if len("".join(seeds)) >= enough:
        return False
    ours = len("".join(filter(seeds.__contains__, old.visible)))
    theirs = len("".join(filter(seeds.__contains__, new.visible)))
    return min(ours, theirs) < enough


def even_cuts(old: Passage, new: Passage) -> list[tuple[int, int]]:
    """Return where to cut two passages into pieces one can read, in step; the ends included."""
    count = max(2, -(-(len(old) + len(new)) // _PIECE))
    cuts: list[tuple[int, int]] = []
    i = j = 0
    for step in range(1, count):
        k = old.good_cut(len(old) * step // count, min(_REACH, len(old) // (2 * count)))
        m = new.good_cut(len(new) * step // count, min(_REACH, len(new) // (2 * count)))
        if k > i and m > j:
            cuts.append((k, m))
            i, j = k, m
    cuts.append((len(old), len(new)))
    return cuts


def _common_ends(old: Passage, new: Passage) -> tuple[int, int]:
    """Count the tokens equal at the start and, behind those, at the end.

    What ends the start may be followed by other space, as in "four," and "four years,".
    """
    ours, theirs = old.whole, new.whole
    head = tail = 0
    end = min(len(ours), len(theirs))
    while head < end and ours[head] == theirs[head]:
        head += 1
    while tail < end - head and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    if head + tail < end:
        head += old.visible[head] == new.visible[head]
    return head, tail


def _anchors(old: Sequence[str], new: Sequence[str], unique: Set[str]) -> list[Weighed]:
    place = {word: j for j, word in enumerate(new) if word in unique}
    found: list[Weighed] = []
    for i, word in enumerate(old):
        if word not in unique:
            continue
        j = place[word]
        back = 0
        weight = len(word)
        while back < min(i, j, _AROUND) and old[i - back - 1] == new[j - back - 1]:
            back += 1
            weight += len(old[i - back])
        on = 1
        while on < min(len(old) - i, len(new) - j, _AROUND) and old[i + on] == new[j + on]:
            weight += len(old[i + on])
            on += 1
        if weight >= _ANCHOR:
            found.append((i, j, weight))
    return found
