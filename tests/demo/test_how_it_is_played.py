"""The demo is played from files that invent every person, and once into a database."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from demo.as_played import FILES, Demo
from engines import nowhere

from drafting.demo import PASSWORD, Account, accounts, play
from drafting.domain.errors import NotAcceptable
from drafting.domain.passwords import password_matches
from drafting.domain.people import Role
from drafting.store.connection import Database


def test_nobody_in_it_bears_a_persons_name(demo: Demo) -> None:
    two_names = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
    addressed = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof)\b\.? [A-Z]")
    for one in demo.asks().stakeholders():
        assert not two_names.search(one.name), one.name
        assert one.email.endswith(".example")
    for path in FILES.rglob("*.*"):
        assert not addressed.search(path.read_text()), path


def test_every_file_is_labelled_as_an_illustration() -> None:
    label = (FILES / "README.md").read_text()
    assert "Every text, person and organisation here is invented" in label
    for path in FILES.iterdir():
        assert path.name in label or path.name == "README.md", path
    for path in FILES.glob("*.toml"):
        assert path.read_text().startswith("# Illustration:"), path


def test_every_draft_bears_the_fingerprint_of_its_file(demo: Demo) -> None:
    texts = {path.read_text() for path in FILES.rglob("[0-9].md")}
    drafts = demo.asks().drafts_by_id().values()

    assert {draft.text for draft in drafts} == texts
    for draft in drafts:
        assert draft.sha256 == hashlib.sha256(draft.text.encode()).hexdigest()
    on_disk = {hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES.rglob("[0-9].md")}
    assert {draft.sha256 for draft in drafts} == on_disk


@dataclass(frozen=True)
class Playing:
    """The demo played in memory, its accounts, and how far it was said to be, day by day."""

    demo: Demo
    accounts: list[Account]
    told: list[tuple[str, int, int]]


@pytest.fixture(scope="module")
def playing() -> Iterator[Playing]:
    database = Database.open(nowhere())
    told: list[tuple[str, int, int]] = []
    accounts = play(database, lambda day, done, of: told.append((day, done, of)))
    yield Playing(Demo(database), accounts, told)
    database.close()


def test_the_accounts_open_the_door_in_every_role(playing: Playing) -> None:
    assert playing.accounts == accounts()
    assert {one.role for one in playing.accounts} == set(Role)
    hashes = set()
    for one in playing.accounts:
        person = playing.demo.person(one.email)
        kept = playing.demo.asks().password(person.id)
        assert person.role is one.role
        assert kept
        hashes.add(kept.hash)
    assert all(password_matches(PASSWORD, kept) for kept in hashes)


def test_it_is_not_played_twice_into_one_database(playing: Playing) -> None:
    before = playing.demo.database.version
    with pytest.raises(NotAcceptable, match="holds “HealthTech strategy"):
        play(playing.demo.database, lambda _day, _done, _of: None)
    assert playing.demo.database.version == before


def test_how_far_the_playing_is_is_told_day_by_day(playing: Playing) -> None:
    assert [done for _, done, _ in playing.told] == list(range(1, playing.told[-1][2] + 1))
    assert playing.told[-1][0] == "4 December 2023"


def test_played_into_a_file_it_is_the_same_again(playing: Playing, demo: Demo) -> None:
    assert demo.remarks() == playing.demo.remarks()
    assert demo.asks().drafts_by_id() == playing.demo.asks().drafts_by_id()
