"""Which words an accepted point changed, and whether they stand in the draft that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.changed_lines import lines
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.tracked_changes import compare

_SHOWN = 60  # characters of a passage inside a sentence


@dataclass(frozen=True, slots=True)
class Reworded:
    """One passage of a document that changed: as it was, and as it reads now; empty where none."""

    document_id: str
    before: str
    words: str


@dataclass(frozen=True, slots=True)
class WordsChanged(Fact):
    """The words that an accepted point changed; they stand in the draft that brings the answer.

    `before` is what stood there until then. Without `words` the passage went.
    """

    disposition_id: str
    document_id: str
    before: str
    words: str
    at: datetime


def reworded(document_id: str, old: str, new: str) -> list[Reworded]:
    """List the passages that changed from one text of a document to another, in their order."""
    return [
        Reworded(document_id, line.old.strip(), line.new.strip())
        for line in lines(compare(old, new))
        if line.changed
    ]


def landed(one: Reworded | WordsChanged, text: str) -> bool:
    """Tell whether the words stand in a text, or for words that went, that they are gone."""
    there = _folded(text)
    return _folded(one.words) in there if one.words.strip() else _folded(one.before) not in there


def ensure_landed(promised: Sequence[WordsChanged], text: str) -> None:
    """Raise NotAcceptable when an answer that goes out with a text points to words not in it."""
    missing = [one for one in promised if not landed(one, text)]
    if not missing:
        return
    first = missing[0]
    what = (
        f"say that “{_short(first.words)}” came in, which this text does not hold"
        if first.words.strip()
        else f"say that “{_short(first.before)}” went, which this text still holds"
    )
    count = "1 answer would" if len(missing) == 1 else f"{len(missing)} answers would"
    raise NotAcceptable(f"{count} {what}. Put it into the text, or answer again at Triage.")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    folded = _folded(text)
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1] + "…"
