"""What waits for the chair and the drafters, and on which page it is done."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from drafting.domain.comments import Remark
from drafting.domain.commitments import Commitment, CommitmentNow, CommitmentUpdate, Progress
from drafting.domain.drafts import Draft
from drafting.domain.letters.facts import Letter, LetterFailed, LetterSent, LetterTried, Sort
from drafting.domain.letters.outbox import LetterNow
from drafting.domain.points import Point
from drafting.domain.rounds import Anonymity, Round, RoundNow
from drafting.domain.waiting import (
    Waits,
    to_answer,
    to_begin,
    to_chase,
    to_send,
    to_watch,
    to_write,
    waiting_in_words,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DRAFT = Draft("draft", "vision", 1, "Text", "0" * 64, "", "zoe", NOW)


def closing(after: timedelta) -> RoundNow:
    asked = Round("r", 2, "Round 2", "", Anonymity.SECTOR_ONLY, NOW, NOW + after, "zoe", NOW)
    return RoundNow(asked)


def said(score: int | None = None) -> Point:
    return Point(Remark("x", "draft", "Ann", "NHS", "", "No", NOW, mine=False, score=score), DRAFT)


def letter(**became: Any) -> LetterNow:
    return LetterNow(Letter("l", "ann", Sort.ROUND, "", "r", NOW), **became)


def promised(action: str, due: date, *updates: CommitmentUpdate) -> CommitmentNow:
    told = Commitment(action, "mission", action, "trust", "Ann", due, "zoe", NOW)
    return CommitmentNow(told, "Mission 1", "NHS trust", updates)


def test_a_process_that_begins_lacks_people_then_a_draft_then_a_round() -> None:
    assert [one.page for one in to_begin(0, 0, 0)] == ["bring_in", "desk", "rounds"]
    assert [one.page for one in to_begin(40, 0, 0)] == ["desk", "rounds"]
    assert to_begin(1, 1, 1) == []


@pytest.mark.parametrize(
    ("after", "when"),
    [
        (timedelta(hours=8), "today, on 2 March 2026, 5:00 pm"),
        (timedelta(hours=16), "in 1 day, on 3 March 2026, 1:00 am"),
        (timedelta(days=30), "in 30 days, on 1 April 2026, 10:00 am"),  # clocks go forward
    ],
)
def test_an_open_round_tells_by_the_days_of_london_when_it_closes(
    after: timedelta, when: str
) -> None:
    assert f"Round 2 closes {when} UK time: " in to_watch(closing(after), 1, 3, NOW).words


def test_a_round_leads_to_the_letters_until_everybody_has_answered() -> None:
    some, everybody = (to_watch(closing(timedelta(1)), count, 40, NOW) for count in (25, 40))

    assert "15 of 40 have not answered yet" in some.words
    assert some.page == "post"
    assert "all 40 have answered" in everybody.words
    assert everybody.page == "rounds"


def test_people_whom_a_round_asks_without_a_letter_are_to_be_written_to() -> None:
    assert to_write(closing(timedelta(1)), 0) == []
    assert to_write(closing(timedelta(1)), 1) == [
        Waits("1 person has no letter about Round 2 yet: write to them.", "post")
    ]
    assert "40 people have no letter" in to_write(closing(timedelta(1)), 40)[0].words


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([said()], "1 comment waits for an answer."),
        ([said(), said(1), said()], "1 objection and 2 comments wait for an answer."),
    ],
)
def test_points_without_an_answer_are_counted_by_what_they_are(
    points: list[Point], words: str
) -> None:
    assert to_answer(points) == [Waits(words, "triage")]
    assert to_answer([]) == []


def test_letters_that_reached_nobody_come_before_those_to_be_sent() -> None:
    tried = (LetterTried("t", "l", 1, NOW),)
    gone = letter(tries=tried, sent=LetterSent("s", "l", by_hand=False, at=NOW))
    lost = letter(tries=tried, failures=(LetterFailed("f", "l", 1, "No such box", None, NOW),))

    found = to_send([letter(), gone, lost, letter()], NOW)

    assert [one.words for one in found] == [
        "1 letter is not delivered: see why, and send again.",
        "2 letters are still to be sent.",
    ]
    assert to_send([gone], NOW) == []


def test_only_what_is_overdue_and_not_ended_is_asked_after() -> None:
    today = date(2026, 3, 2)
    done = CommitmentUpdate("u", "Open the door", Progress.DONE, "It is open", None, "zoe", NOW)
    kept = promised("Open the door", date(2026, 1, 5), done)
    late, later = promised("Hire", date(2026, 3, 1)), promised("Publish", date(2026, 2, 1))

    assert to_chase([kept, promised("Begin", today)], today) == []
    assert "“Hire”" in to_chase([kept, late], today)[0].words
    assert to_chase([late, later], today)[0].words == (
        "2 commitments are overdue, “Publish” longest."
    )


def test_what_waits_is_counted_in_words() -> None:
    assert waiting_in_words([]) == "Nothing waits for you at the moment."
    assert waiting_in_words(to_begin(1, 1, 0)) == "1 thing waits for you."
    assert waiting_in_words(to_begin(0, 0, 0)) == "3 things wait for you."
