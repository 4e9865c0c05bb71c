"""Who wrote what is known to those whom the round's promise names, and to nobody else.

Names, addresses and ids are planted; every answer that a reader can get is searched for them.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text
from store.questions import QUESTIONS, REGISTER, WHY, Stage

from drafting.domain.comments import Decision, Reply
from drafting.domain.errors import NotAllowed
from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE, Reader, Role, Stakeholder
from drafting.domain.ratings import Score
from drafting.domain.rounds import Anonymity
from drafting.domain.settlement import Word
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.workshop import Workshop

Play = Callable[[Anonymity], Stage]
ANN, EVE, GUS, FAY = "Ann Ashworth", "Eve Szabo", "Gus Hardcastle", "Fay Nkemelu"
NAMED = [f"{ANN} (NHS)", f"{EVE} (Universities)", f"{GUS} (Small business)"]
NAMED.append(f"{FAY} (Universities)")
UNNAMED = [f"Someone from {one.partition('(')[2][:-1]}" for one in NAMED]
WHO = ["Ben", "drafter", "chair", "house", "steering", "observer"]
NAMES_FOR = {
    Anonymity.NAMED_TO_ALL: {"Ben", "drafter", "chair", "house"},
    Anonymity.NAMED_TO_CHAIR: {"chair", "house"},
    Anonymity.SECTOR_ONLY: set(),
}
# Who is on the register, and who answered at all, the chair knows anyway.
KNOWN_TO_CHAIR = REGISTER | {"invited"}


def found(people: People, who: str) -> Reader:
    if who == "house":
        return HOUSE
    person: Stakeholder = getattr(people, who, None) or people[who]
    return person


@pytest.fixture
def play(
    database: Database,
    workshop: Workshop,
    people: People,
    rule: object,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> Play:
    """Let Ann comment, Eve reply, Gus object and Fay suggest; then Ann and Gus speak again."""

    def played(promise: Anonymity) -> Stage:
        chair, draft = people.chair, vision.draft
        dilemma = workshop.begin_dilemma(chair, "Money", "Who pays?")
        closes = clock.now + timedelta(days=7)
        asking = workshop.open_round(
            chair, "Round 1", [draft.id], clock.now, closes, anonymity=promise
        )
        comment = workshop.comment(people["Ann"], draft.id, "By when?", "By 2030 every patient")
        # Under "sector only" nobody sees the comment before the round has closed; older rounds
        # and imports hold replies all the same.
        Ledger(database).add(
            Reply("eve-s-reply", comment.id, people["Eve"].id, "By 2030.", clock.now)
        )
        made = workshop.suggest(people["Fay"], draft.id, 2, 5, "A", "It is shorter.")
        for one in people.stakeholders:
            if one.name not in {EVE, GUS}:
                workshop.rate(one, draft.id, Score.SUPPORT)
        letter = workshop.write_letters(chair, Sort.ROUND, [people["Ivy"].id], asking.id)[0]
        rating = workshop.rate(people["Gus"], draft.id, Score.BLOCK, WHY)
        workshop.dispose(chair, comment.id, Decision.PARKED, "Later.")
        clock.advance(hours=1)
        workshop.publish(chair, vision.id, "By 2031 ...")
        workshop.settle(people["Ann"], comment.id, Word.NOT_SETTLED, "Still no year.")
        (objection,) = archive_of(HOUSE).objections()
        workshop.tie(people["Gus"], objection.id, made.id)
        clock.set(asking.closes_at)
        return Stage(people, vision, asking, dilemma, comment, rating, letter)

    return played


# The house is on no register, and no round writes to it.
OF_A_PERSON = {"stakeholder", "round_letter"}


def authors(archive: Archive, vision: Text) -> list[str]:
    """Return as whom Ann's comment, Eve's reply, Gus's objection, Fay's suggestion are shown."""
    (comment,), (objection,) = archive.comments(vision.id), archive.objections(vision.id)
    (proposal,), (reply,) = archive.proposals(vision.id), comment.answers
    return [one.author for one in (comment, reply, objection, proposal)]


def everything_told(archive: Archive, reader: Reader, stage: Stage) -> str:
    """Return all that a reader can get from any question, but what the chair knows anyway."""
    told = []
    for name, (_, ask) in QUESTIONS.items():
        chair = reader is HOUSE or (isinstance(reader, Stakeholder) and reader.role is Role.CHAIR)
        if (chair and name in KNOWN_TO_CHAIR) or (reader is HOUSE and name in OF_A_PERSON):
            continue
        try:
            told.append(repr(ask(archive, reader, stage)))
        except NotAllowed:
            continue
    return "\n".join(told)


@pytest.mark.parametrize("promise", Anonymity)
def test_authors_are_shown_as_the_round_promised(
    promise: Anonymity, play: Play, archive_of: ArchiveOf
) -> None:
    stage = play(promise)

    shown = {
        who: authors(archive_of(found(stage.people, who)), stage.vision)
        for who in ("Ben", "drafter", "chair", "house")
    }

    assert shown == {who: NAMED if who in NAMES_FOR[promise] else UNNAMED for who in shown}


@pytest.mark.parametrize("promise", Anonymity)
def test_nothing_that_a_reader_gets_names_anybody_against_the_promise(
    promise: Anonymity, play: Play, archive_of: ArchiveOf
) -> None:
    stage = play(promise)
    planted = [stage.people[name] for name in ("Ann", "Eve", "Gus", "Fay")]

    for who in WHO:
        reader = found(stage.people, who)
        told = everything_told(archive_of(reader), reader, stage)
        assert "Money" in told  # the search has something to search
        for person in planted:
            assert person.email not in told, who
            assert f"'{person.id}'" not in told, who
            assert (person.name in told) == (who in NAMES_FOR[promise]), who


@pytest.mark.parametrize("promise", Anonymity)
def test_you_are_you_to_yourself(promise: Anonymity, play: Play, archive_of: ArchiveOf) -> None:
    stage = play(promise)
    hidden = NAMED if promise is Anonymity.NAMED_TO_ALL else UNNAMED

    for place, name in ((0, "Ann"), (1, "Eve"), (2, "Gus"), (3, "Fay")):
        mine = archive_of(stage.people[name])
        assert authors(mine, stage.vision) == [*hidden[:place], "You", *hidden[place + 1 :]]
        assert [one.mine for one in mine.comments(stage.vision.id)] == [name == "Ann"]
        assert [one.mine for one in mine.objections(stage.vision.id)] == [name == "Gus"]
        assert [one.mine for one in mine.proposals(stage.vision.id)] == [name == "Fay"]


def test_before_any_round_only_the_chair_knows_names(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.comment(people["Ann"], vision.draft.id, "By when?")

    def author(reader: Reader) -> str:
        return archive_of(reader).comments(vision.id)[0].author

    assert author(people.chair) == f"{ANN} (NHS)"
    assert author(people["Ben"]) == author(people.drafter) == "Someone from NHS"


def test_a_promise_holds_when_people_change_their_roles(
    workshop: Workshop, play: Play, archive_of: ArchiveOf
) -> None:
    """Ben becomes drafter, then Ann observer: the one learns no more, the other is not unmasked."""
    stage = play(Anonymity.NAMED_TO_CHAIR)
    people = stage.people
    workshop.give_role(people.chair, people["Ben"].id, Role.DRAFTER)
    workshop.give_role(people.chair, people["Ann"].id, Role.OBSERVER)
    ben = archive_of(HOUSE).stakeholder(people["Ben"].id)

    assert authors(archive_of(ben), stage.vision) == UNNAMED
