"""The front door: `streamlit run app.py`. Streamlit behind the gate, beside the doors."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from drafting.ui.autosave import typing
from drafting.ui.broken import say_so
from drafting.ui.calendar import calendar_route
from drafting.ui.doors import doors
from drafting.ui.gate import Gate
from drafting.ui.live_changes import changing
from drafting.ui.mail_doors import mail_doors
from drafting.ui.opening import opened
from drafting.ui.second_door import second_door
from drafting.ui.sessions import Sessions
from drafting.ui.sign_on_doors import sign_on_doors
from drafting.ui.visit import house, sign_on_is_asked_for

SCRIPT = Path(__file__).parent / "src" / "drafting" / "main.py"
SIGN_ON = sign_on_is_asked_for()


def sessions() -> Sessions:
    """Return the sessions of this process."""
    return house().sessions


app = st.App(
    SCRIPT,
    routes=[
        *doors(sessions, lambda: house().ways),
        *mail_doors(house),
        *(sign_on_doors(house) if SIGN_ON else []),
        typing(house),
        changing(house),
        calendar_route(house),
        second_door(house),
    ],
    middleware=[Middleware(Gate, sessions=sessions, sign_on=SIGN_ON)],
    lifespan=opened,
    on_script_error=say_so,
)
