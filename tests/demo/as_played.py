"""What the tests ask of the demo once it is played, and the files it is played from."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafting.domain.comments import Remark
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.positions import Position
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.store.connection import Database

FILES = Path(__file__).parents[2] / "data" / "demo"
NOW = datetime(2023, 12, 4, 9, 30, tzinfo=UTC)
OWES = "partner@regulatoryadvice.example"
SMALL, PATIENTS = "Small business", "Patients and carers"


def clock() -> datetime:
    return NOW


@dataclass(frozen=True)
class Demo:
    """The demo, to be asked as anybody on its last day."""

    database: Database

    def asks(self, email: str | None = None) -> Archive:
        everything = Archive(self.database, HOUSE, clock)
        return Archive(self.database, self.person(email), clock) if email else everything

    def person(self, email: str) -> Stakeholder:
        found = Archive(self.database, HOUSE, clock).stakeholder_by_email(email)
        assert found
        return found

    def document(self, title: str) -> Document:
        return next(one for one in self.asks().documents() if one.title.startswith(title))

    def round(self, number: int) -> RoundNow:
        return next(one for one in self.asks().rounds() if one.round.number == number)

    def positions(self, number: int, title: str) -> dict[str, Position]:
        """Where the sectors stood on a document in a round, by sector."""
        drafts = {draft.id for draft in self.asks().drafts(self.document(title).id)}
        counted = self.asks().positions(self.round(number).id)
        return {
            position.sector: position
            for draft_id, positions in counted.items()
            if draft_id in drafts
            for position in positions
        }

    def remarks(self, reader: str | None = None) -> list[tuple[Draft, Remark]]:
        archive = self.asks(reader)
        drafts = archive.drafts_by_id()
        return [
            (drafts[one.draft_id], one)
            for document in archive.documents()
            for one in (*archive.comments(document.id), *archive.objections(document.id))
        ]


def settings(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((FILES / f"{name}.toml").read_text())


def support_of_sectors(positions: dict[str, Position]) -> float:
    """The mean of the sectors' shares, each sector equal."""
    shares = [one.support for one in positions.values() if one.support is not None]
    return sum(shares) / len(shares)
