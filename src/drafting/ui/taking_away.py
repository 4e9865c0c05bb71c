"""Files to take away: made when somebody asks for one, and there until they have it.

Streamlit lets go of a file that was made on a click as soon as two runs of anybody's pages have
ended. With many people at once that is sooner than a browser fetches it.
"""

from collections.abc import Callable
from threading import Thread
from typing import Literal

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx


def offer(
    label: str,
    make: Callable[[], bytes | str],
    name: str,
    mime: str,
    *,
    key: str | None = None,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """Offer a file of a name; `make` is called when it is asked for, outside any run."""
    made = _held(make, name, mime)
    st.download_button(label, made, name, mime, key=key, on_click="ignore", width=width)


def _held(make: Callable[[], bytes | str], name: str, mime: str) -> Callable[[], bytes]:
    """Have what is made belong to the page that offers it, until that is drawn anew."""
    offering = get_script_run_ctx()

    def made() -> bytes:
        content = written if isinstance(written := make(), bytes) else written.encode()
        # Nobody would let go of a file of somebody who has left.
        if offering and Runtime.instance().is_active_session(offering.session_id):
            # Whose a file is Streamlit reads from the thread, and this one serves others too.
            holding = Thread(target=_hold, args=(content, name, mime))
            add_script_run_ctx(holding, offering)
            holding.start()
            holding.join()
        return content

    return made


def _hold(content: bytes, name: str, mime: str) -> None:
    Runtime.instance().media_file_mgr.add(
        content, mime, f"taken away: {name}", file_name=name, is_for_static_download=True
    )
