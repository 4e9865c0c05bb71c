"""Five worded answers and "not my field"; the line that matters runs between 3 and 2."""

from itertools import product

import pytest

from drafting.domain.errors import NotAcceptable, ObjectionNeeded
from drafting.domain.positions import Position, together
from drafting.domain.ratings import SCALE, Objecting, Score, as_score, ensure_reasoned

WHY = Objecting("We farm.", "Too vague", "Say what")


def test_the_scale_is_worded_as_agreed() -> None:
    assert [(int(score), score.words) for score in sorted(Score, reverse=True)] == [
        (5, "Full support"),
        (4, "Support"),
        (3, "Can live with it"),
        (2, "Serious reservations"),
        (1, "Cannot live with it"),
    ]
    assert set(SCALE) == {int(score) for score in Score}


def test_the_line_runs_between_three_and_two() -> None:
    assert {int(score) for score in Score if score.objects} == {1, 2}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (1, Score.BLOCK),
        ("5", Score.FULL_SUPPORT),
        (" 3 ", Score.CAN_LIVE_WITH_IT),
        (Score.SUPPORT, Score.SUPPORT),
        (None, None),
        ("", None),
        ("Not my field", None),
        (" NOT MY FIELD ", None),
    ],
)
def test_a_score_is_read_from_what_people_write(written: object, meant: Score | None) -> None:
    assert as_score(written) is meant


@pytest.mark.parametrize("written", [0, 6, -1, 2.5, "2.0", "five", "٣", "1 2", True, "²"])
def test_what_is_not_on_the_scale_is_refused(written: object) -> None:
    with pytest.raises(NotAcceptable, match=r"is not on the scale\. Use 1 to 5, or “Not my fie"):
        as_score(written)


@pytest.mark.parametrize("score", [None, Score(3), Score(4), Score(5)])
@pytest.mark.parametrize("said", [(), (WHY,), (Objecting("", "", ""),)])
def test_who_does_not_object_need_not_say_why(
    score: Score | None, said: tuple[Objecting, ...]
) -> None:
    assert ensure_reasoned(score, *said) == ()


@pytest.mark.parametrize("score", [Score.BLOCK, Score.RESERVATIONS])
def test_who_objects_says_where_why_and_what_would_help(score: Score) -> None:
    assert ensure_reasoned(score, Objecting(" We farm. ", "Too vague\n", "Say what")) == (WHY,)
    for parts in product(("", " \n", "words"), repeat=3):
        if all(part == "words" for part in parts):
            continue
        with pytest.raises(ObjectionNeeded, match=f"You chose “{score.words}”. Say "):
            ensure_reasoned(score, Objecting(*parts))
    with pytest.raises(ObjectionNeeded):
        ensure_reasoned(score)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (Objecting("", "b", "c"), "Say which passage it is about, so that"),
        (Objecting("a", "", ""), "Say your reason and what would have to change, so that"),
        (
            Objecting("", "", ""),
            "Say which passage it is about, your reason and what would have to change, so that",
        ),
    ],
)
def test_only_what_is_missing_is_asked_for(said: Objecting, asked: str) -> None:
    with pytest.raises(ObjectionNeeded) as refused:
        ensure_reasoned(Score.BLOCK, said)

    assert asked in str(refused.value)


def test_not_my_field_is_an_answer_that_enters_no_share() -> None:
    position = Position("NHS", 10, (1, 0, 1, 1, 1), 3)

    assert (position.heard, position.answered) == (4, 7)
    assert (position.supporters, position.objectors) == (2, 1)
    assert position.support == 0.5


def test_where_nobody_has_a_view_there_is_no_share() -> None:
    assert Position("NHS", 10, not_my_field=10).support is None
    assert Position("NHS", 0).support is None


def test_sectors_add_up() -> None:
    whole = together(
        [Position("NHS", 5, (1, 0, 0, 2, 0), 1), Position("Small", 3, (0, 0, 1, 0, 1))]
    )

    assert whole == Position("Everyone", 8, (1, 0, 1, 2, 1), 1)
    assert together([]) == Position("Everyone", 0)


def test_an_objection_left_blank_or_said_twice_is_no_other() -> None:
    blank = Objecting("", " ", "")
    again = Objecting(" We farm. ", "Too vague", "Say what")

    assert ensure_reasoned(Score.BLOCK, blank, WHY, again) == (WHY,)


def test_there_is_a_most_of_objections() -> None:
    many = [Objecting("We farm.", f"Reason {number}", "Say what") for number in range(21)]

    assert len(ensure_reasoned(Score.BLOCK, *many[:20])) == 20
    with pytest.raises(NotAcceptable, match="the most is 20"):
        ensure_reasoned(Score.BLOCK, *many)
