"""Opening the house when the server starts, and closing it when it stops."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator

from drafting.domain.errors import DatabaseUnusable, NotAcceptable
from drafting.ui.nightly import Nightly
from drafting.ui.sweeping import Sweeper
from drafting.ui.visit import house, wall_clock
from drafting.workshop.log import begin_logging, log

SWITCH_SECONDS = 0.001


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
    log("opened")
    yield
    sweeper.stop()
    backups.stop()
    premises.post.stop()
    log("closed")
    premises.database.close()
