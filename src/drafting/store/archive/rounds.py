"""Questions about rounds and about who answered, what, and where the sectors stand."""

from collections import defaultdict
from collections.abc import Sequence

from drafting.domain.people import Act
from drafting.domain.positions import Position
from drafting.domain.privacy import Part
from drafting.domain.ratings import Objection, Rating
from drafting.domain.rounds import Round, RoundNow, State
from drafting.domain.sight import RoundSight, so_far, within_promise
from drafting.store.archive.shown import ShownQuestions
from drafting.store.archive.tallies import ratings_of

# A person's word is the newest rating; quicker than STANDING where few are looked at.
STANDS = """NOT EXISTS (
    SELECT 1 FROM rating later WHERE later.round_id = rating.round_id
    AND later.draft_id = rating.draft_id AND later.stakeholder_id = rating.stakeholder_id
    AND (later."at" > rating."at" OR later."at" = rating."at" AND later.seq > rating.seq))
"""


class RoundQuestions(ShownQuestions):
    """When people are asked, and what they answered."""

    def round_drafts(self, round_id: str) -> list[str]:
        """Return the ids of the drafts that a round asks about, in its order."""
        self._need("round_drafts")
        asked = self._rows(
            "SELECT draft_id FROM round_draft WHERE round_id = ? ORDER BY position, seq", round_id
        )
        return [str(row[0]) for row in asked]

    def invited(self, round_id: str) -> set[str]:
        """Return the ids of the people whom a round asks: oneself only, unless the chair asks."""
        rows = self._rows("SELECT stakeholder_id FROM invitation WHERE round_id = ?", round_id)
        ids = {str(row[0]) for row in rows}
        return ids if self._reader.may(Act.READ_PEOPLE) else ids & {self._reader.id}

    def answered(self, round_id: str) -> dict[str, int]:
        """Count for each person invited how many of the round's drafts they answered.

        Who answered, never what: for the chair, while the round is open and afterwards.
        """
        self._need("answered")
        rows = self._rows(
            """SELECT i.stakeholder_id, count(DISTINCT r.draft_id) FROM invitation i
            LEFT JOIN rating r ON r.round_id = i.round_id AND r.stakeholder_id = i.stakeholder_id
            WHERE i.round_id = ? GROUP BY i.stakeholder_id""",
            round_id,
            parts=ratings_of(round_id),
        )
        return {str(person): int(count) for person, count in rows}

    def coverage(self, round_id: str) -> dict[str, tuple[int, int]]:
        """Return for each sector how many answered at least one draft, and how many were asked."""
        self._need("coverage")
        rows = self._rows(
            """SELECT sector.name, count(DISTINCT r.stakeholder_id), count(DISTINCT s.id)
            FROM invitation i JOIN stakeholder s ON s.id = i.stakeholder_id
            JOIN sector ON sector.id = s.sector_id
            LEFT JOIN rating r ON r.round_id = i.round_id AND r.stakeholder_id = s.id
            WHERE i.round_id = ? GROUP BY sector.name, sector.seq ORDER BY sector.seq""",
            round_id,
            parts=ratings_of(round_id),
        )
        return {str(name): (int(answered), int(asked)) for name, answered, asked in rows}

    def my_ratings(self, round_id: str) -> dict[str, Rating]:
        """Return the reader's own standing ratings of a round, by draft."""
        self._need("my_ratings")
        return {one.draft_id: one for one in self._given() if one.round_id == round_id}

    def my_last_rating(self, document_id: str) -> Rating | None:
        """Return the reader's newest rating of any draft of a document, in any round."""
        self._need("my_last_rating")
        of = self._documents_of_drafts()
        given = (one for one in reversed(self._given()) if of.get(one.draft_id) == document_id)
        return next(given, None)

    def _given(self) -> list[Rating]:
        """Return the reader's own ratings, oldest first: one question for all rounds and texts."""
        me = self._reader.id
        return self._facts(Rating, "WHERE f.stakeholder_id = ?", me, whose=me)

    def my_objections(self, rating_id: str) -> list[Objection]:
        """Return the objections that the reader gave with a rating, in their order."""
        return self._facts(
            Objection,
            "WHERE f.rating_id = ? AND f.stakeholder_id = ?",
            rating_id,
            self._reader.id,
            whose=self._reader.id,
        )

    def sight(self, round_id: str) -> RoundSight | None:
        """Return what a round shows while it is open, within its promise; None: no choice."""
        self._need("sight")
        asked = self._newest(Round, "WHERE f.id = ?", round_id)
        recorded = self._newest(RoundSight, "WHERE f.round_id = ?", round_id)
        return within_promise(asked, recorded) if asked else None

    def so_far(self, round_id: str) -> dict[str, tuple[Position, ...]]:
        """Return, by draft, what an open round shows the reader, whom it asks, of the answers.

        What they see of a draft depends on whether they answered it. Nothing is shown of a round
        that is not open, or where only the sector was promised, nor what would tell few people
        apart, now or beside figures shown before.
        """
        self._need("so_far")
        asked = next((one for one in self.rounds() if one.id == round_id), None)
        sight = self.sight(round_id)
        if asked is None or sight is None or asked.state(self._clock()) is not State.OPEN:
            return {}
        if self._reader.id not in self.invited(round_id):
            return {}
        mine, table = self.my_ratings(round_id), self._glimpsed(round_id)
        sector = self._own_sector()
        return {
            draft_id: positions
            for seen, answered in ((sight.before, False), (sight.after, True))
            for draft_id, positions in so_far(table, seen, sector).items()
            if (draft_id in mine) is answered
        }

    def _glimpsed(self, round_id: str) -> dict[str, tuple[Position, ...]]:
        """Return by draft what was shown last of each sector's answers."""
        found: dict[str, dict[str, Position]] = defaultdict(dict)
        for one in self._published(self.rounds(), round_id)[1]:
            if one.round_id == round_id:
                found[one.draft_id][one.position.sector] = one.position
        return {draft_id: tuple(by_sector.values()) for draft_id, by_sector in found.items()}

    def _own_sector(self) -> str:
        """Name the reader's sector; the house has none."""
        rows = self._rows(
            "SELECT sector.name FROM stakeholder s JOIN sector ON sector.id = s.sector_id "
            "WHERE s.id = ?",
            self._reader.id,
        )
        return str(rows[0][0]) if rows else ""

    def positions(self, round_id: str) -> dict[str, tuple[Position, ...]]:
        """Return where the sectors stand on each draft of a round, by draft.

        Those who may not read every figure get nothing while the round is open. Afterwards sectors
        are put together wherever fewer people than the smallest group could be told apart, also by
        comparing rounds; where even all together could, a draft has no figures. Where only the
        sector was promised, nobody gets anything while it is open.
        """
        self._need("positions")
        return {
            draft_id: tuple(one.position for one in parts)
            for draft_id, parts in self._figures(round_id, self.rounds(), by_size=False).items()
        }

    def positions_by_size(self, round_id: str) -> dict[str, tuple[Part, ...]]:
        """Return the same by sector and size of organisation, as far as both can be told."""
        self._need("positions_by_size")
        return self._figures(round_id, self.rounds(), by_size=True)

    def _figures(
        self, round_id: str, rounds: Sequence[RoundNow], by_size: bool
    ) -> dict[str, tuple[Part, ...]]:
        asking = next((one for one in rounds if one.id == round_id), None)
        if asking is None or not self._watched(asking):
            return {}
        if self._reader.may(Act.READ_EVERY_FIGURE):
            return {
                draft_id: self._every_part(round_id, draft_id, row, by_size)
                for draft_id, row in self._counted(round_id).items()
            }
        if asking.state(self._clock()) is not State.CLOSED:
            return {}
        return {
            occasion[1]: self._parts(occasion, shown, by_size)
            for occasion, shown in self._protected(rounds, round_id).items()
            if occasion[0] == round_id
        }

    def _every_part(
        self, round_id: str, draft_id: str, row: tuple[Position, ...], by_size: bool
    ) -> tuple[Part, ...]:
        if not by_size:
            return tuple(Part(one.sector, "", one) for one in row)
        cells = self._cells((round_id, draft_id))
        return tuple(Part(sector, size, one) for (sector, size), one in cells.items())
