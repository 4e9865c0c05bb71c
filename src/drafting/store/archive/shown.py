"""What of the rounds a reader may see: every figure, or those of groups that are large enough."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from drafting.domain.agreement import AgreementRule, rule_at
from drafting.domain.groups import Cell, Group, Occasion, Shown
from drafting.domain.implied import Pool, verdict_tells
from drafting.domain.positions import Position, together
from drafting.domain.privacy import (
    MERGED,
    Part,
    SmallestGroup,
    named_together,
    protected,
    smallest_at,
)
from drafting.domain.rounds import Anonymity, RoundNow, State
from drafting.domain.small_groups import Sums, groups_shown, movements_shown, several_sectors
from drafting.domain.verdict import judge
from drafting.store.archive.tallies import ANSWERS
from drafting.store.archive.while_open import Asked, Glimpse, WhileOpenQuestions, folk_with

# The groups of closed rounds, what was shown while rounds were open, and movement, by the smallest
# group that holds for it.
Published = tuple[Mapping[Asked, Shown], tuple[Glimpse, ...], Mapping[Asked, int]]


class ShownQuestions(WhileOpenQuestions):
    """Figures, as far as the reader may see them."""

    def smallest_groups(self) -> list[SmallestGroup]:
        """Return what was said about the smallest group that is shown, oldest first."""
        self._need("smallest_groups")
        return self._facts(SmallestGroup)

    def _ended(self, rounds: Sequence[RoundNow]) -> list[RoundNow]:
        """Return the closed rounds in the order in which they closed."""
        now = self._clock()
        closed = [one for one in rounds if one.state(now) is State.CLOSED]
        return sorted(closed, key=lambda one: (one.closes_at, one.round.number))

    def _watched(self, asking: RoundNow) -> bool:
        """Tell whether somebody who may read every figure may read this round's.

        Watching a sector's figures while it answers would tell who said what.
        """
        closed = asking.state(self._clock()) is State.CLOSED
        return closed or asking.round.anonymity is not Anonymity.SECTOR_ONLY

    def _protected(
        self, rounds: Sequence[RoundNow], round_id: str
    ) -> Mapping[tuple[str, str], Shown]:
        """Return which groups a closed round shows on each draft to those who may not see all.

        They depend on what was shown before and on nothing later. Others may be with them.
        """
        return self._published(rounds, round_id)[0]

    def _published(self, rounds: Sequence[RoundNow], round_id: str) -> Published:
        """Return that, what rounds showed while they were open, oldest first, and movement."""
        among = self._counted_with(round_id)
        if among:
            rounds = [one for one in rounds if one.id in among]
        ended = self._ended(rounds)
        key = ("protected", self.as_of, tuple(rounds), len(ended))
        return self._database.kept(key, lambda: self._choose_groups(rounds, ended), ANSWERS)

    def _choose_groups(self, rounds: Sequence[RoundNow], ended: Sequence[RoundNow]) -> Published:
        found: dict[Asked, Shown] = {}
        seen: list[Glimpse] = []
        moves: dict[Asked, int] = {}
        for document_id, asked in self._asked_of_each(rounds).items():
            # Each by itself: an answer on one document changes nothing of the others.
            key = ("groups", self.as_of, tuple(rounds), len(ended), document_id)
            shown, glimpses, moved = self._database.kept(
                key, partial(self._groups_of, document_id, asked, rounds, ended)
            )
            found |= shown
            seen += glimpses
            moves |= moved
        return found, tuple(sorted(seen, key=lambda one: one.at)), moves

    def _asked_of_each(self, rounds: Sequence[RoundNow]) -> dict[str, list[Asked]]:
        """Return by document which of its drafts these rounds ask about, round by round."""
        documents, found = self._documents_of_drafts(), defaultdict[str, list[Asked]](list)
        drafts = defaultdict[str, list[str]](list)
        for round_id, draft_id in self._rows(
            "SELECT round_id, draft_id FROM round_draft ORDER BY position, seq"
        ):
            drafts[round_id].append(draft_id)
        for one in rounds:
            for draft_id in drafts[one.id]:
                found[documents[draft_id]].append((one.id, draft_id))
        return found

    def _groups_of(
        self,
        document_id: str,
        asked: Sequence[Asked],
        rounds: Sequence[RoundNow],
        ended: Sequence[RoundNow],
    ) -> Published:
        said = self.smallest_groups()
        closings = self._closings(asked, ended, said)
        glimpses = self._glimpses(rounds, asked, said)
        occasions = [(at, one) for at, one, _ in closings]
        occasions += [(one.at, one.occasion) for one in glimpses]
        # In the order of time; rounds that close at one moment keep theirs.
        occasions.sort(key=lambda one: one[0])
        everybody = self._tally(*(one.id for one in ended)).folk
        folk = folk_with(everybody.get(document_id, ()), glimpses)
        shown = groups_shown([one for _, one in occasions], folk)
        rules = self._facts(AgreementRule)
        for at, one, (round_id, draft_id) in closings:
            rule = rule_at(rules, at)
            sectors = self._counted(round_id)[draft_id]
            if rule and _gives_way(rule, sectors, shown[one.id], one.smallest):
                shown[one.id] = Shown()
        seen = tuple(one for one in glimpses if shown[one.occasion.id].groups)
        numbers = {one.id: one.round.number for one in ended}
        in_turn = sorted(closings, key=lambda one: numbers[one[2][0]])
        sums = [_sums(one, shown[one.id], of, seen) for _, one, of in in_turn]
        moves = movements_shown(sums, folk)
        of = {one.id: which for _, one, which in closings}
        return (
            {which: shown[id_] for id_, which in of.items()},
            seen,
            {of[id_]: size for id_, size in moves.items()},
        )

    def _closings(
        self, asked: Sequence[Asked], ended: Sequence[RoundNow], said: Sequence[SmallestGroup]
    ) -> list[tuple[datetime, Occasion, Asked]]:
        """Return what closed rounds wish to show of a document, in the order of their ends."""
        found = []
        for asking in ended:
            smallest = smallest_at(said, asking.closes_at)
            alone = self._alone(asking.id, smallest)
            for one in asked:
                if one[0] == asking.id:
                    wished = _wished(self._cells(one), alone[one[1]]) if alone[one[1]] else ()
                    closing = Occasion(" ".join(one), wished, smallest)
                    found.append((asking.closes_at, closing, one))
        return found

    def _alone(self, round_id: str, smallest: int) -> Mapping[str, frozenset[str]]:
        """Name by draft the sectors that are large enough, and the others together."""
        return self._database.kept(
            ("alone", self.as_of, round_id, smallest),
            lambda: {
                draft_id: frozenset(one.sector for one in row)
                for draft_id, row in protected(self._counted(round_id), smallest).items()
            },
        )

    def _parts(self, occasion: tuple[str, str], shown: Shown, by_size: bool) -> tuple[Part, ...]:
        """Add up the cells of each group, those of one sector first, in the order of sectors."""
        cells = self._cells(occasion)
        order = {cell: place for place, cell in enumerate(cells)}
        groups = shown.parts if by_size else shown.groups
        ordered = sorted(groups, key=lambda group: min(order[cell] for cell in group))
        ordered.sort(key=several_sectors)
        return tuple(
            _part(cells, sorted(group, key=order.__getitem__), group == shown.small)
            for group in ordered
        )


def pooled(counted: Sequence[Position], groups: Sequence[Group]) -> list[Pool]:
    """Return sectors as groups of them are shown, or, without any group, all without a sum."""
    if not groups:
        return [Pool(tuple(counted), None)]
    names = [{sector for sector, _ in group} for group in groups]
    pools = [tuple(one for one in counted if one.sector in each) for each in names]
    return [Pool(each, sum(one.supporters for one in each)) for each in pools]


def _part(cells: Mapping[Cell, Position], group: Sequence[Cell], small: bool) -> Part:
    sectors = list(dict.fromkeys(sector for sector, _ in group))
    sizes = list(dict.fromkeys(size for _, size in group))
    summed = together((cells[cell] for cell in group), MERGED if small else named_together(sectors))
    # How single organisations stand would be a sum over fewer people.
    position = replace(summed, organisations=0, organisations_for=0.0)
    return Part(position.sector, " or ".join(sizes), position)


def _gives_way(
    rule: AgreementRule, counted: Sequence[Position], shown: Shown, smallest: int
) -> bool:
    """Tell whether a round keeps its figures back, because they and its verdict tell too much."""
    if not any(several_sectors(group) for group in shown.groups):
        return False  # every sector stands alone, as in most rounds
    support, floor, *_ = judge(rule, counted).conditions
    reached = bool(support.met) and bool(floor.met)
    return verdict_tells(rule, pooled(counted, shown.groups), smallest, reached=reached)


def _sums(
    closing: Occasion, shown: Shown, asked: tuple[str, str], glimpses: Iterable[Glimpse]
) -> Sums:
    """Gather every sum over the answers of one closed round that is shown."""
    parts = [(closing.id, part) for part in shown.parts]
    parts += [
        (one.occasion.id, group)
        for one in glimpses
        if (one.round_id, one.draft_id) == asked
        for group in one.occasion.wished
    ]
    return Sums(closing.id, tuple(parts) if shown.parts else (), closing.smallest)


def _wished(cells: Iterable[Cell], alone: frozenset[str]) -> tuple[Group, ...]:
    """Return a group for each sector that stands alone, and one for all the others."""
    by_sector: dict[str, set[Cell]] = defaultdict(set)
    for cell in cells:
        by_sector[cell[0] if cell[0] in alone else MERGED].add(cell)
    return tuple(frozenset(group) for group in by_sector.values())
