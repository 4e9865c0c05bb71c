"""What is kept of answers: made once, made anew when it must be, and lagging only where it may."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from drafting.store.answers_kept import LONGEST_LAG, AnswersKept, of_one

RATINGS = frozenset({"rating"})
LONG = 0.02


def slowly(kept: AnswersKept, made: list[int]) -> int:
    """Read two tables and work longer than what is made anew at once; count how often."""
    kept.reads(("rating", "round"))
    until = time.thread_time() + LONG * 1.2
    while time.thread_time() < until:
        pass
    made.append(len(made))
    return made[-1]


def test_what_takes_long_lags_behind_answers_and_behind_nothing_else() -> None:
    moment = [0.0]
    kept, made = AnswersKept(LONG, lambda: moment[0]), []

    def ask() -> int:
        return kept.made("figures", lambda: slowly(kept, made), RATINGS)

    assert ask() == 0
    kept.written({"rating"})
    assert ask() == 1  # the first time tells nothing of how long it takes
    kept.written({"rating"})
    assert ask() == 1
    kept.written({"round"})
    assert ask() == 2
    kept.written({"rating", "import"})  # brought in from a file, perhaps into a closed round
    assert ask() == 3
    kept.written(None)
    assert ask() == 4


def test_what_lags_is_made_anew_in_time() -> None:
    moment = [0.0]
    kept, made = AnswersKept(LONG, lambda: moment[0]), []
    for _ in range(3):
        kept.made("figures", lambda: slowly(kept, made), RATINGS)
        kept.written({"rating"})
    assert made == [0, 1]

    moment[0] += LONGEST_LAG

    assert kept.made("figures", lambda: slowly(kept, made), RATINGS) == 2


def test_what_may_lag_behind_a_table_may_lag_behind_any_part_of_it() -> None:
    kept, made = AnswersKept(LONG, lambda: 0.0), []
    ratings_of_ann = {"rating": (of_one("rating", "ann"),)}

    def figures() -> int:
        kept.answer("hers", "SELECT id FROM rating", lambda: (1,), ratings_of_ann)
        return slowly(kept, made)

    for _ in range(3):
        kept.made("figures", figures, RATINGS)
        kept.written({"rating", of_one("rating", "ann")})
    assert made == [0, 1]


def test_what_is_quickly_made_never_lags() -> None:
    kept = AnswersKept()
    values = iter(range(9))

    def make() -> int:
        kept.reads(("rating",))
        return next(values)

    found = []
    for _ in range(3):
        found.append(kept.made("figures", make, RATINGS))
        kept.written(RATINGS)

    assert found == [0, 1, 2]


def test_what_is_made_of_something_kept_goes_with_it() -> None:
    kept, values = AnswersKept(), iter(range(9))

    def inner() -> int:
        return kept.answer("inner", "SELECT id FROM comment", lambda: (next(values),))[0]

    def outer() -> int:
        return kept.made("outer", lambda: kept.made("between", inner))

    assert [outer(), outer()] == [0, 0]
    kept.written({"sector"})
    assert outer() == 0
    kept.written({"comment"})
    assert outer() == 1


def test_a_write_while_something_is_read_makes_it_old() -> None:
    kept = AnswersKept()

    def read() -> tuple[str]:
        kept.written({"comment"})  # committed after the reading began
        return ("what was so before",)

    kept.answer("asked", "SELECT id FROM comment", read)

    assert kept.answer("asked", "SELECT id FROM comment", lambda: ("now",)) == ("now",)


def test_of_many_who_want_the_same_one_makes_it() -> None:
    kept, made, here = AnswersKept(LONG), [], threading.Barrier(8)

    def ask(_: int) -> int:
        here.wait()
        return kept.made("figures", lambda: slowly(kept, made))

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {0}

    assert made == [0]


def test_nobody_waits_for_what_may_lag_while_it_is_made_anew() -> None:
    moment = [0.0]
    kept, made = AnswersKept(LONG, lambda: moment[0]), []
    for _ in range(2):
        kept.made("figures", lambda: slowly(kept, made), RATINGS)
        kept.written(RATINGS)
    moment[0] += LONGEST_LAG
    begun, go_on = threading.Event(), threading.Event()

    def anew() -> int:
        begun.set()
        go_on.wait(10)
        return slowly(kept, made)

    with ThreadPoolExecutor(1) as another:
        maker = another.submit(kept.made, "figures", anew, RATINGS)
        begun.wait(10)
        assert kept.made("figures", anew, RATINGS) == 1
        go_on.set()
        assert maker.result() == 2


def test_what_one_person_writes_leaves_what_was_read_of_another() -> None:
    kept, values = AnswersKept(), iter(range(9))

    def of(person: str) -> int:
        sql = "SELECT f.id FROM rating f WHERE f.stakeholder_id = ?"
        parts = {"rating": (of_one("rating", person),)}
        return kept.answer((sql, person), sql, lambda: (next(values),), parts)[0]

    assert [of("ann"), of("ben")] == [0, 1]
    kept.written({"rating", of_one("rating", "ben")})
    assert [of("ann"), of("ben")] == [0, 2]


def test_a_question_may_name_a_table_without_any_part_that_could_change_its_answer() -> None:
    kept, values = AnswersKept(), iter(range(9))
    sql = "SELECT count(*) FROM rating JOIN objection o ON o.rating_id = rating.id"
    parts = {"rating": (of_one("rating", "first round"),), "objection": ()}

    def asked() -> int:
        return kept.answer(sql, sql, lambda: (next(values),), parts)[0]

    assert asked() == 0
    kept.written({"rating", of_one("rating", "second round"), "objection"})
    assert asked() == 0
    kept.written({"rating", of_one("rating", "first round")})
    assert asked() == 1
    kept.written(None)
    assert asked() == 2


def test_what_is_made_of_something_that_lags_does_not_count_as_new() -> None:
    moment = [0.0]
    kept, made = AnswersKept(LONG, lambda: moment[0]), []

    def inner() -> int:
        return kept.made("tally", lambda: slowly(kept, made), RATINGS)

    for _ in range(2):
        assert inner() == len(made) - 1
        kept.written(RATINGS)
    assert kept.made("page", inner) == 1  # made of a tally that lags behind one rating

    moment[0] += LONGEST_LAG

    assert kept.made("page", inner) == 2
