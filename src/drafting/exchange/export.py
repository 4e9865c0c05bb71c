"""A process as a folder of plain files: facts as CSV, drafts as Markdown, what the columns mean."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from drafting.domain.documents import Dilemma, Document
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.outlook import group_consensus
from drafting.domain.positions import together
from drafting.domain.standing import Stage, Standing
from drafting.exchange.promises import columns_out

# What a spreadsheet would run as a formula (OWASP, CSV injection), full-width forms included.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Whoever opens the file with another separator, or with none of the quotes, finds cells here too.
# A list of Markdown ("- ", "+ ") is no formula.
_LIVE_WITHIN = re.compile(r"([;|\t\r\n][\s\"']*)(?=[=@＝＠]|[-+＋－]\S)")
OPTION_COLUMNS = (
    "dilemma",
    "option",
    "option_id",
    "draft",
    "draft_id",
    "round",
    "invited",
    "answered",
    "rated_5",
    "rated_4",
    "rated_3",
    "rated_2",
    "rated_1",
    "not_my_field",
    "support",
    "group_informed_consensus",
    "text",
)


def ensure_empty(folder: Path) -> None:
    """Make a folder for an export; raise NotAcceptable when there is something in it."""
    if folder.exists() and not folder.is_dir():
        raise NotAcceptable(f"{folder} is a file. Name a new folder for the export.")
    if folder.exists() and any(folder.iterdir()):
        raise NotAcceptable(
            f"{folder} is not empty, and an export overwrites nothing. Name a new folder."
        )
    folder.mkdir(parents=True, exist_ok=True)


def safe_cell(value: object) -> str | int | float:
    """Return a value as a cell that no spreadsheet runs: text like a formula gets a ' before it.

    So does a part of the text that would be a cell if the file were opened with another separator.
    """
    if isinstance(value, int | float):
        return int(value) if isinstance(value, int) else value
    if isinstance(value, datetime | date):
        return value.isoformat().replace("+00:00", "Z")
    text = "" if value is None else str(value)
    text = _LIVE_WITHIN.sub(r"\1'", text)
    return f"'{text}" if text.startswith(_LIVE) else text


def write_facts(folder: Path, name: str, kind: type[Fact], facts: Iterable[Fact]) -> None:
    """Write one kind of fact to `folder`/facts/`name`.csv, a row each."""
    names = columns_out(kind)
    _write(
        folder / "facts" / f"{name}.csv",
        names,
        ([getattr(fact, name) for name in names] for fact in facts),
    )


def write_drafts(folder: Path, documents: Sequence[Document], drafts: Iterable[Draft]) -> int:
    """Write every draft, byte for byte what its fingerprint stands for; return how many."""
    places: dict[str, Path] = {}
    taken: set[Path] = set()
    for document in documents:
        slug = re.sub(r"\W+", "-", document.title.lower())[:40].strip("-")
        place = folder / "drafts" / document.kind.value / f"{document.position:03d}-{slug}"
        if place in taken:
            place = place.with_name(f"{place.name}-{document.id}")
        taken.add(place)
        places[document.id] = place
    written = 0
    for draft in drafts:
        place = places[draft.document_id]
        place.mkdir(parents=True, exist_ok=True)
        text = draft.text.encode("utf-8", "surrogatepass")
        (place / f"draft-{draft.number}.md").write_bytes(text)
        written += 1
    return written


def write_options(
    folder: Path, standings: Iterable[Standing], dilemmas: Mapping[str, Dilemma]
) -> int:
    """Write options.csv: a row for each option and round that asked about it; return how many."""
    rows = []
    for one in standings:
        asked = dilemmas.get(one.document.dilemma_id or "")
        for stage in one.stages:
            rows.append([asked.title if asked else "", *_figures(one.document, stage)])
    _write(folder / "options.csv", OPTION_COLUMNS, rows)
    return len(rows)


def _figures(option: Document, stage: Stage) -> list[object]:
    all_ = together(stage.positions)
    return [
        option.title,
        option.id,
        stage.draft.number,
        stage.draft.id,
        stage.round.round.number,
        all_.invited,
        all_.answered,
        *reversed(all_.counts),
        all_.not_my_field,
        all_.support,
        group_consensus(stage.positions),
        stage.draft.text,
    ]


def _write(path: Path, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # The byte order mark tells Excel that it is UTF-8; everything else skips it.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([safe_cell(value) for value in row] for row in rows)
