"""A stakeholder reads whether they were heard: what they said before and now, how others moved."""

from datetime import UTC, datetime

import pytest

from drafting.domain.movement import Movement
from drafting.domain.ratings import Rating, Score
from drafting.ui.since_rated import others_in_words, own_word

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def said(score: Score | None) -> Rating:
    return Rating("r", "round", "draft", "ben", score, AT)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Score(2), Score(4), "You moved from “Serious reservations” (2) to “Support” (4)."),
        (Score(4), Score(4), "You stand where you stood: “Support” (4)."),
        (None, Score(5), "to “Full support” (5)."),
        (None, None, "You stand where you stood"),
    ],
)
def test_it_says_their_own_old_and_new_rating(
    before: Score | None, now: Score | None, words: str
) -> None:
    assert words in own_word(said(before), said(now))


@pytest.mark.parametrize(
    ("into", "out_of", "words"),
    [(3, 1, "2 more support it"), (1, 4, "3 fewer support it"), (2, 2, "as many support it")],
)
def test_it_says_how_others_moved_on_balance(into: int, out_of: int, words: str) -> None:
    moves = [Movement("NHS", 5, 2, 1, into, 0), Movement("Business", 6, 2, 3, 0, out_of)]

    assert f"Of 11 who rated in the round before, too, 4 moved up and 4 down; {words}" in (
        others_in_words(moves)
    )


def test_where_nothing_may_be_shown_it_says_so() -> None:
    assert "is not shown" in others_in_words(())
