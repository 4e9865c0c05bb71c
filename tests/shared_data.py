"""Real drafts, conversations and surveys that lie beside this project, where they do."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1] / ".." / "shared" / "data"
with_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside us")
