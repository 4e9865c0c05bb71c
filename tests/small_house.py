"""A small process in a file, with sessions begun before the server starts."""

from datetime import timedelta
from pathlib import Path

import bcrypt

from drafting.domain.agreement import Weights
from drafting.domain.documents import Kind
from drafting.domain.passwords import hash_password
from drafting.domain.people import HOUSE, Role, Stakeholder
from drafting.store.connection import Database
from drafting.ui.sessions import PRE, Sessions
from drafting.ui.visit import new_id, wall_clock
from drafting.workshop import Workshop

TITLE = "The Secret Strategy of Northshire"
TEXT = "# Our vision\n\nNobody outside may read this sentence.\n\nNor this other one."
PASSWORD = "three or four words"
PEOPLE = {
    "Zoe Chairwoman": Role.CHAIR,
    "Wyn Drafterson": Role.DRAFTER,
    "Ann Ashworth": Role.STAKEHOLDER,
    "Ben Okafor": Role.STAKEHOLDER,
    "Xan Steersman": Role.STEERING,
    "Yaz Lookerby": Role.OBSERVER,
}


def email(name: str) -> str:
    """Tell the address of somebody, by the first name."""
    return f"{name.split(maxsplit=1)[0].lower()}@people.example"


class SmallHouse:
    """Six people, a vision with two drafts, and a round that is open for a week, or as told."""

    def __init__(self, file: Path, lasts: timedelta = timedelta(days=7)) -> None:
        self.file = file
        self._lasts = lasts
        self.database = Database.open(file)
        self.workshop = Workshop(self.database, wall_clock, new_id)
        self.people: dict[str, Stakeholder] = {}
        self._build()

    def _build(self) -> None:
        workshop = self.workshop
        workshop.begin_process(HOUSE, TITLE, (wall_clock() + timedelta(days=60)).date())
        workshop.fix_rule(HOUSE, 0.75, 0.5, 0.5, Weights.SECTORS)
        hashed = hash_password(PASSWORD, bcrypt.gensalt(4))
        for name, role in PEOPLE.items():
            person = workshop.register(HOUSE, name, email(name), f"{name} & Co", "NHS", None, role)
            workshop.set_password(HOUSE, person.id, hashed)
            self.people[name.split(maxsplit=1)[0]] = person
        chair = self.people["Zoe"]
        vision = workshop.begin_document(chair, Kind.VISION, "Our vision")
        workshop.publish(chair, vision.id, TEXT.replace("Nor this", "Nor that"))
        self.draft = workshop.publish(chair, vision.id, TEXT, "One word changed")
        now = wall_clock()
        workshop.open_round(
            chair, "Round 1", [self.draft.id], now, now + self._lasts, "What do you think?"
        )

    def session_of(self, first_name: str, token: str) -> str:
        """Begin a session that this token opens; return the token."""
        return begin_session(self.database, self.people[first_name], token)

    def close(self) -> None:
        """Close the file, so that a server may open it."""
        self.database.close()


def begin_session(
    database: Database, person: Stakeholder, token: str, ahead: timedelta = timedelta()
) -> str:
    """Begin a session of this person that this token opens, now or `ahead`; return the token."""
    tokens = iter([f"door of {token}", f"ticket of {token}", token])
    sessions = Sessions(database, lambda: wall_clock() + ahead, lambda: next(tokens))
    door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    claimed, _ = sessions.claim(sessions.ticket(person.id, person.role, door), door)
    return claimed
