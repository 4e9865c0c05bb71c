"""A chair runs a whole process from a terminal: the real command, real files, real databases."""

import csv
import io
import json
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from cast import Clock
from commands import drafting, environment
from identity_provider import provided

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared" / "data"
with_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside us")
INIT = {
    "--title": "HealthTech North",
    "--deadline": "2026-12-31",
    "--chair-name": "Siân O’Neill",
    "--chair-email": "Sian@cluster.example",
    "--chair-organisation": "The Cluster",
    "--chair-sector": "Support agency",
}


def begin(database: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    options = INIT | {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
    words = [word for pair in options.items() for word in pair if pair[1]]
    return drafting(
        "init", *words, "--password-stdin", "--database", database, given="a long password\n"
    )


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A process that has just begun, made once."""
    database = tmp_path_factory.mktemp("fresh") / "process.duckdb"
    assert begin(database).returncode == 0
    return database


@pytest.fixture
def database(fresh: Path, tmp_path: Path) -> Path:
    """A process of this test's own that has just begun."""
    return Path(shutil.copy(fresh, tmp_path / "process.duckdb"))


def asked(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def holder(database: Path) -> Iterator[None]:
    """Another program that has the database open."""
    code = (
        f"import duckdb; c = duckdb.connect({str(database)!r}); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        yield
        other.kill()


def test_a_process_begins_with_its_rule_its_chair_and_a_secret(fresh: Path) -> None:
    secret = fresh.with_name("secret")

    assert asked(fresh, "SELECT title, deadline::VARCHAR, clock_stands_at FROM process") == [
        ("HealthTech North", "2026-12-31", None)
    ]
    assert asked(fresh, "SELECT support, sector_floor, response, weights FROM agreement_rule") == [
        (0.75, 0.5, 0.5, "each sector equal")
    ]
    assert asked(fresh, "SELECT name, email, role FROM stakeholder") == [
        ("Siân O’Neill", "sian@cluster.example", "chair")
    ]
    ((hashed,),) = asked(fresh, "SELECT hash FROM password_set")
    assert str(hashed).startswith("$2b$12$")
    assert len(secret.read_text().strip()) >= 43  # 32 bytes in base64
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o600


def test_a_database_holds_one_process(fresh: Path) -> None:
    again = begin(fresh, title="Another")

    assert again.returncode == 1
    assert again.stderr == "This database holds “HealthTech North” already. Name another.\n"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"deadline": "soon"}, "“soon” is not a day. Write it as 2026-12-31."),
        ({"chair_email": "nobody"}, "“nobody” is not an e-mail address"),
        ({"support": "75"}, "Choose a share from 1 % to 100 %"),
        ({"title": ""}, "--title is missing. Nothing was begun."),
    ],
)
def test_a_beginning_that_cannot_be_says_why(
    changed: dict[str, str], words: str, tmp_path: Path
) -> None:
    failed = begin(tmp_path / "p.duckdb", **changed)

    assert (failed.returncode, failed.stdout) == (1, "")
    assert words in failed.stderr


def test_what_is_not_given_is_asked_for(tmp_path: Path) -> None:
    answers = ["Our strategy", "2027-01-31", "Ann", "ann@x.org", "Acme", "NHS", "short", "short",
               "long enough", "long enough"]  # fmt: skip

    done = drafting("init", "--database", tmp_path / "p.duckdb", given="\n".join(answers) + "\n")

    assert done.returncode == 0, done.stderr
    assert "Your password has 5 characters." in done.stderr
    assert "“Our strategy” has begun, to be agreed by 31 January 2027." in done.stdout


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


def test_two_files_are_compared_without_a_database(tmp_path: Path) -> None:
    old, new, page = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "page.html"
    old.write_text("We farm the valley.\n", "utf-8")
    new.write_text("We farm the hills & the “sea”.\n", "utf-8")

    shown = drafting("compare", old, new)
    for_programs = drafting("compare", old, new, "--json")
    drawn = drafting("compare", old, new, "--html", page)

    assert shown.stdout == (
        "We farm the [-valley-]{+hills & the “sea”+}.\n3 words added, 1 removed.\n"
    )
    told = json.loads(for_programs.stdout)
    assert (told["words_added"], told["words_removed"]) == (3, 1)
    pieces = told["changes"]
    assert "".join(one["text"] for one in pieces if one["op"] != "added") == old.read_text("utf-8")
    assert "".join(one["text"] for one in pieces if one["op"] != "removed") == new.read_text(
        "utf-8"
    )
    assert drawn.stdout == "3 words added, 1 removed.\n"
    assert "hills &amp; the “sea”</ins>" in page.read_text("utf-8")


def test_two_files_are_compared_as_tracked_changes_in_word(tmp_path: Path) -> None:
    old, new, word = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "changes.docx"
    old.write_text("We farm the valley.\n", "utf-8")
    new.write_text("We farm the hills.\n", "utf-8")

    drawn = drafting("compare", old, new, "--docx", word)

    assert drawn.stdout == "1 word added, 1 removed.\n"
    with zipfile.ZipFile(word) as packed:
        body = packed.read("word/document.xml").decode("utf-8")
    assert re.search(r"<w:del [^>]*>.*valley.*</w:del>", body, re.S)
    assert re.search(r"<w:ins [^>]*>.*hills.*</w:ins>", body, re.S)


def test_check_looks_at_the_settings_of_the_mail_server(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = drafting("check", "--database", database)
    monkeypatch.setenv("DRAFTING_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("DRAFTING_SMTP_PASSWORD", "of the mail server")
    monkeypatch.setenv("DRAFTING_SMTP_SENDER", "The team <team@example.org>")
    nowhere = drafting("check", "--database", database)
    monkeypatch.setenv("DRAFTING_ADDRESS", "https://text.example.org")
    good = drafting("check", "--database", database)
    monkeypatch.setenv("DRAFTING_SMTP_PORT", "many")
    wrong = drafting("check", "--database", database)

    codes = [one.returncode for one in (without, nowhere, good, wrong)]
    assert codes == [0, 1, 0, 1]
    assert "Mail: no server is set." in without.stdout
    assert "nobody said where their links lead" in nowhere.stderr
    assert "Mail: by mail.example.org, port 587, starttls." in good.stdout
    assert "DRAFTING_SMTP_PORT is “many”" in wrong.stderr
    assert "of the mail server" not in good.stdout + wrong.stdout + wrong.stderr


def test_check_asks_whether_the_provider_of_single_sign_on_answers(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTING_OIDC_CLIENT_ID", "drafting")
    monkeypatch.setenv("DRAFTING_OIDC_CLIENT_SECRET", "of two parties")
    monkeypatch.setenv("DRAFTING_OIDC_NAME", "Northshire")
    with provided(Clock(), "https://text.example.org/door/signed-on") as provider:
        monkeypatch.setenv("DRAFTING_OIDC_ISSUER", provider.issuer)
        good = drafting("check", "--database", database)
    gone = drafting("check", "--database", database)

    assert [one.returncode for one in (good, gone)] == [0, 1]
    assert f"Single sign-on: with Northshire, by {provider.issuer}, which answers." in good.stdout
    assert f"{provider.issuer} does not answer as a provider of OpenID Connect" in gone.stderr
    assert "of two parties" not in good.stdout + gone.stdout + gone.stderr


def test_a_draft_that_was_tampered_with_is_found(database: Path, tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("As published")
    drafting("import-drafts", tmp_path, "--title", "Vision", "--database", database)
    good = drafting("check", "--database", database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE draft SET text = 'As somebody would like it'")
        connection.execute("UPDATE draft SET document_id = 'gone'")

    bad = drafting("check", "--database", database)

    assert good.returncode == 0
    assert "1 of 1 drafts match." in good.stdout
    assert good.stdout.endswith("Nothing is wrong.\n")
    assert bad.returncode == 1
    assert "is not what was published" in bad.stderr
    assert "names document_id gone, and there is nothing with this id." in bad.stderr


@pytest.mark.parametrize(
    "command", [("check",), ("import-people", "people.csv"), ("serve",), ("demo",)]
)
def test_a_database_that_another_program_holds_is_said_to_be(
    command: tuple[str, ...], database: Path, holder: None
) -> None:
    failed = drafting(*command, "--database", database)

    assert (failed.returncode, failed.stdout) == (1, "")
    assert f"Another program has {database} open. Stop the other one first" in failed.stderr


def test_a_backup_is_made_and_restored(database: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("name,email,organisation,sector\nBen,ben@x.example,Firm,NHS\n")
    made = drafting("backup", "--database", database)
    (backup,) = database.with_name(f"{database.name}.backups").glob("*.duckdb")
    assert drafting("import-people", more, "--database", database).returncode == 0

    back = drafting("restore", backup, "--database", database)
    whole = drafting("check", "--database", database)

    assert made.stdout == f"The backup is {backup}. It was checked and is whole.\n"
    assert "“HealthTech North” is restored from" in back.stdout
    assert "What was there before is kept as" in back.stdout
    assert asked(database, "SELECT count(*) FROM stakeholder") == [(1,)]
    assert (whole.returncode, "Last backup: " in whole.stdout) == (0, True)


def test_a_database_that_lost_facts_is_not_served_and_check_says_so(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("DELETE FROM password_set")

    served = drafting("serve", "--database", database)
    checked = drafting("check", "--database", database)

    assert (served.returncode, checked.returncode) == (1, 1)
    assert "is not whole: " in served.stderr
    assert "The chain over the facts is broken: " in checked.stderr


def test_a_database_of_a_newer_drafting_is_left_alone(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("INSERT INTO migration VALUES (999)")

    failed = drafting("check", "--database", database)

    assert failed.returncode == 1
    assert "made by a newer Drafting (schema 999" in failed.stderr
    assert "Install the newer Drafting" in failed.stderr


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.duckdb"
    letter.write_text("Dear all,\n" * 2000)

    failed = drafting("serve", "--database", letter)
    missing = drafting("check", "--database", tmp_path / "none.duckdb")

    assert failed.returncode == missing.returncode == 1
    assert "cannot be read as a database of Drafting" in failed.stderr
    assert letter.read_text() == "Dear all,\n" * 2000
    assert "There is no database" in missing.stderr
    assert not (tmp_path / "none.duckdb").exists()


def test_the_demo_is_not_played_into_a_real_process(database: Path) -> None:
    failed = drafting("demo", "--database", database)

    assert failed.returncode == 1
    assert "holds a real process, “HealthTech North”" in failed.stderr


def test_the_demo_is_played_once_and_names_its_accounts(played: Path, tmp_path: Path) -> None:
    first = played.with_suffix(".said").read_text("utf-8")
    file = Path(shutil.copy(played, tmp_path))
    facts = asked(file, "SELECT count(*) FROM rating")
    second = drafting("demo", "--database", file, "--port", "8765")

    assert second.returncode == 0, second.stderr
    assert second.stdout == first.replace(str(played), str(file))
    assert "http://localhost:8765" in first
    for role in ("chair", "drafter", "stakeholder", "steering", "observer"):
        assert f"  {role} " in first
    assert asked(file, "SELECT count(*) FROM rating") == facts != [(0,)]


def test_serving_answers_on_its_port_and_stops_when_it_is_told_to(database: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "drafting", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(database), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            assert answers(f"http://127.0.0.1:{port}/healthz", server)
            taken = drafting("serve", "--port", str(port), "--database", database)
        finally:
            server.send_signal(signal.SIGTERM)
            said, _ = server.communicate(timeout=20)

    assert taken.returncode == 1
    assert "Another program has" in taken.stderr
    assert f"“HealthTech North” is served at http://localhost:{port}".encode() in said
    # Whoever stops the command has stopped the server: the database is free again.
    assert asked(database, "SELECT title FROM process") == [("HealthTech North",)]


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError):  # a refusal, or a machine too busy to answer yet
            urllib.request.urlopen(address, timeout=5).close()
            return True
        time.sleep(0.1)
    return False


def test_a_port_that_is_taken_is_said_to_be(database: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        failed = drafting("serve", "--port", str(port), "--database", database)

    assert failed.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in failed.stderr
    assert "Choose another port" in failed.stderr
