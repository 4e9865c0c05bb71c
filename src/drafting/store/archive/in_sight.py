"""What an open round shows its people of what others say in it."""

from collections.abc import Callable

from drafting.domain.people import HOUSE, Act
from drafting.domain.rounds import State
from drafting.domain.sight import Sight
from drafting.store.archive.rounds import RoundQuestions

# Of a round (None outside any), a draft, a person and their sector.
InSight = Callable[[str | None, str, str, str], bool]


class SightQuestions(RoundQuestions):
    """Whose points the reader may see."""

    def _in_sight(self) -> InSight:
        """Return how to tell whether the reader sees what a person said of a draft in a round.

        Those who may answer see their own points and what the round shows while it is open. The
        chair and the drafters, and everybody once it closed, see all, named as promised.
        """
        if self._reader.id == HOUSE.id or not self._reader.may(Act.RATE):
            return lambda *_: True
        now = self._clock()
        open_now = {one.id for one in self.rounds() if one.state(now) is State.OPEN}
        sights = {one: self.sight(one) for one in open_now}
        answered = {one: self.my_ratings(one) for one in open_now}
        own = self._own_sector()

        def seen(round_id: str | None, draft_id: str, person: str, sector: str) -> bool:
            sight = sights.get(round_id) if round_id else None
            if round_id is None or sight is None or person == self._reader.id:
                return True
            shown: Sight = sight.of(draft_id in answered[round_id])
            return shown.shows(sector == own)

        return seen
