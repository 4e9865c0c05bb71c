"""Real texts with their published iterations, where they lie beside the repository."""

import os
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDER = Path(__file__).parents[2] / "../shared/data/iterations"
ALL_PAIRS = os.environ.get("DRAFTING_ALL_PAIRS") == "1"

# One from each document but the longest: scripts, languages and ways to write Markdown differ.
SAMPLE = {
    "18f-oss-policy": "00",
    "canada-playbook-fr": "02",
    "covenant-en": "03",
    "covenant-ja": "00",
    "github-tos": "02",
    "oss-guide-fa": "00",
    "usds-playbook-intro": "00",
    "w3c-ethical-web": "00",
}


class Pair(NamedTuple):
    """Two iterations that follow each other."""

    name: str
    old: str
    new: str


def pairs() -> list[Pair]:
    """Return a pair of each document, or every pair with DRAFTING_ALL_PAIRS=1."""
    if not FOLDER.is_dir():
        pytest.skip("needs the shared corpus beside the repository (shared/data/iterations)")
    found = []
    for folder in sorted(each for each in FOLDER.iterdir() if each.is_dir()):
        files = sorted(folder.glob("*.txt"))
        for old, new in pairwise(files):
            if ALL_PAIRS or SAMPLE.get(folder.name) == old.stem:
                name = f"{folder.name}-{old.stem}-{new.stem}"
                found.append(Pair(name, old.read_text("utf-8"), new.read_text("utf-8")))
    return found
