"""Whether a database file is whole, judged before anything is done with it; and room to write."""

import shutil
from pathlib import Path
from typing import Any

from drafting.domain.errors import DatabaseUnusable, DiskFull
from drafting.store.chain import WHOLE_AT_START, Chain, head_of
from drafting.store.migrations import chained, migrate, waiting
from drafting.store.seal import Seal, Sealed

MEGABYTE = 1_000_000
# A checkpoint on a full disk would break the open database off, so writing stops before.
SPARE = {True: 200 * MEGABYTE, False: 50 * MEGABYTE}


def begin(connection: Any, path: Path | None, *, trusting: bool = False) -> tuple[Chain, str, bool]:
    """Bring a database up to date, unless facts are missing; return its chain, what is wrong,
    and whether its schema changed.

    Raises DatabaseUnusable when something is, unless `trusting`, which changes nothing then.
    """
    numbers = waiting(connection)
    chain, fault = None, ""
    if path:
        seal = Seal(path)
        try:
            sealed = seal.read()
        except DatabaseUnusable as damaged:
            if not trusting:
                raise
            sealed, fault = None, str(damaged)
        if not fault:
            chain = Chain(connection) if chained(connection) else None
            fault = _fault(connection, chain, sealed, whole=bool(numbers))
        if fault and not trusting:
            raise DatabaseUnusable(
                f"{path} is not whole: {fault}. Nothing was changed, and it is not opened, so that "
                "nobody works on with facts missing. Restore a backup with “drafting restore”. "
                f"If you put an older file there on purpose, remove {seal.path} and start again."
            )
    if numbers and not fault:
        migrate(connection)
        chain = None
    return chain or Chain(connection), fault, bool(numbers) and not fault


def _fault(connection: Any, chain: Chain | None, sealed: Sealed | None, *, whole: bool) -> str:
    if chain is None:
        return "the chain over its facts is gone" if sealed else ""
    last = chain.newest
    if sealed and head_of(connection, sealed.number) != sealed.head:
        lost = sealed.facts - last.facts
        if last.number < sealed.number and lost > 0:
            return f"{sealed.facts:,} facts were written, the last {lost:,} are missing"
        return "its facts are not the ones that were sealed"
    all_of_it = whole or sealed is None or last.facts <= WHOLE_AT_START
    return chain.fault(connection, 0 if all_of_it or sealed is None else sealed.checked)


def ensure_room(path: Path | None, *, facts: bool) -> None:
    """Raise DiskFull while too little room is left; writing goes on by itself once there is."""
    if path is None:
        return
    free = shutil.disk_usage(path.parent).free
    if free < SPARE[facts]:
        raise DiskFull(
            f"The disk is nearly full: {free // MEGABYTE} MB are left, and "
            f"{SPARE[facts] // MEGABYTE} are needed to write safely. Nothing was changed; "
            "what was sent before is kept. "
            "Keep this page open and send again once there is room."
        )


def no_room() -> DiskFull:
    """Say that the disk refused a write."""
    return DiskFull(
        "The disk is full. Nothing was changed; what was sent before is kept. "
        "Keep this page open and send again once there is room."
    )
