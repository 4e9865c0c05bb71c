"""What rounds showed of answers while they were open: part of what is published for ever."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from drafting.domain.groups import Cell, Folk, Occasion
from drafting.domain.positions import Position
from drafting.domain.privacy import SmallestGroup, smallest_at
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import whole_groups
from drafting.store.archive.tallies import SIZE, TallyQuestions, in_round
from drafting.store.facts import aware

WATCHED_ROUNDS = "SELECT DISTINCT round_id FROM round_sight WHERE after <> 'nothing'"
# All answers in a round that shows some while it is open, in the order in which they were given.
WATCHED = f"""
    SELECT r.draft_id, sector.name, {SIZE}, s.seq, r.score, r."at" FROM rating r
    JOIN invitation i ON i.round_id = r.round_id AND i.stakeholder_id = r.stakeholder_id
    JOIN stakeholder s ON s.id = r.stakeholder_id JOIN sector ON sector.id = s.sector_id
    JOIN organisation ON organisation.id = s.organisation_id
    WHERE r.round_id = ? ORDER BY r."at", r.seq
"""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The answers of one sector on a draft as a round, while open, may have shown them.

    `heard` holds the people who had given a rating, each with their cell.
    """

    round_id: str
    draft_id: str
    at: datetime
    position: Position
    heard: Mapping[int, Cell]
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Watched:
    """One answer in a round that shows some while it is open."""

    person: str
    cell: Cell
    score: int | None
    at: datetime


class WhileOpenQuestions(TallyQuestions):
    """Figures of open rounds, which only `ShownQuestions` may let through."""

    def _glimpses(self, rounds: Sequence[RoundNow], said: list[SmallestGroup]) -> list[Glimpse]:
        """Return what each round wished to show while it was open, whole group by whole group."""
        asked, found = self._invited_by_cell(), list[Glimpse]()
        watched = {row[0] for row in self._rows(WATCHED_ROUNDS)}
        for asking in rounds:
            if asking.id in watched and asking.round.anonymity is not Anonymity.SECTOR_ONLY:
                found += _glimpses_of(asking.id, self._watched_in(asking), asked[asking.id], said)
        return found

    def _watched_in(self, asking: RoundNow) -> dict[tuple[str, str], list[Watched]]:
        """Return by draft and sector what was answered until a round closed."""
        given: dict[tuple[str, str], list[Watched]] = defaultdict(list)
        rows = self._rows(WATCHED, asking.id, parts=in_round(asking.id))
        for draft_id, sector, size, person, score, at in rows:
            when = aware(at)
            if when < asking.closes_at:
                who = Watched(str(person), (str(sector), str(size)), score, when)
                given[draft_id, sector].append(who)
        return given


def _glimpses_of(
    round_id: str,
    given: Mapping[tuple[str, str], Sequence[Watched]],
    asked: Mapping[Cell, int],
    said: list[SmallestGroup],
) -> Iterator[Glimpse]:
    for (draft_id, sector), answers in given.items():
        own = {cell: many for cell, many in asked.items() if cell[0] == sector}
        invited = sum(own.values())
        cells = {one.person: one.cell for one in answers}
        for place, held in whole_groups([(one.person, one.score) for one in answers]):
            at = answers[place].at
            smallest = smallest_at(said, at)
            # At least a whole group is still to come, or the close would tell the rest apart.
            if invited - len(held) < smallest:
                break
            scores = list(held.values())
            one, two, three, four, five = (scores.count(number) for number in range(1, 6))
            counts = (one, two, three, four, five)
            yield Glimpse(
                round_id,
                draft_id,
                at,
                Position(sector, invited, counts, scores.count(None)),
                {int(who): cells[who] for who, score in held.items() if score is not None},
                Occasion(
                    f"{round_id} {draft_id} {sector} {place}",
                    (frozenset(own),),
                    smallest,
                    by_size=False,
                ),
            )


def folk_with(folk: Sequence[Folk], glimpses: Sequence[Glimpse]) -> list[Folk]:
    """Return who was heard when, glimpses included; who took all ratings back is heard in these."""
    seen: dict[int, set[str]] = defaultdict(set)
    cells: dict[int, Cell] = {}
    for one in glimpses:
        for person, cell in one.heard.items():
            seen[person].add(one.occasion.id)
            cells[person] = cell
    known = {one.person for one in folk}
    found = [
        one if one.person is None else replace(one, heard=one.heard | seen[one.person])
        for one in folk
    ]
    return found + [
        Folk(cells[person], frozenset(ids), 1, person)
        for person, ids in seen.items()
        if person not in known
    ]
