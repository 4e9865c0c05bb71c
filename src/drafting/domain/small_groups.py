"""Which groups each round shows, so that no smaller one can be had from all rounds together.

Whoever reads figures may subtract: a sector from the whole, a size from its sector, a round from
the round before. People are taken to keep their word and to be known by name to the reader, which
is the worst case; then every figure is a sum over people, and the sums shown of one document must
not combine into one that rests on fewer than the smallest group. TRUST.md, fact 9.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from drafting.domain.groups import Cell, Folk, Group, Occasion, Shown, heard_at
from drafting.domain.groups_chosen import CHOSEN, Chosen
from drafting.domain.told_apart import Member, tells_few_apart


def groups_shown(occasions: Sequence[Occasion], folk: Sequence[Folk]) -> dict[str, Shown]:
    """Choose what each occasion of one document shows, in the order in which they became known.

    What an earlier one shows is never taken back and never depends on a later one. A group whose
    figures would tell few people apart is put together with others, and where all together would,
    nothing of that occasion is shown.
    """
    asked = tuple(occasions)
    heard = heard_at({one.id for one in asked}, folk)
    known = CHOSEN.longest(asked, heard)
    told, steps = _Told(tuple(heard), list(known.sums)), list(known.steps)
    for one in asked[len(steps) :]:
        shown = _choose(one, told)
        steps.append((shown, len(told.sums)))
    CHOSEN.add(Chosen(asked, heard, tuple(steps), tuple(told.sums)), known)
    return {one.id: shown for one, (shown, _) in zip(asked, steps, strict=True)}


def _choose(occasion: Occasion, told: "_Told") -> Shown:
    wished = [group for group in occasion.wished if told.heard(occasion.id, group)]
    wished.sort(key=lambda group: (-told.heard(occasion.id, group), sorted(group)))
    kept: list[Group] = []
    pool: Group = frozenset().union(*(group for group in occasion.wished if group not in wished))
    for group in wished:
        if told.may_show(occasion, [*kept, group], group):
            kept.append(group)
        else:
            pool |= group
    while pool and not told.may_show(occasion, [*kept, pool], pool):
        if not kept:
            return Shown()
        pool |= kept.pop()
    groups = [*kept, pool] if pool else kept
    parts = _split(occasion, groups, told) if occasion.by_size else groups
    told.show(occasion.id, parts)
    small = next((group for group in occasion.wished if several_sectors(group)), frozenset())
    return Shown(tuple(groups), tuple(parts), small)


@dataclass(frozen=True, slots=True)
class Sums:
    """All sums over the answers of one closed round that are shown; none where it hides them."""

    id: str
    shown: tuple[tuple[str, Group], ...]
    smallest: int


def movements_shown(rounds: Sequence[Sums], folk: Sequence[Folk]) -> dict[str, int]:
    """Tell beside which rounds everybody's movement since the one before may be shown.

    Movement tells at most what those who rated in both rounds said in each. In either round that
    must not tell few people apart beside the sums shown, as where in one sector two rated twice.
    Returns the smallest group that holds, by the id of the later round.
    """
    if len(rounds) < 2:
        return {}
    ids = {one.id for one in rounds} | {id_ for one in rounds for id_, _ in one.shown}
    return dict(_movements_shown(tuple(rounds), heard_at(ids, folk)))


@lru_cache(512)
def _movements_shown(
    rounds: tuple[Sums, ...], folk: frozenset[Folk]
) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    since: frozenset[str] = frozenset()  # the rounds before, where movement between them is shown
    for was, now in pairwise(rounds):
        pair, smallest = frozenset({was.id, now.id}), max(was.smallest, now.smallest)
        told = was.shown and now.shown
        earlier, since = [since] if since else [], frozenset()
        if not told or _few_apart(was, [*earlier, pair], folk, smallest):
            continue
        if not _few_apart(now, [pair], folk, smallest):
            found[now.id], since = smallest, pair
    return tuple(found.items())


def _few_apart(
    told: Sums, twice: Sequence[frozenset[str]], folk: Collection[Folk], smallest: int
) -> bool:
    """Tell whether a round's sums tell few apart beside those over who was heard `twice`."""
    members: Counter[Member] = Counter()
    for one in folk:
        if told.id in one.heard or any(sum_ in one.heard for sum_, _ in told.shown):
            sums = [id_ in one.heard and one.cell in group for id_, group in told.shown]
            sums += [pair <= one.heard for pair in twice]
            members[frozenset(place for place, within in enumerate(sums) if within)] += one.many
    return tells_few_apart(members, smallest)


def several_sectors(group: Group) -> bool:
    """Tell whether people of more than one sector are in a group."""
    return len({sector for sector, _ in group}) > 1


def _split(occasion: Occasion, groups: Sequence[Group], told: "_Told") -> list[Group]:
    """Split each group of one sector by size where every part may be shown beside the others."""
    parts = list(groups)
    for group in groups:
        if several_sectors(group):
            continue
        finer = _by_size(occasion, group, told)
        others = [one for one in parts if one != group]
        if len(finer) > 1 and told.may_show(occasion, [*others, *finer], group):
            parts = [*others, *finer]
    return parts


def _by_size(occasion: Occasion, group: Group, told: "_Told") -> list[Group]:
    cells = [frozenset({cell}) for cell in sorted(group)]
    large = [one for one in cells if told.heard(occasion.id, one) >= occasion.smallest]
    rest = group.difference(*large)
    while rest and large and told.heard(occasion.id, rest) < occasion.smallest:
        large.sort(key=lambda one: (told.heard(occasion.id, one), sorted(one)))
        rest |= large.pop(0)
    return [*large, rest] if rest else large


@dataclass
class _Told:
    """The sums that readers of one document have seen so far."""

    folk: Sequence[Folk]
    sums: list[tuple[str, Group]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._of: dict[Cell, list[Folk]] = defaultdict(list)
        for one in self.folk:
            self._of[one.cell].append(one)

    def heard(self, occasion: str, group: Group) -> int:
        """Count those of a group who gave a rating."""
        return sum(one.many for cell in group for one in self._of[cell] if occasion in one.heard)

    def may_show(self, occasion: Occasion, groups: Sequence[Group], new: Group) -> bool:
        """Tell whether groups, of which those within `new` were not looked at yet, may be shown."""
        added = [(occasion.id, group) for group in groups]
        reached = _reached([*self.sums, *added], new)
        return not tells_few_apart(self._members(reached), occasion.smallest)

    def show(self, occasion: str, groups: Iterable[Group]) -> None:
        """Remember what was shown."""
        self.sums.extend((occasion, group) for group in groups)

    def _members(self, sums: Sequence[tuple[str, Group]]) -> Counter[Member]:
        cells = set[Cell]().union(*(group for _, group in sums))
        found: Counter[Member] = Counter()
        for cell in cells:
            for one in self._of[cell]:
                places = (
                    place
                    for place, (occasion, group) in enumerate(sums)
                    if occasion in one.heard and cell in group
                )
                found[frozenset(places)] += one.many
        return found


def _reached(sums: Sequence[tuple[str, Group]], start: Group) -> list[tuple[str, Group]]:
    """Return the sums that share cells with a group, directly or through others."""
    cells = set(start)
    grown = True
    while grown:
        grown = False
        for _, group in sums:
            if not cells.isdisjoint(group) and not cells >= group:
                cells |= group
                grown = True
    return [one for one in sums if not cells.isdisjoint(one[1])]
