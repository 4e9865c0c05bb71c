"""A Word file opened with care: it comes from outside."""

import io
import posixpath
import zipfile
from urllib.parse import unquote

from lxml import etree

from drafting.domain.errors import NotAcceptable
from drafting.exchange.written import LARGEST_FILE, ensure_not_old, ensure_small

LARGEST_UNPACKED = 50_000_000  # bytes
MOST_MEMBERS = 200
HIGHEST_RATIO = 100  # unpacked to packed
_SMALL = 100_000  # bytes; below it a ratio says nothing
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_START = "word/document.xml"


def ensure_readable(data: bytes) -> None:
    """Raise NotAcceptable when a file is too large, or plainly not one that can be read."""
    ensure_small(data, LARGEST_FILE, "Take pictures out of it and try again.")
    ensure_not_old(
        data,
        "The file is an old Word document, or one with a password. "
        "Save it as “Word document (.docx)” without a password and try again.",
    )


class PackedFile:
    """The members of a Word file, none of them read before all were found to be modest."""

    def __init__(self, data: bytes, *, ours: bool = False) -> None:
        if not ours:
            ensure_readable(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as fault:
            raise NotAcceptable(
                "The file is not a Word document. Save it as “Word document (.docx)” and try again."
            ) from fault
        if not ours:
            _ensure_modest(self._zip.infolist())
        self._names = frozenset(self._zip.namelist())
        self.start = self._start()

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of a member, None when there is no such member."""
        if name not in self._names:
            return None
        try:
            data = self._zip.read(name)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ) as fault:
            raise NotAcceptable(
                "The file is damaged. Save it again in Word and try again."
            ) from fault
        return parsed(data)

    def related(self, kind: str) -> str:
        """Return the name of the member that the text relates to as `kind`; empty for none."""
        for relation in self._relations(self.start):
            if str(relation.get("Type")).endswith(f"/{kind}"):
                return _resolved(self.start, str(relation.get("Target")))
        return ""

    def links(self) -> dict[str, str]:
        """Return the addresses that the text leads to, by their ids."""
        return {
            str(relation.get("Id")): str(relation.get("Target"))
            for relation in self._relations(self.start)
            if str(relation.get("Type")).endswith("/hyperlink")
        }

    def left_out(self) -> int:
        """Count the pictures and footnotes of the text."""
        root = self.xml(self.start)
        if root is None:
            return 0
        signs = ("drawing", "pict", "footnoteReference", "endnoteReference")
        return sum(1 for sign in signs for _ in root.iter(f"{{{_USUAL.decode()}}}{sign}"))

    def _start(self) -> str:
        for relation in self._relations(""):
            if str(relation.get("Type")).endswith("/officeDocument"):
                return _resolved("", str(relation.get("Target")))
        return _START

    def _relations(self, name: str) -> list[etree._Element]:
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [] if root is None else root.findall(_PACKAGE)


def parsed(data: bytes) -> etree._Element:
    """Parse XML that must not define anything of its own."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, _USUAL), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if getattr(fault, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from fault
        raise NotAcceptable("The file is damaged. Save it again in Word and try again.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotAcceptable(
            "The file defines entities, which no Word document does. It is not read."
        )
    return root


def _ensure_modest(members: list[zipfile.ZipInfo]) -> None:
    """Raise NotAcceptable when the members are not those of a text."""
    unpacked = sum(member.file_size for member in members)
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or len(names) < len(members):
        raise NotAcceptable(
            f"The file holds {len(members):,} parts; a text has {MOST_MEMBERS} at most, each once. "
            "Copy the text into a new document and save that."
        )
    steep = any(
        member.file_size > _SMALL and member.file_size > HIGHEST_RATIO * member.compress_size
        for member in members
    )
    if unpacked > LARGEST_UNPACKED or steep:
        how = f"{HIGHEST_RATIO} times its size" if steep else f"{LARGEST_UNPACKED / 1e6:.0f} MB"
        raise NotAcceptable(
            f"The file unpacks to more than {how}, which no text does. "
            "Copy the text into a new document and save that."
        )


def _resolved(base: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), unquote(target)))[1:]
