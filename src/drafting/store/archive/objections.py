"""Questions about which objections stand."""

from collections import defaultdict

from drafting.domain.outcomes import UNANSWERED
from drafting.domain.ratings import Score
from drafting.domain.settlement import Stance
from drafting.store.archive.answers import AnswerQuestions


class ObjectionQuestions(AnswerQuestions):
    """What stands in the way of agreement."""

    def _stances(self) -> dict[str, list[Stance]]:
        """Return by document, oldest first, every rating of those who ever objected to it."""
        rows = self._rows(
            """SELECT d.document_id, rating.stakeholder_id, round.number, rating.score,
                (SELECT list(o.id) FROM objection o WHERE o.rating_id = rating.id)
            FROM rating JOIN draft d ON d.id = rating.draft_id
            JOIN round ON round.id = rating.round_id
            WHERE EXISTS (
                SELECT 1 FROM rating said JOIN draft said_of ON said_of.id = said.draft_id
                WHERE said_of.document_id = d.document_id AND said.score <= ?
                AND said.stakeholder_id = rating.stakeholder_id)
            ORDER BY rating."at", rating.seq""",
            int(Score.RESERVATIONS),
        )
        became = self._outcomes()
        found: dict[str, list[Stance]] = defaultdict(list)
        for document, person, number, score, objections in rows:
            words = tuple(became.get(one, UNANSWERED).word for one in objections or ())
            stance = Stance(person, number, None if score is None else Score(score), words)
            found[document].append(stance)
        return found
