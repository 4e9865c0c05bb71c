"""Text as people's programs save it: UTF-8, Windows-1252, or what Excel calls Unicode."""

from pathlib import Path

from drafting.domain.errors import NotAcceptable

_ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decoded(data: bytes, name: str = "The file") -> str:
    """Return the text of a file; raise NotAcceptable when it is none.

    UTF-8 if it can be; otherwise Windows-1252, which older spreadsheets write.
    """
    marked = next((encoding for mark, encoding in _ENCODINGS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise NotAcceptable(f"{name} is not a text file. Save it as plain text (UTF-8) and try again.")


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


def text_of(path: Path) -> str:
    """Return the text of a file with the line ends it has."""
    return decoded(contents(path), str(path))
