"""One text of the two: its units in the gaps."""

from dataclasses import dataclass, field

from drafting.domain.tracked_changes.likeness import Bag, bag_of
from drafting.domain.tracked_changes.passage import Passage
from drafting.domain.tracked_changes.sentences import Unit, units_of
from drafting.domain.tracked_changes.words import Tokens


@dataclass(slots=True)
class Side:
    """One text's units in the gaps."""

    units: list[Unit] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """Units, by number, that have found their place."""
    _bags: dict[int, Bag] = field(default_factory=dict)

    def read(self, text: str, gap: int) -> tuple[int, int]:
        """Take in the text of a gap and return the numbers of its units, the end excluded."""
        first = len(self.units)
        if text:
            paragraph = self.units[-1].paragraph + 1 if self.units else 0
            self.units.extend(units_of(text, gap, paragraph))
        return first, len(self.units)

    def text(self, first: int, end: int) -> str:
        """Return the text of the units from first up to end."""
        return "".join([unit.text for unit in self.units[first:end]])

    def bag(self, number: int) -> Bag:
        """Collect the words of a unit, once."""
        bag = self._bags.get(number)
        if bag is None:
            bag = self._bags[number] = bag_of(self.units[number].key)
        return bag

    def passage(self, first: int, end: int) -> Passage:
        """Cut the units from first up to end into tokens."""
        tokens = Tokens()
        tokens.read(self.text(first, end))
        return Passage(tokens.visible, tokens.whole)
