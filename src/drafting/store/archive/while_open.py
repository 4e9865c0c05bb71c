"""What rounds showed of answers while they were open: part of what is published for ever."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from drafting.domain.groups import Cell, Folk, Occasion
from drafting.domain.positions import Position
from drafting.domain.privacy import SmallestGroup, smallest_at
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import whole_groups
from drafting.store.archive.tallies import SIZE, TallyQuestions
from drafting.store.facts import aware

# All answers in rounds that show some while they are open, in the order in which they were given.
WATCHED = f"""
    SELECT r.round_id, r.draft_id, sector.name, {SIZE}, s.seq, r.score, r."at" FROM rating r
    JOIN round_sight ON round_sight.round_id = r.round_id AND round_sight.after <> 'nothing'
    JOIN invitation i ON i.round_id = r.round_id AND i.stakeholder_id = r.stakeholder_id
    JOIN stakeholder s ON s.id = r.stakeholder_id JOIN sector ON sector.id = s.sector_id
    JOIN organisation ON organisation.id = s.organisation_id ORDER BY r."at", r.seq
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


class WhileOpenQuestions(TallyQuestions):
    """Figures of open rounds, which only `ShownQuestions` may let through."""

    def _glimpses(self, rounds: Sequence[RoundNow], said: list[SmallestGroup]) -> list[Glimpse]:
        """Return what each round wished to show while it was open, whole group by whole group."""
        asking = {one.id: one for one in rounds if one.round.anonymity is not Anonymity.SECTOR_ONLY}
        given: dict[tuple[str, str, str], list[tuple[str, int | None]]] = defaultdict(list)
        times: dict[tuple[str, str, str], list[datetime]] = defaultdict(list)
        cells: dict[str, Cell] = {}
        for round_id, draft_id, sector, size, person, score, at in self._rows(WATCHED):
            when = aware(at)
            if round_id not in asking or when >= asking[round_id].closes_at:
                continue
            given[round_id, draft_id, sector].append((str(person), score))
            times[round_id, draft_id, sector].append(when)
            cells[str(person)] = (str(sector), str(size))
        found = []
        for (round_id, draft_id, sector), answers in given.items():
            own = {
                cell: one
                for cell, one in self._cells()[round_id, draft_id].items()
                if cell[0] == sector
            }
            invited = sum(one.invited for one in own.values())
            for place, held in whole_groups(answers):
                at = times[round_id, draft_id, sector][place]
                smallest = smallest_at(said, at)
                # At least a whole group is still to come, or the close would tell the rest apart.
                if invited - len(held) < smallest:
                    break
                id_ = f"{round_id} {draft_id} {sector} {place}"
                scores = list(held.values())
                one, two, three, four, five = (scores.count(number) for number in range(1, 6))
                found.append(
                    Glimpse(
                        round_id,
                        draft_id,
                        at,
                        Position(
                            sector,
                            invited,
                            (one, two, three, four, five),
                            scores.count(None),
                        ),
                        {int(who): cells[who] for who, score in held.items() if score is not None},
                        Occasion(id_, (frozenset(own),), smallest, by_size=False),
                    )
                )
        return found


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
