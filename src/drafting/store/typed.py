"""What people type and have not sent: each person's own, kept until sent or 30 days old.

Not facts: rows change in place. Every method names whose text it is, and touches no other's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drafting.domain.errors import NotAcceptable
from drafting.store.connection import TYPING, Cursor, Database
from drafting.store.facts import aware

KEPT_FOR = timedelta(days=30)
SWEPT_EVERY = timedelta(hours=1)
LONGEST = 400_000  # characters, as a draft may have
LONGEST_BASIS = 200
MOST_BOXES = 500  # of one person
MOST_EMPTY = 10_000


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that was typed into one box of one window's form (its drawing), and on which basis."""

    drawing: str
    text: str
    at: datetime
    basis: str = ""


class TypedTexts:
    """The texts that are being typed in this process's database."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._swept: datetime | None = None
        self._empty: dict[tuple[str, str], tuple[int, ...]] = {}

    def keep(
        self,
        whose: str,
        field: str,
        drawing: str,
        text: str,
        turn: int,
        began: Typed | None = None,
        basis: str = "",
    ) -> bool:
        """Keep what was typed; tell whether it was kept. `began` is the text it was begun from.

        `basis` says what of others' stood beneath, in the words of the box. Nothing is kept of a
        drawing whose act is done, nor of a turn that a later one overtook.
        Raises NotAcceptable when the text is too long, or too many boxes are full.
        """
        if len(basis) > LONGEST_BASIS:
            raise NotAcceptable("This text belongs to no box. Reload the page.")
        if len(text) > LONGEST:
            raise NotAcceptable(
                f"This text has {len(text):,} characters; the most is {LONGEST:,}. Shorten it."
            )
        now = self._clock()
        with self._database.transaction(TYPING) as cursor:
            self._sweep(cursor, now)
            if cursor.execute("SELECT 1 FROM act WHERE key = ?", [drawing]).fetchone():
                return False
            if began and began.drawing != drawing:
                _forget(cursor, whose, field, began)
            elsewhere = cursor.execute(
                "SELECT count(*) FROM typed WHERE stakeholder_id = ?"
                " AND NOT (field = ? AND drawing = ?)",
                [whose, field, drawing],
            ).fetchone()
            if elsewhere and elsewhere[0] >= MOST_BOXES:
                raise NotAcceptable(
                    "You have begun too many texts without sending them. Send or empty some."
                )
            cursor.execute(
                'INSERT INTO typed (stakeholder_id, field, drawing, text, turn, "at", basis)'
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stakeholder_id, field, drawing)"
                " DO UPDATE SET text = excluded.text, turn = excluded.turn,"
                ' "at" = excluded."at", basis = excluded.basis'
                " WHERE typed.turn < excluded.turn",
                [whose, field, drawing, text, turn, _bare(now), basis],
            )
        return True

    def of(self, whose: str, field: str) -> list[Typed]:
        """Return what a person typed into a box and did not send, the newest first."""
        return [one for one in self._all_of(whose, field) if one.at > self._clock() - KEPT_FOR]

    def _all_of(self, whose: str, field: str) -> tuple[Typed, ...]:
        # Each box of each page asks, and most hold nothing: that is known until anybody types.
        typings = self._database.typings
        if typings is not None and self._empty.get((whose, field)) == typings:
            return ()
        with self._database.reading() as cursor:
            rows = cursor.execute(
                """SELECT drawing, text, "at", coalesce(basis, '') FROM typed
                WHERE stakeholder_id = ? AND field = ? ORDER BY "at" DESC, turn DESC""",
                [whose, field],
            ).fetchall()
        texts = tuple(Typed(drawing, text, aware(at), basis) for drawing, text, at, basis in rows)
        if typings is not None and not texts:
            if len(self._empty) >= MOST_EMPTY:
                self._empty.clear()
            self._empty[whose, field] = typings
        return texts

    def of_act(self, whose: str, act: str) -> list[Typed]:
        """Return what a person typed into any box of an act and did not send, oldest first."""
        with self._database.reading() as cursor:
            rows = cursor.execute(
                'SELECT drawing, text, "at" FROM typed WHERE stakeholder_id = ?'
                ' AND ends_with(field, ?) AND "at" > ? ORDER BY "at", turn',
                [whose, f" of {act}", _bare(self._clock() - KEPT_FOR)],
            ).fetchall()
        return [Typed(drawing, text, aware(at)) for drawing, text, at in rows]

    def drop(self, whose: str, field: str, drawing: str) -> None:
        """Throw away what one window's box holds."""
        with self._database.transaction(TYPING) as cursor:
            cursor.execute(
                "DELETE FROM typed WHERE stakeholder_id = ? AND field = ? AND drawing = ?",
                [whose, field, drawing],
            )

    def sent(
        self, whose: str, field: str, drawing: str, text: str, began: Typed | None = None
    ) -> None:
        """Forget what was sent, and what it was begun from; another window's other text stays."""
        with self._database.transaction(TYPING) as cursor:
            cursor.execute(
                "DELETE FROM typed WHERE stakeholder_id = ? AND field = ?"
                " AND (drawing = ? OR text = ?)",
                [whose, field, drawing, text],
            )
            if began:
                _forget(cursor, whose, field, began)

    def _sweep(self, cursor: Cursor, now: datetime) -> None:
        if self._swept is None or now >= self._swept + SWEPT_EVERY:
            cursor.execute('DELETE FROM typed WHERE "at" <= ?', [_bare(now - KEPT_FOR)])
            self._swept = now


def _forget(cursor: Cursor, whose: str, field: str, one: Typed) -> None:
    cursor.execute(
        "DELETE FROM typed WHERE stakeholder_id = ? AND field = ? AND drawing = ? AND text = ?",
        [whose, field, one.drawing, one.text],
    )


def _bare(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
