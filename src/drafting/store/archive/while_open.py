"""What rounds showed of answers while they were open: part of what is published for ever."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from drafting.domain.groups import Cell, Folk, Occasion
from drafting.domain.positions import Position
from drafting.domain.privacy import SmallestGroup, smallest_at
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import whole_groups
from drafting.store.archive.tallies import SIZE, TallyQuestions, ratings_of
from drafting.store.facts import aware

WATCHED_ROUNDS = "SELECT DISTINCT round_id FROM round_sight WHERE after <> 'nothing'"
# Whom a round asks, each with their cell.
ASKED_OF = f"""
    SELECT s.id, s.seq, sector.name, {SIZE} FROM invitation i
    JOIN stakeholder s ON s.id = i.stakeholder_id JOIN sector ON sector.id = s.sector_id
    JOIN organisation ON organisation.id = s.organisation_id WHERE i.round_id = ?
"""
# All answers on a draft in a round that shows some while it is open, as they were given.
WATCHED = """
    SELECT stakeholder_id, score, "at" FROM rating
    WHERE round_id = ? AND draft_id = ? AND "at" < ? ORDER BY "at", seq
"""
Asked = tuple[str, str]  # a round and a draft that it asks about


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
    """One answer in a round that shows some while it is open; `at` is a bare moment of UTC."""

    person: int
    cell: Cell
    score: int | None
    at: datetime


class WhileOpenQuestions(TallyQuestions):
    """Figures of open rounds, which only `ShownQuestions` may let through."""

    def _glimpses(
        self, rounds: Sequence[RoundNow], asked: Sequence[Asked], said: list[SmallestGroup]
    ) -> list[Glimpse]:
        """Return what rounds wished to show of drafts while open, whole group by whole group."""
        invited, found = self._invited_by_cell(), list[Glimpse]()
        watched = {row[0] for row in self._rows(WATCHED_ROUNDS)}
        shown = {
            one.id: one
            for one in rounds
            if one.id in watched and one.round.anonymity is not Anonymity.SECTOR_ONLY
        }
        for round_id, draft_id in asked:
            if round_id in shown:
                for sector, answers in self._watched_in(shown[round_id], draft_id).items():
                    cells = {at: many for at, many in invited[round_id].items() if at[0] == sector}
                    found += _glimpses_of((round_id, draft_id), sector, answers, cells, said)
        return found

    def _watched_in(self, asking: RoundNow, draft_id: str) -> dict[str, list[Watched]]:
        """Return by sector what was answered about a draft until a round closed."""
        until = asking.closes_at.astimezone(UTC).replace(tzinfo=None)
        rows = self._rows(WATCHED, asking.id, draft_id, until, parts=ratings_of(draft_id))
        asked = self._database.kept(
            ("asked", self.as_of, asking.id), lambda: self._cells_asked(asking.id)
        )
        given: dict[str, list[Watched]] = defaultdict(list)
        for who, score, at in rows:
            if who in asked:
                person, cell = asked[who]
                given[cell[0]].append(Watched(person, cell, score, at))
        return given

    def _cells_asked(self, round_id: str) -> dict[str, tuple[int, Cell]]:
        """Return by their id whom a round asks: their number, and their cell."""
        rows = self._rows(ASKED_OF, round_id)
        return {who: (int(person), (sector, size)) for who, person, sector, size in rows}


def _glimpses_of(
    occasion: Asked,
    sector: str,
    answers: Sequence[Watched],
    asked: Mapping[Cell, int],
    said: list[SmallestGroup],
) -> Iterator[Glimpse]:
    """Yield the glimpses of one sector of the cells `asked` in a round, on a draft."""
    invited = sum(asked.values())
    cells = {one.person: one.cell for one in answers}
    for place, held in whole_groups([(one.person, one.score) for one in answers]):
        at = aware(answers[place].at)
        smallest = smallest_at(said, at)
        # At least a whole group is still to come, or the close would tell the rest apart.
        if invited - len(held) < smallest:
            break
        scores = list(held.values())
        one, two, three, four, five = (scores.count(number) for number in range(1, 6))
        counts = (one, two, three, four, five)
        yield Glimpse(
            *occasion,
            at,
            Position(sector, invited, counts, scores.count(None)),
            {who: cells[who] for who, score in held.items() if score is not None},
            Occasion(
                f"{' '.join(occasion)} {sector} {place}",
                (frozenset(asked),),
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
        one
        if one.person not in seen
        else Folk(one.cell, one.heard | seen[one.person], one.many, one.person)
        for one in folk
    ]
    return found + [
        Folk(cells[person], frozenset(ids), 1, person)
        for person, ids in seen.items()
        if person not in known
    ]
