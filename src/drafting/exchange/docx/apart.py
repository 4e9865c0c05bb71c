"""Word files that came back are read under limits: they come from outside."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from drafting.exchange.docx.packed_file import PackedFile, ensure_readable
from drafting.exchange.docx.reading import contents, contents_of
from drafting.exchange.docx.returned import (
    Returned,
    ReturnedComment,
    ReturnedSuggestion,
    understood,
)
from drafting.exchange.docx.styles import Styles
from drafting.exchange.docx.written_again import Drafted, written_again
from drafting.exchange.guarded import told


def read(data: bytes, ours: Collection[str] = ()) -> Returned:
    """Read a .docx that came back with tracked changes and comments.

    ours: authors whose changes were in the file when it was sent; they count as accepted. Comments
    that were in it come back with the others. Reading takes at most 512 MB and 10 seconds.
    Raises NotAcceptable, a sentence, when it is not a Word document or not a modest one.
    """
    ensure_readable(data)
    (answer,) = told("drafting.exchange.docx.apart:tell", data, *ours)
    return _returned(answer)


def drafted(data: bytes) -> Drafted:
    """Read a .docx as a draft: its words as Markdown, with every tracked change accepted.

    Under the limits of `read`, and refused as there.
    """
    ensure_readable(data)
    (answer,) = told("drafting.exchange.docx.apart:tell_drafted", data)
    return Drafted(**answer)


def tell_drafted(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """Read a file as a draft in this process, as JSON has it."""
    packed = PackedFile(file.read())
    read = contents_of(packed)
    yield asdict(written_again(read, Styles(packed), packed.left_out()))


def tell(file: BinaryIO, *ours: str) -> Iterator[dict[str, Any]]:
    """Read a file in this process, as JSON has it."""
    yield _written(asdict(understood(contents(file.read()), ours)))


def _written(answer: dict[str, Any]) -> dict[str, Any]:
    for one in (*answer["suggestions"], *answer["comments"]):
        one["at"] = one["at"] and one["at"].isoformat()
    return answer


def _returned(answer: dict[str, Any]) -> Returned:
    return Returned(
        answer["text"],
        tuple(ReturnedSuggestion(**_dated(one)) for one in answer["suggestions"]),
        tuple(ReturnedComment(**_dated(one)) for one in answer["comments"]),
        answer["looks"],
    )


def _dated(fields: dict[str, Any]) -> dict[str, Any]:
    at = fields["at"]
    return fields | {"at": None if at is None else datetime.fromisoformat(at)}
