"""Verbs about the second factor: turning it on and off."""

from drafting.domain.people import Reader
from drafting.domain.second_factor import SecondFactorTurned
from drafting.workshop.base import Verbs


class SecondFactorVerbs(Verbs):
    """Whether a password alone is enough."""

    def turn_on_second_factor(
        self, actor: Reader, secret: str, step: int, recovery: list[str], key: str | None = None
    ) -> SecondFactorTurned:
        """Ask for a code of this secret whenever the actor signs in from now on.

        `step` is the step of the code that was shown, `recovery` the hashes of recovery codes.
        """
        with self._doing("turn_on_second_factor", actor, key) as now:
            turned = SecondFactorTurned(self._new_id(), actor.id, True, actor.id, now)
            self._ledger.add(turned)
            self._ledger.keep_second_factor(actor.id, secret, step, recovery)
            return turned

    def turn_off_second_factor(
        self, actor: Reader, stakeholder_id: str, key: str | None = None
    ) -> SecondFactorTurned:
        """Ask a person for no second factor any more: oneself, or by the chair a lost phone's."""
        whose = "" if stakeholder_id == actor.id else " of others"
        with self._doing(f"turn_off_second_factor{whose}", actor, key) as now:
            person = self._archive.stakeholder(stakeholder_id)
            turned = SecondFactorTurned(self._new_id(), person.id, False, actor.id, now)
            self._ledger.add(turned)
            self._ledger.drop_second_factor(person.id)
            return turned
