"""Whoever looks after a process checks it, backs it up, and is told what is wrong with it."""

from pathlib import Path

import duckdb
import pytest
from cast import Clock
from commands import asked, drafting
from identity_provider import provided


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
