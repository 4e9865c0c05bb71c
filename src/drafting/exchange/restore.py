"""An export read back: whole, untouched and complete, or a sentence that says what is wrong."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.domain.drafts import Draft, fingerprint
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.second_factor import SecondFactorHeld
from drafting.exchange.parquet_files import read_parquet
from drafting.exchange.second_factors import read_second_factors, write_second_factors

MANIFEST = "manifest.json"
FORM = 1  # of the manifest; a newer one is for a newer Drafting
_AGAIN = "Make the export again and import that."

Kinds = Mapping[str, type[Fact]]


@dataclass(frozen=True, slots=True)
class Held:
    """What an export holds: its title, and the facts of each kind in the order of writing."""

    title: str
    facts: dict[type[Fact], list[Fact]]
    whole: bool
    second_factors: list[SecondFactorHeld] = field(default_factory=list)


def write_manifest(
    folder: Path,
    title: str,
    whole: bool,
    hidden: int,
    counts: Mapping[str, int],
    second_factors: Sequence[SecondFactorHeld] = (),
) -> None:
    """Write which Parquet files an export has, with rows and SHA-256.

    `hidden` counts the facts whose authors or moments a promise keeps out of it. Second factors
    have a file of their own, if there are any.
    """
    files = {
        f"facts/{name}.parquet": {"rows": rows, "sha256": _sha256(_file(folder, name))}
        for name, rows in counts.items()
    }
    told: dict[str, Any] = {
        "form": FORM,
        "title": title,
        "whole": whole,
        "hidden": hidden,
        "files": files,
    }
    if second_factors:
        told["second_factors"] = write_second_factors(folder, second_factors)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_export(folder: Path, kinds: Kinds) -> Held:
    """Read an export back; `kinds` are the facts that this Drafting knows, by the names of files.

    Every file is held against the manifest, every draft against its fingerprint. Raises
    NotAcceptable with the first thing that is wrong.
    """
    told = _manifest(folder)
    hidden = told["hidden"]
    if hidden:
        raise NotAcceptable(
            f"This export keeps the promises of its rounds: {hidden:,} facts in it have no author "
            "or no moment, so the database cannot be made again from it. Make one with "
            "“drafting export FOLDER --whole” and import that."
        )
    named: dict[str, Any] = told["files"]
    for file in sorted((folder / "facts").glob("*.parquet")):
        if f"facts/{file.name}" not in named:
            raise NotAcceptable(f"{file.name} did not come with this export. Take it away.")
    facts: dict[type[Fact], list[Fact]] = {}
    for place, said in named.items():
        name = place.removeprefix("facts/").removesuffix(".parquet")
        if name not in kinds:
            raise NotAcceptable(
                f"This Drafting knows no facts called “{name}”. Install the newer Drafting that "
                "made the export."
            )
        facts[kinds[name]] = _read(folder, name, kinds[name], said)
    _ensure_published(facts.get(Draft, []))
    held = read_second_factors(folder, told.get("second_factors"))
    return Held(str(told["title"]), facts, bool(told["whole"]), held)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise NotAcceptable(
            f"{folder} holds no export: there is no {MANIFEST} in it. Name the folder that "
            "“drafting export” wrote."
        )
    try:
        told = json.loads(path.read_text("utf-8"))
        form, files = told["form"], told["files"]
        sound = bool(told["title"]) and isinstance(told["whole"], bool)
        sound = sound and isinstance(told["hidden"], int) and isinstance(files, dict)
        sound = sound and all(set(said) == {"rows", "sha256"} for said in files.values())
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as fault:
        raise NotAcceptable(f"{path} cannot be read. {_AGAIN}") from fault
    if form != FORM or not sound:
        raise NotAcceptable(f"{path} is not as this Drafting writes it. {_AGAIN}")
    return dict(told)


def _read(folder: Path, name: str, kind: type[Fact], said: Mapping[str, Any]) -> list[Fact]:
    path = _file(folder, name)
    if not path.is_file():
        raise NotAcceptable(f"{path.name} is missing from the export. {_AGAIN}")
    if _sha256(path) != said["sha256"]:
        raise NotAcceptable(
            f"{path.name} was changed since the export was made: its fingerprint is another. "
            f"{_AGAIN}"
        )
    found = read_parquet(path, kind)
    if len(found) != said["rows"]:
        raise NotAcceptable(
            f"{path.name} has {len(found):,} rows; the export wrote {said['rows']:,}. {_AGAIN}"
        )
    return found


def _ensure_published(drafts: Sequence[Fact]) -> None:
    for one in drafts:
        if isinstance(one, Draft) and fingerprint(one.text) != one.sha256:
            raise NotAcceptable(
                f"Draft {one.number} ({one.id}) is not what was published: its text does not match "
                f"its fingerprint. {_AGAIN}"
            )


def _file(folder: Path, name: str) -> Path:
    return folder / "facts" / f"{name}.parquet"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
