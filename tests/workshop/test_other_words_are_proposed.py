"""A stakeholder proposes other words; the chair merges them and answers."""

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.comments import Decision
from drafting.domain.drafts import placed_passages
from drafting.domain.errors import AlreadyRecorded, NotAcceptable, RoundClosed
from drafting.domain.merging import merged_into
from drafting.domain.people import Reader
from drafting.domain.rounds import RoundNow
from drafting.domain.suggestions import Suggestion
from drafting.workshop import Workshop


def propose(workshop: Workshop, who: Reader, text: Text, old: str, new: str) -> Suggestion:
    start = text.draft.text.index(old)
    return workshop.suggest(who, text.draft.id, start, start + len(old), new, "It is clearer.")


def test_a_suggestion_is_kept_with_the_words_it_replaces(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    propose(workshop, people["Gus"], vision, "every patient", "every person")

    (made,) = archive_of(people["Gus"]).proposals(vision.document.id)
    assert (made.suggestion.quote, made.suggestion.words) == ("every patient", "every person")
    assert (made.author, made.mine, made.disposition) == ("You", True, None)


def test_others_see_the_sector_and_never_the_name_of_who_proposed(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    propose(workshop, people["Gus"], vision, "every patient", "every person")

    (made,) = archive_of(people["Ann"]).proposals(vision.document.id)
    assert made.author == "Someone from Small business"
    assert people["Gus"].id not in repr(made)
    assert people["Gus"].name not in repr(made)


def test_a_suggestion_needs_a_reason_and_a_change(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    with pytest.raises(NotAcceptable, match="the same as the draft's"):
        propose(workshop, people["Gus"], vision, "every patient", "every patient")
    with pytest.raises(NotAcceptable, match="Say why"):
        workshop.suggest(people["Gus"], vision.draft.id, 0, 3, "new", "  ")
    with pytest.raises(NotAcceptable, match="not in the draft"):
        workshop.suggest(people["Gus"], vision.draft.id, 0, 10_000, "new", "Why not?")
    assert archive_of(people["Gus"]).proposals(vision.document.id) == []


def test_suggestions_end_with_the_round(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock
) -> None:
    clock.advance(days=7)

    with pytest.raises(RoundClosed):
        propose(workshop, people["Gus"], vision, "every patient", "every person")


def test_five_clicks_are_one_suggestion(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    given = (people["Gus"], vision.draft.id, 0, 3, "new", "It is clearer.", "the key")
    workshop.suggest(*given)
    for _ in range(4):
        with pytest.raises(AlreadyRecorded):
            workshop.suggest(*given)

    assert len(archive_of(people["Gus"]).proposals(vision.document.id)) == 1


def test_the_answer_reaches_the_author_with_the_next_draft(
    workshop: Workshop,
    people: People,
    vision: Text,
    round: RoundNow,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    made = propose(workshop, people["Gus"], vision, "every patient", "every person")
    clock.advance(hours=1)
    workshop.dispose(people.chair, made.id, Decision.ACCEPTED, "Better so.")
    before = archive_of(people["Gus"]).proposals(vision.document.id)[0].disposition
    clock.advance(hours=1)
    merged = merged_into(vision.draft.text, vision.draft.text, [made])
    workshop.publish(people.chair, vision.document.id, merged.text)

    after = archive_of(people["Gus"]).proposals(vision.document.id)[0].disposition
    assert before is None
    assert after is not None
    assert after.reason == "Better so."
    assert "every person in the region" in merged.text


def test_a_suggestion_follows_its_passage_into_a_working_text_that_moved_on(
    workshop: Workshop, people: People, vision: Text, round: RoundNow
) -> None:
    made = propose(workshop, people["Gus"], vision, "without consent", "without being asked")
    working = "A new first sentence.\n\n" + vision.draft.text

    merged = merged_into(working, vision.draft.text, [made])

    assert "We farm no data without being asked." in merged.text
    assert merged.text.startswith("A new first sentence.")
    assert merged.refused == ()


def test_a_suggestion_whose_passage_is_gone_is_refused_and_says_why(
    workshop: Workshop, people: People, vision: Text, round: RoundNow
) -> None:
    made = propose(workshop, people["Gus"], vision, "without consent", "without being asked")
    working = vision.draft.text.replace("We farm no data without consent.", "We farm nothing.")

    merged = merged_into(working, vision.draft.text, [made])

    assert merged.text == working
    assert "without consent" in merged.refused[0].why


def test_passages_stand_where_they_say(vision: Text) -> None:
    text = vision.draft.text

    placed = placed_passages(text)

    assert all(text[one.start : one.end] == one.text for one in placed)
    assert [one.text for one in placed][:2] == [
        "Our vision",
        "By 2030 every patient in the region can use the best tools for health.",
    ]
