"""Questions about the process, its rule and its milestones."""

from drafting.domain.agreement import AgreementRule
from drafting.domain.milestones import (
    Milestone,
    MilestoneMove,
    MilestoneNow,
    MilestoneReached,
)
from drafting.domain.process import Process
from drafting.store.archive.base import Questions


class PlanQuestions(Questions):
    """What is promised, and by when."""

    def process(self) -> Process | None:
        """Return the process of this database; None before `drafting init`."""
        return self._newest(Process)

    def rules(self) -> list[AgreementRule]:
        """Return every agreement rule, oldest first; the last one holds."""
        self._need("rules")
        return self._facts(AgreementRule)

    def rule(self) -> AgreementRule:
        """Return the agreement rule that holds."""
        self._need("rule")
        return self._one(AgreementRule, "agreement rule", "")

    def milestones(self) -> list[MilestoneNow]:
        """Return the milestones by the date that holds now."""
        self._need("milestones")
        moves, reached = self._facts(MilestoneMove), self._facts(MilestoneReached)
        found = [
            MilestoneNow(
                one,
                tuple(move for move in moves if move.milestone_id == one.id),
                next((end.reached for end in reached if end.milestone_id == one.id), None),
            )
            for one in self._facts(Milestone)
        ]
        return sorted(found, key=lambda one: (one.planned, one.milestone.baseline))
