"""Questions about when people are asked."""

from datetime import date

from drafting.domain.process import day_of
from drafting.domain.rounds import Round, RoundClosing, RoundExtension, RoundNow, State, settled
from drafting.store.archive.base import Questions


class AskingQuestions(Questions):
    """Which rounds there are, and which of them are over."""

    def rounds(self) -> list[RoundNow]:
        """Return every round in its order, with what was said about its end since."""
        self._need("rounds")
        return self._every_round()

    def rounds_asking(self, draft_id: str) -> list[RoundNow]:
        """Return the rounds that ask about a draft, in their order."""
        self._need("rounds_asking")
        asking = "WHERE f.id IN (SELECT round_id FROM round_draft WHERE draft_id = ?)"
        return self._with_their_ends(self._facts(Round, asking, draft_id))

    def _every_round(self) -> list[RoundNow]:
        # A page asks for them thirty times.
        return [
            *self._database.kept(
                ("every round", self.as_of),
                lambda: tuple(self._with_their_ends(self._facts(Round))),
            )
        ]

    def _with_their_ends(self, rounds: list[Round]) -> list[RoundNow]:
        if not rounds:
            return []
        extensions, closings = self._facts(RoundExtension), self._facts(RoundClosing)
        return [
            RoundNow(
                one,
                tuple(more for more in extensions if more.round_id == one.id),
                next((end for end in closings if end.round_id == one.id), None),
            )
            for one in sorted(rounds, key=lambda one: one.number)
        ]

    def _settled(self) -> tuple[str, ...]:
        """Name the rounds of which nothing that is still answered changes a figure."""
        return tuple(one.id for one in settled(self._every_round(), self._clock()))

    def _hour(self) -> tuple[date, tuple[State, ...]]:
        """Return all by which the clock alone changes what is told: the day, and who is asked."""
        now = self._clock()
        return day_of(now), tuple(one.state(now) for one in self._every_round())
