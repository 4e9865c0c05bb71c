"""Verbs about forecasts: telling them, one a document and day."""

import numpy as np

from drafting.domain.documents import Kind
from drafting.domain.forecast import forecast
from drafting.domain.people import Reader
from drafting.domain.process import day_of
from drafting.domain.told_forecasts import ForecastTold, closed_stages, told_on
from drafting.workshop.base import Verbs


class ForecastVerbs(Verbs):
    """What is said of the time to come, kept so that it can be scored."""

    def tell_forecasts(
        self,
        actor: Reader,
        rounds_left: int,
        chance: np.random.Generator,
        key: str | None = None,
    ) -> list[ForecastTold]:
        """Forecast every text, at most once a day; nothing where a forecast would not be honest.

        `rounds_left` counts the rounds that still fit, the open one included.
        """
        with self._doing("tell_forecasts", actor, key) as now:
            today = day_of(now)
            before = told_on(self._archive.forecasts(), today)
            rule = self._archive.rule()
            told = []
            for standing in self._archive.standings():
                if standing.document.id in before or standing.document.kind is Kind.OPTION:
                    continue
                asked = [one.positions for one in closed_stages(standing, now)]
                found = forecast(rule, asked, rounds_left, chance)
                if found:
                    told.append(
                        ForecastTold(
                            self._new_id(),
                            standing.document.id,
                            found.chance,
                            found.as_now,
                            rounds_left,
                            now,
                        )
                    )
            self._ledger.add_many(told)
            return told
