"""Backups by themselves: one a day while the house is served, and one whenever it is asked for."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from drafting.domain.errors import DraftingError
from drafting.store.backup import back_up, last_backup
from drafting.store.connection import Database
from drafting.workshop.log import log

EVERY = timedelta(days=1)
FIRST_AFTER_SECONDS = 60.0
ASKED_EVERY_SECONDS = 1.0


def wish(database: Path) -> Path:
    """Name the file by which “drafting backup” asks a running server for a backup."""
    return database.with_name(f"{database.name}.backup-wanted")


class Nightly:
    """A thread that makes the backups of the database it serves."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], *, daily: bool = True
    ) -> None:
        self._database = database
        self._clock = clock
        self._daily = daily
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        if self._database.place:
            self._thread.start()

    def stop(self) -> None:
        """Stop, once a backup that is being made is done."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        path = self._database.path
        waited = 0.0
        while not self._over.wait(ASKED_EVERY_SECONDS):
            waited += ASKED_EVERY_SECONDS
            asked = path is not None and wish(path).exists()
            if asked or (self._daily and waited >= FIRST_AFTER_SECONDS and self._due()):
                waited = 0.0
                self._make(asked=asked)
                if path:
                    wish(path).unlink(missing_ok=True)

    def _due(self) -> bool:
        place = self._database.place
        last = last_backup(place) if place else None
        return last is None or self._clock() - last >= EVERY

    def _make(self, *, asked: bool) -> None:
        try:
            # Of several programs that serve one process, one makes the backup of the day.
            with self._database.only_one("backup") as mine:
                if mine and (asked or self._due()):
                    self._made()
        except DraftingError as no:
            log("backup failed", why=type(no).__name__)

    def _made(self) -> None:
        try:
            made = back_up(self._database, self._clock())
        except (DraftingError, OSError) as no:
            log("backup failed", why=type(no).__name__)
        else:
            log("backup", file=made.name)
