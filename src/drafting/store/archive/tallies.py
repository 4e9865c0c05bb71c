"""What the rounds came to: counted in one look over all ratings of those that are over, and kept.

Of rounds that are still answered, and of any that closed after these began, all is counted anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drafting.domain.groups import Cell, Folk
from drafting.domain.movement import Movement
from drafting.domain.positions import Position, together
from drafting.domain.ratings import Objection, Rating
from drafting.store.answers_kept import WHOLE, Parts, of_one
from drafting.store.archive.asking import AskingQuestions
from drafting.store.facts import table

SIZE = "coalesce(organisation.size, 'size not known')"
ASKED = f"""
    SELECT i.round_id, sector.name, {SIZE}, sector.seq, count(*) FROM invitation i
    JOIN stakeholder s ON s.id = i.stakeholder_id JOIN sector ON sector.id = s.sector_id
    JOIN organisation ON organisation.id = s.organisation_id
    GROUP BY i.round_id, sector.name, {SIZE}, sector.seq ORDER BY sector.seq, 3
"""
# A round that asks about a draft, with its place among those that ask about the document.
OCCASIONS = """
    SELECT rd.seq AS occasion, rd.round_id, rd.draft_id, d.document_id, r.number, rd.position,
        min(rd.seq) OVER (PARTITION BY d.document_id) AS document,
        row_number() OVER in_turn - 1 AS place, lead(rd.seq) OVER in_turn AS following
    FROM round_draft rd JOIN round r ON r.id = rd.round_id JOIN draft d ON d.id = rd.draft_id
    WINDOW in_turn AS (PARTITION BY d.document_id ORDER BY r.number, d.number)
"""
# A person's word on a draft in a round is the newest rating. Numbers stand for ids from here on:
# a million of them are told apart several times as quickly as words.
SAID = f"""
    SELECT * FROM (
        SELECT o.occasion, o.document, o.number, o.place, o.following, s.seq AS person,
            sector.seq AS sector, employer.seq AS employer, i.seq IS NOT NULL AS asked,
            o.document IN (
                SELECT watched.document FROM ({OCCASIONS}) AS watched
                JOIN round_sight ON round_sight.round_id = watched.round_id
                WHERE round_sight.after <> 'nothing') AS watched,
            rating.score, rating."at", rating.seq, row_number() OVER (
                PARTITION BY o.occasion, s.seq ORDER BY rating."at" DESC, rating.seq DESC) AS age
        FROM rating JOIN ({OCCASIONS}) AS o
            ON o.round_id = rating.round_id AND o.draft_id = rating.draft_id
        JOIN stakeholder s ON s.id = rating.stakeholder_id JOIN sector ON sector.id = s.sector_id
        JOIN organisation employer ON employer.id = s.organisation_id
        LEFT JOIN invitation i
            ON i.round_id = rating.round_id AND i.stakeholder_id = rating.stakeholder_id
        WHERE {{among}}) AS aged
    WHERE age = 1
"""
# Counted by organisation first: each of them has one voice in one of the lenses.
HEARD = f"""
    SELECT occasion, sector.name, {SIZE}, sum(c1), sum(c2), sum(c3), sum(c4), sum(c5), sum(c0),
        sum(CASE WHEN n > 0 THEN 1 ELSE 0 END),
        sum(CASE WHEN n > 0 THEN CAST(c4 + c5 AS DOUBLE PRECISION) / n ELSE 0 END)
    FROM (
        SELECT occasion, sector, employer,
            sum(CASE WHEN score = 1 THEN 1 ELSE 0 END) AS c1,
            sum(CASE WHEN score = 2 THEN 1 ELSE 0 END) AS c2,
            sum(CASE WHEN score = 3 THEN 1 ELSE 0 END) AS c3,
            sum(CASE WHEN score = 4 THEN 1 ELSE 0 END) AS c4,
            sum(CASE WHEN score = 5 THEN 1 ELSE 0 END) AS c5,
            sum(CASE WHEN score IS NULL THEN 1 ELSE 0 END) AS c0,
            count(score) AS n
        FROM said WHERE asked GROUP BY occasion, sector, employer) AS by_employer
    JOIN sector ON sector.seq = by_employer.sector
    JOIN organisation ON organisation.seq = employer
    GROUP BY occasion, sector.name, {SIZE}
"""
# Whole sixties. `/` alone divides whole numbers to a fraction in one engine and not in the other.
SIXTY = "CAST((place - place % 60) / 60 AS BIGINT)"
# Who gave a rating at the same occasions: their places are the ones of a binary number, by sixties.
# One by one where a round showed, or may show, figures while it is open.
FOLK = f"""
    SELECT document, sector.name, {SIZE}, heard, who, count(*) FROM (
        SELECT document, sector, employer,
            CASE WHEN document IN (SELECT document FROM said WHERE watched) THEN person END AS who,
            string_agg(sixty || ':' || places, ',' ORDER BY sixty) AS heard
        FROM (
            SELECT document, sector, employer, person, {SIXTY} AS sixty,
                bit_or(CAST(1 AS BIGINT) << CAST(place % 60 AS INTEGER)) AS places
            FROM said WHERE asked AND score IS NOT NULL
            GROUP BY document, sector, employer, person, {SIXTY}) AS in_sixties
        GROUP BY document, sector, employer, person) AS by_person
    JOIN sector ON sector.seq = by_person.sector
    JOIN organisation ON organisation.seq = employer
    GROUP BY document, sector.name, {SIZE}, heard, who
"""
# Each rating beside the same person's rating in the round that asks about the document next.
MOVED = """
    SELECT following, sector.name, sum(twice), sum(up), sum(down), sum(won), sum(lost),
        sum(gone), sum(gone_objecting)
    FROM (
        SELECT was.following, was.sector,
            count(now.score) AS twice,
            sum(CASE WHEN now.score > was.score THEN 1 ELSE 0 END) AS up,
            sum(CASE WHEN now.score < was.score THEN 1 ELSE 0 END) AS down,
            sum(CASE WHEN was.score < 4 AND now.score >= 4 THEN 1 ELSE 0 END) AS won,
            sum(CASE WHEN was.score >= 4 AND now.score < 4 THEN 1 ELSE 0 END) AS lost,
            sum(CASE WHEN now.score IS NULL THEN 1 ELSE 0 END) AS gone,
            sum(CASE WHEN now.score IS NULL AND was.score < 3 THEN 1 ELSE 0 END) AS gone_objecting
        FROM said was
        LEFT JOIN said now ON now.occasion = was.following AND now.person = was.person
        WHERE was.following IS NOT NULL AND was.score IS NOT NULL
        GROUP BY was.following, was.sector) AS moved
    JOIN sector ON sector.seq = moved.sector
    GROUP BY following, sector.name, sector.seq ORDER BY sector.seq
"""
# Ratings that object, and the number of the first round in which the same person has a newer word
# on the document. Those whose author spoke of the answers are named, all others counted.
OBJECTING = """
    SELECT document, number, until, score, named, count(*) FROM (
        SELECT document, number, score, until, spoken.rating_id AS named FROM (
            SELECT document, number, score, seq, min(number) OVER (
                PARTITION BY document, person ORDER BY "at", seq
                ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS until
            FROM said) AS in_turn
        LEFT JOIN (
            SELECT DISTINCT rating.seq, rating.id AS rating_id FROM settlement
            JOIN objection o ON o.id = settlement.subject_id
            JOIN rating ON rating.id = o.rating_id) AS spoken ON spoken.seq = in_turn.seq
        WHERE score < 3) AS objecting
    WHERE until IS NULL OR until > number
    GROUP BY document, number, until, score, named
"""

# What people write while a round is open changes nothing of those that closed.
RATING = table(Rating)
ANSWERS = frozenset({RATING, table(Objection)})
Occasion = tuple[str, str]  # a round and a draft that it asks about
Table = Mapping[str, tuple[Position, ...]]  # where the sectors stand, by draft
Cells = dict[Occasion, dict[Cell, Position]]
Movements = dict[Occasion, tuple[Movement, ...]]
Documents = dict[str, tuple[Folk, ...]]
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Tally:
    """All that was counted of rounds; `objecting` are rows of OBJECTING by the document's id.

    `sectors` are where these stand, by round.
    """

    cells: Cells
    sectors: Mapping[str, Table]
    movements: Movements
    folk: Documents
    objecting: dict[str, Rows]


class TallyQuestions(AskingQuestions):
    """What was counted, of groups of any size: only for other questions, which hide what they must.

    All is kept until facts are written that it came from, so that looking again counts nothing.
    """

    def _tally(self, *round_ids: str) -> Tally:
        """Return what was counted of rounds, and of others with them."""
        among = self._counted_with(*round_ids)
        if among:
            return self._database.kept(("settled", self.as_of, among), lambda: self._count(among))
        return self._database.kept(("tally", self.as_of), self._count, ANSWERS)

    def _counted_with(self, *round_ids: str) -> tuple[str, ...]:
        """Name the rounds that are counted together with these: what is settled, or else nothing.

        Nothing stands for all rounds.
        """
        over = self._settled()
        return over if over and set(round_ids) <= set(over) else ()

    def _counted(self, round_id: str) -> Table:
        """Return where the sectors stand on each draft of a round, of groups of any size."""
        return self._tally(round_id).sectors.get(round_id, {})

    def _cells(self, occasion: Occasion) -> dict[Cell, Position]:
        """Return the positions of each sector and size of organisation."""
        return self._tally(occasion[0]).cells[occasion]

    def _invited_by_cell(self) -> dict[str, dict[Cell, int]]:
        """Count by round how many of each sector and size it asks, in the order of sectors."""
        asked: dict[str, dict[Cell, int]] = defaultdict(dict)
        for round_id, sector, size, _, many in self._rows(ASKED):
            asked[round_id][str(sector), str(size)] = int(many)
        return asked

    def _count(self, among: tuple[str, ...] = ()) -> Tally:
        """Count what was said in these rounds, or in all."""
        places = self._rows(f"SELECT * FROM ({OCCASIONS}) AS o ORDER BY position, occasion")
        only = f"rating.round_id IN ({', '.join('?' * len(among))})" if among else "TRUE"
        # Somebody spoke of an objection after it was given: a new one is in no count of these.
        of_these = {**ratings_of(*among), table(Objection): ()}
        heard, folk, moved, objecting = self._rows_over(
            "said",
            SAID.format(among=only),
            among,
            *(HEARD, FOLK, MOVED, OBJECTING),
            parts=of_these if among else WHOLE,
        )
        occasions: dict[int, Occasion] = {row[0]: (row[1], row[2]) for row in places}
        documents = {row[6]: str(row[3]) for row in places}
        by_document: dict[str, Rows] = defaultdict(list)
        for document, *row in objecting:
            by_document[documents[document]].append(tuple(row))
        cells = self._positions_of(occasions, heard)
        return Tally(
            cells,
            _sectors(cells),
            _movements(occasions, moved),
            _folk_of(documents, {(row[6], row[7]): f"{row[1]} {row[2]}" for row in places}, folk),
            dict(by_document),
        )

    def _positions_of(self, occasions: dict[int, Occasion], rows: Rows) -> Cells:
        asked = self._invited_by_cell()
        heard = {(*occasions[row[0]], row[1], row[2]): row[3:] for row in rows}
        return {
            (round_id, draft_id): {
                cell: _position(cell[0], invited, heard.get((round_id, draft_id, *cell)))
                for cell, invited in asked[round_id].items()
            }
            for round_id, draft_id in occasions.values()
        }


def ratings_of(*ids: str) -> Parts:
    """Name the ratings of rounds, of drafts or of people, for a question that reads no others."""
    return {RATING: tuple(of_one(RATING, one) for one in ids)}


def _sectors(cells: Cells) -> dict[str, Table]:
    found: dict[str, dict[str, tuple[Position, ...]]] = defaultdict(dict)
    for (round_id, draft_id), by_cell in cells.items():
        found[round_id][draft_id] = tuple(
            together((one for cell, one in by_cell.items() if cell[0] == sector), sector)
            for sector in dict.fromkeys(sector for sector, _ in by_cell)
        )
    return dict(found)


def _movements(occasions: dict[int, Occasion], rows: Rows) -> Movements:
    found: dict[Occasion, list[Movement]] = defaultdict(list)
    for occasion, sector, *counts in rows:
        found[occasions[occasion]].append(Movement(str(sector), *(int(one) for one in counts)))
    return {occasion: tuple(movements) for occasion, movements in found.items()}


def _folk_of(documents: dict[int, str], names: dict[tuple[int, int], str], rows: Rows) -> Documents:
    found: dict[str, list[Folk]] = defaultdict(list)
    heard: dict[tuple[int, str], frozenset[str]] = {}
    for document, sector, size, sixties, who, many in rows:
        # Most people were heard at the same occasions as others.
        if (document, sixties) not in heard:
            heard[document, sixties] = frozenset(
                names[document, place] for place in _places(sixties)
            )
        found[documents[document]].append(
            Folk((str(sector), str(size)), heard[document, sixties], int(many), who)
        )
    return {document: tuple(folk) for document, folk in found.items()}


def _places(sixties: str) -> Iterator[int]:
    for sixty, ones in (each.split(":") for each in sixties.split(",")):
        left = int(ones)
        while left:
            low = left & -left
            yield int(sixty) * 60 + low.bit_length() - 1
            left ^= low


def _position(sector: str, invited: int, row: tuple[Any, ...] | None) -> Position:
    if row is None:
        return Position(sector, invited)
    c1, c2, c3, c4, c5, apart, organisations = (int(one) for one in row[:7])
    return Position(sector, invited, (c1, c2, c3, c4, c5), apart, organisations, float(row[7]))
