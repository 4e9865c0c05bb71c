"""What a fact is: something that happened, written down once and never changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Anything that is remembered: one class is one table, one field is one column."""

    id: str
