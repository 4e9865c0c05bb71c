"""A chair begins a process from a terminal, or has the demo played."""

import shutil
import stat
from pathlib import Path

import pytest
from commands import asked, begin, drafting


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
