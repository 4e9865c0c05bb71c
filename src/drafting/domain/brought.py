"""Ratings and comments that people gave on paper or by mail, brought in on their behalf."""

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.domain.ratings import Objecting, Score


@dataclass(frozen=True, slots=True)
class BroughtRating:
    """A word on a draft; `row` is where it stood in its file."""

    email: str
    score: Score | None
    objecting: tuple[Objecting, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class BroughtComment:
    """A remark on a draft, or on the passage that `quote` repeats; empty is the whole."""

    email: str
    text: str
    quote: str = ""
    row: int = 0

    @property
    def words(self) -> tuple[str, str, str]:
        """Tell who says what of which passage: the same again is no other remark."""
        return self.email, self.text, self.quote


@dataclass(frozen=True, slots=True)
class Expected:
    """Whom a draft asks now, by e-mail address; who of them has rated it; who is not asked.

    `brought` are the remarks that came in from files: never one that somebody typed.
    """

    text: str
    asked: Mapping[str, str]
    rated: frozenset[str]
    others: frozenset[str]
    brought: frozenset[tuple[str, str, str]] = frozenset()

    def fault(self, email: str) -> str:
        """Say why this person cannot be spoken for; nothing when they can."""
        if email in self.others:
            return f"{email} is on the register, but is not asked about this draft now"
        if email not in self.asked:
            return f"{email} is not on the register"
        return ""
