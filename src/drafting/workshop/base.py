"""What every verb shares: an actor, a key, a moment, a transaction."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from drafting.domain.access import VERBS
from drafting.domain.people import HOUSE, Reader
from drafting.domain.rounds import Invitation, Round, RoundDraft
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.workshop.log import logged


class Verbs:
    """Verbs gather what they need, let the domain decide, and record the facts."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._ledger = Ledger(database)
        self._archive = Archive(database, HOUSE, clock)
        self._seen_by: Callable[[Reader], Archive] = partial(Archive, database, clock=clock)
        self._clock = clock
        self._new_id = new_id

    @contextlib.contextmanager
    def _doing(self, verb: str, actor: Reader, key: str | None) -> Iterator[datetime]:
        """Let an actor who may do a verb do it once for a key; yield the moment.

        Done to others, a verb may have a line of its own in the matrix: "set_password of others".
        """
        name = verb.partition(" ")[0]
        with logged(name, actor.id):
            actor.ensure_may(VERBS[verb])
            with self._ledger.transaction():
                now = self._clock()
                if key:
                    self._ledger.claim(key, name, actor.id, now)
                yield now

    def _begin(self, begun: Round, draft_ids: Sequence[str], asked: Sequence[str]) -> None:
        """Add a round with the drafts that it asks about and the people whom it asks."""
        self._ledger.add(begun)
        self._ledger.add_many(
            [
                RoundDraft(self._new_id(), begun.id, draft_id, place)
                for place, draft_id in enumerate(draft_ids, 1)
            ]
        )
        self._ledger.add_many(
            [Invitation(self._new_id(), begun.id, person, begun.at) for person in asked]
        )
