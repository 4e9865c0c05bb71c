"""The front door: `streamlit run app.py`. Streamlit behind the gate, beside the doors."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from drafting.domain.errors import DatabaseUnusable
from drafting.ui.broken import say_so
from drafting.ui.doors import doors
from drafting.ui.gate import Gate
from drafting.ui.sessions import Sessions
from drafting.ui.visit import house

SCRIPT = Path(__file__).parent / "src" / "drafting" / "main.py"


def sessions() -> Sessions:
    """Return the sessions of this process."""
    return house().sessions


@contextlib.asynccontextmanager
async def opened(_: st.App) -> AsyncIterator[None]:
    """Open the house before anybody comes, and close its database when all have gone."""
    try:
        premises = house()
    except DatabaseUnusable as no:
        # Raising would bury the sentence under thirty lines of the server's own.
        print(f"\n  {no}\n", file=sys.stderr, flush=True)
        os._exit(1)
    yield
    premises.database.close()


app = st.App(
    SCRIPT,
    routes=doors(sessions),
    middleware=[Middleware(Gate, sessions=sessions)],
    lifespan=opened,
    on_script_error=say_so,
)
