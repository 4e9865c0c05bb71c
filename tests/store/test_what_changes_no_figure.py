"""From ratings in the store to the figures shown: what must change nothing does, and the edges."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import pytest
from cast import SUNDAY_MORNING
from engines import nowhere
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.charts import sector_finding, sector_table
from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.missing import missing
from drafting.domain.people import HOUSE, Organisation, Reader, Role, Sector, Size, Stakeholder
from drafting.domain.process import Process
from drafting.domain.ratings import Rating, Score
from drafting.domain.rounds import Anonymity, Invitation, Round, RoundDraft
from drafting.domain.standing import Stage
from drafting.store.archive import Archive
from drafting.store.connection import REWRITING, Database
from drafting.store.facts import FACTS, table
from drafting.store.ledger import Ledger
from drafting.ui.state_table import state_rows

WEEK = timedelta(days=7)
AFTER = SUNDAY_MORNING + 10 * WEEK
# One for each person: their sector, and what they said in the first and in the second round;
# 0 is "not my field", None no answer.
Said = tuple[int, int | None, int | None]
SAID = st.lists(
    st.tuples(st.integers(0, 3), *[st.one_of(st.none(), st.integers(0, 5))] * 2),
    min_size=1,
    max_size=40,
)


@pytest.fixture(scope="module")
def memory() -> Iterator[Database]:
    database = Database.open(nowhere())
    yield database
    database.close()


def shown(
    memory: Database,
    said: Sequence[Said],
    reader: Reader = HOUSE,
    *,
    order: Sequence[int] = (),
    files: int = 1,
    name: Callable[[int], str] = "Sector {}".format,
) -> list[object]:
    """Put people and ratings into the store, in some order and so many files; return all figures.

    Sectors are named by their number again, so that what is returned can be compared.
    """
    _write(memory, said, list(order) or list(range(len(said))), files, name)
    archive = Archive(memory, reader, lambda: AFTER)
    rule, standing = archive.rule(), archive.standings()[0]
    found: list[object] = []
    for stage in standing.stages:
        left = missing(stage.positions)
        found += [
            stage.verdict.agreed,
            stage.verdict.words if reader is not HOUSE else "",
            [one.met for one in stage.verdict.conditions],
            stage.state,
            sorted((one.weights, one.agreed, round(one.support or 0, 9)) for one in stage.lenses),
            sorted((one.both, one.up, one.down, one.into, one.out_of) for one in stage.moves),
            left and (left.asked, left.heard, left.worst, left.best),
            sorted(tuple(row.values())[1:] for row in sector_table(stage.positions)),
        ]
    found += [sorted(cell for row in state_rows(rule, [standing]) for cell in row.values())]
    return found


def _write(
    memory: Database, said: Sequence[Said], order: list[int], files: int, name: Callable[[int], str]
) -> None:
    begun = SUNDAY_MORNING
    # What is emptied past the ledger must not be answered from what was kept of it.
    with memory.transaction(REWRITING) as cursor:
        for kind in FACTS:
            cursor.execute(f"DELETE FROM {table(kind)}")
        cursor.execute("DELETE FROM chain_commitment")
        ledger = Ledger(memory)
        ledger.add(
            Process("process", "Northshire", date(2026, 12, 31), None, begun),
            AgreementRule("rule", 0.75, 0.5, 0.5, Weights.SECTORS, "", "house", begun),
            Document("vision", Kind.VISION, "Our vision", 1, None, begun),
            Draft("draft", "vision", 1, "Words.", "", "", "house", begun),
        )
        sizes = list(Size)
        for n in range(4):
            ledger.add(Sector(f"s{n}", name(n), begun))
            ledger.add(Organisation(f"o{n}", f"O {n}", f"s{n}", sizes[n % len(sizes)], begun))
        for start in range(files):
            ledger.add_many([_person(one, said[one][0]) for one in order[start::files]])
        for number in (1, 2):
            _round(ledger, number, said, order, files)


def _round(ledger: Ledger, number: int, said: Sequence[Said], order: list[int], files: int) -> None:
    round_id, opens = f"round-{number}", SUNDAY_MORNING + number * 2 * WEEK
    promise = Anonymity.NAMED_TO_CHAIR
    ledger.add(
        Round(
            round_id, number, f"Round {number}", "", promise, opens, opens + WEEK, "house", opens
        ),
        RoundDraft(f"asks-{number}", round_id, "draft", 1),
    )
    ledger.add_many([Invitation(f"{number} {one}", round_id, f"p{one}", opens) for one in order])
    for start in range(files):
        ratings = [
            Rating(
                f"{number} r{one}",
                round_id,
                "draft",
                f"p{one}",
                Score(score) if score else None,
                opens + timedelta(minutes=start),
            )
            for one in order[start::files]
            if (score := said[one][number]) is not None
        ]
        if ratings:
            ledger.add_many(ratings)


def _person(number: int, sector: int) -> Stakeholder:
    return Stakeholder(
        f"p{number}",
        f"Person {number}",
        f"p{number}@people.example",
        f"o{sector}",
        f"s{sector}",
        Role.STAKEHOLDER,
        SUNDAY_MORNING,
    )


SLOW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SLOW
@given(said=SAID, seed=st.integers(0, 99), files=st.integers(1, 4))
@pytest.mark.parametrize("reader", [HOUSE, _person(0, 0)])
def test_the_order_of_people_and_the_splitting_of_files_change_nothing(
    memory: Database, reader: Reader, said: list[Said], seed: int, files: int
) -> None:
    order = random.Random(seed).sample(range(len(said)), len(said))

    assert shown(memory, said, reader, order=order, files=files) == shown(memory, said, reader)


@SLOW
@given(said=SAID, names=st.permutations("ABCD"))
def test_the_renaming_of_sectors_changes_no_figure(
    memory: Database, said: list[Said], names: list[str]
) -> None:
    renamed = shown(memory, said, name=lambda n: f"{names[n]} <b>“renamed”")

    assert renamed == shown(memory, said)


@SLOW
@given(said=SAID)
def test_the_renaming_of_sectors_changes_no_figure_of_a_stakeholder(
    memory: Database, said: list[Said]
) -> None:
    """Names keep their order here: of sectors with as many people it says which stands alone."""
    reader = _person(0, 0)

    def again(number: int) -> str:
        return f"Seed {number}"

    plain = shown(memory, said, reader)
    renamed = shown(memory, said, reader, name=again)
    assert [str(one).replace("Seed", "Sector") for one in renamed] == [str(one) for one in plain]


# The edges, as the page has them


def _last(memory: Database, said: Sequence[Said]) -> Stage:
    _write(memory, said, list(range(len(said))), 1, "Sector {}".format)
    stage = Archive(memory, HOUSE, lambda: AFTER).standings()[0].latest
    assert stage is not None
    return stage


def test_unanimous_and_a_full_census_leave_nothing_open(memory: Database) -> None:
    stage = _last(memory, [(n % 4, 5, 5) for n in range(20)])

    assert stage.verdict.words == "Agreed."
    left = missing(stage.positions)
    assert left is not None
    assert (left.worst, left.best) == (1.0, 1.0)
    assert sector_finding(stage.positions, 0.75) == "All 4 sectors reach 75% support."
    assert stage.moves
    assert all(one.changed in (0.0, None) for one in stage.moves)


def test_nobody_heard_is_a_dash_and_never_a_nought(memory: Database) -> None:
    stage = _last(memory, [(n % 4, None, None) for n in range(8)])

    assert stage.verdict.words == "Nobody has answered yet."
    assert {row["In support"] for row in sector_table(stage.positions)} == {"–"}
    assert sector_finding(stage.positions, 0.75) == (
        "Nobody has given a rating yet, of 8 people asked."
    )
    left = missing(stage.positions)
    assert left is not None
    assert (left.worst, left.best) == (0.0, 1.0)


def test_who_all_say_not_my_field_have_no_voice_in_it(memory: Database) -> None:
    stage = _last(memory, [(n % 2, 0, 0) for n in range(6)])

    assert "nobody who answered has a view" in stage.verdict.words
    assert missing(stage.positions) is None
    assert {row["In support"] for row in sector_table(stage.positions)} == {"–"}


def test_one_rater_alone_decides_nothing(memory: Database) -> None:
    stage = _last(memory, [(0, None, 5), (0, None, None), (1, None, None), (1, None, None)])

    assert not stage.verdict.agreed
    left = missing(stage.positions)
    assert left is not None
    assert (left.worst, left.best) == (0.25, 1.0)
    _write(memory, [(0, None, 5)] + [(1, None, None)] * 3, [0, 1, 2, 3], 1, "Sector {}".format)
    stakeholder = Archive(memory, _person(1, 1), lambda: AFTER).standings()[0].latest
    assert stakeholder is not None
    assert stakeholder.positions == ()


def test_an_empty_register_has_texts_and_no_figures(memory: Database) -> None:
    stage_of: list[object] = shown(memory, [])

    assert False in stage_of
    assert "Nobody" in str(Archive(memory, HOUSE, lambda: AFTER).standings()[0].stages)
