"""Verbs about what is kept of people: forgetting one, and how long all of it is kept."""

from collections.abc import Sequence
from datetime import date

from drafting.domain.forgetting import KnownAs, PersonForgotten
from drafting.domain.people import Reader, Role, RoleGiven, ensure_another_chair
from drafting.domain.retention import Retention, ensure_kept_long_enough
from drafting.store.forgetting import Mention
from drafting.workshop.base import Verbs


class ForgettingVerbs(Verbs):
    """What is kept of whom, and for how long."""

    def forget(
        self,
        actor: Reader,
        stakeholder_id: str,
        known: Sequence[KnownAs] = (),
        key: str | None = None,
        *,
        in_a_copy: bool = False,
    ) -> list[Mention]:
        """Blank a person's name, address and password; return the frozen texts that name them.

        Their opinions stay, without a person. `known` holds names they had elsewhere. The words are
        gone from the file itself only once it was written anew. The only chair cannot go, unless
        from a copy.
        """
        with self._doing("forget", actor, key) as now:
            person = self._archive.stakeholder(stakeholder_id)
            if not in_a_copy:
                ensure_another_chair(person, self._archive.stakeholders())
            if person.id not in self._archive.forgotten():
                observer = Role.OBSERVER
                self._ledger.add(
                    RoleGiven(self._new_id(), person.id, observer, actor.id, now),
                    PersonForgotten(self._new_id(), person.id, now),
                )
                known = [*known, self._archive.known_as(person.id)]
            return self._ledger.blank(person.id, known)

    def keep_until(
        self, actor: Reader, until: date, reason: str = "", key: str | None = None
    ) -> Retention:
        """Say until which day the whole process is kept; the newest word holds.

        Raises NotAcceptable for a day that has passed, or before the deadline.
        """
        with self._doing("keep_until", actor, key) as now:
            process = self._archive.process()
            ensure_kept_long_enough(until, process.deadline if process else until, now)
            kept = Retention(self._new_id(), until, reason.strip(), actor.id, now)
            self._ledger.add(kept)
            return kept
