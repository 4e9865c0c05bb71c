"""People say how far they stand behind a draft; who objects says where, why and what would help."""

from collections.abc import Callable
from itertools import product

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.comments import Decision
from drafting.domain.errors import ObjectionNeeded
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]
WHY = Objecting("We farm no data without consent.", "Too vague", "Say whose consent")
OTHER = Objecting("- The NHS tests early and says so.", "No money for it", "Name a budget")
PARTS = {
    "passage": "which passage it is about",
    "reason": "your reason",
    "condition": "what would have to change",
}


def counts(archive: Archive, round: RoundNow, draft_id: str, sector: str) -> tuple[int, ...]:
    """Return how many of a sector gave 1 to 5, and "not my field" at the end."""
    position = next(one for one in archive.positions(round.id)[draft_id] if one.sector == sector)
    return (*position.counts, position.not_my_field)


def test_rating_again_replaces_your_word_and_history_keeps_both(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    archive_of: ArchiveOf,
    remembered: Remembered,
) -> None:
    for score in (Score.SUPPORT, Score.FULL_SUPPORT, Score.CAN_LIVE_WITH_IT):
        workshop.rate(people["Ann"], vision.draft.id, score)
    workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)

    chair = archive_of(people.chair)
    assert counts(chair, round, vision.draft.id, "NHS") == (0, 0, 1, 1, 0, 0)
    assert len(remembered()["rating"]) == 4
    mine = archive_of(people["Ann"]).my_ratings(round.id)
    assert mine[vision.draft.id].score is Score.CAN_LIVE_WITH_IT


def test_two_words_in_one_moment_leave_the_second(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.FULL_SUPPORT)
    workshop.rate(people["Ann"], vision.draft.id, None)

    assert counts(archive_of(people.chair), round, vision.draft.id, "NHS") == (0, 0, 0, 0, 0, 1)


def test_not_my_field_is_an_answer_apart(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, None)
    workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)

    position = archive_of(people.chair).positions(round.id)[vision.draft.id][0]

    assert (position.invited, position.answered, position.heard) == (3, 2, 1)
    assert position.support == 1.0
    assert archive_of(people.steering).coverage(round.id)["NHS"] == (2, 3)


@pytest.mark.parametrize("score", [Score.BLOCK, Score.RESERVATIONS])
@pytest.mark.parametrize("given", [g for g in product((True, False), repeat=3) if not all(g)])
def test_nobody_objects_without_passage_reason_and_condition(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    remembered: Remembered,
    score: Score,
    given: tuple[bool, bool, bool],
) -> None:
    before = remembered()
    said = dict(zip(PARTS, (WHY.passage, WHY.reason, WHY.condition), strict=True))
    kept = {
        name: text if there else " \n"
        for (name, text), there in zip(said.items(), given, strict=True)
    }

    with pytest.raises(ObjectionNeeded) as refused:
        workshop.rate(people["Ann"], vision.draft.id, score, Objecting(**kept))

    missing = {name for name, there in zip(PARTS, given, strict=True) if not there}
    assert {name for name, words in PARTS.items() if words in str(refused.value)} == missing
    assert score.words in str(refused.value)
    assert remembered() == before


def test_nobody_objects_with_a_bare_click(
    workshop: Workshop, people: People, round: RoundNow, vision: Text
) -> None:
    with pytest.raises(ObjectionNeeded, match=r"which passage .*, your reason and what would have"):
        workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK)


@pytest.mark.parametrize("score", [3, 4, 5, None])
def test_nobody_must_write_to_agree_and_what_they_wrote_is_no_objection(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    archive_of: ArchiveOf,
    score: int | None,
) -> None:
    given = Score(score) if score else None
    workshop.rate(people["Ann"], vision.draft.id, given)
    workshop.rate(people["Ben"], vision.draft.id, given, WHY)

    assert archive_of(people.chair).objections(vision.id) == []


def test_an_objection_stands_in_its_author_s_words(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, archive_of: ArchiveOf
) -> None:
    padded = Objecting(f" {WHY.passage} ", f"{WHY.reason}\n", f"\t{WHY.condition}")
    rating = workshop.rate(people["Ann"], vision.draft.id, Score.RESERVATIONS, padded)

    (one,) = archive_of(people.chair).objections(vision.id)
    (mine,) = archive_of(people["Ann"]).my_objections(rating.id)

    assert (one.quote, one.text, one.condition) == (WHY.passage, WHY.reason, WHY.condition)
    assert (one.score, one.sector) == (2, "NHS")
    assert (mine.passage, mine.reason, mine.condition) == (WHY.passage, WHY.reason, WHY.condition)
    assert archive_of(people["Ben"]).my_objections(rating.id) == []


@pytest.mark.parametrize("score", [Score.SUPPORT, Score.CAN_LIVE_WITH_IT, None])
def test_an_objection_falls_when_its_author_moves(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    archive_of: ArchiveOf,
    score: Score | None,
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, WHY)
    workshop.rate(people["Ann"], vision.draft.id, score)

    assert archive_of(people.chair).objections(vision.id) == []
    assert archive_of(people.chair).open_remarks() == 0


@pytest.mark.parametrize("again", [Score.BLOCK, Score.RESERVATIONS])
def test_objecting_again_replaces_the_objection(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    archive_of: ArchiveOf,
    again: Score,
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.RESERVATIONS, WHY)
    workshop.rate(people["Ann"], vision.draft.id, again, OTHER)

    chair = archive_of(people.chair)
    assert [one.text for one in chair.objections(vision.id)] == [OTHER.reason]
    assert chair.open_remarks() == 1


def test_an_older_draft_keeps_its_round_s_answers_when_a_newer_is_published(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    archive_of: ArchiveOf,
    clock: Clock,
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    clock.advance(hours=1)
    newer = workshop.publish(people.chair, vision.id, "By 2031 ...")
    workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)

    found = archive_of(people.chair).positions(round.id)

    assert set(found) == {vision.draft.id}
    assert newer.number == 2
    assert counts(archive_of(people.chair), round, vision.draft.id, "NHS")[3] == 2


def test_several_objections_go_with_one_rating_each_by_itself(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.RESERVATIONS, [WHY, OTHER])

    said = archive_of(people.chair).objections(vision.id)
    assert [(one.quote, one.text, one.condition) for one in said] == [
        (one.passage, one.reason, one.condition) for one in (WHY, OTHER)
    ]
    assert counts(archive_of(people.chair), round, vision.draft.id, "NHS") == (0, 1, 0, 0, 0, 0)

    workshop.dispose(people.chair, said[0].id, Decision.ACCEPTED, "Done")
    answered = archive_of(people.chair).objections(vision.id)
    assert [one.disposition is not None for one in answered] == [True, False]


def test_one_objection_that_lacks_a_part_refuses_them_all(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, remembered: Remembered
) -> None:
    before = remembered()
    half = Objecting(OTHER.passage, OTHER.reason, "")

    with pytest.raises(ObjectionNeeded, match="what would have to change of objection 2"):
        workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, [WHY, half])
    assert remembered() == before


@pytest.mark.parametrize("score", [*Score, None])
def test_two_windows_with_the_same_answer_make_one_fact(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    remembered: Remembered,
    score: Score | None,
) -> None:
    first = workshop.rate(people["Ann"], vision.draft.id, score, [WHY, OTHER], "window 1")
    again = workshop.rate(people["Ann"], vision.draft.id, score, [WHY, OTHER], "window 2")

    assert again == first
    assert len(remembered()["rating"]) == 1
    assert len(remembered()["objection"]) == (2 if score and score.objects else 0)


def test_the_same_score_with_another_objection_is_a_new_word(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, WHY)
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, [WHY, OTHER])

    assert len(archive_of(people.chair).objections(vision.id)) == 2


def test_a_word_taken_back_and_given_again_counts_again(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, remembered: Remembered
) -> None:
    for score in (Score.SUPPORT, Score.FULL_SUPPORT, Score.SUPPORT):
        workshop.rate(people["Ann"], vision.draft.id, score)

    assert len(remembered()["rating"]) == 3
