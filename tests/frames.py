"""Streamlit's own protocol, spoken by a program that is no browser: what is sent, what is heard."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_SECONDS = 120
# Lists and sliders that choose what is shown; all others belong to forms.
SHOWING = ("Show", "View", "Draft", "Text", "Kind", "State", "Sector", "Suggestions on which text")
SHOWING += ("Which mission", "Which section", "Which text", "Dilemma", "Lens", "Organisation size")
# The value with which a box of each kind is filled in.
_FILLED = {"text_input": "string_value", "text_area": "string_value", "selectbox": "string_value"}


@dataclass
class Shown:
    """What one run of a page sent, taken apart.

    `choices` are the ways to show something else, `buttons` and `boxes` what stands in the page by
    label, `menu` the pages offered, `fragments` the parts that are drawn by themselves.
    """

    sent: bytes = b""
    session: str = ""
    choices: dict[str, list[WidgetState]] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, tuple[str, Any]] = field(default_factory=dict)
    menu: dict[str, str] = field(default_factory=dict)
    fragments: set[str] = field(default_factory=set)

    @property
    def words(self) -> str:
        """Return it as text."""
        return self.sent.decode("utf-8", "replace")

    def pressed(self, label: str) -> WidgetState:
        """Return what a browser sends of the button of a label when it is pressed."""
        return WidgetState(id=self.buttons[label], trigger_value=True)

    def filled(self, label: str, value: str) -> WidgetState:
        """Return what a browser sends of the box of a label that holds a value."""
        kind, box = self.boxes[label]
        return WidgetState(id=box.id, **{_FILLED[kind]: value})


@contextmanager
def talk(
    url: str, cookies: dict[str, str], page: str = "", resume: str | None = None, **headers: str
) -> Iterator[ClientConnection]:
    """Open Streamlit's socket and ask for a page; `resume` names a session of Streamlit's."""
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol(one) for one in ("streamlit", "x", resume) if one],
        additional_headers=headers,
        max_size=None,
        proxy=None,
    ) as line:
        line.send(rerun(url, page))
        yield line


def rerun(url: str, page: str, *chosen: WidgetState, fragment: str = "") -> bytes:
    """Write what a browser sends to have a page drawn with these choices."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.context_info.url = f"{url}/{page}"
    message.rerun_script.widget_states.widgets.extend(chosen)
    message.rerun_script.fragment_id = fragment
    return message.SerializeToString()


def heard(line: ClientConnection) -> Shown:
    """Listen until the page is drawn, or the line goes dead; return all that was said."""
    shown = Shown()
    with suppress(ConnectionClosed):
        while True:
            message = _next(line, shown)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                shown.session = message.new_session.initialize.session_id
            if kind == "navigation":
                shown.menu.update(
                    (one.url_pathname, one.page_name)
                    for one in message.navigation.app_pages
                    if not one.is_hidden
                )
            if kind == "delta":
                _note(message.delta, shown)
            # A run that ends early is followed by another, and its end is not the page's.
            if (
                kind == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                break
    return shown


class Listener:
    """A session of somebody's with the server, on one page."""

    def __init__(self, url: str, cookies: dict[str, str], page: str) -> None:
        self._url, self._cookies, self._page = url, cookies, page
        self._opening = talk(url, cookies, page)
        self._session = ""

    def __enter__(self) -> "Listener":
        self._line = self._opening.__enter__()
        self.first = heard(self._line)
        self._session = self.first.session
        return self

    def __exit__(self, *raised: Any) -> None:
        self._opening.__exit__(*raised)

    def run(self, *chosen: WidgetState) -> Shown:
        """Run the page with these choices; return all that it sent until it had finished."""
        return self.send(rerun(self._url, self._page, *chosen))

    def send(self, frame: bytes) -> Shown:
        """Send a frame as it is; return all that was sent until the page had finished."""
        self._line.send(frame)
        return heard(self._line)

    def file(self, button: Any) -> tuple[str, bytes]:
        """Fetch a file that the last run offered, made when it is asked for: address, content."""
        url = self.address_of(button)
        return url, self.fetched(url)

    def address_of(self, button: Any) -> str:
        """Ask for a file that the last run offered; return the address at which it lies."""
        url = str(button.url)
        if button.deferred_file_id:
            asked = BackMsg()
            operation = asked.backend_operation_request
            operation.request_id, operation.session_id = button.id, self._session
            operation.deferred_file.file_id = button.deferred_file_id
            self._line.send(asked.SerializeToString())
            while not (answer := _next(self._line, Shown()).backend_operation_response).request_id:
                pass
            assert not answer.error_msg, answer.error_msg
            url = answer.deferred_file.url
        return url

    def fetched(self, url: str) -> bytes:
        """Fetch what lies at an address of the house."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        wanted = urllib.request.Request(self._url + url, headers={"Cookie": cookie})
        with urllib.request.urlopen(wanted, timeout=PATIENCE_SECONDS) as found:
            return bytes(found.read())


def shown_to(
    url: str, cookies: dict[str, str], page: str = "", resume: str | None = None, **headers: str
) -> Shown:
    """Open the socket, listen until the page is drawn, and close it again."""
    with talk(url, cookies, page, resume, **headers) as line:
        return heard(line)


def last_heard(line: ClientConnection, patience: float) -> tuple[ForwardMsg, int | None]:
    """Listen until the server closes the line; return its last message, and the code of closing."""
    message, shown = ForwardMsg(), Shown()
    try:
        while True:
            message = _next(line, shown, patience)
    except ConnectionClosed as closed:
        return message, closed.rcvd and closed.rcvd.code


def _next(line: ClientConnection, shown: Shown, patience: float = PATIENCE_SECONDS) -> ForwardMsg:
    sent = line.recv(patience, decode=False)
    shown.sent += sent
    return ForwardMsg.FromString(sent)


def all_shown(listener: Listener) -> Iterator[Shown]:
    """Yield what a page sends at first, then with each way to show something else."""
    yield (first := listener.first)
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
    if delta.fragment_id:
        shown.fragments.add(delta.fragment_id)
    element = delta.new_element
    kind = element.WhichOneof("type")
    if kind == "download_button":
        shown.files[element.download_button.id] = element.download_button
    if kind == "button":
        shown.buttons[element.button.label] = element.button.id
    if kind in _FILLED:
        box = getattr(element, kind)
        shown.boxes[box.label] = kind, box
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
