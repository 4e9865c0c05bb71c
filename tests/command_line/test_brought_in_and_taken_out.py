"""A chair brings in people, drafts and votes from a terminal, and takes everything out."""

import csv
import io
from pathlib import Path

import pytest
from commands import asked, drafting
from shared_data import SHARED, with_shared


def register_of_200() -> bytes:
    """Return a CSV of 200 people with 12 bad rows, as Excel on a British desk saves it."""
    rows = [
        [f"Person {n} “Zoë”", f"p{n}@firm{n % 40}.example", f"Firm {n % 40}", f"Sector {n % 7}",
         ("micro", "small", "medium", "large", "")[n % 5], "stakeholder"]
        for n in range(200)
    ]  # fmt: skip
    bad = {3: (0, ""), 17: (1, ""), 31: (1, "nobody"), 32: (1, "two@@signs.example"), 50: (2, ""),
           64: (3, ""), 65: (4, "enormous"), 80: (5, "king"), 99: (1, "P98@FIRM18.example"),
           120: (1, "sian@cluster.example"), 150: (1, "a b@x.example"),
           199: (1, "x@y")}  # fmt: skip
    for row, (place, cell) in bad.items():
        rows[row][place] = cell
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Name", "Email", "Organisation", "Sector", "Size", "Role"])
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def test_of_200_people_with_12_bad_rows_188_come_in_and_12_sentences_come_out(
    database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(register_of_200())

    preview = drafting("import-people", file, "--dry-run", database=database)
    before = asked(database, "SELECT count(*) FROM stakeholder")
    done = drafting("import-people", file, database=database)

    assert "188 people would be registered, 12 bad rows left out." in preview.stdout
    assert before == [(1,)]
    assert done.returncode == 0
    assert done.stdout == "188 people registered, 12 bad rows left out.\n"
    assert done.stderr.splitlines() == preview.stderr.splitlines() == [
        "Row 5: the name is empty.",
        "Row 19: the email is empty.",
        "Row 33: “nobody” is not an e-mail address.",
        "Row 34: “two@@signs.example” is not an e-mail address.",
        "Row 52: the organisation is empty.",
        "Row 66: the sector is empty.",
        "Row 67: the size “enormous” is not one of micro, small, medium or large.",
        "Row 82: the role “king” is not one of "
        "chair, drafter, stakeholder, steering or observer.",
        "Row 101: p98@firm18.example is in row 100 already.",
        "Row 122: sian@cluster.example is on the register already.",
        "Row 152: “a b@x.example” is not an e-mail address.",
        "Row 201: “x@y” is not an e-mail address.",
    ]  # fmt: skip
    assert asked(database, "SELECT count(*), count(DISTINCT email) FROM stakeholder") == [
        (189, 189)
    ]
    assert asked(database, "SELECT name FROM stakeholder WHERE email LIKE 'p0@%'") == [
        ("Person 0 “Zoë”",)
    ]
    assert asked(database, "SELECT count(*) FROM organisation") == [(41,)]

    again = drafting("import-people", file, database=database)
    assert again.returncode == 1
    assert "0 people registered, 200 bad rows left out." in again.stdout


@with_shared
def test_nine_real_iterations_become_nine_frozen_drafts(database: Path) -> None:
    folder = SHARED / "iterations" / "w3c-ethical-web"
    title = "Ethical Web Principles"

    done = drafting(
        "import-drafts", folder, "--kind", "vision", "--title", title, "--database", database
    )

    assert done.returncode == 0, done.stderr
    assert "“Ethical Web Principles” (vision) has 9 drafts:" in done.stdout
    rows = asked(
        database,
        "SELECT d.number, d.text, d.note FROM draft d JOIN document o ON o.id = d.document_id "
        f"WHERE o.title = '{title}' AND o.kind = 'vision' ORDER BY d.number",
    )
    assert [row[0] for row in rows] == list(range(1, 10))
    for number, text, note in rows:
        name = f"{int(str(number)) - 1:02}.txt"
        assert text == (folder / name).read_text("utf-8")
        assert note == f"Imported from {name}"

    again = drafting("import-drafts", folder, "--title", title, "--database", database)
    assert (again.returncode, again.stdout) == (1, "")
    assert "There is a vision called “Ethical Web Principles” already" in again.stderr


def test_options_come_in_under_their_dilemma(database: Path, tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("In the north.")
    common = ("--kind", "option", "--database", database)

    for title in ("North", "South"):
        done = drafting(
            "import-drafts", tmp_path, "--title", title, "--dilemma", "Where to begin?", *common
        )
        assert done.returncode == 0, done.stderr
    alone = drafting("import-drafts", tmp_path, "--title", "East", *common)

    assert asked(
        database,
        "SELECT l.title, o.title FROM document o JOIN dilemma l ON l.id = o.dilemma_id "
        "ORDER BY o.position",
    ) == [("Where to begin?", "North"), ("Where to begin?", "South")]
    assert (alone.returncode, "name it with --dilemma" in alone.stderr) == (1, True)


@with_shared
def test_a_polis_conversation_comes_in_and_goes_out_with_the_figures_polis_published(
    database: Path, tmp_path: Path
) -> None:
    folder = SHARED / "polis" / "bg2050-volunteers"

    done = drafting("import-polis", folder, database=database)
    out = drafting("export", tmp_path / "out", database=database)
    whole = drafting("check", database=database)

    assert "has 371 options, 126 people and 14,341 votes." in done.stdout
    assert (out.returncode, whole.returncode) == (0, 0), out.stderr + whole.stderr
    with (folder / "votes.csv").open(encoding="utf-8", newline="") as file:
        votes = sorted(int(row["timestamp"]) for row in csv.DictReader(file))
    ours = asked(database, 'SELECT epoch_ms("at") FROM rating ORDER BY "at"')
    assert [moment for (moment,) in ours] == votes
    assert asked(
        database,
        "SELECT s.name, count(*) FROM stakeholder p JOIN sector s ON s.id = p.sector_id "
        "WHERE p.email LIKE '%polis%' GROUP BY 1 ORDER BY 1",
    ) == [("No opinion group", 18), ("Opinion group A", 100), ("Opinion group B", 8)]
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        comments = sorted(csv.DictReader(file), key=lambda row: int(row["comment-id"]))
    with (tmp_path / "out" / "options.csv").open(encoding="utf-8-sig", newline="") as file:
        options = list(csv.DictReader(file))
    assert len(options) == len(comments) == 371
    for option, comment in zip(options, comments, strict=True):
        assert option["text"].removeprefix("'") == comment["comment-body"]
        assert float(option["group_informed_consensus"]) == pytest.approx(
            float(comment["group-informed-consensus"]), abs=1e-12
        )

    again = drafting("import-polis", folder, database=database)
    assert (again.returncode, "is on the register already" in again.stderr) == (1, True)
    assert len(asked(database, "SELECT 1 FROM dilemma")) == 1


def test_an_export_is_whole_and_overwrites_nothing(database: Path, tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("# Our vision\n")
    drafting("import-drafts", tmp_path, "--title", "Vision", "--database", database)
    out = tmp_path / "out"

    done = drafting("export", out, "--database", database)
    again = drafting("export", out, "--database", database)

    assert done.returncode == 0, done.stderr
    assert (out / "drafts" / "vision" / "001-vision" / "draft-1.md").read_text() == "# Our vision\n"
    assert "facts/stakeholder.csv" in (out / "README.md").read_text("utf-8")
    with (out / "facts" / "stakeholder.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Siân O’Neill"]
    assert again.returncode == 1
    assert "is not empty, and an export overwrites nothing" in again.stderr
