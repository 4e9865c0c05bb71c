"""As it stood on a day: facts are only ever added, so the past is a filter over them."""

import re
from datetime import UTC, datetime
from typing import Any

from drafting.store.facts import FACTS, columns, table

# What belongs to a fact with a moment, and has none of its own, is reached through that fact.
_DATED = tuple(table(kind) for kind in FACTS if "at" in columns(kind))
_NAMED = {name: re.compile(rf"\b(?:FROM|JOIN)\s+{name}\b") for name in _DATED}
_BEGINS = re.compile(r"\s*WITH\s+")


def as_it_stood(sql: str, moment: datetime, given: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return a question, and what is bound in it, asked only of facts up to a moment.

    Each table that it names is veiled by an expression of the same name without later facts.
    """
    named = [name for name in _DATED if _NAMED[name].search(sql)]
    if not named:
        return sql, given
    veils = ", ".join(f'{name} AS (SELECT * FROM main.{name} WHERE "at" <= ?)' for name in named)
    begins = _BEGINS.match(sql)
    rest = f", {sql[begins.end() :]}" if begins else f" {sql}"
    bound = moment.astimezone(UTC).replace(tzinfo=None)
    return f"WITH {veils}{rest}", (*[bound] * len(named), *given)
