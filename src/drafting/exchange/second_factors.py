"""Second factors on their way to another machine: secrets, so in a file for this account only."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drafting.domain.errors import NotAcceptable
from drafting.domain.second_factor import SecondFactorHeld

FILE = "second_factors.json"
_AGAIN = "Make the export again and import that."


def write_second_factors(folder: Path, held: Sequence[SecondFactorHeld]) -> dict[str, Any]:
    """Write what second factors are judged by; return what the manifest says of the file."""
    data = json.dumps([asdict(one) for one in held], indent=1).encode()
    path = folder / FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    return {"rows": len(held), "sha256": hashlib.sha256(data).hexdigest()}


def read_second_factors(folder: Path, said: Mapping[str, Any] | None) -> list[SecondFactorHeld]:
    """Read them back; `said` is what the manifest says of the file. Raises NotAcceptable."""
    if said is None:
        return []
    path = folder / FILE
    if not path.is_file():
        raise NotAcceptable(f"{FILE} is missing from the export. {_AGAIN}")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != said.get("sha256"):
        raise NotAcceptable(f"{FILE} was changed since the export was made. {_AGAIN}")
    try:
        return [
            SecondFactorHeld(
                str(one["stakeholder_id"]),
                str(one["secret"]),
                int(one["step"]),
                tuple(map(str, one["recovery_hashes"])),
            )
            for one in json.loads(data)
        ]
    except (ValueError, KeyError, TypeError) as fault:
        raise NotAcceptable(f"{FILE} is not as this Drafting writes it. {_AGAIN}") from fault
