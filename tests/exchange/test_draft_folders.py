"""The iterations of a text come in from the folder they were kept in, in their order."""

from pathlib import Path

import pytest
from shared_data import SHARED, with_shared

from drafting.domain.errors import NotAcceptable
from drafting.exchange.draft_folders import note_from, read_iterations


def test_files_come_in_the_order_in_which_people_number_them(tmp_path: Path) -> None:
    for name in ("draft 10.md", "draft 2.txt", "Draft 1.MD", "notes.odt"):
        (tmp_path / name).write_text(f"Words of {name}")

    found, passed_over = read_iterations(tmp_path)

    assert [one.name for one in found] == ["Draft 1.MD", "draft 2.txt", "draft 10.md"]
    assert passed_over == []


def test_a_file_that_says_nothing_new_is_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_bytes(b"Our vision\r\n")
    (tmp_path / "2.md").write_bytes(b"Our vision\n")
    (tmp_path / "3.md").write_bytes(b" \n")
    (tmp_path / "4.md").write_bytes("Our “clearer” vision\n".encode("cp1252"))

    found, passed_over = read_iterations(tmp_path)

    assert [one.text for one in found] == ["Our vision\n", "Our “clearer” vision\n"]
    assert passed_over == ["2.md says the same as 1.md.", "3.md is empty, so it is not a draft."]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("03-after-the-roundtable.md", "after the roundtable"),
        ("2023-10-05 after roundtable.md", "2023-10-05: after roundtable"),
        ("Draft 2 - final.txt", "final"),
        ("vision_final.md", "vision final"),
        ("00.txt", "Imported from 00.txt"),
    ],
)
def test_the_name_of_a_file_becomes_the_note_of_its_draft(name: str, note: str) -> None:
    assert note_from(Path(name)) == note


def test_a_folder_without_texts_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotAcceptable, match=r"holds no \.md, \.txt or \.docx file"):
        read_iterations(tmp_path)
    with pytest.raises(NotAcceptable, match="There is no folder"):
        read_iterations(tmp_path / "elsewhere")


@with_shared
def test_every_shared_text_comes_in_whole() -> None:
    counts = {}
    for folder in (SHARED / "iterations").iterdir():
        if folder.is_dir():
            found, _ = read_iterations(folder)
            counts[folder.name] = len(found)
            for one in found:
                assert one.text == (folder / one.name).read_text("utf-8")

    # LICENSES.md there says how many of each were kept.
    assert counts == {
        "w3c-ethical-web": 9,
        "github-tos": 8,
        "18f-oss-policy": 7,
        "grundgesetz-de": 3,
        "canada-playbook-fr": 6,
        "oss-guide-fa": 5,
        "usds-playbook-intro": 4,
        "covenant-en": 6,
        "covenant-ja": 3,
    }
