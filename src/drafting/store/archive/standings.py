"""Questions about where the documents stand, round by round."""

from collections import defaultdict

from drafting.domain.documents import Kind
from drafting.domain.people import Act
from drafting.domain.positions import Position
from drafting.domain.rounds import State
from drafting.domain.standing import Stage, Standing
from drafting.domain.verdict import Verdict, judge, veiled
from drafting.store.archive.plans import PlanQuestions
from drafting.store.archive.rounds import RoundQuestions
from drafting.store.archive.texts import TextQuestions


class StandingQuestions(TextQuestions, RoundQuestions, PlanQuestions):
    """Are we there?"""

    def standings(self, kind: Kind | None = None) -> list[Standing]:
        """Return every document that has a draft, with what each round said of it.

        The verdict is judged on all answers for every reader alike; the figures beside it are
        those that the reader may see. A round that the reader may not see yet is left out.
        """
        self._need(Act.READ_PROGRESS)
        stages = self._stages()
        latest = self.latest_drafts(kind)
        return [
            Standing(document, latest[document.id], tuple(stages[document.id]))
            for document in self.documents(kind)
            if document.id in latest
        ]

    def _stages(self) -> dict[str, list[Stage]]:
        rule, drafts = self.rule(), self.drafts_by_id()
        found: dict[str, list[Stage]] = defaultdict(list)
        for asking in self.rounds():
            if asking.state(self._clock()) is State.PLANNED:
                continue
            counted = self._counted(asking.id)
            for draft_id, shown in self.positions(asking.id).items():
                draft = drafts[draft_id]
                verdict = self._seen(
                    judge(rule, counted[draft_id], _blocks(counted[draft_id])), shown
                )
                found[draft.document_id].append(Stage(asking, draft, shown, verdict))
        return found

    def _seen(self, verdict: Verdict, shown: tuple[Position, ...]) -> Verdict:
        if self._reader.may(Act.READ_EVERY_FIGURE):
            return verdict
        return veiled(verdict, {position.sector for position in shown})


def _blocks(positions: tuple[Position, ...]) -> int:
    return sum(position.counts[0] for position in positions)
