"""The process is begun once, its rule fixed beforehand, and every promise keeps its history."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.evidence import SourceKind
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.process import Process
from drafting.domain.rounds import RoundNow
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]


def test_a_process_is_begun_once(
    workshop: Workshop, process: Process, archive_of: ArchiveOf
) -> None:
    with pytest.raises(NotAcceptable, match=r"holds “HealthTech North” already. Name another"):
        workshop.begin_process(HOUSE, "Another", date(2027, 1, 1))

    assert archive_of(HOUSE).process() == process


def test_a_rule_may_change_until_the_first_round_opens(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    workshop.fix_rule(people.chair, 0.6, 0.5, 0.5, Weights.PEOPLE, "a first thought")
    opens = clock.now + timedelta(days=1)
    workshop.open_round(
        people.chair, "Round 1", [vision.draft.id], opens, opens + timedelta(days=7)
    )
    clock.set(opens - timedelta(seconds=1))
    second = workshop.fix_rule(people.chair, 0.75, 0.5, 0.5, Weights.SECTORS)
    clock.set(opens)

    with pytest.raises(NotAcceptable, match="The first round has opened, so the agreement rule"):
        workshop.fix_rule(people.chair, 0.5, 0.5, 0.5, Weights.SECTORS)

    assert archive_of(people.observer).rule() == second
    assert [one.support for one in archive_of(people.observer).rules()] == [0.6, 0.75]


def test_a_rule_stands_after_the_round_too_whoever_asks(
    workshop: Workshop, people: People, round: RoundNow, rule: AgreementRule, clock: Clock
) -> None:
    clock.set(round.closes_at + timedelta(days=30))

    for actor in (people.chair, HOUSE):
        with pytest.raises(NotAcceptable, match="so that nobody can move it afterwards"):
            workshop.fix_rule(actor, rule.support, 0.1, 0.1, Weights.SECTORS)


@pytest.mark.parametrize("share", [0.0, -0.5, 1.01, 75.0])
def test_a_rule_is_made_of_shares(
    workshop: Workshop, chair: Stakeholder, remembered: Remembered, share: float
) -> None:
    before = remembered()

    for shares in ((share, 0.5, 0.5), (0.75, share, 0.5), (0.75, 0.5, share)):
        with pytest.raises(NotAcceptable, match="Choose a share from 1 % to 100 %"):
            workshop.fix_rule(chair, shares[0], shares[1], shares[2], Weights.SECTORS)

    assert remembered() == before


def test_a_promise_keeps_every_move_and_its_reason(
    workshop: Workshop, people: People, clock: Clock, archive_of: ArchiveOf
) -> None:
    chair = people.chair
    made = workshop.promise(chair, " Vision  agreed ", date(2026, 5, 1))
    for planned, reason in ((date(2026, 6, 1), " Snow "), (date(2026, 5, 20), "It melted")):
        clock.advance(days=1)
        workshop.move_milestone(chair, made.id, planned, reason)
    workshop.reach_milestone(chair, made.id, date(2026, 5, 18))

    (now,) = archive_of(people.steering).milestones()

    assert now.milestone.title == "Vision agreed"
    assert now.milestone.baseline == date(2026, 5, 1)
    assert [(one.planned, one.reason) for one in now.moves] == [
        (date(2026, 6, 1), "Snow"),
        (date(2026, 5, 20), "It melted"),
    ]
    assert now.planned == date(2026, 5, 20)
    assert now.reached == date(2026, 5, 18)


def test_a_date_moves_only_with_a_reason(
    workshop: Workshop, chair: Stakeholder, remembered: Remembered
) -> None:
    made = workshop.promise(chair, "Vision agreed", date(2026, 5, 1))
    before = remembered()

    with pytest.raises(NotAcceptable, match=r"Say why the date moves\. The steering group"):
        workshop.move_milestone(chair, made.id, date(2026, 6, 1), "  ")

    assert remembered() == before


def test_a_promise_is_kept_once(workshop: Workshop, people: People, archive_of: ArchiveOf) -> None:
    made = workshop.promise(people.chair, "Vision agreed", date(2026, 5, 1))
    workshop.reach_milestone(people.chair, made.id, date(2026, 4, 30))

    with pytest.raises(NotAcceptable, match="“Vision agreed” was reached on 30 April 2026 already"):
        workshop.reach_milestone(people.chair, made.id, date(2026, 4, 1))

    assert archive_of(people.steering).milestones()[0].reached == date(2026, 4, 30)


def test_milestones_come_by_the_date_that_holds(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    first = workshop.promise(people.chair, "Vision", date(2026, 5, 1))
    workshop.promise(people.chair, "Missions", date(2026, 6, 1))
    workshop.move_milestone(people.chair, first.id, date(2026, 7, 1), "Snow")

    found = archive_of(people["Ann"]).milestones()

    assert [one.milestone.title for one in found] == ["Missions", "Vision"]


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("move_milestone", ("nonsense", date(2026, 7, 1), "Snow")),
        ("reach_milestone", ("nonsense", date(2026, 7, 1))),
        ("add_source", (SourceKind.PAPER, "A paper", date(2026, 1, 1), "nonsense")),
        ("add_finding", ("nonsense", "Trust is low.", "Trust")),
    ],
)
def test_plans_speak_of_what_is_there(
    workshop: Workshop,
    chair: Stakeholder,
    remembered: Remembered,
    verb: str,
    given: tuple[object, ...],
) -> None:
    before = remembered()

    with pytest.raises(NotFound, match="There is no such"):
        getattr(workshop, verb)(chair, *given)

    assert remembered() == before


def test_evidence_says_who_said_it_and_when(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    nhs = people["Ann"].sector_id
    survey = workshop.add_source(people.drafter, SourceKind.SURVEY, "Survey", date(2026, 2, 1))
    talk = workshop.add_source(
        people.drafter, SourceKind.INTERVIEW, " A talk ", date(2026, 1, 5), nhs
    )
    workshop.add_finding(people.drafter, talk.id, " Trust is low. ", " Trust ", nhs)

    asked = archive_of(people["Gus"])

    assert asked.sources() == [talk, survey]
    (finding,) = asked.findings()
    assert (finding.text, finding.theme, finding.sector_id) == ("Trust is low.", "Trust", nhs)
    with pytest.raises(NotFound, match="There is no such sector"):
        workshop.add_finding(people.drafter, talk.id, "Trust", "Trust", "nonsense")
