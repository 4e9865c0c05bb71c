"""What people said that stands behind the words of a draft.

A suggestion stands behind a line when the chair accepted it (or accepted it amended) with the draft
that brought words of the line, and those are the suggestion's own: put into the draft it was made
on, at its place, most of the letters it adds are found again in that draft. A comment or an
objection stands behind a line when it was accepted so, and the passage it quotes is what that draft
changed. Nothing else is named: the draft's note says why for the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.domain.carry import Carrier, State
from drafting.domain.carry.survival import Survival
from drafting.domain.comments import Decision, Disposition, Remark
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.origins import Birth, born_lines
from drafting.domain.proposals import Proposal
from drafting.domain.tracked_changes import Op, compare

TAKEN_FROM = 0.6
"""Share of the letters a suggestion adds that must be found again, as for a passage carried."""

TOUCHES_FROM = 0.5
"""Share of the letters taken, or of those the draft brought to the line, that must be the same."""

_TAKEN = frozenset({Decision.ACCEPTED, Decision.AMENDED})
Letters = frozenset[Birth]


@dataclass(frozen=True, slots=True)
class Behind:
    """A line of the last draft, the numbers of the drafts that brought its words, and what was
    said before it came."""

    line: str
    numbers: tuple[int, ...]
    said: tuple[Proposal | Remark, ...]


def behind(
    drafts: Sequence[Draft], made: Iterable[Proposal], said: Iterable[Remark]
) -> list[Behind]:
    """Tell for each line of the last of these drafts which brought it, and what stands behind it.

    drafts: all of a document up to one, in order. made, said: what people proposed and remarked on
    them, as the reader may see it, with the answers that are out.
    """
    past = _Past(drafts)
    taken = [(one, past.taken(one)) for one in made]
    asked = [(one, past.asked(one)) for one in said]
    found = []
    for line, born in born_lines([draft.text for draft in drafts]):
        letters = frozenset(birth for birth in born if past.is_letter(birth))
        because: list[Proposal | Remark] = [one for one, own in taken if _is_from(own, letters)]
        because += [one for one, passage in asked if passage & letters]
        numbers = sorted({drafts[number - 1].number for number, _ in born})
        found.append(Behind(line, tuple(numbers), tuple(because)))
    return found


def _is_from(own: Letters, line: Letters) -> bool:
    """Tell whether a line has words of a suggestion: half of either's, at the least."""
    drafts = {number for number, _ in own}
    brought = sum(number in drafts for number, _ in line)
    same = len(own & line)
    return same > 0 and same >= TOUCHES_FROM * min(len(own), brought)


class _Past:
    """The drafts of a document, and what of each was taken up in a later one."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._place = {draft.id: place for place, draft in enumerate(drafts)}
        self._carriers: dict[tuple[int, int], Carrier] = {}

    def is_letter(self, birth: Birth) -> bool:
        """Tell letters and digits from signs, which stand everywhere and prove nothing."""
        return self._drafts[birth[0] - 1].text[birth[1]].isalnum()

    def taken(self, one: Proposal) -> Letters:
        """Return the letters a suggestion adds where the draft it was answered with has them."""
        made = one.suggestion
        way = self._way(made.draft_id, one.disposition)
        if way is None:
            return frozenset()
        old, new = (self._drafts[place].text for place in way)
        wished = f"{old[: made.start]}{made.words}{old[made.end :]}"
        survival = Survival(compare(wished, new))
        added = landed = 0
        letters: set[Birth] = set()
        for start, end in _added(made.quote, made.words, made.start):
            added += _count(wished[start:end])
            for run in survival.of(start, end):
                landed += _count(new[run.new : run.new_end])
                letters |= self._letters(way[1], run.new, run.new_end)
        return frozenset(letters) if added and landed >= TAKEN_FROM * added else frozenset()

    def asked(self, one: Remark) -> Letters:
        """Return the letters of the passage that a remark quotes, where it was changed for it."""
        way = self._way(one.draft_id, one.disposition)
        if way is None or not one.quote:
            return frozenset()
        if way not in self._carriers:
            old, new = (self._drafts[place].text for place in way)
            self._carriers[way] = Carrier(old, new)
        try:
            carried = self._carriers[way].carry(one.quote)
        except (NotAcceptable, NotFound):  # it stands there twice, or not to the letter
            return frozenset()
        if carried.state is not State.CHANGED or carried.start is None or carried.end is None:
            return frozenset()
        return self._letters(way[1], carried.start, carried.end)

    def _way(self, draft_id: str, answer: Disposition | None) -> tuple[int, int] | None:
        """Return the places of the draft that was spoken on and of the one that took it up."""
        spoken = self._place.get(draft_id)
        if spoken is None or answer is None or answer.decision not in _TAKEN:
            return None
        later = range(spoken + 1, len(self._drafts))
        return next(
            ((spoken, place) for place in later if self._drafts[place].at >= answer.at), None
        )

    def _letters(self, place: int, start: int, end: int) -> Letters:
        return frozenset(
            birth
            for birth in ((place + 1, letter) for letter in range(start, end))
            if self.is_letter(birth)
        )


def _added(quote: str, words: str, start: int) -> Iterable[tuple[int, int]]:
    """Yield the spans that a suggestion adds, in the text with its words put in at `start`."""
    for change in compare(quote, words):
        if change.op is Op.REMOVED:
            continue
        if change.op is Op.ADDED and change.move is None:
            yield start, start + len(change.text)
        start += len(change.text)


def _count(text: str) -> int:
    return sum(map(str.isalnum, text))
