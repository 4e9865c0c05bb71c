"""Questions about forecasts: what was told, and how it came out."""

from collections.abc import Sequence

from drafting.domain.agreement import AgreementRule
from drafting.domain.forecast import TrackRecord
from drafting.domain.people import Act
from drafting.domain.process import has_passed
from drafting.domain.sector_states import tells_persons
from drafting.domain.standing import Stage
from drafting.domain.told_forecasts import (
    ForecastTold,
    closed_stages,
    newest,
    reached,
    scored,
    told_by_what_is_shown,
)
from drafting.store.archive.standings import StandingQuestions


class ForecastQuestions(StandingQuestions):
    """Will we make the date?"""

    def forecasts(self) -> list[ForecastTold]:
        """Return every forecast as it was told, oldest first.

        What few people said decides it where sectors are shown together: who may not read every
        figure then gets the newest alone, told from the figures that they may see.
        """
        self._need("forecasts")
        if self._reader.may(Act.READ_EVERY_FIGURE) or not self.rules():
            return self._facts(ForecastTold)
        key = ("forecasts", self.as_of, self._hour())
        return self._database.kept(key, self._shown_forecasts)

    def _shown_forecasts(self) -> list[ForecastTold]:
        rule, told = self.rule(), self._facts(ForecastTold)
        last = newest(told)
        for standing in self.standings():
            one = last.get(standing.document.id)
            if one is None or not self._hides(rule, closed_stages(standing, one.at)):
                continue
            told = [each for each in told if each.document_id != one.document_id]
            shown = told_by_what_is_shown(rule, standing, one)
            told += [shown] if shown else []
        return sorted(told, key=lambda one: one.at)

    def _hides(self, rule: AgreementRule, stages: Sequence[Stage]) -> bool:
        return tells_persons(rule.weights) or any(
            len(one.positions) < len(self._counted(one.round.id)[one.draft.id]) for one in stages
        )

    def track_record(self) -> TrackRecord | None:
        """Score the forecasts against what came, for every reader alike; None before the deadline.

        What came is told by all answers of the last round that closed by the deadline.
        """
        self._need("track_record")
        process, now = self.process(), self._clock()
        if process is None or not self.rules() or not has_passed(process.deadline, now):
            return None
        came = {}
        for standing in self.standings():
            stages = closed_stages(standing, now)
            if stages:
                last = stages[-1]
                counted = self._counted(last.round.id)[last.draft.id]
                came[standing.document.id] = reached(self.rule(), counted)
        return scored(self._facts(ForecastTold), came)
