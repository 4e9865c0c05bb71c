"""A draft that was written in Word comes in with its words and what they are."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PIL import Image
from shared_data import SHARED, with_shared

from drafting.domain.errors import NotAcceptable
from drafting.exchange.docx import WordComment, clean, drafted, redlined
from drafting.exchange.docx.markdown import manuscript
from drafting.exchange.draft_folders import iterations, read_iterations

ROOT = Path(__file__).parents[2]
AT = datetime(2023, 11, 1, tzinfo=UTC)


def said(text: str) -> list[tuple[object, ...]]:
    """What each paragraph says and is; runs of spaces between words of one look say nothing."""
    return [
        (
            one.style.kind,
            one.style.depth,
            one.text.strip(),
            [(run.text.strip(), run.format) for run in one.runs if run.text.strip()],
        )
        for one in manuscript(text).paragraphs
        if one.text.strip()
    ]


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "file",
    sorted((ROOT / "data" / "demo").rglob("[0-9]*.md")),
    ids=lambda file: "/".join(file.parts[-3:]),
)
def test_each_draft_of_the_demo_comes_back_from_word_as_it_went(file: Path) -> None:
    text = file.read_text("utf-8")

    assert said(drafted(clean(text)).text) == said(text)


@with_shared
@pytest.mark.parametrize("folder", ["w3c-ethical-web", "18f-oss-policy", "covenant-ja"])
def test_other_peoples_texts_come_back_from_word_as_they_went(folder: str) -> None:
    for file in sorted((SHARED / "iterations" / folder).iterdir()):
        text = file.read_text("utf-8")
        assert said(drafted(clean(text)).text) == said(text), file.name


def test_a_file_as_word_writes_it_keeps_headings_lists_and_emphasis() -> None:
    made = docx.Document()
    made.add_heading("Our Vision", 0)
    made.add_heading("Where we stand", 2)
    line = made.add_paragraph("We will ")
    line.add_run("always").bold = True
    line.add_run(" listen, ")
    line.add_run("and act").italic = True
    line.add_run(".")
    for words in ("Trials", "Skills"):
        made.add_paragraph(words, style="List Bullet")
    made.add_paragraph("One site", style="List Bullet 2")
    for words in ("Ask", "Answer"):
        made.add_paragraph(words, style="List Number")
    made.add_paragraph("")
    made.add_paragraph("Agreed.", style="Quote")

    assert drafted(saved(made)).text == (
        "# Our Vision\n\n## Where we stand\n\nWe will **always** listen, *and act*.\n\n"
        "- Trials\n- Skills\n  - One site\n1. Ask\n2. Answer\n\n> Agreed.\n"
    )


def test_the_language_of_word_does_not_matter() -> None:
    """Word in German calls the style of a heading berschrift1; its name stays heading 1."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(clean("# Vision\n\nWe listen."))) as was,
        zipfile.ZipFile(file, "w") as now,
    ):
        for name in was.namelist():
            data = was.read(name).replace(b'"Heading1"', b'"berschrift1"')
            now.writestr(name, data)

    assert drafted(file.getvalue()).text == "# Vision\n\nWe listen.\n"


@pytest.mark.parametrize(
    "words",
    [
        "# is a number sign",
        "1. is no list, 2) neither",
        "- is a dash",
        "5 * 3 * 2 = 30 and a_b_c",
        "*not bold* and `not code`",
        "[a](b) <b> &amp; \\ | x | y |",
        "> 30 % of patients",
        "+ 3 points",
        "http://a.example/x_y_z",
    ],
)
def test_signs_in_a_sentence_stay_what_they_are(words: str) -> None:
    made = docx.Document()
    made.add_paragraph(words)
    made.add_paragraph("Next.")

    assert [one[2] for one in said(drafted(saved(made)).text)] == [words, "Next."]


def test_tracked_changes_are_taken_as_accepted_and_what_is_left_out_is_counted() -> None:
    old = "We farm no data.\n\nSmall firms take part.\n\nIt ends."
    new = "We share our data.\n\nIt ends in 2030."
    remark = WordComment("Ann", AT, "By when?", "It ends")
    marked = drafted(redlined(old, new, "Ben", AT, [remark]))

    assert said(marked.text) == said(new)
    assert marked.changes > 0
    assert (marked.comments, marked.left_out) == (1, 0)

    made = docx.Document()
    picture = io.BytesIO()
    Image.new("RGB", (3, 3)).save(picture, "png")
    made.add_paragraph("See ").add_run("the map.").add_picture(picture, Mm(5))
    assert drafted(saved(made)).left_out == 1


def test_iterations_may_be_word_files_among_others(tmp_path: Path) -> None:
    marked = redlined("# Vision\n\nWe try.", "# Vision\n\nWe will.", "Ben", AT)
    (tmp_path / "10-final.docx").write_bytes(marked)
    (tmp_path / "2.docx").write_bytes(clean("# Vision\n\nWe try."))
    (tmp_path / "1.md").write_text("# Vision\n\nWe might.")
    (tmp_path / "~$2.docx").write_bytes(b"Word's own note that the file is open")

    found, passed_over = read_iterations(tmp_path)

    assert [(one.name, one.text) for one in found] == [
        ("1.md", "# Vision\n\nWe might."),
        ("2.docx", "# Vision\n\nWe try.\n"),
        ("10-final.docx", "# Vision\n\nWe will.\n"),
    ]
    assert passed_over == []
    assert re.fullmatch(r"Its tracked changes \(\d\) are taken as accepted\.", found[2].seen)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "bad.docx: The file is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bad.docx: The file is an old Word document"),
        (b"PK\x03\x04 and no more", "bad.docx: The file is not a Word document"),
        (b"x" * 5_000_001, "bad.docx: The file has 5.0 MB; the most is 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(data: bytes, words: str) -> None:
    with pytest.raises(NotAcceptable, match=words):
        iterations([("1.md", b"One."), ("bad.docx", data)])
