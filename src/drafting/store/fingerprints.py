"""What the chain hashes of a fact: every column by name and length, personal ones by commitment."""

import hashlib
import secrets
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import index
from typing import Any

from drafting.domain.people import PasswordSet, Stakeholder
from drafting.store.facts import FACTS, table
from drafting.store.tables import columns_of

# What the right to be forgotten blanks. All are texts.
PERSONAL: dict[str, tuple[str, ...]] = {
    table(Stakeholder): ("email", "name"),
    table(PasswordSet): ("hash",),
}
# The acts with their keys are no facts of the domain, but they say who did what: they are chained.
ACT = "act"
CHAINED: tuple[str, ...] = (ACT, *(table(kind) for kind in FACTS))
_SEPARATOR = 31
_BEGINNING, _MICROSECOND = datetime(1970, 1, 1), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Print:
    """How one table's rows are hashed: all columns, those that are not personal, those that are.

    What was written is hashed by SQL, from what the database holds; what is being written by
    Python, to the same letter: a question with so much SQL takes a millisecond to plan.
    """

    table: str
    columns: Sequence[tuple[str, str]]
    whole: str
    public: str
    personal: str

    def of(self, row: Mapping[str, Any]) -> str:
        """Hash the columns of a row that are not personal, which are all in most tables."""
        personal = PERSONAL.get(self.table, ())
        return sha256(
            _laid_out(
                (name, _WRITTEN[kind](row[name]))
                for name, kind in self.columns
                if row.get(name) is not None and name not in personal
            )
        )

    @property
    def rows(self) -> str:
        """Write the SELECT of every row's place in the order of writing, and its hash."""
        if not self.personal:
            return f"SELECT t.seq, sha256({self.whole}) AS digest FROM {self.table} t"
        return (
            f"SELECT t.seq, CASE WHEN seal IS NULL THEN sha256({self.whole}) "
            f"ELSE sha256(sha256({self.public}) || seal) END AS digest FROM {self.table} t "
            "LEFT JOIN (SELECT fact_id, sealed AS seal FROM chain_commitment "
            f"WHERE kind = '{self.table}') AS c ON fact_id = t.id"
        )


def prints(cursor: Any) -> dict[str, Print]:
    """Read the tables as they stand in this database; return how each chained one is hashed."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, column, kind in sorted(columns_of(cursor), key=lambda one: one[1]):
        found.setdefault(name, []).append((column, kind))
    return {name: _print(name, found[name]) for name in CHAINED if name in found}


def _print(name: str, columns: Sequence[tuple[str, str]]) -> Print:
    personal = PERSONAL.get(name, ())
    return Print(
        name,
        columns,
        _joined(columns),
        _joined([one for one in columns if one[0] not in personal]),
        _joined([one for one in columns if one[0] in personal]) if personal else "",
    )


def _joined(columns: Sequence[tuple[str, str]]) -> str:
    # concat_ws leaves out what is NULL, so a column that is added empty changes no hash.
    return f"concat_ws(chr({_SEPARATOR}), {', '.join(_part(*one) for one in columns)})"


def _part(column: str, kind: str) -> str:
    # No way of writing a number that another version of DuckDB might write otherwise.
    value = {
        "VARCHAR": f'"{column}"',
        "TIMESTAMP": f'epoch_us("{column}")::VARCHAR',
        "DOUBLE": f'"{column}"::BIT::VARCHAR',
    }.get(kind, f'"{column}"::VARCHAR')
    return f"'{column}:' || strlen({value}) || '=' || {value}"


def committed(salt: str, values: Mapping[str, str | None]) -> str:
    """Return the commitment to personal values, by column, as SQL computes it."""
    there = ((name, value) for name, value in sorted(values.items()) if value is not None)
    return sha256(salt + _laid_out(there))


def _laid_out(values: Iterable[tuple[str, str]]) -> str:
    """Lay out columns and what is written in them as `_joined` does."""
    return chr(_SEPARATOR).join(f"{name}:{len(value.encode())}={value}" for name, value in values)


def _bits(number: float) -> str:
    return "".join(f"{byte:08b}" for byte in struct.pack(">d", number))


# Each writes what a column of its kind holds as `_part` does, or raises TypeError.
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "VARCHAR": str,
    "TIMESTAMP": lambda moment: str((moment - _BEGINNING) // _MICROSECOND),
    "DATE": date.isoformat,
    "DOUBLE": _bits,
    "BOOLEAN": lambda said: "true" if said else "false",
    "INTEGER": lambda number: str(index(number)),
    "BIGINT": lambda number: str(index(number)),
}


def new_salt() -> str:
    """Make the salt of a commitment: 128 bits that decide nothing and that nobody can guess."""
    return secrets.token_hex(16)


def sha256(text: str) -> str:
    """Return a text's SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
