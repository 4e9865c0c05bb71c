"""What an author's word, or silence, makes of an answer; and which objections stand."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from drafting.domain.dispositions import Decision, Disposition
from drafting.domain.errors import NotAcceptable
from drafting.domain.outcomes import UNANSWERED, Outcome, Publication, outcome
from drafting.domain.ratings import Score
from drafting.domain.settlement import (
    PointState,
    Settlement,
    Stance,
    Word,
    ensure_later,
    still_standing,
)

PUBLISHED = datetime(2026, 3, 1, 9, tzinfo=UTC)
YES, NO = Word.SETTLED, Word.NOT_SETTLED
ids = count()


def answered(name: str, out: bool = True, days: int = 0) -> tuple[Disposition, Publication | None]:
    at = PUBLISHED + timedelta(days=days)
    answer = Disposition(name, "point", Decision.DECLINED, "Because.", "chair", at)
    return answer, Publication(f"draft of {name}", at) if out else None


def said(word: Word, of: str) -> Settlement:
    return Settlement(str(next(ids)), "point", of, "ann", word, "Why.", PUBLISHED)


def became(
    *given: object, now: datetime = PUBLISHED, named: dict[str, date] | None = None
) -> Outcome:
    answers = [one for one in given if isinstance(one, tuple)]
    words = [one for one in given if isinstance(one, Settlement)]
    return outcome(answers, words, named or {}, now)


def test_an_answer_that_is_not_out_yet_is_none() -> None:
    assert became() == became(answered("a", out=False)) == UNANSWERED
    assert UNANSWERED.state is PointState.OPEN


def test_a_newer_answer_counts_once_it_is_out() -> None:
    found = became(answered("a"), answered("b", out=False), said(YES, "a"))

    assert found.answer
    assert (found.answer.id, found.state, found.why) == ("a", PointState.SETTLED, "Why.")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([], PointState.ANSWERED),
        ([said(YES, "a")], PointState.SETTLED),
        ([said(NO, "a")], PointState.NOT_SETTLED),
        ([said(YES, "a"), said(NO, "a")], PointState.NOT_SETTLED),
        ([said(NO, "a"), said(YES, "a")], PointState.SETTLED),
    ],
)
def test_the_newest_word_holds(words: list[Settlement], state: PointState) -> None:
    assert became(answered("a"), *words).state is state


def test_settled_ends_with_its_answer_and_not_settled_does_not() -> None:
    """A chair can neither keep a "settled" for another answer, nor silence an objector by one."""
    two = [answered("a"), answered("b", days=1)]

    assert became(*two, said(YES, "a")).state is PointState.ANSWERED
    assert became(*two, said(NO, "a")).state is PointState.NOT_SETTLED
    assert became(*two, said(NO, "a"), said(YES, "b")).state is PointState.SETTLED
    later = PUBLISHED + timedelta(days=99)
    assert became(*two, said(NO, "a"), now=later).state is PointState.NOT_SETTLED


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2026, 3, 15, 23, 59, 59, tzinfo=UTC), PointState.ANSWERED),
        (datetime(2026, 3, 16, 0, 0, tzinfo=UTC), PointState.SILENT),
    ],
)
def test_silence_is_shown_fourteen_days_after_the_draft(now: datetime, state: PointState) -> None:
    assert became(answered("a"), now=now).state is state
    assert became(answered("a"), said(YES, "a"), now=now).state is PointState.SETTLED


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2026, 4, 5, 22, 59, tzinfo=UTC), PointState.ANSWERED),  # 11:59 pm in London
        (datetime(2026, 4, 5, 23, 0, tzinfo=UTC), PointState.SILENT),  # midnight, summer time
    ],
)
def test_the_day_that_the_chair_named_ends_in_london(now: datetime, state: PointState) -> None:
    assert became(answered("a"), now=now, named={"draft of a": date(2026, 4, 5)}).state is state


def test_authors_get_at_least_until_tomorrow() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight of the 2nd in London

    with pytest.raises(NotAcceptable, match="Choose a day after 2 July 2026"):
        ensure_later(date(2026, 7, 2), late)
    ensure_later(date(2026, 7, 3), late)


@pytest.mark.parametrize(
    ("score", "words", "stands"),
    [
        (1, (), True),  # taken over from elsewhere, without words
        (1, (None,), True),
        (1, (NO,), True),
        (1, (YES,), False),
        (1, (YES, None), True),
        (1, (YES, YES), False),
        (2, (), False),
        (2, (None,), False),
        (2, (YES,), False),
        (2, (NO,), True),
        (2, (YES, NO), True),
        (3, (NO,), False),
        (None, (NO,), False),
    ],
)
def test_a_block_stands_until_settled_a_reservation_once_not_settled(
    score: int | None, words: tuple[Word | None, ...], stands: bool
) -> None:
    assert Stance(1, Score(score) if score else None, words).stands is stands


def test_who_objected_and_fell_silent_still_objects_and_who_rated_again_is_judged_by_that() -> None:
    told = [
        Stance(1, Score.BLOCK, (None,)),  # Ann, and silence since
        Stance(1, Score.BLOCK, (YES,)),
        Stance(1, Score.BLOCK, (NO,), until=2),  # Cat, who supports it in round 2
        Stance(2, Score.SUPPORT),
        Stance(2, Score.RESERVATIONS, (NO,)),
        Stance(2, Score.BLOCK, (None,), until=3),
        Stance(3, None),
    ]

    assert [still_standing(told, number) for number in (0, 1, 2, 3)] == [0, 2, 3, 2]


def test_people_whose_words_are_alike_count_each() -> None:
    told = [Stance(1, Score.BLOCK, many=3, until=2), Stance(1, Score.RESERVATIONS, many=4)]

    assert [still_standing(told, number) for number in (1, 2)] == [3, 0]
