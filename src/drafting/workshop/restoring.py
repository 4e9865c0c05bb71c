"""The verb that makes a database again from what left another one."""

from collections.abc import Mapping, Sequence

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.people import Reader
from drafting.domain.process import Process
from drafting.domain.second_factor import SecondFactorHeld
from drafting.store.facts import FACTS
from drafting.workshop.base import Verbs

Facts = Mapping[type[Fact], Sequence[Fact]]


class RestoreVerbs(Verbs):
    """Everything in."""

    def restore(
        self,
        actor: Reader,
        facts: Facts,
        key: str | None = None,
        second_factors: Sequence[SecondFactorHeld] = (),
    ) -> int:
        """Add every fact of another database as it stands there; return how many.

        With it goes what second factors are judged by, if it was brought. Raises NotAcceptable
        when this database holds a process, or when the facts hold none.
        """
        with self._doing("restore", actor, key):
            begun = self._archive.process()
            if begun:
                raise NotAcceptable(
                    f"This database holds “{begun.title}” already, and an import mixes nothing. "
                    "Name a new file with --database."
                )
            if not facts.get(Process):
                raise NotAcceptable("There is no process in this export. Make it again.")
            for kind in FACTS:
                self._ledger.add_many(facts.get(kind, ()))
            for one in second_factors:
                self._ledger.keep_second_factor(
                    one.stakeholder_id, one.secret, one.step, one.recovery_hashes
                )
            return sum(map(len, facts.values()))
