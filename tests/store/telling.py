"""An attacker who also reads the words: what a verdict, a lens or a condition tells of few people.

Unknown is how many of each organisation are for the text. The sums shown of one round, and every
word told beside them, say which numbers are possible; the attacker asks an integer programme for
the least and the most that a sector, or an organisation, of fewer than the smallest group can be.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from store.random_process import Told

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.groups import Cell, Shown
from drafting.domain.measures.thresholds import people_needed
from drafting.domain.standing import Stage

Row = NDArray[Any]
HAIR, SMALLEST = 1e-7, 5


@dataclass(frozen=True)
class Few:
    """A sector or an organisation, and how many of it are for a text: no other number is left."""

    name: str
    many: int
    supporters: int


@dataclass
class Puzzle:
    """Who was heard in one round, and what is known of how many of each organisation are for it.

    `cells` and `heard` are by organisation, `invited` and `silent` by sector.
    """

    cells: Mapping[str, Cell]
    heard: Counter[str]
    invited: Counter[str]
    silent: Counter[str]
    rows: list[Row] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.organisations = [one for one in sorted(self.heard) if self.heard[one]]
        self.sectors = sorted({self.cells[one][0] for one in self.organisations})
        # One more unknown a sector, and one for the whole: whether it is this that falls short.
        self.width = len(self.organisations) + len(self.sectors) + 1

    def of(self, sector: str) -> Row:
        """Return the row that adds up a sector."""
        return self._row(lambda one: float(self.cells[one][0] == sector))

    def in_sector(self, sector: str) -> int:
        """Count those heard of a sector."""
        return sum(self.heard[one] for one in self.organisations if self.cells[one][0] == sector)

    def sums_to(self, group: frozenset[Cell], supporters: int) -> None:
        """Read a figure of a table."""
        self._add(self._row(lambda one: float(self.cells[one] in group)), supporters, supporters)

    def support(self, rule: AgreementRule, weights: Weights, *, met: bool) -> None:
        """Read that support reaches, or does not reach, what is needed through a lens."""
        row = self._support(weights)
        if met:
            self._add(row, rule.support - HAIR, np.inf)
        else:
            self._add(row, -np.inf, rule.support - HAIR)

    def every_sector_reaches(self, rule: AgreementRule) -> None:
        """Read that no sector of which it can be told is below the floor."""
        for sector, needed in self._floors(rule).items():
            self._add(self.of(sector), needed, np.inf)

    def falls_short(self, rule: AgreementRule, *, by_support: bool) -> None:
        """Read that a sector is below the floor, or, `by_support`, the whole below what is needed.

        One of the unknowns that say so must be 1.
        """
        any_of = np.zeros(self.width)
        for sector, needed in self._floors(rule).items():
            place = len(self.organisations) + self.sectors.index(sector)
            row, any_of[place] = self.of(sector), 1
            row[place] = self.width * 100
            self._add(row, -np.inf, needed - 1 + row[place])
        if by_support:
            row, any_of[-1] = self._support(rule.weights), 1
            row[-1] = 10
            self._add(row, -np.inf, rule.support - HAIR + 10)
        self._add(any_of, 1, np.inf)

    def read(self, rule: AgreementRule, stage: Stage) -> None:
        """Read the verdict of a stage, its conditions and its lenses."""
        support, floor, *_ = stage.verdict.conditions
        if support.met is not None:
            self.support(rule, rule.weights, met=support.met)
        for lens in stage.lenses:
            if lens.met is not None:
                self.support(rule, lens.weights, met=lens.met)
        if floor.met:
            self.every_sector_reaches(rule)
        elif floor.met is False:
            self.falls_short(rule, by_support=False)
        self.read_verdict(rule, stage)

    def read_verdict(self, rule: AgreementRule, stage: Stage) -> None:
        """Read whether it is agreed; if not, and nothing else is in the way, one of two is."""
        untold = {one for one in self.silent if self.silent[one]} - self._floors(rule).keys()
        if stage.verdict.agreed:
            self.every_sector_reaches(rule)
            self.support(rule, rule.weights, met=True)
        elif not untold and all(one.met for one in stage.verdict.conditions[2:]):
            self.falls_short(rule, by_support=True)

    def determined(self, fewest: int) -> set[Few]:
        """Return every sector and organisation of fewer than `fewest` of which one number is left.

        Nothing where no numbers fit at all.
        """
        few = [(one, self.of(one), self.in_sector(one)) for one in self.sectors]
        few += [
            (one, self._row(lambda each, one=one: float(each == one)), self.heard[one])
            for one in self.organisations
        ]
        few = [one for one in few if one[2] < fewest]
        worlds = [world for world in [self._world(np.zeros(self.width))] if world is not None]
        found = set()
        for name, row, many in few if worlds else []:
            for way in (row, -row):
                if len({round(row @ world) for world in worlds}) == 1:
                    world = self._world(way)
                    worlds += [] if world is None else [world]
            left = {round(row @ world) for world in worlds}
            if len(left) == 1:
                found.add(Few(name, many, left.pop()))
        return found

    def _row(self, value: Any) -> Row:
        row = np.zeros(self.width)
        row[: len(self.organisations)] = [value(one) for one in self.organisations]
        return row

    def _support(self, weights: Weights) -> Row:
        asked = {one: self.invited[one] for one in self.sectors}

        def weight(one: str) -> float:
            sector = self.cells[one][0]
            if weights is Weights.ORGANISATIONS:
                return 1 / self.heard[one] / len(self.organisations)
            if weights is Weights.PEOPLE:
                return asked[sector] / sum(asked.values()) / self.in_sector(sector)
            return 1 / len(self.sectors) / self.in_sector(sector)

        return self._row(weight)

    def _floors(self, rule: AgreementRule) -> dict[str, int]:
        told = [one for one in self.sectors if self.in_sector(one) >= 3 or not self.silent[one]]
        return {one: people_needed(rule.sector_floor, self.in_sector(one)) for one in told}

    def _add(self, row: Row, low: float, high: float) -> None:
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def _world(self, row: Row) -> Row | None:
        """Return numbers that fit all that is known and make a sum of them least."""
        many = [self.heard[one] for one in self.organisations]
        told = milp(
            row,
            integrality=np.ones(self.width),
            bounds=Bounds(0, [*many, *[1] * (self.width - len(many))]),
            constraints=LinearConstraint(np.array(self.rows), self.low, self.high)
            if self.rows
            else (),
        )
        return np.round(told.x) if told.success else None


def puzzle(told: Told, number: int) -> Puzzle:
    """Return what everybody knows of a round of a random process: who was asked, and answered."""
    heard, invited, silent = Counter[str](), Counter[str](), Counter[str]()
    cells = {}
    for one, sector, size in told.people:
        cells[one.organisation_id] = (sector, size)
        if one.id not in told.asked[number - 1]:
            continue
        invited[sector] += 1
        heard[one.organisation_id] += one.id in told.answers[number - 1]
        silent[sector] += one.id not in told.answers[number - 1]
    return Puzzle(cells, heard, invited, silent)


def worked_out(
    told: Told, number: int, shown: Shown, stage: Stage, rule: AgreementRule
) -> set[Few]:
    """Return what the words beside the figures of one round tell of few people, and these do not.

    Nor does the verdict alone: "agreed", where one person is a sector, says what that one said.
    """
    with_words, verdict, figures = (puzzle(told, number) for _ in range(3))
    for one in (with_words, figures):
        for group in {*shown.groups, *shown.parts}:
            one.sums_to(group, told.supporters(number, group))
    with_words.read(rule, stage)
    verdict.read_verdict(rule, stage)
    found = with_words.determined(SMALLEST)
    return found and found - figures.determined(SMALLEST) - verdict.determined(SMALLEST)
