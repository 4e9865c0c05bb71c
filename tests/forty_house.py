"""A constructed process of forty people in four sectors, with what they say and tie."""

from datetime import timedelta
from itertools import count
from pathlib import Path

from cast import Clock

from drafting.domain.agreement import Weights
from drafting.domain.comments import Decision
from drafting.domain.documents import Kind
from drafting.domain.people import HOUSE, Role, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.visit import wall_clock
from drafting.workshop import Workshop

SECTORS = ("NHS", "Small business", "Universities", "Patients")
EACH = 10
FIRST = "\n\n".join(f"Promise {n} is as it was when we began." for n in range(1, 8))
ASKED_FOR = {3: "Promise 3 names the campus clinics.", 7: "Promise 7 names the doctoral schools."}
COMMENTS = 100


class FortyHouse:
    """Forty people answer two drafts; who says what is up to the test."""

    def __init__(self, file: Path | None) -> None:
        self.database = Database.open(file)
        self.clock = Clock(wall_clock() - timedelta(days=20))
        numbers = count(1)
        self.workshop = Workshop(self.database, self.clock, lambda: f"id-{next(numbers):06}")
        self.people: dict[str, list[Stakeholder]] = {one: [] for one in SECTORS}
        with self.database.transaction():
            self._build()

    def asks(self, person: Stakeholder) -> Archive:
        return Archive(self.database, person, self.clock)

    def _build(self) -> None:
        deadline = (self.clock() + timedelta(days=60)).date()
        self.workshop.begin_process(HOUSE, "Forty people", deadline)
        self.workshop.fix_rule(HOUSE, 0.75, 0.5, 0.5, Weights.SECTORS)
        self.chair = self.workshop.register(
            HOUSE, "Zoe Chair", "zoe@forty.example", "Cluster", "Cluster", None, Role.CHAIR
        )
        for sector in SECTORS:
            for n in range(EACH):
                address = f"{sector.split()[0].lower()}{n}@forty.example"
                person = self.workshop.register(
                    HOUSE, f"{sector} person {n}", address, f"{sector} {n}", sector
                )
                self.people[sector].append(person)
        self.document = self.workshop.begin_document(self.chair, Kind.VISION, "Our vision")
        self.first = self.workshop.publish(self.chair, self.document.id, FIRST)

    def ask_again(self) -> None:
        """Let universities ask for two passages, publish them, and open a round on the new text."""
        text = FIRST
        for n, words in ASKED_FOR.items():
            old = f"Promise {n} is as it was when we began."
            start = FIRST.index(old)
            one = self.workshop.suggest(
                self.people["Universities"][n],
                self.first.id,
                start,
                start + len(old),
                words,
                "Ours",
            )
            self.workshop.dispose(self.chair, one.id, Decision.ACCEPTED, "You are right.")
            text = text.replace(old, words)
        self.clock.advance(days=1)
        self.second = self.workshop.publish(self.chair, self.document.id, text)
        now = self.clock()
        self.workshop.open_round(
            self.chair, "Round 1", [self.second.id], now, now + timedelta(days=40)
        )
        self.clock.advance(hours=1)

    def suggest_seven(self) -> list[str]:
        """Let patients propose other words for each of the seven promises; return their ids."""
        made = []
        for n in range(1, 8):
            passage = next(
                p for p in self.second.text.split("\n\n") if p.startswith(f"Promise {n}")
            )
            start = self.second.text.index(passage)
            words = f"Promise {n} is kept by March, in every place."
            made.append(
                self.workshop.suggest(
                    self.people["Patients"][n],
                    self.second.id,
                    start,
                    start + len(passage),
                    words,
                    "When?",
                ).id
            )
            self.clock.advance(minutes=1)
        return made

    def object(self, person: Stakeholder, passage: int, condition: str) -> str:
        """Let somebody object; return the objection's id."""
        quote = next(
            p for p in self.second.text.split("\n\n") if p.startswith(f"Promise {passage}")
        )
        rating = self.workshop.rate(
            person, self.second.id, Score.BLOCK, Objecting(quote, "Too vague", condition)
        )
        (found,) = self.asks(person).my_objections(rating.id)
        return found.id
