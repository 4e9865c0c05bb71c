"""Questions about forecasts: what was told, and how it came out."""

from drafting.domain.forecast import TrackRecord
from drafting.domain.told_forecasts import ForecastTold, closed_stages, reached, scored
from drafting.store.archive.standings import StandingQuestions


class ForecastQuestions(StandingQuestions):
    """Will we make the date?"""

    def forecasts(self) -> list[ForecastTold]:
        """Return every forecast as it was told, oldest first."""
        self._need("forecasts")
        return self._facts(ForecastTold)

    def track_record(self) -> TrackRecord | None:
        """Score the forecasts against what came, for every reader alike; None before the deadline.

        What came is told by all answers of the last round that closed by the deadline.
        """
        self._need("track_record")
        process, now = self.process(), self._clock()
        if process is None or not self.rules():
            return None
        came = {}
        for standing in self.standings():
            stages = closed_stages(standing, now)
            if stages:
                last = stages[-1]
                counted = self._counted(last.round.id)[last.draft.id]
                came[standing.document.id] = reached(self.rule(), counted)
        return scored(self.forecasts(), came, process.deadline, now)
