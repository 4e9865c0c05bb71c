"""The demo filled up to many people, each signed in."""

from dataclasses import replace
from itertools import cycle, islice

from drafting.demo import play
from drafting.domain.people import HOUSE, Role, Stakeholder
from drafting.domain.rounds import Invitation
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.engines.address import Place
from drafting.store.ledger import Ledger
from drafting.ui.sessions import PRE, Sessions
from drafting.ui.visit import wall_clock

PEOPLE = 500
TOKEN_OF = "token of "


def fill(place: Place, sessions: int) -> list[str]:
    """Play the demo, fill it up to PEOPLE, and return tokens by which people are signed in."""
    database = Database.open(place)
    play(database, lambda *_: None)
    archive = Archive(database, HOUSE, wall_clock)
    like = [one for one in archive.stakeholders() if one.role is Role.STAKEHOLDER]
    more = PEOPLE - len(archive.stakeholders())
    copies = [
        (one, replace(one, id=f"more{n}", name=f"Person {n}", email=f"more{n}@people.example"))
        for n, one in enumerate(islice(cycle(like), more))
    ]
    with database.transaction():
        ledger = Ledger(database)
        ledger.add_many([person for _, person in copies])
        for one in archive.rounds():
            asked = archive.invited(one.round.id)
            ledger.add_many(
                [
                    Invitation(f"{person.id} in {one.round.id}", one.round.id, person.id, person.at)
                    for model, person in copies
                    if model.id in asked
                ]
            )
            said = {
                model.id: Archive(database, model, wall_clock).my_ratings(one.round.id).values()
                for model in like
            }
            ledger.add_many(
                [
                    replace(word, id=f"{word.id} of {person.id}", stakeholder_id=person.id)
                    for model, person in copies
                    for word in said[model.id]
                    if word.score is None or word.score >= 3  # an objection needs a reason
                ]
            )
    # Of one address no more than 300 are let as far as the form.
    tokens = [
        _signed_in(database, person, f"192.0.2.{1 + turn % 200}")
        for turn, (_, person) in enumerate(copies[:sessions])
    ]
    database.close()
    return tokens


def _signed_in(database: Database, person: Stakeholder, address: str) -> str:
    tokens = iter([f"door of {person.id}", f"ticket of {person.id}", f"{TOKEN_OF}{person.id}"])
    sessions = Sessions(database, wall_clock, lambda: next(tokens))
    door = {PRE: sessions.let_in_as_far_as_the_form(address)}
    return sessions.claim(sessions.ticket(person.id, person.role, door), door)[0]
