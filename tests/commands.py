"""The real command in a process of its own, which is forked from one that has loaded it before.

To load it costs a second and a half, and a run asks for it two hundred times.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import duckdb

ENDINGS = ("in", "out", "err")
PATIENCE_SECONDS = 300
INIT = {
    "--title": "HealthTech North",
    "--deadline": "2026-12-31",
    "--chair-name": "Siân O’Neill",
    "--chair-email": "Sian@cluster.example",
    "--chair-organisation": "The Cluster",
    "--chair-sector": "Support agency",
}
# It does what `python -m drafting` does, once for each line it is sent, and answers with the code.
LOADED = """
import json, os, signal, sys
from drafting.__main__ import main
from drafting.command_line.on_demand import OnDemand

list(OnDemand().values())
asked = None
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        break
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(asked["patience"])
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    print(os.waitstatus_to_exitcode(status), flush=True)
else:
    sys.exit()
for number, file in enumerate(asked["files"]):
    os.dup2(os.open(file, os.O_WRONLY if number else os.O_RDONLY), number)
sys.stdin, sys.stdout = open(0), open(1, "w")
sys.stderr = open(2, "w", errors="backslashreplace")
os.environ.clear()
os.environ.update(asked["environment"])
os.chdir(asked["folder"])
sys.argv = ["drafting", *asked["arguments"]]
main()
"""


def drafting(
    *args: str | Path, given: str = "", database: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command; it must never show a traceback."""
    done = run([*map(str, args)], given, environment(database))
    assert "Traceback" not in done.stderr, done.stderr
    return done


def begin(database: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    """Begin a process in this file, with the usual answers but for those that are changed."""
    options = INIT | {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
    words = [word for pair in options.items() for word in pair if pair[1]]
    return drafting(
        "init", *words, "--password-stdin", "--database", database, given="a long password\n"
    )


def environment(database: Path | None) -> dict[str, str]:
    """Return what is set here, but for the database, which is this one or none."""
    kept = {name: value for name, value in os.environ.items() if name != "DRAFTING_DATABASE"}
    return kept | ({"DRAFTING_DATABASE": str(database)} if database else {})


def run(
    arguments: list[str], given: str, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the command with this on its standard input; return what it said, and its code."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, ending) for ending in ENDINGS]
        for file, content in zip(files, (given, "", ""), strict=True):
            file.write_text(content, "utf-8")
        asked = {
            "arguments": arguments,
            "environment": environment,
            "files": [str(file) for file in files],
            "folder": str(Path.cwd()),
            "patience": PATIENCE_SECONDS,
        }
        loaded = _loaded()
        assert loaded.stdin and loaded.stdout
        loaded.stdin.write(json.dumps(asked) + "\n")
        loaded.stdin.flush()
        code = int(loaded.stdout.readline())
        _, out, err = (file.read_text("utf-8") for file in files)
    assert code >= 0, f"{arguments} was ended by signal {-code} after saying {out}{err}"
    return subprocess.CompletedProcess(arguments, code, out, err)


def asked(database: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask a file that no program has open."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@cache
def _loaded() -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, "-c", LOADED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    # When its standard input ends, so does it; a run that is killed leaves none behind.
    assert started.stdin
    atexit.register(started.stdin.close)
    return started
