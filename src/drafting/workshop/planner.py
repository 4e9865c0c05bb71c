"""Verbs about the plan: how long a round takes, and when a board can decide."""

from datetime import date

from drafting.domain.errors import NotAcceptable
from drafting.domain.people import Reader, tidy_name
from drafting.domain.planner import BoardDate, BoardDateDropped, Pace, ensure_pace
from drafting.domain.process import day
from drafting.domain.written import written
from drafting.workshop.base import Verbs


class PlannerVerbs(Verbs):
    """What the way to the deadline is made of."""

    def set_pace(
        self,
        actor: Reader,
        drafting_days: int,
        notice_days: int,
        round_days: int,
        answering_days: int,
        closed_at_christmas: bool = False,
        key: str | None = None,
    ) -> Pace:
        """Say how long one round takes from now on, in working days."""
        with self._doing("set_pace", actor, key) as now:
            pace = Pace(
                self._new_id(),
                drafting_days,
                notice_days,
                round_days,
                answering_days,
                closed_at_christmas,
                actor.id,
                now,
            )
            ensure_pace(pace)
            self._ledger.add(pace)
            return pace

    def add_board_date(
        self, actor: Reader, title: str, held_on: date, key: str | None = None
    ) -> BoardDate:
        """Name a day on which a board can decide; raise NotAcceptable when it is named already."""
        with self._doing("add_board_date", actor, key) as now:
            name = tidy_name(title, "name of the board")
            if any((one.title, one.held_on) == (name, held_on) for one in self._boards()):
                raise NotAcceptable(f"“{name}” on {day(held_on)} is in the list already.")
            board = BoardDate(self._new_id(), name, held_on, actor.id, now)
            self._ledger.add(board)
            return board

    def drop_board_date(
        self, actor: Reader, board_date_id: str, reason: str, key: str | None = None
    ) -> BoardDateDropped:
        """Take a board date out of the plan, with a reason."""
        with self._doing("drop_board_date", actor, key) as now:
            if all(one.id != board_date_id for one in self._boards()):
                raise NotAcceptable("There is no such board date. Choose one from the list.")
            why = written(reason, "Say why the board does not meet. The steering group reads it.")
            dropped = BoardDateDropped(self._new_id(), board_date_id, why, actor.id, now)
            self._ledger.add(dropped)
            return dropped

    def _boards(self) -> list[BoardDate]:
        return self._archive.board_dates()
