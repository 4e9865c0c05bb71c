"""Questions about where the documents stand, round by round."""

from collections import defaultdict

from drafting.domain.agreement import AgreementRule
from drafting.domain.documents import Kind
from drafting.domain.implied import Pool, support_span
from drafting.domain.lenses import Lens, lenses, lenses_veiled
from drafting.domain.movement import Movement, movement_shown
from drafting.domain.options import Comparison, OptionHeard, compare_options, kept_to
from drafting.domain.people import Act
from drafting.domain.positions import Position
from drafting.domain.rounds import RoundNow, State
from drafting.domain.sector_states import tells_persons
from drafting.domain.settlement import still_standing
from drafting.domain.standing import Stage, Standing, outcome
from drafting.domain.veils import option_state_veiled, veiled
from drafting.domain.verdict import (
    OptionState,
    RoundOutcome,
    Verdict,
    judge,
    option_state,
)
from drafting.store.archive.objections import ObjectionQuestions
from drafting.store.archive.plans import PlanQuestions
from drafting.store.archive.rounds import RoundQuestions
from drafting.store.archive.shown import pooled
from drafting.store.archive.tallies import ANSWERS
from drafting.store.archive.texts import TextQuestions

Stages = dict[str, tuple[Stage, ...]]


class StandingQuestions(TextQuestions, RoundQuestions, PlanQuestions, ObjectionQuestions):
    """Are we there?"""

    def standings(self, kind: Kind | None = None) -> list[Standing]:
        """Return every document that has a draft, with what each round said of it.

        The verdict is judged on all answers for every reader alike; the figures beside it are
        those that the reader may see. A round that the reader may not see yet is left out.
        """
        self._need("standings")
        rounds = self.rounds()
        # What is kept for one reader is right for another with the same rights at the same hour.
        whole = self._reader.may(Act.READ_EVERY_FIGURE)
        stages = self._database.kept(
            ("stages", self.as_of, whole, self._hour(), tuple(rounds)),
            lambda: self._stages(rounds),
            ANSWERS,
        )
        latest = self.latest_drafts(kind)
        return [
            Standing(document, latest[document.id], stages.get(document.id, ()))
            for document in self.documents(kind)
            if document.id in latest
        ]

    def comparison(self, dilemma_id: str) -> Comparison | None:
        """Return how a dilemma's options stand beside each other by each one's last closed round.

        Their order is judged on all answers; the figures are those that the reader may see, and the
        order is told as far as it follows from them. None before a round that asks about any of
        them has closed.
        """
        asked = [
            (one.document.title, ended[-1])
            for one in self.standings(Kind.OPTION)
            if one.document.dilemma_id == dilemma_id and (ended := self._closed_stages(one))
        ]
        rule = self.rule() if asked else None
        if rule is None:
            return None
        told = compare_options(
            rule,
            [
                OptionHeard(
                    one.draft.id, title, one.words, self._counted(one.round.id)[one.draft.id]
                )
                for title, one in asked
            ],
        )
        if self._reader.may(Act.READ_EVERY_FIGURE):
            return told
        rounds, shown = self.rounds(), {one.draft.id: one.positions for _, one in asked}
        spans = {
            one.draft.id: span
            for _, one in asked
            for span in [
                support_span(self._pools((one.round.id, one.draft.id), rounds), rule.weights)
            ]
            if span
        }
        return kept_to(told, shown, spans, rule.weights)

    def _closed_stages(self, standing: Standing) -> list[Stage]:
        now = self._clock()
        return [one for one in standing.stages if one.round.state(now) is State.CLOSED]

    def _stages(self, rounds: list[RoundNow]) -> Stages:
        drafts = self.drafts_by_id()
        # Before a rule is fixed no round can be judged, and none is there to be.
        rule = self.rule() if rounds else None
        found: dict[str, list[Stage]] = defaultdict(list)
        so_far: dict[str, list[RoundOutcome]] = defaultdict(list)
        for asking in rounds:
            if rule is None or asking.state(self._clock()) is State.PLANNED:
                continue
            figures = self._figures(asking.id, rounds, by_size=False)
            stances = self._stances(asking.id) if figures else {}
            for draft_id, parts in figures.items():
                shown, draft = tuple(one.position for one in parts), drafts[draft_id]
                stand = still_standing(stances.get(draft.document_id, ()), asking.round.number)
                past = so_far[draft.document_id]
                stage = self._stage(rule, asking, draft_id, shown, stand, past, rounds)
                found[draft.document_id].append(Stage(asking, draft, shown, *stage))
        return {document: tuple(stages) for document, stages in found.items()}

    def _stage(
        self,
        rule: AgreementRule,
        asking: RoundNow,
        draft_id: str,
        shown: tuple[Position, ...],
        stand: int,
        so_far: list[RoundOutcome],
        rounds: list[RoundNow],
    ) -> tuple[Verdict, OptionState | None, tuple[Lens, ...], tuple[Movement, ...]]:
        """Judge one round's answers on a draft by all of them, and veil what is not `shown`."""
        counted = self._counted(asking.id)[draft_id]
        moves = self._tally(asking.id).movements.get((asking.id, draft_id), ())
        verdict = judge(rule, counted, stand)
        seen = lenses(rule, counted, verdict)
        if self._reader.may(Act.READ_EVERY_FIGURE):
            so_far.append(outcome(rule, counted, moves))
            return verdict, option_state(rule, counted, stand, so_far), seen, moves
        # Movement adds an equation to two rounds' figures: only where it tells nobody apart.
        smallest = self._published(rounds, asking.id)[2].get((asking.id, draft_id))
        moved = movement_shown(moves, smallest) if smallest else ()
        so_far.append(outcome(rule, shown, moved))
        names = {position.sector for position in shown}
        hidden = any(one.sector not in names for one in counted)
        if not (hidden or any(tells_persons(one.weights) for one in seen)):
            return verdict, option_state(rule, shown, stand, so_far), seen, moved
        pools = self._pools((asking.id, draft_id), rounds)
        told = veiled(verdict, names, pools)
        state = option_state_veiled(told, shown, stand, so_far)
        return told, state, lenses_veiled(seen, told, pools, hidden=hidden), moved

    def _pools(self, occasion: tuple[str, str], rounds: list[RoundNow]) -> list[Pool]:
        """Return the sectors of a round on a draft as they are shown together."""
        counted = self._counted(occasion[0])[occasion[1]]
        return pooled(counted, self._protected(rounds, occasion[0])[occasion].groups)
