"""The chair plans a pace and board dates; every change stays to be read."""

from datetime import date, timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.errors import NotAcceptable
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow
from drafting.domain.rounds_needed import Need, OpenPassage, need, open_passages, settled_steps
from drafting.workshop import Workshop

MAY_4 = date(2026, 5, 4)


def test_the_pace_is_twenty_days_until_the_chair_sets_another(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    assert archive_of(people.steering).pace().takes == 20

    workshop.set_pace(people.chair, 3, 1, 5, 2)
    newest = workshop.set_pace(people.chair, 4, 1, 8, 4, True)

    assert archive_of(people.steering).pace() == newest
    assert newest.takes == 17


def test_a_round_of_no_day_is_refused(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    with pytest.raises(NotAcceptable, match="The round takes 0 working days"):
        workshop.set_pace(people.chair, 3, 1, 0, 2)

    assert archive_of(people.chair).pace().takes == 20


def test_a_dropped_board_date_leaves_the_plan_and_keeps_its_reason(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    workshop.add_board_date(people.chair, "Late board", date(2026, 6, 1))
    gone = workshop.add_board_date(people.chair, "  Cluster   board ", MAY_4)
    with pytest.raises(NotAcceptable, match="“Cluster board” on 4 May 2026 is in the list already"):
        workshop.add_board_date(people.chair, "Cluster board", MAY_4)
    with pytest.raises(NotAcceptable, match="Say why the board does not meet"):
        workshop.drop_board_date(people.chair, gone.id, "  ")

    workshop.drop_board_date(people.chair, gone.id, " It is a bank holiday. ")

    seen = archive_of(people.steering)
    assert [one.title for one in seen.board_dates()] == ["Late board"]
    assert [(one.title, why.reason) for one, why in seen.dropped_board_dates()] == [
        ("Cluster board", "It is a bank holiday.")
    ]
    with pytest.raises(NotAcceptable, match="There is no such board date"):
        workshop.drop_board_date(people.chair, gone.id, "Again")
    # The day is free again.
    workshop.add_board_date(people.chair, "Cluster board", MAY_4)
    assert [one.held_on for one in seen.board_dates()] == [MAY_4, date(2026, 6, 1)]


def test_what_a_round_settled_is_counted_between_closed_rounds(
    workshop: Workshop,
    people: People,
    vision: Text,
    round: RoundNow,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    """Four object in round 1, two of them in round 2; round 3 runs and does not count yet."""

    def object_to(draft_id: str, names: str, quote: str, score: Score = Score.RESERVATIONS) -> None:
        for name in names.split():
            workshop.rate(people[name], draft_id, score, Objecting(quote, "Vague", "Say whose"))

    def ask_again(text: str, title: str) -> str:
        clock.advance(days=8)
        draft = workshop.publish(people.chair, vision.id, text)
        closes = clock.now + timedelta(days=7)
        workshop.open_round(people.chair, title, [draft.id], clock.now, closes)
        return draft.id

    def seen() -> tuple[Need, list[OpenPassage]]:
        chair = archive_of(people.chair)
        standings = chair.standings()
        passages = open_passages(standings[0], chair.objections(vision.id), clock.now)
        standing = sum(one.objections for one in passages)
        return need(standing, settled_steps(standings, clock.now)), passages

    object_to(vision.draft.id, "Ann Ben Dan Gus", "We farm no data without consent.")
    assert seen()[0] == Need(4, None)  # one round, still open
    second = ask_again("We farm no data without consent. We say whose.", "Round 2")
    object_to(second, "Ann", "We say whose.", Score.BLOCK)
    object_to(second, "Ben", "We say whose.")
    assert seen()[0] == Need(4, None)  # round 2 runs, so round 1 counts
    third = ask_again("We farm no data.", "Round 3")
    object_to(third, "Eve", "We farm no data.")

    needed, passages = seen()

    assert needed == Need(2, 2.0)
    assert needed.rounds == 1
    assert passages == [OpenPassage("Our vision", "We say whose.", 2, 1)]
