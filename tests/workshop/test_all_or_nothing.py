"""What comes in from files comes in whole, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from cast import ArchiveOf, People
from workshop.verbs import HELD, LAST_YEAR, NEWCOMER

from drafting.domain.documents import Kind
from drafting.domain.errors import DraftingError
from drafting.domain.newcomers import Conversation, Newcomer, Statement, Vote
from drafting.domain.people import HOUSE, Role
from drafting.domain.ratings import Score
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]
KIM = Newcomer("Kim Old", "kim@old.example", "Old & Co", "Charities")


@pytest.mark.parametrize(
    "wrong",
    [
        KIM._replace(name=" "),
        KIM._replace(email="kim at old"),
        KIM._replace(email="ZOE@cluster.example"),
        KIM._replace(email=NEWCOMER.email.upper()),
        KIM._replace(organisation=""),
        KIM._replace(sector="\n"),
    ],
    ids=["no name", "no address", "the chair's address", "twice", "no employer", "no sector"],
)
def test_one_wrong_row_and_nobody_is_registered(
    workshop: Workshop, people: People, remembered: Remembered, wrong: Newcomer
) -> None:
    before = remembered()

    with pytest.raises(DraftingError):
        workshop.import_people(people.chair, [NEWCOMER, wrong], key="a key")

    assert remembered() == before


def test_newcomers_join_the_sectors_and_employers_that_are_there(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    mo = Newcomer("Mo", "mo@old.example", "OLD & co", "nhs", None, Role.OBSERVER)
    added = workshop.import_people(people.chair, [KIM._replace(sector="NHS"), mo])

    register = archive_of(people.chair)
    assert register.stakeholders()[-2:] == added
    assert {one.sector_id for one in added} == {people["Ann"].sector_id}
    assert len({one.organisation_id for one in added}) == 1
    assert register.sizes()["NHS"] == 4


@pytest.mark.parametrize(
    "texts",
    [
        [("One.", ""), (" \n", "")],
        [("One.", ""), ("Two.", ""), ("Two.", "")],
        [("One.", ""), ("Two." * 100_001, "")],
    ],
    ids=["an empty one", "the same again", "an endless one"],
)
def test_one_wrong_iteration_and_no_document_is_begun(
    workshop: Workshop,
    people: People,
    remembered: Remembered,
    texts: Sequence[tuple[str, str]],
) -> None:
    before = remembered()

    with pytest.raises(DraftingError):
        workshop.import_drafts(people.chair, Kind.VISION, "Principles", texts, key="a key")

    assert remembered() == before


def test_iterations_become_numbered_drafts(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    texts = [("One.", "the first"), ("Two.", ""), ("One.", "back again")]

    document, _ = workshop.import_drafts(people.chair, Kind.VISION, "Principles", texts)

    drafts = archive_of(people.observer).drafts(document.id)
    assert [(one.number, one.text, one.note) for one in drafts] == [
        (1, "One.", "the first"),
        (2, "Two.", ""),
        (3, "One.", "back again"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(HELD, people={}),
        replace(HELD, votes=()),
        replace(HELD, title=" "),
        replace(HELD, people={"j": NEWCOMER._replace(email="zoe@cluster.example")}),
        replace(HELD, statements=(*HELD.statements, Statement("t", "T", " ", None, LAST_YEAR))),
        replace(HELD, votes=(*HELD.votes, Vote("j", "unheard of", None, LAST_YEAR))),
        replace(HELD, votes=(*HELD.votes, Vote("nobody", "s", None, LAST_YEAR))),
    ],
    ids=[
        "no people",
        "no votes",
        "no title",
        "the chair's address",
        "an empty statement",
        "a vote on nothing",
        "a vote of nobody",
    ],
)
def test_a_conversation_with_a_fault_leaves_nothing_behind(
    workshop: Workshop, people: People, remembered: Remembered, wrong: Conversation
) -> None:
    before = remembered()

    with pytest.raises((DraftingError, KeyError)):
        workshop.import_conversation(people.chair, wrong, key="a key")

    assert remembered() == before


def test_the_last_vote_stands_whatever_order_they_come_in(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    early = HELD.votes[0]
    late = replace(early, score=Score.BLOCK, at=LAST_YEAR.replace(month=6))

    workshop.import_conversation(people.chair, replace(HELD, votes=(late, early)))

    (held,) = archive_of(HOUSE).rounds()
    (positions,) = archive_of(HOUSE).positions(held.id).values()
    assert [one.counts for one in positions] == [(1, 0, 0, 0, 0)]
    assert held.closes_at > late.at
