"""Everything that a stakeholder may read of one document's rounds: sums, and what is written."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from store.attack import Sum

from drafting.charts import ahead, sector_finding, sector_table
from drafting.charts.rounds import points_by_sector, rounds_finding, rounds_table
from drafting.domain.agreement import Weights
from drafting.domain.groups import Shown
from drafting.domain.missing import missing
from drafting.domain.movement import moved_together
from drafting.domain.outlook import outlook
from drafting.domain.positions import Position, together
from drafting.domain.standing import Stage, Standing
from drafting.domain.verdict import support
from drafting.exchange.record.agreement_record import record_of
from drafting.exchange.record.pieces import pieces
from drafting.store.archive import Archive
from drafting.ui.convergence import supported
from drafting.ui.state_table import state_rows

# Figures of people; sectors, texts and signatures are counted, too, which tells nobody's word.
OF = re.compile(r"(\d+) of (\d+)(?!\d| sectors| texts| organisations| Missions)")
PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?%")
Answers = Sequence[Mapping[str, int]]
ONE = Fraction(1)


def groups_of(archive: Archive) -> dict[tuple[str, str], Shown]:
    """Return which groups each closed round shows on each draft."""
    rounds = archive.rounds()
    found = [archive._protected(rounds, one.id) for one in rounds]
    return {occasion: shown for each in found for occasion, shown in each.items()}


def weighted(stages: Sequence[Stage], answers: Answers, works_for: Mapping[str, str]) -> list[Sum]:
    """Return what else is told of support: movement, and support with organisations equal.

    Columns are people in one round; each figure is the number in support.
    """
    found = []
    for place, stage in enumerate(stages):
        if place and stage.moves:
            found.append(moved(answers, place, sum(one.into - one.out_of for one in stage.moves)))
        for lens in stage.lenses:
            if lens.weights is Weights.ORGANISATIONS and lens.support is not None:
                found.append(of_organisations(answers, place, works_for, lens.support))
    return found


def moved(answers: Answers, place: int, net: int) -> Sum:
    """Return the net movement into support since the round before as a sum over two rounds."""
    both = answers[place - 1].keys() & answers[place].keys()
    weights = {f"{place + 1} {id_}": ONE for id_ in both} | {f"{place} {id_}": -ONE for id_ in both}
    return Sum(frozenset(weights), (net,), weights)


def of_organisations(
    answers: Answers, place: int, works_for: Mapping[str, str], share: float
) -> Sum:
    """Return support with organisations equal as a sum in which colleagues share one voice."""
    many = Counter(works_for[id_] for id_ in answers[place])
    weights = {f"{place + 1} {id_}": Fraction(1, many[works_for[id_]]) for id_ in answers[place]}
    return Sum(frozenset(weights), (share * len(many),), weights)


def keeping_their_word(one: Sum) -> Sum:
    """Return a sum over people in rounds as one over people, who said the same in each."""
    weights: dict[str, Fraction] = {}
    for name in one.people:
        person = name.partition(" ")[2]
        more = one.weights[name] if one.weights is not None else ONE
        weights[person] = weights.get(person, Fraction(0)) + more
    left = {person: weight for person, weight in weights.items() if weight}
    return Sum(frozenset(left), one.tally, left)


def in_support(sums: Sequence[Sum], number: int) -> list[Sum]:
    """Return sums of one round with a column for each person in that round."""
    return [
        Sum(frozenset(f"{number} {id_}" for id_ in one.people), (sum(one.tally[3:]),))
        for one in sums
    ]


def written(archive: Archive, standing: Standing) -> Iterator[str]:
    """Yield what the pages, the tables behind the charts, and the record say of one document."""
    rule, drawn = archive.rule(), [one for one in standing.stages if one.positions]
    view = outlook([standing])
    yield view.words
    if view.least_agreeing:
        least = view.least_agreeing[0]
        yield f"{least.supporters} of {least.heard}"
    for stage in standing.stages:
        yield stage.verdict.words
        yield from (one.words for one in stage.verdict.conditions)
        yield from (f"{one.supporters} of {one.heard}" for one in stage.verdict.sectors)
        yield from (supported(rule, stage, weights) for weights in Weights)
        found = missing(stage.positions)
        if found:
            yield found.words(rule)
        yield sector_finding(stage.positions, rule.support)
        yield from _cells(sector_table(stage.positions))
    points = points_by_sector([(one.words, one.positions) for one in drawn])
    yield rounds_finding(points, rule.support)
    yield from _cells(rounds_table(points))
    past = ahead.support_reached(rule, drawn)
    yield from _cells(ahead.road_table(past, (), ahead.of_support(rule.support), "the end"))
    yield from _cells(state_rows(rule, [standing]))
    text = archive.closed_text(standing.document.id)
    assert text is not None
    for piece in pieces(record_of(text)):
        yield from (cell for row in piece.rows for cell in row)
        yield piece.words


def _cells(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for row in rows:
        yield from row.values()


class Known:
    """The figures that follow from the groups shown, and from who was asked and answered."""

    def __init__(self, archive: Archive, *standings: Standing) -> None:
        rule = archive.rule()
        self.pairs: set[tuple[int, int]] = set()
        self.shares = [rule.support, rule.sector_floor, rule.response, 0.8, 0.2]
        for stage in (stage for standing in standings for stage in standing.stages):
            asked = list(archive.coverage(stage.round.id).values())
            self.pairs |= {*asked, (sum(a for a, _ in asked), sum(n for _, n in asked))}
            for one in (*stage.positions, together(stage.positions)):
                self._add(one)
            found = missing(stage.positions)
            self.shares += [found.worst, found.best] if found else []
            everyone = moved_together(stage.moves)
            self.pairs |= {(everyone.up, everyone.both), (everyone.down, everyone.both)}
            share = [support(stage.positions, weights) for weights in Weights]
            self.shares += [one for one in share if one is not None]

    def _add(self, one: Position) -> None:
        supporters, heard, invited = one.supporters, one.heard, one.invited
        silent = invited - one.answered
        self.pairs |= {(supporters, heard), (one.objectors, heard)}
        self.pairs |= {(count, heard) for count in one.counts}
        self.pairs |= {(many, invited) for many in (heard, one.answered, silent, invited - heard)}
        self.shares += [part / whole for part, whole in self.pairs if whole]

    def unexplained(self, words: str) -> list[str]:
        """Return the figures in some words that follow from nothing shown."""
        pairs = [(int(part), int(whole)) for part, whole in OF.findall(words)]
        odd = [f"{part} of {whole}" for part, whole in pairs if not self._explained(part, whole)]
        for told in PERCENT.findall(words):
            fine = 10 ** -len(told.partition(".")[2])
            # The record rounds shares to four decimals first.
            near = (abs(100 * share - float(told)) <= 0.51 * fine + 0.005 for share in self.shares)
            if not any(near):
                odd.append(f"{told}%")
        return odd

    def _explained(self, part: int, whole: int) -> bool:
        return (part, whole) in self.pairs
