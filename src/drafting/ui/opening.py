"""Opening the house when the server starts, and closing it when it stops."""

import contextlib
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import partial

from drafting.domain.errors import DatabaseUnusable, DraftingError, NotAcceptable
from drafting.domain.people import HOUSE, Role
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.nightly import Nightly
from drafting.ui.sweeping import Sweeper
from drafting.ui.visit import house, wall_clock
from drafting.workshop.log import begin_logging, log

SWITCH_SECONDS = 0.001
FIRST_LOOK_SECONDS = 5.0  # that a server which is stopped waits for its first look


@contextlib.asynccontextmanager
async def opened(_: object) -> AsyncIterator[None]:
    """Open the house before anybody comes, and close its database when all have gone.

    A database or a setting that cannot be used ends the program with a sentence that says what to
    do.
    """
    begin_logging()
    # A thread that has something to send would wait five milliseconds for each that is computing,
    # and a page is sent in forty pieces.
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        premises = house()
    except (DatabaseUnusable, NotAcceptable) as no:
        # Raising would bury the sentence under thirty lines of the server's own.
        print(f"\n  {no}\n", file=sys.stderr, flush=True)
        os._exit(1)
    # An illustration is played again, not restored.
    backups = Nightly(premises.database, wall_clock, daily=not premises.process.clock_stands_at)
    backups.start()
    premises.database.watch()
    sweeper = Sweeper()
    sweeper.start()
    looking = (premises.database, premises.clock)
    first_look = threading.Thread(target=have_ready, args=looking, name="first look", daemon=True)
    first_look.start()
    log("opened")
    yield
    first_look.join(FIRST_LOOK_SECONDS)
    sweeper.stop()
    backups.stop()
    premises.post.stop()
    log("closed")
    premises.database.close()


def have_ready(database: Database, clock: Callable[[], datetime]) -> None:
    """Have counted what rounds show, which takes seconds, before anybody comes to see it."""
    as_seen_by = partial(Archive, database, clock=clock)
    # Whoever comes asks for the same, and is told what is wrong.
    with contextlib.suppress(DraftingError):
        known = as_seen_by(HOUSE)
        known.standings()
        everybody = {one.id: one for one in known.stakeholders() if one.role is Role.STAKEHOLDER}
        for asking in known.rounds():
            # To all whom a round asks it shows the same.
            for person in list(known.invited(asking.id) & everybody.keys())[:1]:
                theirs = as_seen_by(everybody[person])
                theirs.standings()
                theirs.so_far(asking.id)
