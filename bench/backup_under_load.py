"""A backup while a crowd answers: is everything in it that was acknowledged before it began?

    python bench/backup_under_load.py                 60 sessions for a minute
    python bench/backup_under_load.py --sessions 200 --minutes 2

The backup is asked for by `drafting backup` at half time, restored by `drafting restore` elsewhere
once the crowd has gone, and looked at by `drafting check`. It is held to be right if everybody's
answers that they had been told were recorded are in it, and if it is, fact by fact, the beginning
of what the server holds at the end.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crowds.filled import fill
from crowds.visitors import Tally, crowd
from load import PAGES, ROOT, loaded, served

from drafting.store.connection import Database
from drafting.store.facts import FACTS, table

COMMAND = (sys.executable, "-m", "drafting")
ANSWERS = "SELECT stakeholder_id, count(*) FROM rating GROUP BY stakeholder_id"
Rows = dict[str, list[tuple[object, ...]]]


@dataclass
class Backup:
    """What was acknowledged to whom before a backup began, and where it is."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    file: Path = Path()
    seconds: float = 0.0


def drafting(*given: str) -> str:
    """Run a command of Drafting; return what it says. Raises RuntimeError where it fails."""
    done = subprocess.run([*COMMAND, *given], capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{given[0]}: {done.stdout}{done.stderr}")
    return done.stdout


async def make(file: Path, after: float, tally: Tally) -> Backup:
    """Make a backup of what is being served, after so many seconds."""
    await asyncio.sleep(after)
    made, began = Backup(Counter(tally.acknowledged)), asyncio.get_running_loop().time()
    said = await asyncio.to_thread(drafting, "backup", "--database", str(file))
    made.seconds = asyncio.get_running_loop().time() - began
    made.file = Path(said.partition("The backup is ")[2].partition(". It was checked")[0])
    return made


def answers(file: Path) -> Counter[str]:
    """Count everybody's answers in a database."""
    database = Database.open(file)
    with database.reading() as cursor:
        found = Counter({str(who): int(n) for who, n in cursor.execute(ANSWERS).fetchall()})
    database.close()
    return found


def facts(file: Path) -> Rows:
    """Return every fact of a database, by table, in the order of writing."""
    database = Database.open(file)
    with database.reading() as cursor:
        names = [table(kind) for kind in FACTS]
        found = {
            name: cursor.execute(f"SELECT * FROM {name} ORDER BY seq").fetchall() for name in names
        }
    database.close()
    return found


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--minutes", type=float, default=1.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, elsewhere = Path(folder) / "demo.duckdb", Path(folder) / "restored.duckdb"
        tokens = fill(file, chosen.sessions)
        before, tally, made = answers(file), Tally(), Backup()

        async def under_load(url: str) -> None:
            nonlocal made
            _, made = await asyncio.gather(
                crowd(url, tokens, PAGES, chosen.minutes, tally),
                make(file, 30 * chosen.minutes + 10, tally),
            )

        def look(url: str) -> Tally:
            asyncio.run(under_load(url))
            return tally

        with served(ROOT / "app.py", file) as place:
            loaded("Drafting", place, look)
        print(f"the backup took {made.seconds:.1f} s")
        drafting("restore", str(made.file), "--database", str(elsewhere))
        print(drafting("check", "--database", str(elsewhere)).strip())
        given = answers(elsewhere)
        missing = sum(
            max(0, count - (given[who] - before[who])) for who, count in made.acknowledged.items()
        )
        held, restored = facts(file), facts(elsewhere)
        alike = all(held[name][: len(rows)] == rows for name, rows in restored.items())
        total, all_of_it = (sum(map(len, one.values())) for one in (restored, held))
        print(
            f"{made.acknowledged.total():,} answers were acknowledged before it began; "
            f"{missing} of them are missing. It holds {total:,} facts, "
            f"{'alike' if alike else 'NOT ALIKE'}, of {all_of_it:,} at the end."
        )


if __name__ == "__main__":
    main()
