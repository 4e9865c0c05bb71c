"""Everything out, everything in: the demo and a real conversation make the journey twice."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from commands import begin, drafting
from office_files import to_format
from shared_data import SHARED, with_shared

from drafting.store.facts import FACTS, table

BG2050 = SHARED / "polis" / "bg2050-volunteers"


@pytest.fixture(scope="module")
def demo(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copyfile(played, tmp_path_factory.mktemp("demo") / "demo.duckdb")


@pytest.fixture(scope="module")
def out(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "whole"
    done = drafting("export", folder, "--whole", "--database", demo)
    assert done.returncode == 0, done.stderr
    return folder


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every fact but for its place in the order of writing, which a move renumbers."""
    with duckdb.connect(str(database), read_only=True) as held:
        return {
            table(kind): held.execute(
                f"SELECT * EXCLUDE (seq) FROM {table(kind)} ORDER BY seq"
            ).fetchall()
            for kind in FACTS
        }


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        # The workbook and the README say when they were made; a zip holds its moment too.
        if path.is_file() and path.name not in {"comments.xlsx", "README.md"}
    }


def make_the_journey(database: Path, tmp_path: Path, *form: str) -> tuple[Path, Path]:
    """Export, import into a fresh database, export again; return both databases."""
    first, second, fresh = tmp_path / "first", tmp_path / "second", tmp_path / "new" / "db.duckdb"
    for done in (
        drafting("export", first, *form, "--database", database),
        drafting("import", first, "--database", fresh),
        drafting("export", second, *form, "--database", fresh),
        drafting("check", "--database", fresh),
    ):
        assert done.returncode == 0, done.stderr
    assert files(first) == files(second)
    assert len(files(first)) > 2 * len(FACTS)
    return database, fresh


def test_the_demo_makes_an_equal_database_again(demo: Path, tmp_path: Path) -> None:
    old, new = make_the_journey(demo, tmp_path, "--whole")

    assert rows(new) == rows(old)
    assert new.stat().st_mode & 0o077 == 0


def test_without_passwords_everything_else_is_equal(demo: Path, tmp_path: Path) -> None:
    old, new = make_the_journey(demo, tmp_path)

    assert rows(new) == rows(old) | {"password_set": []}


@with_shared
@pytest.mark.slow
def test_a_real_conversation_makes_an_equal_database_again(tmp_path: Path) -> None:
    database = tmp_path / "bg2050.duckdb"
    begin(database)
    drafting("import-polis", BG2050, "--database", database)

    old, new = make_the_journey(database, tmp_path, "--whole")

    assert rows(new) == rows(old)
    assert len(rows(new)["rating"]) == 14_341


def test_an_import_that_fails_leaves_nothing_behind(out: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    (copied / "facts").mkdir(parents=True)
    for file in out.rglob("*.parquet"):
        (copied / "facts" / file.name).write_bytes(file.read_bytes())
    told = json.loads((out / "manifest.json").read_text("utf-8"))
    # Without its people, every rating leads nowhere; the manifest agrees with the files.
    gone = copied / "facts" / "stakeholder.parquet"
    pd.read_parquet(gone).iloc[:3].to_parquet(gone)
    sha256 = hashlib.sha256(gone.read_bytes()).hexdigest()
    told["files"]["facts/stakeholder.parquet"] = {"rows": 3, "sha256": sha256}
    (copied / "manifest.json").write_text(json.dumps(told), "utf-8")
    database = tmp_path / "new.duckdb"

    done = drafting("import", copied, "--database", database)

    assert done.returncode == 1
    assert "The export is not complete" in done.stderr
    assert not database.exists()


def test_an_import_touches_no_process_that_is_there(demo: Path, out: Path) -> None:
    before = rows(demo)

    done = drafting("import", out, "--database", demo)

    assert (done.returncode, "an import mixes nothing" in done.stderr) == (1, True)
    assert rows(demo) == before


def test_duckdb_reads_it_in_a_process_that_knows_nothing_of_drafting(out: Path) -> None:
    code = """
import duckdb, sys
folder = sys.argv[1]
for ending, read in (("parquet", "read_parquet"), ("csv", "read_csv")):
    print(duckdb.sql(f\"\"\"
        SELECT d.title, count(*) FROM {read}('{folder}/facts/rating.{ending}') r
        JOIN {read}('{folder}/facts/draft.{ending}') f ON f.id = r.draft_id
        JOIN {read}('{folder}/facts/document.{ending}') d ON d.id = f.document_id
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1\"\"\").fetchall())
assert "drafting" not in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(out)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    parquet, csv = done.stdout.splitlines()
    assert parquet == csv
    assert "Vision" in parquet


def test_pandas_reads_every_file(demo: Path, out: Path) -> None:
    held = rows(demo)

    for kind in FACTS:
        name = table(kind)
        parquet = pd.read_parquet(out / "facts" / f"{name}.parquet")
        csv = pd.read_csv(out / "facts" / f"{name}.csv", keep_default_na=False)
        assert len(parquet) == len(csv) == len(held[name])
    ratings = pd.read_parquet(out / "facts" / "rating.parquet")
    assert str(ratings["at"].dtype) == "datetime64[us, UTC]"
    assert set(ratings["score"].dropna()) == {1, 2, 3, 4, 5}


@pytest.mark.slow
def test_libreoffice_opens_the_table_of_what_people_said(out: Path, tmp_path: Path) -> None:
    """Excel is not on a test machine; LibreOffice reads and writes the same files."""
    again = to_format(out / "comments.xlsx", "ods", tmp_path)
    sheet = openpyxl.load_workbook(to_format(again, "xlsx", tmp_path / "back")).worksheets[0]
    ours = openpyxl.load_workbook(out / "comments.xlsx").worksheets[0]

    def cells(one: object) -> list[list[object]]:
        return [[cell or None for cell in row] for row in one.iter_rows(values_only=True)]  # type: ignore[attr-defined]

    assert cells(sheet) == cells(ours)
    assert len(cells(ours)) > 60
