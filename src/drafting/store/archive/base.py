"""What every question shares: who asks, when, and how rows become facts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from drafting.domain.access import QUESTIONS
from drafting.domain.errors import NotFound
from drafting.domain.fact import Fact
from drafting.domain.people import Reader
from drafting.store.answers_kept import WHOLE, Parts, of_one
from drafting.store.archive.past import veiled
from drafting.store.connection import Database
from drafting.store.facts import from_row, select, table

F = TypeVar("F", bound=Fact)


class Questions:
    """Questions asked by one reader; each checks that the reader may have the answer."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        clock: Callable[[], datetime],
        as_of: datetime | None = None,
    ) -> None:
        """Ask as `reader`; with `as_of`, of what was known at that moment, at which time stands."""
        self._database = database
        self._reader = reader
        self.as_of = as_of
        self._tell_time = clock

    def _clock(self) -> datetime:
        return self.as_of or self._tell_time()

    def _need(self, question: str) -> None:
        self._reader.ensure_may(QUESTIONS[question])

    def _rows(self, sql: str, *given: Any, parts: Parts = WHOLE) -> list[tuple[Any, ...]]:
        sql, given = self._veiled(sql, given)
        # Asked of other parts it is another question: what it may not miss has changed meanwhile.
        key = (sql, given, *parts.items())
        return list(self._database.answer(key, sql, lambda: self._read(sql, given), parts))

    def _read(self, sql: str, given: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
        with self._database.reading() as cursor:
            return tuple(cursor.execute(sql, list(given)).fetchall())

    def _rows_over(
        self, name: str, sql: str, given: tuple[Any, ...], *questions: str, parts: Parts = WHOLE
    ) -> list[list[tuple[Any, ...]]]:
        """Return the rows of several questions about what one question found, under a name."""
        sql, given = self._veiled(sql, given)
        for one in (sql, *questions):
            self._database.reads(one, parts)
        with self._database.reading() as cursor:
            cursor.execute(f"CREATE TEMP TABLE {name} AS {sql}", list(given))
            found = []
            for question in questions:
                asked, bound = self._veiled(question, ())
                found.append(cursor.execute(asked, list(bound)).fetchall())
            cursor.execute(f"DROP TABLE {name}")
            return found

    def _veiled(self, sql: str, given: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        """Return a question of the facts that count at the moment asked about."""
        return veiled(sql, given, self.as_of, self._undone)

    def _undone(self) -> bool:
        """Tell whether anything was ever taken back."""
        asked = "SELECT 1 FROM undone LIMIT 1"
        return bool(self._database.answer(asked, asked, lambda: self._read(asked, ())))

    def _facts(self, kind: type[F], rest: str = "", *given: Any, whose: str = "") -> list[F]:
        """Return the facts of a kind, oldest first; `rest` may hold a WHERE on the alias `f`.

        whose: the person to whose facts of this kind `rest` keeps, if it keeps to one's.
        """
        name = table(kind)
        sql = f'SELECT {select(kind, "f")} FROM {name} f {rest} ORDER BY f."at", f.seq'
        sql, given = self._veiled(sql, given)

        def read() -> tuple[F, ...]:
            return tuple(from_row(kind, row) for row in self._read(sql, given))

        parts = {name: (of_one(name, whose),)} if whose else WHOLE
        return list(self._database.answer((kind, sql, given), sql, read, parts))

    def _documents_of_drafts(self) -> dict[str, str]:
        return dict(self._rows("SELECT id, document_id FROM draft"))

    def _one(self, kind: type[F], what: str, rest: str, *given: Any) -> F:
        """Return the newest such fact, or raise NotFound naming `what`."""
        found = self._facts(kind, rest, *given)
        if not found:
            raise NotFound(f"There is no such {what} here. Choose one from the list.")
        return found[-1]

    def _newest(self, kind: type[F], rest: str = "", *given: Any, whose: str = "") -> F | None:
        found: Sequence[F] = self._facts(kind, rest, *given, whose=whose)
        return found[-1] if found else None
