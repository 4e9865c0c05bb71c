"""Backups: made while the database is open, checked before they count; and restoring one."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from drafting.domain.errors import DatabaseHeld, DatabaseUnusable, DiskFull, NotFound
from drafting.store.chain import Chain, Link
from drafting.store.connection import Cursor, Database
from drafting.store.engines.address import Place
from drafting.store.engines.duckdb_file import backups_of, unusable
from drafting.store.moving import NOT_COPIED, copied
from drafting.store.seal import beside
from drafting.store.tables import tables_of
from drafting.store.whole import ensure_room, no_room

KEPT = 14
_STAMP = "%Y-%m-%dT%H%M%SZ"


def back_up(database: Database, now: datetime) -> Path:
    """Copy an open database to the folder beside it, check the copy, and return it.

    Writers wait while it is copied. The newest 14 are kept. Raises DiskFull, DatabaseUnusable.
    """
    if database.place is None:
        raise NotFound("A database in memory has no backups.")
    folder = backups_of(database.place)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ensure_room(folder, facts=True)
    part = folder / "part"
    part.unlink(missing_ok=True)
    try:
        newest = _copied(database, part)
        fault = _fault(part, newest.head)
        if fault:
            raise DatabaseUnusable(
                f"No backup was made, because the database is not whole: {fault}. "
                "Stop the server and run “drafting check”."
            )
        database.checked(newest.number)
        made = folder / f"{now.astimezone(UTC).strftime(_STAMP)}.duckdb"
        _put(part, made)
    except (duckdb.Error, OSError) as failed:
        if "No space left" in str(failed):
            raise no_room() from failed
        raise
    finally:
        part.unlink(missing_ok=True)
    for old in backups(database.place)[:-KEPT]:
        old.unlink(missing_ok=True)
    return made


def backups(database: Place) -> list[Path]:
    """Return the backups of a database, the newest last."""
    return sorted(backups_of(database).glob("*Z.duckdb"))


def copies(database: Place) -> list[Path]:
    """Return every copy kept beside a database: its backups, and what restores replaced."""
    if not isinstance(database, Path):
        return backups(database)
    beside_it = database.resolve().parent.glob(f"{database.name}.replaced-*Z")
    return [*backups(database), *sorted(beside_it)]


def last_backup(database: Place) -> datetime | None:
    """Tell when the newest backup of a database was made."""
    made = backups(database)
    return datetime.strptime(made[-1].stem, _STAMP).replace(tzinfo=UTC) if made else None


def restore(backup: Path, database: Path, now: datetime) -> Path | None:
    """Put a checked copy of a backup in the place of a database; return where that one is kept.

    Raises DatabaseHeld while a program has the database open, NotFound without a backup, and
    DatabaseUnusable when the backup is not whole: nothing is replaced then.
    """
    if not backup.is_file():
        raise NotFound(f"There is no backup {backup}. “drafting check” lists what there is.")
    _ensure_free(database)
    database.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(database.parent).free < 2 * backup.stat().st_size:
        raise DiskFull("There is too little room on the disk to restore this. Nothing was changed.")
    copy = database.with_name(f"{database.name}.restoring")
    _remove(copy)
    for one in _parts(backup)[:2]:
        if one.exists():
            shutil.copyfile(one, copy.with_name(copy.name + one.name.removeprefix(backup.name)))
    try:
        Database.open(copy).close()
        kept = _keep(database, now) if database.exists() else None
        # The log goes first: without it the old file no longer fits its seal, and is not opened.
        _parts(database)[1].unlink(missing_ok=True)
        _put(copy, database)
        beside(database).unlink(missing_ok=True)
        Database.open(database).close()
    finally:
        _remove(copy)
    return kept


def _copied(database: Database, part: Path) -> Link:
    if database.path:
        with database.alone() as cursor:
            newest = database.chain.newest
            _copy(cursor, part)
        return newest
    made = Database.open(part)
    try:
        copied(database, made)
        return made.chain.newest
    finally:
        made.close()
        beside(part).unlink(missing_ok=True)


def rewrite(database: Place) -> None:
    """Write a closed database anew, so that nothing stays in the file of what was blanked in it."""
    held = Database.open(database)
    if not isinstance(database, Path):
        with held.reading() as cursor:
            for name in sorted(tables_of(cursor)):
                cursor.execute(f"VACUUM FULL {name}")
        held.close()
        return
    folder = backups_of(database)
    folder.mkdir(mode=0o700, exist_ok=True)
    part = folder / "part"
    part.unlink(missing_ok=True)
    try:
        with held.alone() as cursor:
            cursor.execute("CHECKPOINT")
            _copy(cursor, part, everything=True)
        held.close()
        _put(part, database)
    finally:
        held.close()
        part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _copy(cursor: Cursor, to: Path, *, everything: bool = False) -> None:
    named = cursor.execute("SELECT current_database()").fetchone()
    path = str(to).replace("'", "''")
    cursor.execute(f"ATTACH '{path}' AS drafting_backup")
    try:
        cursor.execute(f'COPY FROM DATABASE "{named[0] if named else ""}" TO drafting_backup')
        held = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'drafting_backup'"
        ).fetchall()
        for (table,) in held:
            if table in NOT_COPIED and not everything:
                cursor.execute(f"DELETE FROM drafting_backup.{table}")
    finally:
        cursor.execute("DETACH drafting_backup")


def _fault(copy: Path, head: str) -> str:
    with duckdb.connect(str(copy), read_only=True) as read:
        chain = Chain(read)
        if chain.newest.head != head:
            return "the copy ends elsewhere"
        return chain.fault(read)


def _keep(database: Path, now: datetime) -> Path:
    """Give what is there a second name, under which it stays."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    kept = database.with_name(f"{database.name}.replaced-{stamp}")
    for one in _parts(database):
        if one.exists():
            os.link(one, kept.with_name(kept.name + one.name.removeprefix(database.name)))
    return kept


def _put(part: Path, place: Path) -> None:
    """Move a file to its place, for this account only, and see it to the disk."""
    if os.name == "posix":
        part.chmod(0o600)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(place)
    if os.name == "posix":
        folder = os.open(place.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _ensure_free(database: Path) -> None:
    if not database.is_file():
        return
    try:
        # Only to read: what is damaged is kept as it is found, its log included.
        duckdb.connect(str(database), read_only=True).close()
    except duckdb.Error as fault:
        refused = unusable(fault, database)
        if isinstance(refused, DatabaseHeld):
            raise refused from fault


def _parts(database: Path) -> list[Path]:
    return [database, database.with_name(f"{database.name}.wal"), beside(database)]


def _remove(database: Path) -> None:
    for one in _parts(database):
        one.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        backups_of(database).rmdir()
