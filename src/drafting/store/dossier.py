"""All that is held on one person: facts, acts, and what the doors and pages keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafting.domain.fact import Fact
from drafting.domain.forgetting import KnownAs
from drafting.domain.people import Stakeholder
from drafting.store.connection import Database
from drafting.store.everything import REFERENCES
from drafting.store.facts import FACTS, aware, columns, from_row, select, table
from drafting.store.forgetting import Mention, mentions
from drafting.store.tables import columns_of

# What opens something, and says nothing of anybody.
KEYS = frozenset({"hash", "holder", "secret"})


@dataclass(frozen=True, slots=True)
class HeldOn:
    """What is held on a person: facts by kind, other rows by table, and texts that name them."""

    facts: dict[type[Fact], list[Fact]]
    rows: dict[str, list[dict[str, Any]]]
    mentions: list[Mention]


def held_on(database: Database, stakeholder_id: str, known: Sequence[KnownAs]) -> HeldOn:
    """Gather what is held on a person. Passwords, keys and the like are left out."""
    facts: dict[type[Fact], list[Fact]] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    with database.reading() as cursor:
        for kind in FACTS:
            naming = _naming(kind)
            if not naming:
                continue
            where = " OR ".join(f'"{column}" = ?' for column in naming)
            found = cursor.execute(
                f"SELECT {select(kind)} FROM {table(kind)} WHERE {where} ORDER BY seq",
                [stakeholder_id] * len(naming),
            ).fetchall()
            if found:
                facts[kind] = [from_row(kind, row) for row in found]
        for name, column in _others(cursor):
            read = cursor.execute(f'SELECT * FROM {name} WHERE "{column}" = ?', [stakeholder_id])
            titles = [str(one[0]) for one in read.description]
            listed = [_shown(titles, row) for row in read.fetchall()]
            if listed:
                rows[name] = listed
        theirs = {one.id for listed in facts.values() for one in listed}
        named = [one for one in mentions(cursor, known) if one.id not in theirs]
    return HeldOn(facts, rows, named)


def _naming(kind: type[Fact]) -> list[str]:
    own = ["id"] if kind is Stakeholder else []
    return own + [one for one in columns(kind) if Stakeholder in REFERENCES.get(one, ())]


def _others(cursor: Any) -> list[tuple[str, str]]:
    facts = {table(kind) for kind in FACTS}
    return [
        (name, column)
        for name, column, _ in columns_of(cursor)
        if column in {"stakeholder_id", "actor_id"} and name not in facts
    ]


def _shown(titles: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {
        title: aware(value) if isinstance(value, datetime) else value
        for title, value in zip(titles, row, strict=True)
        if title not in KEYS | {"stakeholder_id", "actor_id", "seq"}
    }
