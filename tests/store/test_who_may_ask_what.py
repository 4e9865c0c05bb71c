"""Every role is answered what its role gives: the whole matrix of roles and questions."""

import inspect
from datetime import timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text
from store.questions import HELPING, PROGRESS, QUESTIONS, REGISTER, SAID, WHY, Ask, Stage

from drafting.domain.errors import NotAllowed, NotFound
from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE, MAY, Role
from drafting.domain.ratings import Score
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.workshop import Workshop

pytestmark = pytest.mark.both_engines


@pytest.fixture
def stage(workshop: Workshop, people: People, vision: Text, round: RoundNow) -> Stage:
    return Stage(
        people,
        vision,
        round,
        workshop.begin_dilemma(people.chair, "Money", "Who pays?"),
        workshop.comment(people["Cat"], vision.draft.id, "By when?"),
        workshop.rate(people["Gus"], vision.draft.id, Score.BLOCK, WHY),
        workshop.write_letters(people.chair, Sort.ROUND, [people["Ivy"].id], round.id)[0],
    )


@pytest.mark.parametrize(
    ("role", "withheld"),
    [
        (Role.OBSERVER, PROGRESS | SAID | REGISTER | HELPING),
        (Role.STEERING, SAID | REGISTER | HELPING),
        (Role.STAKEHOLDER, REGISTER | HELPING),
        (Role.DRAFTER, REGISTER),
        (Role.CHAIR, set()),
    ],
)
@pytest.mark.parametrize("closed", [False, True], ids=["while it is open", "after it closed"])
def test_a_role_is_answered_what_it_may_know_and_nothing_else(
    role: Role,
    withheld: set[str],
    closed: bool,
    stage: Stage,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    if closed:
        clock.set(stage.round.closes_at)
    reader = stage.people.who(role)

    def answered(ask: Ask) -> bool:
        try:
            ask(archive_of(reader), reader, stage)
        except NotAllowed:
            return False
        return True

    refused = {name for name, (_, ask) in QUESTIONS.items() if not answered(ask)}

    assert refused == {name for name, (act, _) in QUESTIONS.items() if act not in MAY[role]}
    assert refused == withheld


def test_no_question_is_forgotten() -> None:
    asked = {name for name, _ in inspect.getmembers(Archive, inspect.isfunction)}

    assert {name.partition(",")[0] for name in QUESTIONS} == {n for n in asked if n[0] != "_"}


def test_the_house_is_answered_everything(stage: Stage, archive_of: ArchiveOf) -> None:
    for name, (_, ask) in QUESTIONS.items():
        if name not in {"stakeholder", "round_letter"}:  # the house is on no register
            ask(archive_of(HOUSE), HOUSE, stage)
    with pytest.raises(NotFound, match="Nobody is registered under this id"):
        archive_of(HOUSE).stakeholder(HOUSE.id)


def test_you_know_of_yourself_what_others_may_not(stage: Stage, archive_of: ArchiveOf) -> None:
    gus, ivy = stage.people["Gus"], stage.people["Ivy"]

    assert archive_of(gus).my_ratings(stage.round.id) == {stage.vision.draft.id: stage.rating}
    assert archive_of(ivy).my_ratings(stage.round.id) == {}
    assert archive_of(gus).my_objections(stage.rating.id)
    assert archive_of(stage.people.chair).my_objections(stage.rating.id) == []
    assert archive_of(gus).invited(stage.round.id) == {gus.id}
    assert archive_of(stage.people.observer).invited(stage.round.id) == set()
    assert len(archive_of(stage.people.chair).invited(stage.round.id)) == 9


def test_the_chair_knows_who_answered_and_never_what(stage: Stage, archive_of: ArchiveOf) -> None:
    answered = archive_of(stage.people.chair).answered(stage.round.id)

    assert answered.pop(stage.people["Gus"].id) == 1
    assert set(answered.values()) == {0}


def test_what_is_not_there_is_said_to_be_not_there(stage: Stage, archive_of: ArchiveOf) -> None:
    asked = archive_of(stage.people.chair)

    for question, what in ((asked.document, "document"), (asked.draft, "draft")):
        with pytest.raises(NotFound, match=f"There is no such {what} here. Choose one from"):
            question("nonsense")
    assert asked.drafts("nonsense") == []
    assert asked.comments("nonsense") == asked.objections("nonsense") == []
    assert asked.positions("nonsense") == {}


@pytest.mark.parametrize("role", [Role.STAKEHOLDER, Role.STEERING])
def test_figures_come_out_when_the_round_has_closed_to_the_second(
    role: Role, stage: Stage, workshop: Workshop, clock: Clock, archive_of: ArchiveOf
) -> None:
    for one in stage.people.stakeholders:
        workshop.rate(one, stage.vision.draft.id, Score.SUPPORT)
    reader = archive_of(stage.people.who(role))
    clock.set(stage.round.closes_at - timedelta(seconds=1))
    assert reader.positions(stage.round.id) == {}
    assert reader.standings()[0].stages == ()

    clock.set(stage.round.closes_at)

    (positions,) = reader.positions(stage.round.id).values()
    assert [(one.sector, one.heard) for one in positions] == [("Smaller sectors together", 9)]
    assert reader.standings()[0].stages[0].positions == positions


def test_those_who_write_see_every_sector_at_any_time(stage: Stage, archive_of: ArchiveOf) -> None:
    for role in (Role.CHAIR, Role.DRAFTER):
        (positions,) = archive_of(stage.people.who(role)).positions(stage.round.id).values()

        assert [(one.sector, one.counts[0], one.invited) for one in positions] == [
            ("NHS", 0, 3),
            ("Universities", 0, 3),
            ("Small business", 1, 3),
        ]


def test_small_sectors_join_others_until_they_are_many(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    """NHS 6 and Universities 3, Small business 3: the two small ones are shown as one of 6."""
    more = [
        workshop.register(HOUSE, f"Nurse {n}", f"nurse{n}@people.example", "Trust", "NHS")
        for n in range(3)
    ]
    asking = workshop.open_round(
        people.chair, "Round 1", [vision.draft.id], clock.now, clock.now + timedelta(days=1)
    )
    for one in (*people.stakeholders, *more):
        objects = one.name.startswith("Gus")
        score = Score.BLOCK if objects else Score.SUPPORT
        workshop.rate(one, vision.draft.id, score, WHY if objects else None)
    clock.set(asking.closes_at)

    (shown,) = archive_of(people["Eve"]).positions(asking.id).values()

    assert [(one.sector, one.counts) for one in shown] == [
        ("NHS", (0, 0, 0, 6, 0)),
        ("Smaller sectors together", (1, 0, 0, 5, 0)),
    ]
