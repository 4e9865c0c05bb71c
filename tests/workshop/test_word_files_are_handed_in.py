"""A Word file that comes back becomes suggestions and comments in its sender's name."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cast import ArchiveOf, People, Text

from drafting.domain.errors import NotAcceptable
from drafting.domain.handing_in import HandIn, Wording, hand_in
from drafting.domain.rounds import RoundNow
from drafting.exchange.docx import WordComment, read, redlined
from drafting.workshop import Workshop

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def came_back(text: str, edited: str, comments: list[WordComment]) -> HandIn:
    returned = read(redlined(text, edited, "Gus", NOW, comments))
    return hand_in(text, returned.suggestions, returned.comments)


def test_what_was_changed_in_word_is_placed_in_the_draft(vision: Text) -> None:
    text = vision.draft.text
    edited = text.replace("every patient", "every person").replace("tests early", "tests first")

    handed = came_back(text, edited, [WordComment("Gus", NOW, "Who pays?", "We farm no data")])

    merged = text
    for one in sorted(handed.wordings, key=lambda each: -each.start):
        merged = merged[: one.start] + one.words + merged[one.end :]
    assert merged == edited
    assert handed.remarks == (("We farm no data", "Who pays?"),)


def test_what_was_sent_with_the_file_is_not_handed_in_again(vision: Text) -> None:
    text = vision.draft.text
    returned = read(redlined(text, text, "Gus", NOW, [WordComment("Someone", NOW, "Who pays?")]))

    assert hand_in(text, returned.suggestions, returned.comments, ["Who  pays?"]).remarks == ()


def test_a_change_that_cannot_be_placed_is_said_in_words_and_never_guessed_in(
    vision: Text,
) -> None:
    old = "We farm the valley."
    returned = read(redlined(old, "We farm the hills.", "Gus", NOW))

    handed = hand_in(vision.draft.text, returned.suggestions, returned.comments)

    assert handed.wordings == ()
    assert len(handed.remarks) == 1
    assert "valley" in handed.remarks[0][1]
    assert "hills" in handed.remarks[0][1]


def test_a_file_is_recorded_in_the_name_of_who_sent_it(
    workshop: Workshop,
    people: People,
    vision: Text,
    round: RoundNow,
    archive_of: ArchiveOf,
) -> None:
    handed = HandIn((Wording(2, 5, "A"),), (("", "Who pays?"),))

    workshop.hand_in(people["Gus"], vision.draft.id, handed, "From Word.")

    gus = archive_of(people["Gus"])
    assert [one.suggestion.words for one in gus.proposals(vision.document.id)] == ["A"]
    assert [(one.text, one.mine) for one in gus.comments(vision.document.id)] == [
        ("Who pays?", True)
    ]


def test_nothing_of_a_file_is_recorded_when_a_part_cannot_be(
    workshop: Workshop,
    people: People,
    vision: Text,
    round: RoundNow,
    remembered: Callable[[], object],
) -> None:
    before = remembered()

    with pytest.raises(NotAcceptable):
        workshop.hand_in(
            people["Gus"], vision.draft.id, HandIn((Wording(2, 5, "A"),), (("", " "),)), "So."
        )
    assert remembered() == before
