"""Adding to what is remembered. Nothing here changes or deletes a fact, but for `blank`."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from drafting.domain.comments import Comment
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.errors import AlreadyRecorded, NotFound
from drafting.domain.evidence import ConsentGiven, Source
from drafting.domain.fact import Fact
from drafting.domain.forgetting import KnownAs
from drafting.domain.imports import ImportRow, Undone
from drafting.domain.people import Stakeholder
from drafting.domain.ratings import Objection, Rating
from drafting.domain.survey import SurveyCount, SurveySize
from drafting.store.connection import DOORS, ENDINGS, Database
from drafting.store.everything import REFERENCES
from drafting.store.facts import FACTS, columns, table, to_row
from drafting.store.fingerprints import ACT
from drafting.store.forgetting import Mention, blank
from drafting.store.mail_doors import use_up_links
from drafting.store.second_factor import drop_second_factor, put_second_factor
from drafting.store.sessions import end_sessions_of


class Ledger:
    """The only way to add facts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep every fact added inside, or none."""
        with self._database.transaction():
            yield

    def claim(self, key: str, verb: str, actor_id: str, at: datetime) -> None:
        """Record that the act of this key was done; raise AlreadyRecorded if it was before."""
        with self._database.transaction() as cursor:
            if cursor.execute("SELECT 1 FROM act WHERE key = ?", [key]).fetchone():
                raise AlreadyRecorded("This was recorded already. Nothing was changed.")
            moment = at.astimezone(UTC).replace(tzinfo=None)
            row = [key, verb, actor_id, moment]
            self._database.chain.insert(cursor, ACT, ("key", "verb", "actor_id", "at"), [row])

    def ensure_there(self, what: str, fact_id: str, *kinds: type[Fact]) -> None:
        """Raise NotFound, naming `what`, unless a fact of one of the kinds has this id."""
        for kind in kinds:
            asked = (
                f"SELECT 1 FROM {table(kind)} WHERE id = ? "
                "AND id NOT IN (SELECT made_id FROM undone)"
            )
            if self._database.answer((asked, fact_id), asked, partial(self._read, asked, fact_id)):
                return
        raise NotFound(f"There is no such {what} here. Choose one from the list.")

    def _read(self, sql: str, *given: str) -> tuple[tuple[Any, ...], ...]:
        with self._database.reading() as cursor:
            return tuple(cursor.execute(sql, list(given)).fetchall())

    def is_by(self, stakeholder_id: str, fact_id: str, *kinds: type[Fact]) -> bool:
        """Tell whether a person wrote the fact of this id, which is of one of the kinds."""
        with self._database.reading() as cursor:
            return any(
                cursor.execute(
                    f"SELECT 1 FROM {table(kind)} WHERE id = ? AND stakeholder_id = ?",
                    [fact_id, stakeholder_id],
                ).fetchone()
                for kind in kinds
            )

    def built_on(self, import_id: str) -> Counter[type[Fact]]:
        """Count the facts that name something an import made and did not come in with it."""
        made = "SELECT made_id FROM import_row WHERE import_id = ?"
        found: Counter[type[Fact]] = Counter()
        naming = [
            (kind, column)
            for kind in FACTS
            if kind not in {ImportRow, Undone, SurveyCount, SurveySize, ConsentGiven}
            for column in columns(kind)
            if set(REFERENCES.get(column, ()))
            & {Stakeholder, Document, Draft, Source, Rating, Objection, Comment}
        ]
        with self._database.reading() as cursor:
            for kind, column in naming:
                counted = cursor.execute(
                    f"""SELECT count(*) FROM {table(kind)}
                    WHERE "{column}" IN ({made}) AND id NOT IN ({made})""",
                    [import_id, import_id],
                ).fetchone()
                found[kind] += int(counted[0]) if counted else 0
        return +found

    def add(self, *facts: Fact) -> None:
        """Add facts, each to its own table."""
        for fact in facts:
            self._insert(type(fact), [to_row(fact)])

    def add_many(self, facts: Sequence[Fact]) -> None:
        """Add many facts of one kind, faster."""
        for start in range(0, len(facts), 500):
            part = facts[start : start + 500]
            self._insert(type(part[0]), [to_row(fact) for fact in part])

    def blank(self, stakeholder_id: str, known: Sequence[KnownAs]) -> list[Mention]:
        """Blank a person who is forgotten, the one change that is made; return what was left."""
        return blank(self._database, stakeholder_id, known)

    def end_sessions(self, stakeholder_id: str, keep: str | None = None) -> None:
        """Sign a person out everywhere, but for the session of the hash `keep`. No fact changes."""
        with self._database.transaction(ENDINGS) as cursor:
            end_sessions_of(cursor, stakeholder_id, keep)

    def keep_second_factor(
        self, stakeholder_id: str, secret: str, step: int, recovery: Sequence[str]
    ) -> None:
        """Keep what a person's second factor is judged by. No fact changes."""
        with self._database.transaction(DOORS) as cursor:
            put_second_factor(cursor, stakeholder_id, secret, step, recovery)

    def drop_second_factor(self, stakeholder_id: str) -> None:
        """Forget what a person's second factor is judged by. No fact changes."""
        with self._database.transaction(DOORS) as cursor:
            drop_second_factor(cursor, stakeholder_id)

    def use_up_links(self, stakeholder_id: str) -> None:
        """Make the links and codes that were mailed to a person open nothing. No fact changes."""
        with self._database.transaction(ENDINGS) as cursor:
            use_up_links(cursor, stakeholder_id)

    def _insert(self, kind: type[Fact], rows: list[list[Any]]) -> None:
        with self._database.transaction() as cursor:
            self._database.chain.insert(cursor, table(kind), columns(kind), rows)
