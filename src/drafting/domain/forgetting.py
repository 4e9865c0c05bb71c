"""The right to be forgotten: what is blanked, and how a name is found in what others wrote."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.fact import Fact

NAME_REMOVED = "Name removed"
IN_TEXT = "[name removed]"


@dataclass(frozen=True, slots=True)
class PersonForgotten(Fact):
    """A person's name and address were blanked; what they said stays, without a person."""

    stakeholder_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownAs:
    """A name and an address under which somebody was on the register.

    `shared` tells that somebody else on the register has the same name.
    """

    name: str
    email: str
    shared: bool = False

    @property
    def told_apart(self) -> bool:
        """Tell whether the name in a text can be nobody else's: two words, and no namesake."""
        return len(self.name.split()) > 1 and not self.shared

    @property
    def sought(self) -> tuple[str, ...]:
        """Return pieces in lower case, one of which stands in every text that holds either."""
        pieces = [max(self.name.split(), key=len)] if self.told_apart else []
        pieces += [self.email] if self.email else []
        return tuple(dict.fromkeys(one.lower() for piece in pieces for one in _forms(piece)))

    def removed_from(self, text: str) -> str:
        """Return a text without the name and the address, however they are cased or spaced."""
        return self._pattern.sub(IN_TEXT, text) if self.sought else text

    @property
    def _pattern(self) -> re.Pattern[str]:
        written = [
            r"\s+".join(map(re.escape, form.split()))
            for form in (_forms(self.name) if self.told_apart else ())
        ]
        written += [re.escape(form) for form in _forms(self.email) if form]
        return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def _forms(text: str) -> tuple[str, ...]:
    """Return a text with its accents as one character each, and as two."""
    return tuple(unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
