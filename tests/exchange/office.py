"""LibreOffice and pandoc, the oracles for Word files: no Word runs where the tests do."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent / "libreoffice.py"


@cache
def python_of_libreoffice() -> str | None:
    """Return the Python that can talk to LibreOffice, None when there is none."""
    near = Path(shutil.which("soffice") or "/nowhere").resolve().parent / "python"
    for python in ("/usr/bin/python3", str(near)):
        if Path(python).exists():
            tried = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if tried.returncode == 0:
                return python
    return None


def in_libreoffice(tasks: Sequence[dict[str, Any]], profile: Path) -> list[dict[str, Any]]:
    """Do the tasks in one LibreOffice; skip where there is none."""
    soffice, python = shutil.which("soffice"), python_of_libreoffice()
    if soffice is None or python is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-writer-nogui python3-uno")
    done = subprocess.run(
        [python, str(SCRIPT), soffice, str(profile)],
        input=json.dumps(tasks),
        capture_output=True,
        text=True,
        check=False,
        timeout=60 + 30 * len(tasks),
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_pandoc(file: Path, changes: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return the paragraphs and the comments that pandoc reads.

    changes: "accept", "reject" or "all" (which alone keeps comments). White space is folded and
    empty paragraphs are left out.
    """
    read = _pandoc(file, "json", f"--track-changes={changes}")
    comments: list[dict[str, str]] = []
    blocks = _blocks(json.loads(read)["blocks"], comments)
    folded = [" ".join(block.split()) for block in blocks]
    return [block for block in folded if block], comments


def as_markdown(file: Path) -> str:
    """Return the Markdown that pandoc makes of a file."""
    return _pandoc(file, "commonmark")


def _pandoc(file: Path, to: str, *options: str) -> str:
    """Run pandoc; skip where there is none."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("needs pandoc: apt-get install pandoc")
    command = [pandoc, "-f", "docx", "-t", to, *options, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _blocks(blocks: list[Any], comments: list[dict[str, str]]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            found.append(_words(content, comments))
        elif kind == "Header":
            found.append(_words(content[2], comments))
        elif kind == "CodeBlock":
            found.append(content[1])
        elif kind == "BlockQuote":
            found += _blocks(content, comments)
        elif kind == "Div":
            found += _blocks(content[1], comments)
        elif kind in {"BulletList", "OrderedList"}:
            for item in content if kind == "BulletList" else content[1]:
                found += _blocks(item, comments)
        else:
            raise AssertionError(f"pandoc read a {kind}, which no draft becomes")
    return found


def _words(inlines: list[Any], comments: list[dict[str, str]]) -> str:
    text = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in {"Str", "Math"}:
            text += content if kind == "Str" else content[1]
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            text += " "
        elif kind == "Code":
            text += content[1]
        elif kind == "Span" and "comment-start" in content[0][1]:
            said = dict(content[0][2])
            comments.append(
                {"author": said["author"], "at": said["date"], "text": _words(content[1], [])}
            )
        elif kind in {"Span", "Link", "Quoted"}:
            text += _words(content[1], comments)
        else:
            text += _words(content, comments)
    return text
