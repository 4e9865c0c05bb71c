"""Measure tracked changes beside their peers: same texts, same run, same measures.

    python bench/redline.py                 the table of the corpus and the bars beside it
    python bench/redline.py --only drafting the corpus through one engine
    python bench/redline.py --scale         large texts and giant paragraphs beside redlines
    python bench/redline.py --moves         planted moves, found and invented

The corpus (../shared/data/iterations, a folder a document, a file an iteration) is not part of
the repository; another one of the same form can be named with --data.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import regex
from rapidfuzz.distance import Indel

from drafting.domain.tracked_changes import compare

sys.path.insert(0, str(Path(__file__).parent))
from peers.engines import ENGINES, Engine, Pieces, drafting, pieces_of, redlines
from planted_moves import planted, score_moves

CORPUS = Path(__file__).parents[1] / "../shared/data/iterations"

_WORD_EDGE = regex.compile(r"(?V1w)\b")
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one engine made of one pair of drafts."""

    exact: bool
    marked: int
    minimum: int
    segments: int
    islands: int
    mid_word: int
    collapsed: bool
    milliseconds: float


def measure(old: str, new: str, pieces: Pieces, minimum: int, milliseconds: float) -> Figures:
    """Judge the pieces an engine made of two texts."""
    kept_old = "".join(text for op, text in pieces if op != "added")
    kept_new = "".join(text for op, text in pieces if op != "removed")
    changed = [index for index, (op, _) in enumerate(pieces) if op != "kept"]
    islands = sum(
        pieces[index][0] == "kept" and is_island(pieces[index][1])
        for index in range(1, len(pieces) - 1)
        if pieces[index - 1][0] != "kept" and pieces[index + 1][0] != "kept"
    )
    kept = sum(len(text) for op, text in pieces if op == "kept")
    return Figures(
        exact=kept_old == old and kept_new == new,
        marked=sum(len(pieces[index][1]) for index in changed),
        minimum=minimum,
        segments=len(changed),
        islands=islands,
        mid_word=mid_word_edits(old, new, pieces),
        collapsed=minimum < (len(old) + len(new)) / 2 and not kept,
        milliseconds=milliseconds,
    )


def is_island(text: str) -> bool:
    """Say whether a kept text is at most three visible characters inside a line."""
    return "\n" not in text and len("".join(text.split())) <= 3


def mid_word_edits(old: str, new: str, pieces: Pieces) -> int:
    """Count the edges of changes that lie inside a word (UAX #29) or a grapheme of either text."""
    found = 0
    for text, other in ((old, "added"), (new, "removed")):
        edges = {match.start() for match in _WORD_EDGE.finditer(text)}
        edges &= {match.start() for match in _GRAPHEME.finditer(text)}
        place = 0
        for op, piece in pieces:
            if op != other:
                found += 0 < place < len(text) and place not in edges
                place += len(piece)
    return found


def pairs_of(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (name, older, newer) for all consecutive iterations of all documents."""
    for document in sorted(path for path in corpus.iterdir() if path.is_dir()):
        texts = [read(path) for path in sorted(document.glob("*.txt"))]
        for number, (old, new) in enumerate(pairwise(texts), 1):
            yield f"{document.name} {number - 1}-{number}", old, new


def read(path: Path) -> str:
    """Read a text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def timed(engine: Engine, old: str, new: str, repeat: int) -> tuple[object, float]:
    """Return an engine's answer and the CPU milliseconds of its quickest run."""
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.process_time()
        result = engine(old, new)
        best = min(best, (time.process_time() - start) * 1000)
    return result, best


def corpus_figures(corpus: Path, names: list[str], repeat: int = 1) -> dict[str, list[Figures]]:
    """Take the whole corpus through the engines, pair by pair, all engines on each pair."""
    figures: dict[str, list[Figures]] = {name: [] for name in names}
    for _, old, new in pairs_of(corpus):
        minimum = Indel.distance(old, new)
        for name in names:
            result, milliseconds = timed(ENGINES[name], old, new, repeat)
            pieces = pieces_of(name, result)
            figures[name].append(measure(old, new, pieces, minimum, milliseconds))
    return figures


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies, interpolated (type 7)."""
    ranked = sorted(values)
    place = (len(ranked) - 1) * share
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (place - low)


def table(figures: dict[str, list[Figures]]) -> str:
    """Write the Markdown table."""
    lines = [
        "| engine | exact | mid-word | islands | segments | collapses "
        "| marked / minimum: pooled | median | CPU ms: median | p95 | max |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, rows in figures.items():
        ratios = [row.marked / row.minimum for row in rows if row.minimum]
        pooled = sum(row.marked for row in rows) / sum(row.minimum for row in rows)
        segments, islands = sum(row.segments for row in rows), sum(row.islands for row in rows)
        cpu = [row.milliseconds for row in rows]
        cells = [
            name,
            f"{sum(row.exact for row in rows)} of {len(rows)}",
            f"{sum(row.mid_word for row in rows):,}",
            f"{islands:,} ({islands / max(segments, 1):.1%})",
            f"{segments:,}",
            f"{sum(row.collapsed for row in rows)}",
            f"{pooled:.3f}",
            f"{median(ratios):.3f}",
            f"{median(cpu):.1f}",
            f"{percentile(cpu, 0.95):.1f}",
            f"{max(cpu):.1f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def scale(corpus: Path) -> str:
    """Compare large texts: unrelated ones, and paragraphs as long as a book."""
    texts = {path.parent.name + path.stem: read(path) for path in sorted(corpus.glob("*/*.txt"))}
    law = texts["grundgesetz-de02"]
    others = "\n".join(
        texts[name]
        for name in ("github-tos07", "github-tos00", "oss-guide-fa00", "oss-guide-fa03",
                     "canada-playbook-fr04", "w3c-ethical-web08", "18f-oss-policy06")
    )  # fmt: skip
    one_line = re.compile(r"\s*\n\s*")
    older = one_line.sub(" ", texts["grundgesetz-de01"] + texts["canada-playbook-fr01"])
    newer = one_line.sub(" ", law + texts["canada-playbook-fr02"])
    half = len(law) // 2
    cases = {
        "unrelated, two languages": (others, law),
        "unrelated, one language": (others, one_line.sub("\n", law[half:] + law[:half])[::1]),
        "law halves swapped": (law, law[half:] + law[:half]),
        "one paragraph, edited": (older, newer),
        "one paragraph, unrelated": (one_line.sub(" ", others), newer),
    }
    lines = [
        "| case | words | drafting ms | redlines ms | share | pieces | longest piece, words |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, (old, new) in cases.items():
        result, ours = timed(drafting, old, new, 3)
        _, theirs = timed(redlines, old, new, 1)
        pieces = [text for op, text in pieces_of("drafting", result) if op != "kept"]
        longest = max((len(text.split()) for text in pieces), default=0)
        lines.append(
            f"| {name} | {len(old.split()):,} / {len(new.split()):,} | {ours:.0f} | {theirs:.0f} "
            f"| {ours / theirs:.3f} | {len(pieces):,} | {longest:,} |"
        )
    return "\n".join(lines)


def moves(corpus: Path) -> str:
    """Plant moves into every text of 1,000 words and more, and score what was found."""
    lines = ["| edited | noise around | planted | recall | precision |", "|---|---|---|---|---|"]
    for edited, noise in ((0.0, 0.0), (0.0, 0.03), (0.1, 0.0), (0.2, 0.0), (0.2, 0.03)):
        found = total = true = reported = 0
        for old, new, truth in planted(map(read, sorted(corpus.glob("*/*.txt"))), edited, noise):
            score = score_moves(compare(old, new), truth)
            found, total = found + score[0], total + len(truth)
            true, reported = true + score[1], reported + score[2]
        lines.append(
            f"| {edited:.0%} | {noise:.0%} | {total} "
            f"| {found / total:.3f} | {true / max(reported, 1):.3f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=CORPUS)
    parser.add_argument("--only", nargs="*", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--repeat", type=int, default=1, help="runs a pair; the quickest counts")
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--moves", action="store_true")
    chosen = parser.parse_args()
    if not chosen.data.is_dir():
        sys.exit(f"The corpus is not at {chosen.data}. Name another with --data.")
    if chosen.scale:
        print(scale(chosen.data))
    elif chosen.moves:
        print(moves(chosen.data))
    else:
        drafting("warm", "up")
        print(table(corpus_figures(chosen.data, chosen.only, chosen.repeat)))


if __name__ == "__main__":
    main()
