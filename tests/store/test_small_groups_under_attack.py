"""Nobody works out what fewer than five people said, from all tables of all rounds together."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest
from cast import SUNDAY_MORNING
from engines import nowhere
from store.attack import Find, Sum, attack
from store.elsewhere import elsewhere
from store.random_process import AFTER, ROUNDS, Told, played
from store.reading import OF, Known, groups_of, in_support, keeping_their_word, weighted, written

from drafting.domain.people import HOUSE, Reader
from drafting.domain.positions import Position
from drafting.domain.standing import Stage
from drafting.store.archive import Archive
from drafting.store.connection import Database

# Two hundred by `make torture`; here as many as the whole run has time for.
PROCESSES = 200 if os.environ.get("DRAFTING_TORTURE") else 36
SMALLEST = 5


@pytest.fixture(scope="module")
def memory() -> Iterator[Database]:
    database = Database.open(nowhere())
    yield database
    database.close()


def published(told: Told, archive: Archive) -> dict[int, list[Sum]]:
    """Return every figure of the tables, with whom it sums over, by the number of the round.

    The attacker knows who answered, and which sectors stand behind a name like "smaller sectors".
    """
    sums: dict[int, list[Sum]] = {}
    groups = groups_of(archive)
    for number, heard in enumerate(told.answers, 1):
        occasion = (f"round-{number}", "draft")
        by_sector = archive.positions(occasion[0]).get("draft", ())
        by_size = [one.position for one in archive.positions_by_size(occasion[0]).get("draft", ())]
        shown = groups[occasion]
        for figures, its_groups in ((by_sector, shown.groups), (by_size, shown.parts)):
            known = [
                frozenset(
                    one.id
                    for one, sector, size in told.people
                    if one.id in heard and (sector, size) in group
                )
                for group in its_groups
            ]
            assert sorted(one.heard for one in figures) == sorted(len(whom) for whom in known)
            for whom in known:
                tally = tuple(sum(heard[id_] == score for id_ in whom) for score in range(1, 6))
                assert tally in [one.counts for one in figures]
                sums.setdefault(number, []).append(Sum(whom, tally))
    return sums


def time_stands() -> datetime:
    return SUNDAY_MORNING


def glimpsed(told: Told, memory: Database) -> list[Sum]:
    """Return every figure that somebody who answered first saw while a round was open.

    Figures change when a whole group of a sector has answered; the attacker looks at each change.
    """
    sums = []
    sector_of = {one.id: sector for one, sector, _ in told.people}
    readers = {one.id: one for one, _, _ in told.people}
    for number, turns in enumerate(told.turns, 1):
        for place, (last, at) in enumerate(turns, 1):
            whom = [id_ for id_, _ in turns[:place] if sector_of[id_] == sector_of[last]]
            if len(whom) % SMALLEST:
                continue
            # With `as_of` time stands then, whatever the clock says.
            archive = Archive(memory, readers[turns[0][0]], time_stands, as_of=at)
            for one in archive.so_far(f"round-{number}").get("draft", ()):
                if one.sector == sector_of[last] and one.heard == len(whom):
                    sums.append(Sum(frozenset(whom), one.counts))
    return sums


def naive(told: Told, archive: Archive) -> list[Sum]:
    """Return what would be published if only groups below five were left out of each table."""
    sums = []
    for number in range(1, ROUNDS + 1):
        heard = told.answers[number - 1]
        by_sector = {
            sector: frozenset(
                one.id for one, s, _ in told.people if s == sector and one.id in heard
            )
            for sector in {sector for _, sector, _ in told.people}
        }
        counted: list[Position] = list(archive.positions(f"round-{number}").get("draft", ()))
        for one in counted:
            if one.heard >= SMALLEST:
                sums.append(Sum(by_sector[one.sector], one.counts))
        total = tuple(sum(one.counts[n] for one in counted) for n in range(5))
        sums.append(Sum(frozenset(heard), total))
    return sums


def right(told: Told, find: Find) -> bool:
    """Tell whether what was found is what these people said, who kept their word."""
    said: dict[str, int] = {}
    for answers in told.answers:
        said |= answers
    truth = [
        sum(weight for id_, weight in find.weights.items() if said[id_] == score)
        for score in range(1, 6)
    ]
    return list(find.tally) == truth


def finds(
    memory: Database, seed: int, reader: Reader | None, watched: bool = False
) -> tuple[Told, list[Find], int]:
    """Play a process and attack it as a stakeholder, or, with HOUSE, the naive tables."""
    told = played(memory, seed, watched)
    chance = told.chance
    archive = Archive(memory, reader or told.people[0][0], lambda: AFTER)
    if reader is HOUSE:
        sums, found = naive(told, archive), []
    else:
        found = in_rounds(told, archive, archive.standings()[0].stages)
        sums = [one for each in published(told, archive).values() for one in each]
    if watched:
        seen = glimpsed(told, memory)
        told.seen, sums = len(seen), sums + seen
    found += attack(sums, SMALLEST, chance) if sums else []
    return told, found, len(sums)


def in_rounds(told: Told, archive: Archive, stages: Sequence[Stage]) -> list[Find]:
    """Attack support, its movement and its lenses, taking people to change from round to round.

    And once more taking them to keep their word.
    """
    works_for = {one.id: one.organisation_id for one, _, _ in told.people}
    sums = weighted(stages, told.answers, works_for)
    for number, figures in published(told, archive).items():
        sums += in_support(figures, number)
    kept = [one for one in map(keeping_their_word, sums) if one.people]
    return [find for each in (sums, kept) if each for find in attack(each, SMALLEST, told.chance)]


def test_the_same_attack_wins_where_movement_and_every_lens_are_told(memory: Database) -> None:
    """The house reads them; a stakeholder who had them beside the tables would know too much."""
    won = 0
    for seed in range(10):
        told = played(memory, seed)
        house = Archive(memory, HOUSE, lambda: AFTER).standings()[0].stages
        archive = Archive(memory, told.people[0][0], lambda: AFTER)
        won += bool(in_rounds(told, archive, house))
    assert won >= 5


def test_every_figure_written_anywhere_follows_from_the_tables(memory: Database) -> None:
    """Verdicts, reasons, the missing, tables behind charts, the state table, the record."""
    figures = 0
    for seed in range(3000, 3015):
        told = played(memory, seed)
        archive = Archive(memory, told.people[0][0], lambda: AFTER)
        standing = archive.standings()[0]
        known = Known(archive, *archive.standings())
        others = elsewhere(archive, told.people[0][0], "dilemma")
        for words in (*written(archive, standing), *others):
            assert known.unexplained(words) == [], (seed, words)
            figures += len(OF.findall(words))
    assert figures > 300


@pytest.mark.slow
def test_no_attack_on_three_rounds_recovers_what_fewer_than_five_said(memory: Database) -> None:
    shown = 0
    for seed in range(PROCESSES):
        _, found, figures = finds(memory, seed, None)
        assert found == [], seed
        shown += bool(figures)
    # Hiding everything would be no protection worth having.
    assert shown > PROCESSES * 0.9


def test_the_same_attack_wins_where_only_small_groups_are_left_out(memory: Database) -> None:
    won = 0
    for seed in range(10):
        told, found, _ = finds(memory, seed, HOUSE)
        won += any(right(told, one) for one in found)

    assert won >= 8


def test_a_few_processes_resist_in_every_run(memory: Database) -> None:
    assert [finds(memory, seed, None)[1] for seed in range(1000, 1012)] == [[]] * 12


def test_who_watched_open_rounds_works_out_no_more(memory: Database) -> None:
    seen = 0
    for seed in range(2000, 2003):
        told, found, _ = finds(memory, seed, None, watched=True)
        assert found == [], seed
        seen += told.seen
    assert seen >= 3
