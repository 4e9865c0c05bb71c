"""Somebody who speaks Streamlit's own protocol: all that a page sends, without drawing it."""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

PATIENCE_SECONDS = 120
# Lists and sliders that choose what is shown; all others belong to forms.
SHOWING = ("Show", "View", "Draft", "Text", "Kind", "State", "Sector", "Suggestions on which text")
SHOWING += ("Which mission", "Which section", "Which text", "Dilemma", "Lens", "Organisation size")


@dataclass
class Shown:
    """What one run of a page sent: all bytes, each choice of what to show, and the files."""

    sent: bytes = b""
    choices: dict[str, list[WidgetState]] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Return it as text."""
        return self.sent.decode("utf-8", "replace")


class Listener:
    """A session of somebody's with the server, on one page."""

    def __init__(self, url: str, cookie: str, page: str) -> None:
        self._url, self._cookie, self._page = url, cookie, page
        self._session = ""
        self._opening = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            additional_headers={"Cookie": cookie},
            max_size=None,
        )

    def __enter__(self) -> "Listener":
        self._socket = self._opening.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._opening.__exit__(*raised)

    def run(self, *chosen: WidgetState) -> Shown:
        """Run the page with these choices; return all that it sent until it had finished."""
        asked = BackMsg()
        asked.rerun_script.page_name = self._page
        asked.rerun_script.widget_states.widgets.extend(chosen)
        self._socket.send(asked.SerializeToString())
        shown = Shown()
        while True:
            message = self._next(shown)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._session = message.new_session.initialize.session_id
            if kind == "delta":
                _note(message.delta, shown)
            if kind == "script_finished":
                return shown

    def file(self, button: Any) -> tuple[str, bytes]:
        """Fetch a file that the last run offered, made when it is asked for: address, content."""
        url = button.url
        if button.deferred_file_id:
            asked = BackMsg()
            operation = asked.backend_operation_request
            operation.request_id, operation.session_id = button.id, self._session
            operation.deferred_file.file_id = button.deferred_file_id
            self._socket.send(asked.SerializeToString())
            while not (answer := self._next(Shown()).backend_operation_response).request_id:
                pass
            assert not answer.error_msg, answer.error_msg
            url = answer.deferred_file.url
        wanted = urllib.request.Request(self._url + url, headers={"Cookie": self._cookie})
        with urllib.request.urlopen(wanted, timeout=PATIENCE_SECONDS) as found:
            return url, bytes(found.read())

    def _next(self, shown: Shown) -> ForwardMsg:
        sent = self._socket.recv(PATIENCE_SECONDS)
        assert isinstance(sent, bytes)
        shown.sent += sent
        return ForwardMsg.FromString(sent)


def all_shown(listener: Listener) -> Iterator[Shown]:
    """Yield what a page sends at first, then with each way to show something else."""
    yield (first := listener.run())
    for chosen in rounds(first):
        yield (then := listener.run(*chosen))
        new = {id_: ways for id_, ways in then.choices.items() if id_ not in first.choices}
        for further in rounds(Shown(choices=new)):
            yield listener.run(*chosen, *further)


def rounds(shown: Shown) -> list[tuple[WidgetState, ...]]:
    """Return choices such that each way to show something is chosen once, all lists at a time."""
    most = max(map(len, shown.choices.values()), default=0)
    return [
        tuple(ways[place % len(ways)] for ways in shown.choices.values()) for place in range(most)
    ]


def _note(delta: Any, shown: Shown) -> None:
    element = delta.new_element
    kind = element.WhichOneof("type")
    if kind == "download_button":
        shown.files[element.download_button.id] = element.download_button
    if kind not in {"selectbox", "radio", "slider"}:
        return
    widget = getattr(element, kind)
    if not widget.label.startswith(SHOWING) or widget.disabled:
        return
    ways = []
    for option in widget.options:
        way = WidgetState(id=widget.id)
        if kind == "slider":
            way.string_array_value.data.append(option)
        else:
            way.string_value = option
        ways.append(way)
    shown.choices[widget.id] = ways
