"""As it stood on a day, and without what was undone: both are filters over facts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from drafting.domain.comments import Comment
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.evidence import Source
from drafting.domain.people import Stakeholder
from drafting.domain.ratings import Objection, Rating
from drafting.store.facts import FACTS, columns, table

# What belongs to a fact with a moment, and has none of its own, is reached through that fact.
_DATED = tuple(table(kind) for kind in FACTS if "at" in columns(kind))
_NAMED = {name: re.compile(rf"\b(?:FROM|JOIN)\s+{name}\b") for name in _DATED}
_BEGINS = re.compile(r"\s*WITH\s+")


# What an import makes and may be taken back with it. Facts are never deleted: every question passes
# over those that were undone, as it passes over those that are later than the day it asks about.
UNDOABLE = frozenset(
    table(kind) for kind in (Stakeholder, Document, Draft, Source, Rating, Objection, Comment)
)


@lru_cache(4_000)
def _dated_in(sql: str) -> tuple[str, ...]:
    return tuple(name for name in _DATED if _NAMED[name].search(sql))


def as_it_stood(sql: str, moment: datetime, given: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return a question, and what is bound in it, asked only of facts up to a moment."""
    return veiled(sql, given, moment, lambda: False)


def veiled(
    sql: str, given: tuple[Any, ...], moment: datetime | None, undone: Callable[[], bool]
) -> tuple[str, tuple[Any, ...]]:
    """Return a question, and what is bound in it, asked of the facts that count.

    moment: only facts up to it count, where one is given. undone: tells whether anything was ever
    taken back, and is asked only where it matters. Each table is veiled by an expression of the
    same name without the other facts.
    """
    named = [name for name in _dated_in(sql) if moment or name in UNDOABLE]
    back_taken = not UNDOABLE.isdisjoint(named) and undone()
    if not named or not (moment or back_taken):
        return sql, given
    by = 'WHERE "at" <= ?' if moment else ""
    back = f"id NOT IN (SELECT made_id FROM main.undone {by})"
    veils, bound = [], []
    for name in named:
        wheres = ['"at" <= ?'] if moment else []
        wheres += [back] if back_taken and name in UNDOABLE else []
        bound += [moment] * (len(wheres) if moment else 0)
        veils.append(f"{name} AS (SELECT * FROM main.{name} WHERE {' AND '.join(wheres)})")
    begins = _BEGINS.match(sql)
    rest = f", {sql[begins.end() :]}" if begins else f" {sql}"
    stored = [one.astimezone(UTC).replace(tzinfo=None) for one in bound if one]
    return f"WITH {', '.join(veils)}{rest}", (*stored, *given)
