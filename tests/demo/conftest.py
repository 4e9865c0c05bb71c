"""The demo as `drafting demo` has played it, once for the whole run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo.as_played import Demo

from drafting.store.connection import Database


@pytest.fixture(scope="session")
def demo(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    database = Database.open(Path(shutil.copy(played, tmp_path_factory.mktemp("told"))))
    yield Demo(database)
    database.close()
