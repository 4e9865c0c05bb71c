"""What the rounds came to: counted in one question for all rounds, kept until facts are written."""

from collections import defaultdict
from typing import Any

from drafting.domain.movement import Movement
from drafting.domain.positions import Position
from drafting.domain.small_groups import Cell, Folk
from drafting.store.archive.base import Questions

# A person's word on a draft in a round is the newest rating.
STANDING = """
    SELECT round_id, draft_id, stakeholder_id, score FROM (
        SELECT *, row_number() OVER (
            PARTITION BY round_id, draft_id, stakeholder_id ORDER BY "at" DESC, seq DESC) AS age
        FROM rating) AS aged WHERE age = 1
"""
SIZE = "coalesce(organisation.size, 'size not known')"
PLACE = """
    JOIN stakeholder s ON s.id = i.stakeholder_id JOIN sector ON sector.id = s.sector_id
    JOIN organisation ON organisation.id = s.organisation_id
"""
ASKED = f"""
    SELECT i.round_id, sector.name, {SIZE}, sector.seq, count(*) FROM invitation i {PLACE}
    GROUP BY i.round_id, sector.name, {SIZE}, sector.seq ORDER BY sector.seq, 3
"""
# Counted by organisation first: each of them has one voice in one of the lenses.
HEARD = f"""
    SELECT round_id, draft_id, sector, size, sum(c1), sum(c2), sum(c3), sum(c4), sum(c5), sum(c0),
        sum(CASE WHEN n > 0 THEN 1 ELSE 0 END),
        sum(CASE WHEN n > 0 THEN CAST(c4 + c5 AS DOUBLE PRECISION) / n ELSE 0 END)
    FROM (
        SELECT st.round_id, st.draft_id, sector.name AS sector, {SIZE} AS size, s.organisation_id,
            sum(CASE WHEN st.score = 1 THEN 1 ELSE 0 END) AS c1,
            sum(CASE WHEN st.score = 2 THEN 1 ELSE 0 END) AS c2,
            sum(CASE WHEN st.score = 3 THEN 1 ELSE 0 END) AS c3,
            sum(CASE WHEN st.score = 4 THEN 1 ELSE 0 END) AS c4,
            sum(CASE WHEN st.score = 5 THEN 1 ELSE 0 END) AS c5,
            sum(CASE WHEN st.score IS NULL THEN 1 ELSE 0 END) AS c0,
            count(st.score) AS n
        FROM ({STANDING}) AS st
        JOIN invitation i ON i.round_id = st.round_id AND i.stakeholder_id = st.stakeholder_id
        {PLACE}
        GROUP BY st.round_id, st.draft_id, sector.name, {SIZE}, s.organisation_id) AS by_employer
    GROUP BY round_id, draft_id, sector, size
"""
# Who gave a rating at the same occasions, a round's number and a draft's id each.
FOLK = f"""
    SELECT document_id, sector, size, heard, count(*) FROM (
        SELECT d.document_id, sector.name AS sector, {SIZE} AS size, st.stakeholder_id,
            string_agg(st.round_id || ' ' || st.draft_id, ',' ORDER BY r.number, d.number) AS heard
        FROM ({STANDING}) AS st
        JOIN invitation i ON i.round_id = st.round_id AND i.stakeholder_id = st.stakeholder_id
        {PLACE} JOIN round r ON r.id = st.round_id JOIN draft d ON d.id = st.draft_id
        WHERE st.score IS NOT NULL
        GROUP BY d.document_id, sector.name, {SIZE}, st.stakeholder_id) AS by_person
    GROUP BY document_id, sector, size, heard
"""
# Each rating beside the same person's rating in the round that asked about the document before.
MOVED = f"""
    WITH occasion AS (
        SELECT rd.round_id, rd.draft_id, d.document_id, row_number() OVER (
            PARTITION BY d.document_id ORDER BY r.number, d.number) AS place
        FROM round_draft rd JOIN round r ON r.id = rd.round_id JOIN draft d ON d.id = rd.draft_id),
    said AS (
        SELECT o.document_id, o.place, st.stakeholder_id, st.score
        FROM ({STANDING}) AS st
        JOIN occasion o ON o.round_id = st.round_id AND o.draft_id = st.draft_id
        WHERE st.score IS NOT NULL)
    SELECT later.round_id, later.draft_id, sector.name,
        sum(CASE WHEN now.score IS NOT NULL THEN 1 ELSE 0 END),
        sum(CASE WHEN now.score > was.score THEN 1 ELSE 0 END),
        sum(CASE WHEN now.score < was.score THEN 1 ELSE 0 END),
        sum(CASE WHEN was.score < 4 AND now.score >= 4 THEN 1 ELSE 0 END),
        sum(CASE WHEN was.score >= 4 AND now.score < 4 THEN 1 ELSE 0 END),
        sum(CASE WHEN now.score IS NULL THEN 1 ELSE 0 END),
        sum(CASE WHEN now.score IS NULL AND was.score < 3 THEN 1 ELSE 0 END)
    FROM said was
    JOIN occasion later ON later.document_id = was.document_id AND later.place = was.place + 1
    JOIN stakeholder s ON s.id = was.stakeholder_id JOIN sector ON sector.id = s.sector_id
    LEFT JOIN said now ON now.document_id = was.document_id AND now.place = later.place
        AND now.stakeholder_id = was.stakeholder_id
    GROUP BY later.round_id, later.draft_id, sector.name, sector.seq ORDER BY sector.seq
"""

Occasion = tuple[str, str]  # a round and a draft that it asks about
Cells = dict[Occasion, dict[Cell, Position]]
Movements = dict[Occasion, tuple[Movement, ...]]
Documents = dict[str, tuple[Folk, ...]]


class TallyQuestions(Questions):
    """What was counted, of groups of any size: only for other questions, which hide what they must.

    All are kept until facts are written, so that looking again counts nothing again.
    """

    def _cells(self) -> Cells:
        """Return the positions of each sector and size of organisation."""
        return self._database.kept(("cells", self.as_of), self._count)

    def _movements(self) -> Movements:
        return self._database.kept(("movements", self.as_of), self._count_moves)

    def _folk(self) -> Documents:
        return self._database.kept(("folk", self.as_of), self._count_folk)

    def _count(self) -> Cells:
        asked: dict[str, list[tuple[Cell, int]]] = defaultdict(list)
        for round_id, sector, size, _, many in self._rows(ASKED):
            asked[round_id].append(((str(sector), str(size)), int(many)))
        heard = {(row[0], row[1], row[2], row[3]): row[4:] for row in self._rows(HEARD)}
        return {
            (round_id, draft_id): {
                cell: _position(cell[0], invited, heard.get((round_id, draft_id, *cell)))
                for cell, invited in asked[round_id]
            }
            for round_id, draft_id in self._rows(
                "SELECT round_id, draft_id FROM round_draft ORDER BY position, seq"
            )
        }

    def _count_moves(self) -> Movements:
        found: dict[Occasion, list[Movement]] = defaultdict(list)
        for round_id, draft_id, sector, *counts in self._rows(MOVED):
            found[round_id, draft_id].append(Movement(str(sector), *(int(one) for one in counts)))
        return {occasion: tuple(movements) for occasion, movements in found.items()}

    def _count_folk(self) -> Documents:
        found: dict[str, list[Folk]] = defaultdict(list)
        for document_id, sector, size, heard, many in self._rows(FOLK):
            cell = (str(sector), str(size))
            found[document_id].append(Folk(cell, frozenset(heard.split(",")), int(many)))
        return {document: tuple(folk) for document, folk in found.items()}


def _position(sector: str, invited: int, row: tuple[Any, ...] | None) -> Position:
    if row is None:
        return Position(sector, invited)
    c1, c2, c3, c4, c5, apart, organisations = (int(one) for one in row[:7])
    return Position(sector, invited, (c1, c2, c3, c4, c5), apart, organisations, float(row[7]))
