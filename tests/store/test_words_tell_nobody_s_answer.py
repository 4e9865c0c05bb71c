"""No word that stands beside figures, on any page, in any letter, tells what few people said."""

import os
import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from engines import nowhere
from store.elsewhere import elsewhere
from store.random_process import AFTER, ROUNDS, Told, played
from store.reading import groups_of, written
from store.telling import worked_out

from drafting.domain.people import HOUSE, Reader, Stakeholder
from drafting.store.archive import Archive
from drafting.store.connection import Database

TORTURE = bool(os.environ.get("DRAFTING_TORTURE"))
PROCESSES = 200 if TORTURE else 12
# Words tell most where people are nearly at one.
ANY, WILLING = (1, 2, 3, 4, 5), (3, 4, 4, 4, 5)


@pytest.fixture(scope="module")
def memory() -> Iterator[Database]:
    database = Database.open(nowhere())
    yield database
    database.close()


def by_words(memory: Database, seed: int, scores: tuple[int, ...], reader: Reader | None) -> int:
    """Count what the words of all rounds tell of few people beside the figures that are shown."""
    told = played(memory, seed, scores=scores)
    public = Archive(memory, told.people[0][0], lambda: AFTER)
    archive = public if reader is None else Archive(memory, reader, lambda: AFTER)
    groups, rule = groups_of(public), public.rule()
    return sum(
        len(worked_out(told, number, groups[f"round-{number}", "draft"], stage, rule))
        for number, stage in enumerate(archive.standings()[0].stages, 1)
    )


@pytest.mark.slow
@pytest.mark.parametrize("scores", [ANY, WILLING])
def test_no_word_beside_the_figures_tells_what_few_people_said(
    memory: Database, scores: tuple[int, ...]
) -> None:
    """Verdict, conditions and lenses, each as an equation more, solved in whole numbers."""
    for seed in range(PROCESSES if TORTURE else 20):
        assert by_words(memory, seed, scores, None) == 0, seed


def test_words_on_the_whole_would_tell_it(memory: Database) -> None:
    """The house reads whether support and floor are reached, whatever the figures shown."""
    assert sum(by_words(memory, seed, WILLING, HOUSE) for seed in (20, 29)) >= 2


def everything(memory: Database, told: Told, reader: Stakeholder) -> tuple[list[bool], list[str]]:
    """Return the verdicts, and every word that a stakeholder may read."""
    archive = Archive(memory, reader, lambda: AFTER)
    standings = archive.standings()
    verdicts = [stage.verdict.agreed for one in standings for stage in one.stages]
    return verdicts, [*written(archive, standings[0]), *elsewhere(archive, reader, "dilemma")]


def exchangeable(told: Told, archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield pairs of people of two sectors who always answer together and in one group shown."""
    cells = {one.id: (sector, size) for one, sector, size in told.people}
    shown = groups_of(archive)
    rounds = [(number, told.answers[number - 1]) for number in range(1, ROUNDS + 1)]
    for one, other in combinations(cells, 2):
        if cells[one][0] == cells[other][0] or one == told.people[0][0].id:
            continue
        together = all(
            (one in heard) is (other in heard)
            and all(
                (cells[one] in group) is (cells[other] in group)
                for id_ in ("draft", "left draft", "right draft")[: 1 if number < ROUNDS else 3]
                for group in shown[f"round-{number}", id_].parts
            )
            for number, heard in rounds
        )
        if together and any(one in heard for _, heard in rounds):
            yield one, other


@pytest.mark.slow
def test_who_of_a_group_said_what_changes_no_word(memory: Database) -> None:
    """Two people shown together exchange what they say: where verdicts stay, so does all."""
    held = 0
    for seed in range(40 if TORTURE else 6):
        scores = WILLING if seed % 2 else ANY
        told = played(memory, seed, scores=scores)
        reader = told.people[0][0]
        pairs = list(exchangeable(told, Archive(memory, reader, lambda: AFTER)))
        before = everything(memory, told, reader)
        for pair in random.Random(seed).sample(pairs, min(len(pairs), 3)):
            again = played(memory, seed, scores=scores, exchange=pair)
            after = everything(memory, again, reader)
            if again.answers != told.answers and before[0] == after[0]:
                assert before[1] == after[1], (seed, pair)
                held += 1
    assert held >= 3
