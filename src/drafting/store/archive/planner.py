"""Questions about the plan: the pace of a round and the days on which a board can decide."""

from drafting.domain.planner import BoardDate, BoardDateDropped, Pace, usual_pace
from drafting.store.archive.base import Questions


class PlannerQuestions(Questions):
    """What the way to the deadline is made of."""

    def pace(self) -> Pace:
        """Return the pace that holds; the usual one until the chair sets another."""
        self._need("pace")
        return self._newest(Pace) or usual_pace(self._clock())

    def board_dates(self) -> list[BoardDate]:
        """Return the board dates that were not dropped, by their day."""
        self._need("board_dates")
        kept = "WHERE f.id NOT IN (SELECT board_date_id FROM board_date_dropped)"
        return sorted(self._facts(BoardDate, kept), key=lambda one: (one.held_on, one.title))

    def dropped_board_dates(self) -> list[tuple[BoardDate, BoardDateDropped]]:
        """Return the board dates that were dropped, each with its reason, oldest first."""
        self._need("dropped_board_dates")
        every = {one.id: one for one in self._facts(BoardDate)}
        return [(every[one.board_date_id], one) for one in self._facts(BoardDateDropped)]
