"""The house keeps its doors: which room may import what, and what belongs in one room alone."""

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {"domain", "store", "workshop", "charts", "exchange", "ui"}
EVERY_ROOM = frozenset(ROOMS)

# The table of the house. A room may always import itself.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "store": frozenset({"domain"}),
    "workshop": frozenset({"domain", "store"}),
    "charts": frozenset({"domain"}),
    "exchange": frozenset({"domain"}),
    "ui": frozenset({"domain", "store", "workshop", "exchange"}),
    "pages": frozenset({"domain", "charts", "exchange", "ui"}),
    "app.py": frozenset({"ui"}),
    "main.py": frozenset({"ui"}),
    "__init__.py": frozenset(),
    # Front doors: they set the house up, or play a whole process in it.
    "__main__.py": EVERY_ROOM | {"command_line", "demo.py"},
    "command_line": EVERY_ROOM | {"demo.py"},
    "demo.py": EVERY_ROOM | {"demo_files.py", "demo_evidence.py", "demo_remarks.py"},
    "demo_evidence.py": EVERY_ROOM | {"demo_files.py", "demo_story.py"},
    "demo_remarks.py": EVERY_ROOM | {"demo_files.py", "demo_story.py"},
    "demo_story.py": EVERY_ROOM | {"demo_files.py"},
    "demo_files.py": frozenset({"domain"}),
}

# Libraries that belong to one room, or to one file of it.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "duckdb": ("store",),
    "streamlit": ("ui", "main.py", "pages", "app.py"),
    "streamlit_authenticator": ("ui/login.py",),
    "altair": ("charts", "ui"),
    "authlib": ("exchange/sign_on/provider.py",),
    "joserfc": ("exchange/sign_on/provider.py",),
}

# The domain is pure: no files, no network, no clock, no chance.
IMPURE = {"os", "pathlib", "io", "socket", "subprocess", "tempfile", "shutil", "sqlite3", "time"}
IMPURE |= {"random", "secrets", "uuid", "http", "urllib", "logging", "asyncio"}
# A comparison that may take so long and no longer looks at a stop watch; it never asks the day.
STOP_WATCH = ("domain/tracked_changes", "time")

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
LONGEST_FILE = 300  # lines
SQL = re.compile(
    r"^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|"
    r"(CREATE|ALTER|DROP)\s+(TABLE|SEQUENCE|INDEX|VIEW)\s)"
)
RUNS_SQL = {"execute", "executemany"}


@dataclass(frozen=True)
class Source:
    """One file of the house: its place from the root, or from `src/drafting` if it lies there."""

    place: str
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        return self.place.split("/", maxsplit=1)[0]

    def within(self, *places: str) -> bool:
        return any(self.place == one or self.place.startswith(f"{one}/") for one in places)


def sources(root: Path) -> Iterator[Source]:
    package = root / "src" / "drafting"
    for file in sorted([*root.glob("app.py"), *root.glob("pages/**/*.py"), *package.rglob("*.py")]):
        base = package if file.is_relative_to(package) else root
        text = file.read_text("utf-8")
        place = file.relative_to(base).as_posix()
        yield Source(place, ast.parse(text), len(text.splitlines()))


def imported(source: Source) -> Iterator[str]:
    """Yield the full name of every module that a source imports, wherever it does so."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = ["drafting", *PurePosixPath(source.place).parent.parts]
            base = here[: len(here) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            first = node.args[0] if node.args else None
            yield str(first.value) if isinstance(first, ast.Constant) else "drafting.by_any_name"


def called(node: ast.Call) -> str:
    """Name what is called, without what it is called on."""
    what = node.func
    if isinstance(what, ast.Attribute):
        return what.attr
    return what.id if isinstance(what, ast.Name) else ""


def doors(source: Source) -> Iterator[str]:
    """Yield a fault for each import of ours that the table does not give."""
    allowed = MAY_IMPORT.get(source.room)
    if allowed is None:
        yield f"{source.place} lies in no room of the house"
        return
    for name in imported(source):
        ours, _, rest = name.partition(".")
        if ours == "pages":
            yield f"{source.place} imports {name}: a page is imported by nobody"
        if ours != "drafting":
            continue
        into = rest.split(".")[0]
        into = into if into in MAY_IMPORT else f"{into or '__init__'}.py"
        if into not in allowed | {source.room}:
            yield f"{source.place} imports {name}: {source.room} may not import {into}"


def belongings(source: Source) -> Iterator[str]:
    """Yield a fault for each library outside its room, and for what is impure in the domain."""
    for name in imported(source):
        library = name.split(".")[0]
        if library in ONLY_IN and not source.within(*ONLY_IN[library]):
            yield f"{source.place} imports {name}: {library} belongs to {ONLY_IN[library]}"
        if source.within(STOP_WATCH[0]) and library == STOP_WATCH[1]:
            continue
        if source.room == "domain" and library in IMPURE:
            yield f"{source.place} imports {name}: the domain is pure"
    calls = [node.func for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    if source.room == "domain" and any(isinstance(n, ast.Name) and n.id == "open" for n in calls):
        yield f"{source.place} opens a file: the domain is pure"


def sql(source: Source) -> Iterator[str]:
    """Yield a fault for each place outside the store that writes or runs SQL."""
    if source.within("store"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in RUNS_SQL:
            yield f"{source.place} line {node.lineno} runs SQL: only the store does"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{source.place} line {node.lineno} holds SQL: only the store does"


def manners(source: Source) -> Iterator[str]:
    """Yield a fault for a file too long, mute or badly named, and for a page that asks nobody."""
    if source.lines > LONGEST_FILE:
        yield f"{source.place} has {source.lines} lines: split it by noun"
    if not ast.get_docstring(source.tree):
        yield f"{source.place} does not say what it is for"
    parts = PurePosixPath(source.place).with_suffix("").parts
    if NAMES_THAT_SAY_NOTHING & set(parts):
        yield f"{source.place} has a name that says nothing"
    if source.room == "pages":
        if len(parts) != 3:
            yield f"{source.place} must be pages/<section>/<page>.py: elsewhere strangers get past"
        if not any(isinstance(n, ast.Call) and called(n) == "visit" for n in ast.walk(source.tree)):
            yield f"{source.place} does not ask who is here"


def fragments(source: Source) -> Iterator[str]:
    """Yield a fault for each fragment but the one that holds a line of text (note 115)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "fragment":
            on = node.value
            if isinstance(on, ast.Name) and on.id == "st" and not source.within("ui/outbox.py"):
                yield f"{source.place} line {node.lineno} draws a fragment: see note 115"


RULES = (doors, belongings, sql, manners, fragments)


def faults(root: Path) -> list[str]:
    return [fault for one in sources(root) for rule in RULES for fault in rule(one)]


def test_every_file_keeps_to_its_room() -> None:
    assert faults(ROOT) == []


def test_the_check_reads_the_whole_house() -> None:
    read = {source.place for source in sources(ROOT)}

    assert {"app.py", "main.py", "demo.py", "domain/people.py", "ui/login.py"} <= read
    assert {source.room for source in sources(ROOT)} >= ROOMS | {"pages"}


def test_a_forced_door_is_noticed_in_a_copy_of_the_whole_house(tmp_path: Path) -> None:
    for part in ("src", "pages"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    before = faults(tmp_path)
    page = tmp_path / "pages" / "home" / "vision.py"
    page.write_text(page.read_text("utf-8") + "\nfrom drafting.store import ledger\n", "utf-8")

    new = set(faults(tmp_path)) - set(before)

    assert new == {"pages/home/vision.py imports drafting.store.ledger: pages may not import store"}


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("src/drafting/domain/people.py", "from drafting.store import ledger", "may not import st"),
        ("src/drafting/domain/people.py", "import drafting.workshop", "may not import workshop"),
        ("src/drafting/domain/people.py", "from drafting import ui", "may not import ui"),
        ("src/drafting/domain/people.py", "from ..store import ledger", "may not import store"),
        ("src/drafting/domain/people.py", "def f():\n    import drafting.ui.gate", "import ui"),
        ("src/drafting/domain/people.py", "import streamlit as st", "streamlit belongs to"),
        ("src/drafting/domain/people.py", "from pathlib import Path", "the domain is pure"),
        ("src/drafting/domain/people.py", "open('x')", "the domain is pure"),
        ("src/drafting/store/ledger.py", "from drafting.workshop import base", "import workshop"),
        ("src/drafting/store/ledger.py", "from drafting.demo import play", "may not import demo"),
        ("src/drafting/store/ledger.py", "from drafting import ui as u", "may not import ui"),
        ("src/drafting/workshop/base.py", "from drafting.ui.visit import house", "import ui"),
        ("src/drafting/workshop/base.py", "import duckdb", "duckdb belongs to"),
        ("src/drafting/workshop/base.py", "c.execute('x')", "runs SQL"),
        ("src/drafting/workshop/base.py", "S = 'SELECT 1 FROM draft'", "holds SQL"),
        ("src/drafting/workshop/base.py", "S = f'INSERT INTO {1} VALUES'", "holds SQL"),
        ("src/drafting/charts/__init__.py", "from drafting.store import facts", "import store"),
        ("src/drafting/exchange/__init__.py", "from drafting.workshop import base", "workshop"),
        ("src/drafting/exchange/__init__.py", "import streamlit", "streamlit belongs to"),
        ("src/drafting/ui/pieces.py", "from drafting.charts import theme", "may not import cha"),
        ("src/drafting/ui/pieces.py", "import streamlit_authenticator", "belongs to ('ui/login"),
        ("src/drafting/ui/pieces.py", "__import__('drafting.demo')", "may not import demo.py"),
        ("src/drafting/ui/pieces.py", "import pages.home.vision", "imported by nobody"),
        ("src/drafting/main.py", "from drafting.store.archive import Archive", "import store"),
        ("app.py", "from drafting.workshop import Workshop", "may not import workshop"),
        ("pages/home/vision.py", "from drafting.store.archive import Archive", "import store"),
        ("pages/home/vision.py", "from drafting.workshop import Workshop", "import workshop"),
        ("pages/home/vision.py", "import altair", "altair belongs to"),
        ("pages/home/vision.py", "\n" * 300, "split it by noun"),
        ("pages/home/vision.py", "\n@st.fragment\ndef part() -> None: ...", "see note 115"),
        ("src/drafting/demo_files.py", "from drafting.store import ledger", "may not import st"),
    ],
)
def test_a_forced_door_is_noticed(tmp_path: Path, file: str, line: str, fault: str) -> None:
    own = (ROOT / file).read_text("utf-8")

    assert not any(fault in one for one in put(tmp_path, file, own))
    assert any(fault in one for one in put(tmp_path, file, f"{own}\n{line}\n#\n"))


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("src/drafting/cellar/wine.py", '"""Wine."""', "lies in no room"),
        ("src/drafting/ui/utils.py", '"""Things."""', "a name that says nothing"),
        ("src/drafting/store/common/sorts.py", '"""Sorts."""', "a name that says nothing"),
        ("src/drafting/domain/mute.py", "X = 1", "does not say what it is for"),
        ("pages/flat.py", '"""Flat."""\nvisit()', "strangers get past"),
        ("pages/home/careless.py", '"""Careless."""', "does not ask who is here"),
    ],
)
def test_a_wrong_file_is_noticed(tmp_path: Path, file: str, text: str, fault: str) -> None:
    assert any(fault in one for one in put(tmp_path, file, text))


def put(root: Path, file: str, text: str) -> list[str]:
    """Write a file of a made-up house; return the faults of that house."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")
    return faults(root)
