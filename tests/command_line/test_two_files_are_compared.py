"""Somebody compares two files from a terminal, and needs no process for it."""

import json
import re
import zipfile
from pathlib import Path

from commands import drafting


def test_two_files_are_compared_without_a_database(tmp_path: Path) -> None:
    old, new, page = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "page.html"
    old.write_text("We farm the valley.\n", "utf-8")
    new.write_text("We farm the hills & the “sea”.\n", "utf-8")

    shown = drafting("compare", old, new)
    for_programs = drafting("compare", old, new, "--json")
    drawn = drafting("compare", old, new, "--html", page)

    assert shown.stdout == (
        "We farm the [-valley-]{+hills & the “sea”+}.\n3 words added, 1 removed.\n"
    )
    told = json.loads(for_programs.stdout)
    assert (told["words_added"], told["words_removed"]) == (3, 1)
    pieces = told["changes"]
    assert "".join(one["text"] for one in pieces if one["op"] != "added") == old.read_text("utf-8")
    assert "".join(one["text"] for one in pieces if one["op"] != "removed") == new.read_text(
        "utf-8"
    )
    assert drawn.stdout == "3 words added, 1 removed.\n"
    assert "hills &amp; the “sea”</ins>" in page.read_text("utf-8")


def test_two_files_are_compared_as_tracked_changes_in_word(tmp_path: Path) -> None:
    old, new, word = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "changes.docx"
    old.write_text("We farm the valley.\n", "utf-8")
    new.write_text("We farm the hills.\n", "utf-8")

    drawn = drafting("compare", old, new, "--docx", word)

    assert drawn.stdout == "1 word added, 1 removed.\n"
    with zipfile.ZipFile(word) as packed:
        body = packed.read("word/document.xml").decode("utf-8")
    assert re.search(r"<w:del [^>]*>.*valley.*</w:del>", body, re.S)
    assert re.search(r"<w:ins [^>]*>.*hills.*</w:ins>", body, re.S)
