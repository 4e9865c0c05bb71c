"""Who and what the tests are about: a small register, a vision, a round, and a clock that obeys."""

import fcntl
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cast import SECTORS, VISION, ArchiveOf, Asks, Clock, People, Text
from commands import drafting
from engines import ENGINE, ENGINES, nowhere
from playwright.sync_api import Browser, expect, sync_playwright
from serving import ASKING, FLAGS, chromium

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.documents import Kind
from drafting.domain.drafts import Draft
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import HOUSE, Role, Size, Stakeholder
from drafting.domain.process import Process
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.facts import FACTS, table
from drafting.workshop import Workshop

NO_CHROMIUM = "There is no Chromium here. Install one (make browser says how) to run this test."
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium a run. Without one the test is skipped; where CI is set, it fails."""
    found = chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        started.on("context", lambda context: context.add_init_script(ASKING))
        yield started
        started.close()


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the demo once for all workers, by command; return the file, which is to be copied.

    What the command said lies beside it and ends in `.said`.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    file = shared / "played.duckdb"
    with (shared / "playing").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if not file.exists():
            half_done = file.with_suffix(".half")
            done = drafting("demo", "--database", half_done, "--port", "8765")
            assert done.returncode == 0, done.stderr
            said = done.stdout.replace(str(half_done), str(file))
            file.with_suffix(".said").write_text(said, "utf-8")
            half_done.rename(file)
    return file


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"id-{next(numbers):05}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked so on both engines; all of it on one where that one is asked for."""
    marked = metafunc.definition.get_closest_marker("both_engines")
    if marked and "database" in metafunc.fixturenames and ENGINES[0] == ENGINE:
        metafunc.parametrize("database", ENGINES, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    fresh = Database.open(nowhere(getattr(request, "param", ENGINE)))
    yield fresh
    fresh.close()


@pytest.fixture
def workshop(database: Database, clock: Clock, new_id: Callable[[], str]) -> Workshop:
    return Workshop(database, clock, new_id)


@pytest.fixture
def archive_of(database: Database, clock: Clock) -> ArchiveOf:
    """Ask as a person; HOUSE sees everything."""
    return lambda person: Archive(database, person, clock)


@pytest.fixture
def remembered(database: Database) -> Callable[[], dict[str, list[tuple[object, ...]]]]:
    """Return every row of every fact and of the acts, to tell that nothing was written."""

    def rows() -> dict[str, list[tuple[object, ...]]]:
        with database.reading() as cursor:
            return {
                name: cursor.execute(f"SELECT * FROM {name} ORDER BY seq").fetchall()
                for name in ("act", *(table(kind) for kind in FACTS))
            }

    return rows


@pytest.fixture
def process(workshop: Workshop) -> Process:
    return workshop.begin_process(HOUSE, "HealthTech North", date(2026, 12, 31))


@pytest.fixture
def rule(workshop: Workshop) -> AgreementRule:
    return workshop.fix_rule(HOUSE, 0.75, 0.5, 0.5, Weights.SECTORS)


@pytest.fixture
def chair(workshop: Workshop) -> Stakeholder:
    return workshop.register(
        HOUSE, "Zoe Chairwoman", "zoe@cluster.example", "The Cluster", "Cluster", None, Role.CHAIR
    )


@pytest.fixture
def people(workshop: Workshop, chair: Stakeholder) -> People:
    def newcomer(name: str, employer: str, sector: str, role: Role) -> Newcomer:
        address = f"{name.lower().replace(' ', '.')}@people.example"
        return Newcomer(name, address, employer, sector, Size.SMALL, role)

    voices = [
        newcomer(name, f"{name.split()[1]} & Co", sector, Role.STAKEHOLDER)
        for sector, names in SECTORS.items()
        for name in names
    ]
    drafter, steering, observer, *stakeholders = workshop.import_people(
        HOUSE,
        [
            newcomer("Wyn Drafterson", "The Cluster", "Cluster", Role.DRAFTER),
            newcomer("Xan Steersman", "The Cluster", "Cluster", Role.STEERING),
            newcomer("Yaz Lookerby", "The Cluster", "Cluster", Role.OBSERVER),
            *voices,
        ],
    )
    return People(chair, drafter, steering, observer, tuple(stakeholders))


@pytest.fixture
def vision(workshop: Workshop, chair: Stakeholder) -> Text:
    document = workshop.begin_document(chair, Kind.VISION, "Our vision")
    return Text(document, workshop.publish(chair, document.id, VISION, "The first draft"))


@pytest.fixture
def draft(vision: Text) -> Draft:
    """Draft 1 of the vision."""
    return vision.draft


@pytest.fixture
def asks(workshop: Workshop, people: People, vision: Text, clock: Clock) -> Asks:
    """Open round 1 about draft 1 of the vision, for seven days from now, on the terms named."""

    def ask(**terms: Any) -> RoundNow:
        closes = clock.now + timedelta(days=7)
        return workshop.open_round(
            people.chair, "Round 1", [vision.draft.id], clock.now, closes, **terms
        )

    return ask


@pytest.fixture(name="round")
def round_on_vision(rule: AgreementRule, asks: Asks) -> RoundNow:
    """Round 1: nine people asked about draft 1 of the vision, for seven days from now."""
    return asks(note="What do you think?")
