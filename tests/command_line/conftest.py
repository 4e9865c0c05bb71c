"""A process that a chair has begun from a terminal, in a file of each test's own."""

import shutil
from pathlib import Path

import pytest
from commands import begin


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A process that has just begun, made once."""
    database = tmp_path_factory.mktemp("fresh") / "process.duckdb"
    assert begin(database).returncode == 0
    return database


@pytest.fixture
def database(fresh: Path, tmp_path: Path) -> Path:
    """A process of this test's own that has just begun."""
    return Path(shutil.copy(fresh, tmp_path / "process.duckdb"))
