"""The wire to PostgreSQL: pg8000's, but for how a question is sent and its answer is read.

pg8000 has the server answer each part of a question by itself, and whoever waits for a part has to
queue up behind all who work in this program. Here a question goes out whole and its answer comes
back whole; what is only changed waits, to go out with the next question.
"""

import struct
from collections.abc import Sequence
from typing import Any

from pg8000.converters import make_param
from pg8000.core import DATA_ROW, EXECUTE_MSG, READY_FOR_QUERY, SYNC_MSG, Context
from pg8000.native import Connection, InterfaceError

_HEAD, _SIZE, _COUNT = struct.Struct("!ci"), struct.Struct("!i"), struct.Struct("!h")
_NOTHING = _SIZE.pack(-1)
_AS_TEXT = _COUNT.pack(0)


class Wire(Connection):  # type: ignore[misc]
    """One connection of pg8000."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        self.waiting: list[bytes] = []
        super().__init__(*given, **settings)

    def later(self, statement: bytes, given: Sequence[Any]) -> None:
        """Keep a change, which is answered by nothing, until the next question goes out."""
        self.waiting.append(self._bound(statement, given))

    def ask(self, statement: bytes, given: Sequence[Any], context: Any) -> None:
        """Send what waits and a question that was prepared; read the rows into the context."""
        self._sent(self._bound(statement, given))
        self.handle_messages(context)

    def settle(self) -> None:
        """Send what waits, if anything does."""
        if self.waiting:
            self._sent(b"")
            self.handle_messages(Context(None))

    def handle_messages(self, context: Any) -> None:
        """Read all that the server says until it is ready for the next question."""
        code, read, head = b"", self._sock.read, _HEAD.unpack
        try:
            while code != READY_FOR_QUERY:
                begun = read(5)
                code, size = head(begun) if len(begun) == _HEAD.size else (b"", 0)
                data = read(size - 4) if size > 4 else b""
                if not code or len(data) < size - 4:
                    raise InterfaceError("network error")
                # A long answer has thousands of rows, so they are taken apart in place.
                if code == DATA_ROW:
                    row: list[Any] = []
                    place = 2
                    for value in context.input_funcs:
                        (length,) = _SIZE.unpack_from(data, place)
                        place += 4
                        if length < 0:
                            row.append(None)
                        else:
                            row.append(value(data[place : place + length].decode()))
                            place += length
                    context.rows.append(tuple(row))
                else:
                    self.message_types[code](data, context)
        except OSError as fault:
            raise InterfaceError("network error") from fault
        if context.error is not None:
            raise context.error

    def _bound(self, statement: bytes, given: Sequence[Any]) -> bytes:
        parts = [b"\0", statement, _COUNT.pack(0), _COUNT.pack(len(given))]
        for value in given:
            text = make_param(self.py_types, value)
            if text is None:
                parts.append(_NOTHING)
            else:
                encoded = text.encode()
                parts += [_SIZE.pack(len(encoded)), encoded]
        body = b"".join([*parts, _AS_TEXT])
        return b"".join([b"B", _SIZE.pack(len(body) + 4), body, EXECUTE_MSG])

    def _sent(self, last: bytes) -> None:
        message = b"".join([*self.waiting, last, SYNC_MSG])
        self.waiting.clear()
        if self._sock is None:
            raise InterfaceError("connection is closed")
        try:
            self._sock.write(message)
            self._sock.flush()
        except (OSError, ValueError) as fault:
            raise InterfaceError("network error") from fault
