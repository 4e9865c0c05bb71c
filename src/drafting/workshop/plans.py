"""Verbs about the process: its beginning, its rule and its milestones."""

from datetime import date, datetime

from drafting.domain.agreement import AgreementRule, Weights, ensure_shares
from drafting.domain.errors import NotAcceptable
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneReached
from drafting.domain.people import Reader, tidy_name
from drafting.domain.privacy import SmallestGroup, ensure_larger, smallest_at
from drafting.domain.process import Process, day
from drafting.domain.written import written
from drafting.workshop.base import Verbs


class PlanVerbs(Verbs):
    """What is promised, and by when."""

    def begin_process(
        self, actor: Reader, title: str, deadline: date, clock_stands_at: datetime | None = None
    ) -> Process:
        """Begin a process in an empty database; raise NotAcceptable when there is one."""
        with self._doing("begin_process", actor, None) as now:
            begun = self._archive.process()
            if begun:
                raise NotAcceptable(f"This database holds “{begun.title}” already. Name another.")
            process = Process(
                self._new_id(), tidy_name(title, "title"), deadline, clock_stands_at, now
            )
            self._ledger.add(process)
            return process

    def fix_rule(
        self,
        actor: Reader,
        support: float,
        sector_floor: float,
        response: float,
        weights: Weights,
        reason: str = "",
        key: str | None = None,
    ) -> AgreementRule:
        """Fix what counts as agreed: shares from 0 to 1. Once a round opened it stands.

        Raises NotAcceptable for a change after the first round opened.
        """
        with self._doing("fix_rule", actor, key) as now:
            if any(one.round.opens_at <= now for one in self._archive.rounds()):
                raise NotAcceptable(
                    "The first round has opened, so the agreement rule stands. "
                    "It was fixed beforehand so that nobody can move it afterwards."
                )
            rule = AgreementRule(
                self._new_id(), support, sector_floor, response, weights, reason, actor.id, now
            )
            ensure_shares(rule)
            self._ledger.add(rule)
            return rule

    def raise_smallest_group(
        self, actor: Reader, size: int, reason: str, key: str | None = None
    ) -> SmallestGroup:
        """Show figures of groups of `size` people or more only, in rounds that close from now on.

        Raises NotAcceptable below five, and for less than before once a round has opened.
        """
        with self._doing("raise_smallest_group", actor, key) as now:
            ran = any(one.round.opens_at <= now for one in self._archive.rounds())
            ensure_larger(size, smallest_at(self._archive.smallest_groups(), now), ran)
            why = written(reason, "Say why the smallest group changes. Everybody will see it.")
            smallest = SmallestGroup(self._new_id(), size, why, actor.id, now)
            self._ledger.add(smallest)
            return smallest

    def promise(
        self, actor: Reader, title: str, baseline: date, key: str | None = None
    ) -> Milestone:
        """Promise something by a day."""
        with self._doing("promise", actor, key) as now:
            milestone = Milestone(self._new_id(), tidy_name(title, "title"), baseline, now)
            self._ledger.add(milestone)
            return milestone

    def move_milestone(
        self, actor: Reader, milestone_id: str, planned: date, reason: str, key: str | None = None
    ) -> MilestoneMove:
        """Plan another day for a promise, with a reason."""
        with self._doing("move_milestone", actor, key) as now:
            self._ledger.ensure_there("milestone", milestone_id, Milestone)
            why = written(reason, "Say why the date moves. The steering group will read it.")
            move = MilestoneMove(self._new_id(), milestone_id, planned, why, actor.id, now)
            self._ledger.add(move)
            return move

    def reach_milestone(
        self, actor: Reader, milestone_id: str, reached: date, key: str | None = None
    ) -> MilestoneReached:
        """Say on which day a promise was kept; raise NotAcceptable when that was said before."""
        with self._doing("reach_milestone", actor, key) as now:
            self._ledger.ensure_there("milestone", milestone_id, Milestone)
            for one in self._archive.milestones():
                if one.milestone.id == milestone_id and one.reached:
                    raise NotAcceptable(
                        f"“{one.milestone.title}” was reached on {day(one.reached)} already."
                    )
            end = MilestoneReached(self._new_id(), milestone_id, reached, actor.id, now)
            self._ledger.add(end)
            return end
