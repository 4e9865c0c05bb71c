"""A random process of three rounds on one text, played into a store."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cast import SUNDAY_MORNING

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.closings import DocumentClosed
from drafting.domain.documents import Dilemma, Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.people import Organisation, Role, Sector, Size, Stakeholder
from drafting.domain.process import Process
from drafting.domain.ratings import Rating, Score
from drafting.domain.rounds import Anonymity, Invitation, Round, RoundDraft
from drafting.domain.sight import RoundSight, Sight
from drafting.store.connection import REWRITING, Database
from drafting.store.facts import FACTS, table
from drafting.store.ledger import Ledger

ROUNDS = 3
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
AFTER = SUNDAY_MORNING + 10 * WEEK


@dataclass
class Told:
    """A random process of three rounds on one text; most people keep their word, some do not.

    `watched` rounds show all sectors to those who answered, while they are open.
    """

    chance: random.Random
    watched: bool = False
    scores: tuple[int, ...] = (1, 2, 3, 4, 5)
    # Two people who exchange what they say, wherever both answer.
    exchange: tuple[str, str] = ("", "")
    people: list[tuple[Stakeholder, str, str]] = field(default_factory=list)
    asked: list[set[str]] = field(default_factory=list)
    answers: list[dict[str, int]] = field(default_factory=list)
    turns: list[list[tuple[str, datetime]]] = field(default_factory=list)
    seen: int = 0

    def tell(self, ledger: Ledger) -> None:
        chance, begun = self.chance, SUNDAY_MORNING
        ledger.add(Process("process", "Northshire", date(2026, 12, 31), None, begun))
        ledger.add(AgreementRule("rule", 0.75, 0.5, 0.5, Weights.SECTORS, "", "house", begun))
        ledger.add(Document("vision", Kind.VISION, "Our vision", 1, None, begun))
        ledger.add(Draft("draft", "vision", 1, "Words.", "", "", "house", begun))
        self._register(ledger)
        gone: set[str] = set()
        said: dict[str, int] = {}
        for number in range(1, ROUNDS + 1):
            opens = begun + number * 2 * WEEK
            ledger.add(
                Round(
                    f"round-{number}",
                    number,
                    f"Round {number}",
                    "",
                    Anonymity.NAMED_TO_CHAIR,
                    opens,
                    opens + WEEK,
                    "house",
                    opens,
                ),
                RoundDraft(f"asks-{number}", f"round-{number}", "draft", 1),
            )
            if self.watched:
                nothing, everything = Sight.NOTHING, Sight.ALL
                ledger.add(
                    RoundSight(
                        f"sees-{number}", f"round-{number}", nothing, everything, "house", opens
                    )
                )
            here = [one for one, _, _ in self.people if one.id not in gone]
            self.asked.append({one.id for one in here})
            ledger.add_many(
                [Invitation(f"{number} {one.id}", f"round-{number}", one.id, opens) for one in here]
            )
            answers = {}
            for one in here:
                if one.id not in said or chance.random() < 0.1:
                    said[one.id] = chance.choice(self.scores)
                if chance.random() < self.willing:
                    answers[one.id] = said[one.id]
            one, other = self.exchange
            if one in answers and other in answers:
                answers[one], answers[other] = answers[other], answers[one]
            turns = chance.sample(sorted(answers), len(answers))
            self.turns.append([(id_, opens + n * MINUTE) for n, id_ in enumerate(turns, 1)])
            ledger.add_many(
                [
                    Rating(
                        f"{number} {id_}", f"round-{number}", "draft", id_, Score(answers[id_]), at
                    )
                    for id_, at in self.turns[-1]
                ]
            )
            self.answers.append(answers)
            # Between rounds a few leave, often one alone.
            for one in chance.sample(here, min(len(here), chance.choice((0, 1, 1, 1, 2, 4)))):
                gone.add(one.id)
        self._options(ledger)
        last = f"round-{ROUNDS}"
        ledger.add(
            DocumentClosed("end", "vision", "draft", last, False, "Late.", None, "house", AFTER)
        )

    def _options(self, ledger: Ledger) -> None:
        """Let all who answered the last round rate two options of a dilemma in it, too."""
        begun, last = SUNDAY_MORNING, f"round-{ROUNDS}"
        at = begun + ROUNDS * 2 * WEEK
        chance = random.Random(len(self.people))
        ledger.add(Dilemma("dilemma", "Which way?", "Which way shall we go?", 1, begun))
        for place, id_ in enumerate(("left", "right"), 2):
            ledger.add(Document(id_, Kind.OPTION, id_.capitalize(), place, "dilemma", begun))
            ledger.add(Draft(f"{id_} draft", id_, 1, "Words.", "", "", "house", begun))
            ledger.add(RoundDraft(f"asks {id_}", last, f"{id_} draft", place))
            said = {one: chance.choice(self.scores) for one in sorted(self.answers[-1])}
            one, other = self.exchange
            if one in said and other in said:
                said[one], said[other] = said[other], said[one]
            ledger.add_many(
                [
                    Rating(f"{id_} {one}", last, f"{id_} draft", one, Score(score), at)
                    for one, score in said.items()
                ]
            )

    def supporters(self, number: int, group: frozenset[tuple[str, str]]) -> int:
        """Count those of a group of cells who were for the text in a round."""
        said = self.answers[number - 1]
        return sum(
            said.get(one.id, 0) >= 4 for one, sector, size in self.people if (sector, size) in group
        )

    def _register(self, ledger: Ledger) -> None:
        chance = self.chance
        self.willing = chance.choice((1.0, 1.0, 0.95, 0.8))
        for sector in range(chance.randint(2, 6)):
            ledger.add(Sector(f"sector-{sector}", f"Sector {sector}", SUNDAY_MORNING))
            for employer in range(chance.randint(1, 4)):
                size = chance.choice(list(Size))
                place = f"{sector}-{employer}"
                ledger.add(Organisation(place, place, f"sector-{sector}", size, SUNDAY_MORNING))
                for number in range(chance.randint(1, 6)):
                    one = Stakeholder(
                        f"{place}-{number}",
                        f"Person {place}-{number}",
                        f"{place}-{number}@people.example",
                        place,
                        f"sector-{sector}",
                        Role.STAKEHOLDER,
                        SUNDAY_MORNING,
                    )
                    self.people.append((one, f"Sector {sector}", size.value))
        ledger.add_many([one for one, _, _ in self.people])


def played(
    memory: Database,
    seed: int,
    watched: bool = False,
    scores: tuple[int, ...] = (1, 2, 3, 4, 5),
    exchange: tuple[str, str] = ("", ""),
) -> Told:
    """Play a process from nothing."""
    told = Told(random.Random(seed), watched, scores, exchange)
    # What is emptied past the ledger must not be answered from what was kept of it.
    with memory.transaction(REWRITING) as cursor:
        for kind in FACTS:
            cursor.execute(f"DELETE FROM {table(kind)}")
        cursor.execute("DELETE FROM chain_commitment")
        told.tell(Ledger(memory))
    return told
