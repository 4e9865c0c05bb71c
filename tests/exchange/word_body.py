"""What stands in a Word file, read with another parser than ours."""

import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

AT = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body(data: bytes) -> ElementTree.Element:
    """Return the body of a Word file, read with another parser than ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        root = ElementTree.fromstring(packed.read("word/document.xml"))
    found = root.find(f"{W}body")
    assert found is not None
    return found


def text_of(data: bytes, drop: str = "") -> list[str]:
    """Read the paragraphs; `drop` is "del" to accept every change, "ins" to reject it."""
    paragraphs, open_ = [], ""
    for paragraph in body(data).iter(f"{W}p"):
        gone = {id(run) for change in paragraph.iter(f"{W}{drop}") for run in change.iter(f"{W}r")}
        for run in paragraph.iter(f"{W}r"):
            if id(run) not in gone:
                open_ += "".join(sign(each) for each in run)
        if not drop or paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is None:
            paragraphs.append(open_)
            open_ = ""
    assert open_ == ""
    return paragraphs


def sign(element: ElementTree.Element) -> str:
    return {f"{W}tab": "\t", f"{W}br": "\n"}.get(element.tag, element.text or "")


def marked(data: bytes) -> int:
    """Count the characters and paragraph ends that are marked as changed."""
    found = 0
    for change in ("ins", "del"):
        for element in body(data).iter(f"{W}{change}"):
            runs = list(element.iter(f"{W}r"))
            found += sum(len(sign(each)) for run in runs for each in run) if runs else 1
    return found
