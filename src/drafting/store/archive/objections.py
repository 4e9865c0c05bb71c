"""Questions about which objections stand."""

from collections import defaultdict

from drafting.domain.outcomes import UNANSWERED
from drafting.domain.ratings import Score
from drafting.domain.settlement import Stance
from drafting.store.archive.answers import AnswerQuestions
from drafting.store.archive.tallies import TallyQuestions


class ObjectionQuestions(TallyQuestions, AnswerQuestions):
    """What stands in the way of agreement."""

    def _stances(self, round_id: str) -> dict[str, list[Stance]]:
        """Return by document the ratings that object, counted together where nothing was said.

        They are those that a round is judged by. Whose author spoke of an answer to it is judged
        alone, by all that became of its objections.
        """
        counted = self._tally(round_id).objecting
        made: dict[str, list[str]] = defaultdict(list)
        became = {}
        if any(named for rows in counted.values() for *_, named, _ in rows):
            became = self._outcomes()
            for rating_id, objection_id in self._rows("SELECT rating_id, id FROM objection"):
                made[rating_id].append(objection_id)
        return {
            document: [
                Stance(
                    number,
                    Score(score),
                    tuple(became.get(one, UNANSWERED).word for one in made.get(named, ())),
                    until,
                    many,
                )
                for number, until, score, named, many in rows
            ]
            for document, rows in counted.items()
        }
