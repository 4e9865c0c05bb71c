"""The demo tells of people who disagreed, and of what won most of them."""

from collections import Counter
from datetime import UTC, datetime

from demo.as_played import NOW, OWES, PATIENTS, SMALL, Demo, support_of_sectors
from golden import compute

from drafting.domain.documents import Kind
from drafting.domain.people import Role
from drafting.domain.positions import together
from drafting.domain.process import days_left
from drafting.domain.rounds import State


def test_forty_people_of_seven_sectors_and_28_organisations_take_part(demo: Demo) -> None:
    people = demo.asks().stakeholders()

    assert Counter(one.role for one in people) == {
        Role.STAKEHOLDER: 40,
        Role.STEERING: 3,
        Role.OBSERVER: 2,
        Role.CHAIR: 1,
        Role.DRAFTER: 1,
    }
    assert demo.asks().sizes() == {
        SMALL: 8,
        "Large business": 7,
        "University": 5,
        "NHS": 5,
        "Support agency": 5,
        "Public body": 5,
        PATIENTS: 5,
    }
    assert len(demo.asks().organisations()) == 28
    assert {one.organisation_id for one in people} == {
        one.id for one in demo.asks().organisations()
    }


def test_it_has_the_drafts_of_the_story(demo: Demo) -> None:
    archive = demo.asks()
    numbers = {
        kind: [len(archive.drafts(one.id)) for one in archive.documents(kind)] for kind in Kind
    }
    assert numbers == {
        Kind.VISION: [4],
        Kind.MISSION: [2, 3, 2, 2, 2, 2],
        Kind.NARRATIVE: [2, 1, 2, 1, 1],
        Kind.OPTION: [1] * 9,
    }
    assert [len(archive.options(one.id)) for one in archive.dilemmas()] == [3, 2, 2, 2]


def test_the_clock_stands_27_days_before_the_deadline(demo: Demo) -> None:
    process = demo.asks().process()
    assert process
    assert process.clock_stands_at == NOW
    assert days_left(process.deadline, NOW) == 27


def test_the_rule_was_fixed_before_anybody_was_asked(demo: Demo) -> None:
    (rule,) = demo.asks().rules()
    assert (rule.support, rule.sector_floor, rule.response) == (0.75, 0.5, 0.5)
    assert rule.at < min(one.round.opens_at for one in demo.asks().rounds())


def test_two_rounds_are_over_and_the_third_is_open(demo: Demo) -> None:
    rounds = demo.asks().rounds()
    assert [one.state(NOW) for one in rounds] == [State.CLOSED, State.CLOSED, State.OPEN]
    assert rounds[2].closes_at == datetime(2023, 12, 8, 17, 0, tzinfo=UTC)
    (more,) = rounds[1].extensions
    assert more.closes_at == datetime(2023, 11, 16, 17, 0, tzinfo=UTC)
    assert "two more days" in more.reason
    answered = [
        (sum(heard for heard, _ in coverage.values()), sum(asked for _, asked in coverage.values()))
        for coverage in (demo.asks().coverage(one.id) for one in rounds)
    ]
    assert answered == [(33, 40), (36, 40), (25, 40)]


def test_nothing_was_agreed_at_first(demo: Demo) -> None:
    first = demo.positions(1, "A Vision")
    assert support_of_sectors(first) < 0.5
    assert together(first.values()).objectors == 11


def test_then_small_businesses_alone_stood_outside(demo: Demo) -> None:
    second = demo.positions(2, "A Vision")
    assert support_of_sectors(second) > 0.75
    outside = {name for name, one in second.items() if (one.support or 0) < 0.5}
    assert outside == {SMALL}


def test_the_redraft_won_them(demo: Demo) -> None:
    heard = [demo.positions(number, "A Vision")[SMALL] for number in (1, 2, 3)]
    assert [(one.supporters, one.heard) for one in heard] == [(1, 7), (3, 8), (5, 6)]
    third = demo.positions(3, "A Vision")
    assert support_of_sectors(third) > 0.8
    assert min(one.support or 0 for one in third.values()) > 0.5
    assert together(third.values()).objectors == 0
    (old, new) = [draft.text for draft in demo.asks().drafts(demo.document("A Vision").id)][2:]
    assert "What a small company can count on" in new
    assert "wherever possible" in old
    assert "wherever possible" not in new


def test_mission_2_is_still_split(demo: Demo) -> None:
    third = demo.positions(3, "Mission 2")
    assert third[PATIENTS].supporters == 0
    assert third["Public body"].support == third["Support agency"].support == 1
    assert support_of_sectors(third) < 0.75


def test_mission_2_agrees_least_by_van_der_eijks_measure(demo: Demo) -> None:
    agreement = {
        number: compute(
            "eijk_A",
            {"freq": list(together(demo.positions(3, f"Mission {number}").values()).counts)},
        )
        for number in range(1, 7)
    }
    assert agreement[2] < 0.1
    assert min(value for number, value in agreement.items() if number != 2) > 0.7


def test_somebody_still_owes_every_answer_of_round_3(demo: Demo) -> None:
    third = demo.round(3)
    archive = demo.asks(OWES)
    assert archive.my_ratings(third.id) == {}
    assert demo.person(OWES).id in archive.invited(third.id)
    assert len(archive.round_drafts(third.id)) == 12
    read = archive.last_read(demo.document("A Vision").id)
    assert read
    assert read.number == 3


def test_nothing_happened_after_the_clock_stopped(demo: Demo) -> None:
    archive = demo.asks()
    for one in archive.drafts_by_id().values():
        assert one.at <= NOW
    for _, said in demo.remarks():
        assert said.at <= NOW


def test_the_steering_group_sees_what_slipped_and_why(demo: Demo) -> None:
    milestones = {
        one.milestone.title: one
        for one in demo.asks("chief@combinedauthority.example").milestones()
    }
    assert milestones["Vision agreed"].reached is None
    assert milestones["Round 2 closed"].words(NOW.date()) == "reached 2 days late"
    assert milestones["Round 3 closed"].words(NOW.date()) == "moved by 7 days later"
    assert all(move.reason for one in milestones.values() for move in one.moves)


def test_the_drafter_is_writing_the_next_draft_of_mission_2(demo: Demo) -> None:
    mission = demo.document("Mission 2")
    saved = demo.asks("drafter@clusteroffice.example").working_text(mission.id)
    assert saved
    assert saved.text != demo.asks().drafts(mission.id)[-1].text
    assert "two hospitals" in saved.text


def test_three_dilemmas_are_settled_and_the_one_on_data_is_not(demo: Demo) -> None:
    titles = {one.id: one.title for one in demo.asks().dilemmas()}

    assert {titles[one] for one in demo.asks(OWES).settled()} == {
        "Focus or breadth?",
        "Who pays for trials?",
        "Who leads?",
    }
