"""Somebody is forgotten: their name and address stand nowhere any more, what they said does."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from commands import asked, drafting
from small_house import PASSWORD, SmallHouse
from test_no_file_tells_a_name import in_words

from drafting.domain.errors import NotAcceptable
from drafting.domain.forgetting import NAME_REMOVED, KnownAs
from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE, Role
from drafting.domain.ratings import Objecting, Score
from drafting.domain.retention import Retention
from drafting.store.archive import Archive
from drafting.store.backup import back_up
from drafting.store.connection import Database
from drafting.store.dossier import held_on
from drafting.store.facts import table
from drafting.store.ledger import Ledger
from drafting.store.typed import TypedTexts
from drafting.ui.visit import new_id, wall_clock
from drafting.workshop import Workshop

BEN = ("Ben Okafor", "ben@people.example")
SPOKE = "Nobody asked the patients"
WHY = Objecting("Nor this other one.", SPOKE, "Ask them")
TRACES = ("ben okafor", "ben  okafor", "ben@people.example")


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ben spoke, was written to, is named by others; a backup is from before, one from after."""
    small = SmallHouse(tmp_path_factory.mktemp("lived") / "small.duckdb")
    ben, ann, zoe = (small.people[name] for name in ("Ben", "Ann", "Zoe"))
    back_up(small.database, wall_clock())
    small.workshop.rate(ben, small.draft.id, Score.BLOCK, WHY)
    small.workshop.comment(ann, small.draft.id, "As BEN  OKAFOR (Ben@people.example) says.")
    small.workshop.comment(ben, small.draft.id, "By when?")
    (letter,) = small.workshop.write_letters(zoe, Sort.ROUND, [ben.id], small_round(small))
    small.workshop.take_letter(zoe, letter.id)
    small.workshop.letter_failed(zoe, letter.id, "550 no such user ben@people.example")
    small.session_of("Ben", "token-of-ben")
    typed = TypedTexts(small.database, wall_clock)
    typed.keep(ben.id, "what of comment", "d1", "I, Ben Okafor, think", 1)
    typed.keep(ann.id, "what of comment", "d2", "What would Ben Okafor think", 1)
    back_up(small.database, wall_clock().replace(year=2030))
    small.close()
    return small.file


def small_round(small: SmallHouse) -> str:
    (asking,) = Archive(small.database, HOUSE, wall_clock).rounds()
    return asking.id


@pytest.fixture
def file(lived_in: Path, tmp_path: Path) -> Path:
    shutil.copytree(lived_in.parent, tmp_path / "house")
    return tmp_path / "house" / lived_in.name


def traces(folder: Path) -> list[str]:
    """Name every file that holds the name or the address, as bytes or in any cell."""
    found = []
    for one in sorted(folder.rglob("*")):
        if not one.is_file():
            continue
        held = one.read_bytes().decode("latin-1").lower()
        if one.name.endswith((".xlsx", ".parquet")):
            held += in_words(one.name, one.read_bytes()).lower()
        if held[8:12] == "duck":
            held += " ".join(cells(one)).lower()
        found += [f"{one.name}: {trace}" for trace in TRACES if trace in held]
    return found


def cells(file: Path) -> Iterator[str]:
    with duckdb.connect(str(file), read_only=True) as read:
        for (name,) in read.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            yield from (str(row) for row in read.execute(f"FROM {name}").fetchall())


def ids(file: Path) -> dict[str, str]:
    return {str(name): str(id_) for id_, name in asked(file, "SELECT id, name FROM stakeholder")}


def test_a_forgotten_person_s_name_stands_in_no_file_any_more(file: Path, tmp_path: Path) -> None:
    assert len({one.split(":")[0] for one in traces(file.parent)}) == 3, "it is there before"
    restored = sorted((file.parent / "small.duckdb.backups").glob("*.duckdb"))[-1]
    assert drafting("restore", restored, "--database", file).returncode == 0
    assert len({one.split(":")[0] for one in traces(file.parent)}) == 4

    done = drafting("forget", "Ben@people.example", "--yes", "--database", file)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Ben Okafor is forgotten: in the database and in 3 copies beside it." in done.stdout
    assert traces(file.parent) == []
    for form in ([], ["--whole"]):
        folder = tmp_path / f"export{len(form)}"
        assert drafting("export", folder, *form, "--database", file).returncode == 0
        assert traces(folder) == []
    for copy in (file, *(file.parent / "small.duckdb.backups").glob("*Z.duckdb")):
        whole = drafting("check", "--database", copy)
        assert "References: 0 lead nowhere." in whole.stdout
        assert "Chain:" in whole.stdout and "whole" in whole.stdout


def test_what_a_forgotten_person_said_stays_and_nobody_can_sign_in_as_them(file: Path) -> None:
    ben = ids(file)["Ben Okafor"]
    counted = asked(file, "SELECT count(*) FROM rating")

    assert drafting("forget", ben, "--yes", "--database", file).returncode == 0

    assert asked(file, "SELECT count(*) FROM rating") == counted
    assert asked(file, f"SELECT reason FROM objection WHERE stakeholder_id = '{ben}'") == [(SPOKE,)]
    assert asked(file, f"SELECT name, email FROM stakeholder WHERE id = '{ben}'") == [
        (NAME_REMOVED, "")
    ]
    assert asked(file, f"SELECT hash FROM password_set WHERE stakeholder_id = '{ben}'") == [("",)]
    for gone in ("session", "known_device", "typed"):
        assert asked(file, f"SELECT 1 FROM {gone} WHERE stakeholder_id = '{ben}'") == []
    assert asked(file, "SELECT text FROM comment ORDER BY seq") == [
        ("As [name removed] ([name removed]) says.",),
        ("By when?",),
    ]
    assert asked(file, "SELECT text FROM typed") == [("What would [name removed] think",)]


def test_forgetting_again_finishes_what_was_broken_off(file: Path) -> None:
    """The process dies after the words are blanked and before the files are written anew."""
    ben = ids(file)["Ben Okafor"]
    database = Database.open(file)
    Workshop(database, wall_clock, new_id).forget(HOUSE, ben)
    database.close()
    assert any("backups" not in one for one in traces(file.parent))

    assert drafting("forget", ben, "--yes", "--database", file).returncode == 0

    assert traces(file.parent) == []


@pytest.mark.parametrize(
    ("person", "given", "words"),
    [
        ("Ben", "", "Nobody on the register is called “Ben”"),
        ("Zoe Chairwoman", "", "Zoe Chairwoman is the only chair. Make somebody else chair first."),
        ("Ben Okafor", "n\n", "Nothing was changed."),
        ("Ben Okafor", "", "Nothing was changed."),
        ("", "", "Nobody on the register is called “”"),
    ],
)
def test_nobody_is_forgotten_by_mistake(file: Path, person: str, given: str, words: str) -> None:
    before, copies = ids(file), traces(file.parent)

    done = drafting("forget", person, "--database", file, given=given)

    assert done.returncode == 1
    assert words in done.stderr
    assert (ids(file), traces(file.parent)) == (before, copies)


def test_a_copy_that_cannot_be_opened_is_named(file: Path) -> None:
    torn = file.parent / "small.duckdb.backups" / "2026-01-01T000000Z.duckdb"
    torn.write_text("Ben Okafor's notes")

    done = drafting("forget", "Ben Okafor", "--yes", "--database", file)

    assert done.returncode == 1
    assert f"{torn} cannot be opened, so it may still name them. Remove it." in done.stderr
    assert traces(file.parent) == [f"{torn.name}: ben okafor"]


def test_a_frozen_text_that_names_them_is_told_of(file: Path) -> None:
    database = Database.open(file)
    archive = Archive(database, HOUSE, wall_clock)
    zoe = next(one for one in archive.stakeholders() if one.role is Role.CHAIR)
    (vision,) = archive.documents()
    Workshop(database, wall_clock, new_id).publish(
        zoe, vision.id, "# Our vision\n\nWritten by Ben Okafor."
    )
    database.close()

    done = drafting("forget", "Ben Okafor", "--yes", "--database", file)

    assert done.returncode == 1
    assert "Our vision, draft 3 names them, and its fingerprint freezes it" in done.stderr
    assert "3 of 3 drafts match" in drafting("check", "--database", file).stdout


def test_a_dossier_holds_all_that_a_person_said_and_nothing_that_opens_a_door(file: Path) -> None:
    to = file.with_name("ben.md")

    assert drafting("dossier", "ben okafor", to, "--database", file).returncode == 0

    told = to.read_text()
    said = [*BEN, SPOKE, "Ask them", "By when?", "550 no such user", "I, Ben Okafor, think"]
    said += ["As BEN  OKAFOR", "Our vision, draft 2", "Browsers that are signed in"]
    assert [one for one in said if one not in told] == []
    secrets = asked(file, "SELECT hash FROM password_set UNION ALL SELECT hash FROM session")
    assert [one for (one,) in secrets if str(one) in told] == []
    assert PASSWORD not in told
    assert "Ann Ashworth" not in told
    assert to.stat().st_mode & 0o077 == 0
    assert re.search(r"## A person with a voice", told)


def test_every_table_that_names_a_person_is_in_their_dossier(file: Path) -> None:
    ben = ids(file)["Ben Okafor"]
    database = Database.open(file)
    held = held_on(database, ben, [KnownAs(*BEN)])
    database.close()
    listed = {table(kind) for kind in held.facts} | set(held.rows)
    there = {
        name
        for name, column in asked(
            file,
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE data_type = 'VARCHAR' AND NOT internal",
        )
        if asked(file, f"SELECT 1 FROM {name} WHERE \"{column}\" = '{ben}' LIMIT 1")
    }

    assert there - {"chain_commitment"} == listed


def test_the_process_is_kept_until_the_day_the_chair_named(file: Path) -> None:
    def named(until: date) -> None:
        database = Database.open(file)
        Workshop(database, wall_clock, new_id).keep_until(HOUSE, until, "As promised.")
        database.close()

    today = wall_clock().date()
    assert "Kept until: no day is named." in drafting("check", "--database", file).stdout
    for sooner, words in ((1, "Keep the process at least until then"), (-1, "has passed")):
        with pytest.raises(NotAcceptable, match=words):
            named(today + timedelta(days=sooner))
    named(today + timedelta(days=99))
    assert "that day has passed" not in drafting("check", "--database", file).stderr
    database = Database.open(file)
    passed = Retention("r", today - timedelta(days=1), "", HOUSE.id, wall_clock())
    Ledger(database).add(passed)
    database.close()

    late = drafting("check", "--database", file)

    assert late.returncode == 1
    assert "and that day has passed. Delete the database and its copies" in late.stderr


@pytest.mark.parametrize(
    ("name", "email", "text", "left"),
    [
        ("Siân O’Neill", "s@x.org", "Ask SIÂN O’NEILL.", "Ask [name removed]."),
        ("Siân O’Neill", "", "By Sia\u0302n\nO’Neill.", "By [name removed]."),
        ("Ann Lee", "ann@x.org", "Ann Leeds and Joann Lee", "Ann Leeds and Joann Lee"),
        ("Will", "will@x.org", "It will. Mail will@x.org", "It will. Mail [name removed]"),
        ("Ann (A.) Lee", "", "By Ann (A.) Lee.", "By [name removed]."),
        ("Mary Ann Lee", "", "Mary\u00a0Ann  Lee", "[name removed]"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written_and_never_in_another(
    name: str, email: str, text: str, left: str
) -> None:
    assert KnownAs(name, email).removed_from(text) == left


def test_a_namesake_s_name_is_left_where_it_stands() -> None:
    assert (
        KnownAs("Ann Lee", "ann@x.org", shared=True).removed_from("Ann Lee, ann@x.org")
        == "Ann Lee, [name removed]"
    )
