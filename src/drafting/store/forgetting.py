"""Blanking a person: the one place where facts change, and the chain over them still holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.domain.drafts import Draft
from drafting.domain.evidence import SummaryCirculated
from drafting.domain.forgetting import NAME_REMOVED, KnownAs
from drafting.domain.people import Organisation, PasswordSet, Sector, Stakeholder
from drafting.store.connection import ENDINGS, REWRITING, Cursor, Database
from drafting.store.facts import table
from drafting.store.second_factor import TABLES
from drafting.store.sessions import end_sessions_of
from drafting.store.tables import columns_of

# Texts that a fingerprint freezes: a name in one cannot be taken out, only told of.
FROZEN = frozenset({(table(Draft), "text"), (table(SummaryCirculated), "text")})
# What quotes such a text must go on doing so, or it is found nowhere.
QUOTING = frozenset({"quote", "passage", "before"})
# Names that must stay unique.
_NAMED_ONCE = frozenset({table(Organisation), table(Sector)})
# What the doors and the pages keep of a person; none of it is a fact.
DOORS = (
    *(*TABLES, "known_device", "sign_in_refused"),
    *("mail_link", "mail_code", "calendar_address", "typed"),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that holds a name or an address: its table and column, its fact's id, its words."""

    table: str
    column: str
    id: str
    text: str

    @property
    def frozen(self) -> bool:
        """Tell whether a fingerprint freezes it."""
        return (self.table, self.column) in FROZEN


def blank(database: Database, stakeholder_id: str, known: Sequence[KnownAs]) -> list[Mention]:
    """Blank a person's name, address and password wherever they stand; return what was left.

    What is left are frozen texts that hold the name. Their sessions end, and what the doors and
    pages keep of them goes. Where texts of others change, the facts are sealed anew.
    """
    with database.transaction(ENDINGS), database.transaction(REWRITING) as cursor:
        people, passwords = table(Stakeholder), table(PasswordSet)
        cursor.execute(
            f"UPDATE {people} SET name = ?, email = '' WHERE id = ?", [NAME_REMOVED, stakeholder_id]
        )
        cursor.execute(
            f"UPDATE {passwords} SET hash = '' WHERE stakeholder_id = ?", [stakeholder_id]
        )
        cursor.execute(
            "UPDATE chain_commitment SET salt = NULL WHERE (kind = ? AND fact_id = ?) "
            f"OR (kind = ? AND fact_id IN (SELECT id FROM {passwords} WHERE stakeholder_id = ?))",
            [people, stakeholder_id, passwords, stakeholder_id],
        )
        end_sessions_of(cursor, stakeholder_id)
        for name in DOORS:
            cursor.execute(f"DELETE FROM {name} WHERE stakeholder_id = ?", [stakeholder_id])
        found = list(mentions(cursor, known))
        left = [one for one in found if one.frozen]
        others = [one for one in found if not (one.frozen or (left and one.column in QUOTING))]
        for one in others:
            _remove(cursor, one, known)
        if others or _never_committed(cursor, stakeholder_id):
            database.chain.anew(cursor)
        return left


def mentions(cursor: Cursor, known: Sequence[KnownAs]) -> Iterator[Mention]:
    """Find every text in the database that holds a name or an address."""
    sought = [piece for one in known for piece in one.sought]
    if not sought:
        return
    texts = _texts(cursor)
    for name, column in texts:
        key = "id" if (name, "id") in texts else "''"
        where = " OR ".join([f'contains(lower("{column}"), ?)'] * len(sought))
        rows = cursor.execute(
            f'SELECT {key}, "{column}" FROM {name} WHERE {where}', sought
        ).fetchall()
        for id_, text in rows:
            if _without(text, known) != text:
                yield Mention(name, column, id_, text)


def _never_committed(cursor: Cursor, stakeholder_id: str) -> bool:
    """Tell whether a row of theirs is older than the chain, which then holds its very words."""
    row = cursor.execute(
        f"SELECT 1 FROM (SELECT id FROM {table(Stakeholder)} WHERE id = ? UNION ALL "
        f"SELECT id FROM {table(PasswordSet)} WHERE stakeholder_id = ?) AS theirs "
        "WHERE id NOT IN (SELECT fact_id FROM chain_commitment) LIMIT 1",
        [stakeholder_id, stakeholder_id],
    ).fetchone()
    return row is not None


def _remove(cursor: Cursor, one: Mention, known: Sequence[KnownAs]) -> None:
    left = _without(one.text, known)
    if one.table in _NAMED_ONCE:
        left = f"{left} {one.id[-8:]}"
    # Rows of one text are all mentioned, and lose the same words.
    cursor.execute(
        f'UPDATE {one.table} SET "{one.column}" = ? WHERE "{one.column}" = ?', [left, one.text]
    )


def _without(text: str, known: Sequence[KnownAs]) -> str:
    for one in known:
        text = one.removed_from(text)
    return text


def _texts(cursor: Cursor) -> list[tuple[str, str]]:
    return [
        (name, column)
        for name, column, kind in columns_of(cursor)
        if kind == "VARCHAR" and not name.startswith("chain_")
    ]
