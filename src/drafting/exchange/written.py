"""Text as people's programs save it: UTF-8, Windows-1252, or what Excel calls Unicode."""

import codecs
from pathlib import Path
from typing import BinaryIO

from drafting.domain.errors import NotAcceptable

LARGEST_FILE = 5_000_000  # bytes that were sent
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PIECE = 1 << 20  # bytes
_LINE = 200  # bytes at the beginning, an even number
_ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decoded(data: bytes, name: str = "The file") -> str:
    """Return the text of a file; raise NotAcceptable when it is none.

    UTF-8 if it can be; otherwise Windows-1252, which older spreadsheets write.
    """
    marked = _marked(data)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise NotAcceptable(f"{name} is not a text file. Save it as plain text (UTF-8) and try again.")


def _marked(head: bytes) -> str | None:
    """Return the encoding that the first bytes name, or that the zeros of UTF-16 give away."""
    named = next((encoding for mark, encoding in _ENCODINGS if head.startswith(mark)), None)
    first = head[:_LINE]
    if named or len(first) < 2:
        return named
    # Of Latin letters each second byte is a zero; a picture or a program has them anywhere.
    for encoding, zeros, others in (
        ("utf-16-le", first[1::2], first[::2]),
        ("utf-16-be", first[::2], first[1::2]),
    ):
        if zeros.count(0) > 0.8 * len(zeros) and not others.count(0):
            return encoding
    return None


def contents(path: Path) -> bytes:
    """Return the bytes of a file; raise NotAcceptable when there is none or it cannot be read."""
    if not path.exists():
        raise NotAcceptable(f"There is no file {path}. Check the name.")
    try:
        return path.read_bytes()
    except IsADirectoryError as fault:
        raise NotAcceptable(f"{path} is a folder. Name a file.") from fault
    except OSError as fault:
        raise NotAcceptable(f"{path} cannot be read: this account may not open it.") from fault


def ensure_small(data: bytes, most: int, instead: str) -> None:
    """Raise NotAcceptable, saying what to do `instead`, when a file that was sent is too large."""
    if len(data) > most:
        raise NotAcceptable(
            f"The file has {len(data) / 1e6:.1f} MB; the most is {most / 1e6:.0f} MB. {instead}"
        )


def ensure_not_old(head: bytes, refusal: str) -> None:
    """Raise NotAcceptable with this refusal for a file of an old Office, or one with a password."""
    if head.startswith(_OLD_OFFICE):
        raise NotAcceptable(refusal)


def opened(path: Path) -> BinaryIO:
    """Open a file; raise NotAcceptable when there is none or it cannot be read."""
    try:
        return path.open("rb")
    except OSError as fault:
        raise NotAcceptable(f"{path} cannot be read: {fault.strerror or fault}.") from fault


def encoding_of(path: Path) -> str:
    """Tell the encoding of a text file, read piece by piece; NotAcceptable where it is none."""
    with opened(path) as file:
        head = file.read(_PIECE)
        marked = _marked(head)
        if marked:
            return marked
        decoder = codecs.getincrementaldecoder("utf-8")()
        while head:
            if b"\0" in head:
                raise NotAcceptable(
                    f"{path} is not a text file. Save it as plain text (UTF-8) and try again."
                )
            try:
                decoder.decode(head, final=len(head) < _PIECE)
            except UnicodeDecodeError:
                return "cp1252"
            head = file.read(_PIECE)
    return "utf-8"


def text_of(path: Path) -> str:
    """Return the text of a file with the line ends it has."""
    return decoded(contents(path), str(path))
