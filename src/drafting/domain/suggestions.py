"""Replacement wording that people propose, bundled by passage and merged exactly.

What counts as a conflict:
- Two suggestions whose passages share no character never conflict. Adjacent passages share none;
  an insertion at the edge of a passage stands before or behind its new words.
- Where their passages overlap, only what each really changes counts: from the first whole word that
  differs to the last. Two such edits conflict when they overlap or touch, so that one inside
  another's deletion does, and changes to both ends of one sentence do not.
- Two insertions at one point conflict: their order would be a guess.
- The same edit proposed twice is one edit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from drafting.domain.carry import Carrier
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.tracked_changes import Change, compare
from drafting.domain.tracked_changes.words import words as words_of

LONGEST_WORDING = 20_000  # characters
_SHOWN = 60  # characters of a text inside a sentence
_AROUND = 40  # characters on both sides by which the place of an insertion is known again


@dataclass(frozen=True, slots=True)
class Suggestion(Fact):
    """Wording to stand in a draft from `start` to `end` (exclusive) instead of `quote`.

    Offsets are Python string offsets into the draft's text, whose `start` to `end` is exactly
    `quote`. An empty quote inserts; empty words delete.
    """

    draft_id: str
    stakeholder_id: str
    round_id: str | None
    start: int
    end: int
    quote: str
    words: str
    reason: str
    at: datetime

    @property
    def edit(self) -> "Edit":
        """Return what it really changes, in whole words."""
        old, new = words_of(self.quote), words_of(self.words)
        short = min(len(old), len(new))
        head = next((n for n in range(short) if old[n] != new[n]), short)
        rest = short - head
        tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
        return Edit(
            self.start + sum(map(len, old[:head])),
            self.end - sum(map(len, old[len(old) - tail :])),
            "".join(new[head : len(new) - tail]),
        )


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words to stand from `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two suggestions that cannot both be adopted as they are."""

    one: Suggestion
    other: Suggestion

    @property
    def why(self) -> str:
        """Say what they both want to change."""
        outer, inner = sorted((self.one, self.other), key=lambda each: each.start - each.end)
        if not outer.quote:
            return "Two suggestions add words at the same place. Choose one of them."
        if not inner.quote:
            added, changed = _shown(inner.words), _shown(outer.quote)
            return (
                f"One suggestion adds “{added}” inside “{changed}”, which another changes. "
                "Choose one of them."
            )
        return f"Two suggestions change “{_shown(inner.quote)}”. Choose one of them."


@dataclass(frozen=True, slots=True)
class Bundle:
    """Suggestions on one passage of a draft, and which of them exclude one another."""

    draft_id: str
    start: int
    end: int
    suggestions: tuple[Suggestion, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A suggestion that was not merged, and why, in a sentence."""

    suggestion: Suggestion
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with suggestions merged into it; what was left out is named, never guessed in."""

    text: str
    taken: tuple[Suggestion, ...]
    refused: tuple[Refusal, ...]
    conflicts: tuple[Conflict, ...]


def proposed(text: str, start: int, end: int, words: str) -> str:
    """Return the quote that a suggestion on this passage of a draft carries.

    Raises NotAcceptable when the passage is not in the text, or the words are too long or the same.
    """
    if not 0 <= start <= end <= len(text):
        raise NotAcceptable("That passage is not in the draft. Choose it again.")
    if len(words) > LONGEST_WORDING:
        raise NotAcceptable(
            f"Your wording has {len(words):,} characters; the most is {LONGEST_WORDING:,}. "
            "Shorten it or make two suggestions of it."
        )
    if words == text[start:end]:
        raise NotAcceptable(
            "Your wording is the same as the draft's. Change it before you send it."
        )
    return text[start:end]


def conflict(one: Suggestion, other: Suggestion) -> bool:
    """Tell whether two suggestions on one text exclude one another (see the head of this file)."""
    mine, theirs = one.edit, other.edit
    if mine == theirs:
        return False
    if one.start == one.end == other.start == other.end:
        return True
    return _overlap(one, other) and mine.start <= theirs.end and theirs.start <= mine.end


def bundle(suggestions: Iterable[Suggestion]) -> list[Bundle]:
    """Gather suggestions whose passages overlap, passage by passage in the order of the text.

    Insertions join the passage they stand in or at, and one another at one point.
    """
    bundles: list[list[Suggestion]] = []
    reach = 0
    for one in sorted(suggestions, key=lambda each: (each.draft_id, *_place(each))):
        last = bundles[-1] if bundles else None
        joins = last is not None and last[-1].draft_id == one.draft_id
        if joins and last is not None and (one.start < reach or _at_edge(one, last, reach)):
            last.append(one)
            reach = max(reach, one.end)
        else:
            bundles.append([one])
            reach = one.end
    return [_bundled(each) for each in bundles]


def follow(one: Suggestion, carrier: Carrier) -> Suggestion:
    """Return the suggestion with its offsets in the carrier's new text.

    Raises NotAcceptable when its passage, or the place of an insertion, is not just the same there.
    """
    place = carrier.exactly(one.start, one.end)
    if place is None or carrier.old[one.start : one.end] != one.quote:
        what = f"“{_shown(one.quote)}”" if one.quote else f"The place for “{_shown(one.words)}”"
        raise NotAcceptable(
            f"{what} is not in the text any more as it was. Look for what became of it and change "
            "it there, or decline the suggestion."
        )
    return replace(one, start=place[0], end=place[1])


def merge(text: str, chosen: Iterable[Suggestion], made_on: str | None = None) -> Merged:
    """Merge the chosen suggestions into a text, each exactly at its place.

    made_on: the draft they were made on, where `text` is not that draft; an insertion, which has no
    quote, is then known by what stands around it. Left out and named are: what no longer fits, and
    all that conflict with another chosen one. The order of `chosen` makes no difference.
    """
    refused, fitting = [], []
    for one in sorted(chosen, key=_place):
        why = _misfit(text, one, made_on)
        if why:
            refused.append(Refusal(one, why))
        else:
            fitting.append(one)
    conflicts = _conflicts(fitting)
    torn = {each.id for found in conflicts for each in (found.one, found.other)}
    refused += [
        Refusal(one, next(found.why for found in conflicts if one in (found.one, found.other)))
        for one in fitting
        if one.id in torn
    ]
    taken = [one for one in fitting if one.id not in torn]
    return Merged(_applied(text, taken), tuple(taken), tuple(refused), tuple(conflicts))


def preview(text: str, chosen: Iterable[Suggestion], made_on: str | None = None) -> list[Change]:
    """Return what merging would change, as tracked changes."""
    return compare(text, merge(text, chosen, made_on).text)


def _applied(text: str, suggestions: Sequence[Suggestion]) -> str:
    pieces, place = [], 0
    done: set[Edit] = set()
    # At one point an insertion goes before what replaces the words behind it; of two insertions
    # there, which only adjacent passages can bring, the one of the first passage.
    for one in sorted(suggestions, key=lambda each: (each.edit.start, *_place(each))):
        edit = one.edit
        if edit in done:
            continue
        done.add(edit)
        pieces += [text[place : edit.start], edit.words]
        place = edit.end
    return "".join([*pieces, text[place:]])


def _misfit(text: str, one: Suggestion, made_on: str | None) -> str:
    """Say why a suggestion does not fit a text; "" when it does."""
    if not 0 <= one.start <= one.end <= len(text):
        return (
            f"The text ends before the place of “{_shown(one.quote or one.words)}”. "
            "Find the passage in the text and change it there."
        )
    here = text[one.start : one.end]
    if here != one.quote:
        return (
            f"This suggestion was made for “{_shown(one.quote)}”, but the text now reads "
            f"“{_shown(here)}” there. Find its passage in the text and change it there."
        )
    if not one.quote and made_on is not None and not _same_around(text, made_on, one.start):
        return (
            f"The text around the place where “{_shown(one.words)}” was to come in has changed. "
            "Find the place in the text and add it there."
        )
    return ""


def _same_around(text: str, made_on: str, place: int) -> bool:
    before, after = max(0, place - _AROUND), place + _AROUND
    return text[before:place] == made_on[before:place] and text[place:after] == made_on[place:after]


def _conflicts(suggestions: Sequence[Suggestion]) -> list[Conflict]:
    """List the conflicts among suggestions sorted by place."""
    found = []
    for number, one in enumerate(suggestions):
        for other in suggestions[number + 1 :]:
            if other.start > one.end:
                break
            if conflict(one, other):
                found.append(Conflict(one, other))
    return found


def _overlap(one: Suggestion, other: Suggestion) -> bool:
    """Tell whether passages share a character, or an insertion stands strictly inside one."""
    return one.start < other.end and other.start < one.end


def _at_edge(one: Suggestion, last: Sequence[Suggestion], reach: int) -> bool:
    """Tell whether a suggestion and the passage that ends where it begins meet in an insertion."""
    if one.start != reach:
        return False
    return one.start == one.end or any(each.start == each.end == reach for each in last)


def _bundled(suggestions: Sequence[Suggestion]) -> Bundle:
    return Bundle(
        suggestions[0].draft_id,
        min(each.start for each in suggestions),
        max(each.end for each in suggestions),
        tuple(suggestions),
        tuple(_conflicts(suggestions)),
    )


def _place(one: Suggestion) -> tuple[int, int, datetime, str]:
    return (one.start, one.end, one.at, one.id)


def _shown(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1] + "…"
