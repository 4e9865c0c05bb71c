"""Drafts leave as Word files that say what the drafts say."""

import io

import docx
import pytest
from exchange.word_body import W, body, text_of

from drafting.exchange.docx import clean

DRAFT = """# Vision

We **farm** the *valley* with `care`, and read [the minutes](https://example.org/minutes).

1. Clinics
2. Companies
   - large
   - small

Then:

3. Schools

> Nobody is left out.

| a | b |
| - | - |

    let x = 1
"""


def test_headings_lists_quotations_and_code_have_the_styles_of_word():
    paragraphs = docx.Document(io.BytesIO(clean(DRAFT))).paragraphs

    assert [(each.style.name, each.text) for each in paragraphs] == [
        ("Heading 1", "Vision"),
        ("Normal", "We farm the valley with care, and read the minutes."),
        ("List Number", "Clinics"),
        ("List Number", "Companies"),
        ("List Bullet 2", "large"),
        ("List Bullet 2", "small"),
        ("Normal", "Then:"),
        ("List Number", "Schools"),
        ("Quote", "Nobody is left out."),
        ("Normal", "| a | b |"),
        ("Normal", "| - | - |"),
        ("Source Code", "let x = 1"),
        ("Drafting End", ""),
    ]


def test_emphasis_code_and_links_are_those_of_word():
    paragraph = docx.Document(io.BytesIO(clean(DRAFT))).paragraphs[1]

    assert [run.text for run in paragraph.runs if run.bold] == ["farm"]
    assert [run.text for run in paragraph.runs if run.italic] == ["valley"]
    assert [run.text for run in paragraph.runs if run.style.name == "Verbatim Char"] == ["care"]
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("the minutes", "https://example.org/minutes")


def test_a_numbered_list_starts_where_the_draft_starts_it():
    document = docx.Document(io.BytesIO(clean(DRAFT)))
    counts = [int(each.get(f"{W}val") or 0) for each in body(clean(DRAFT)).iter(f"{W}numId")]
    starts = {
        num.numId: num.lvlOverride_lst[0].startOverride.val
        for num in document.part.numbering_part.element.num_lst
        if num.lvlOverride_lst
    }

    first, again, *_, third = counts
    assert first == again != third
    assert (starts[first], starts[third]) == (1, 3)


@pytest.mark.parametrize(
    "draft",
    [
        '<script>alert("1")</script> & <b>so</b> on',
        "An ![image](https://a.example/a.png) stays as it was written",
        "[a link that leads nowhere](javascript:alert)",
        "[spaces](<http://a b>) and \\*stars\\*",
        "one line of many " * 500,
    ],
)
def test_what_word_has_no_style_for_stays_as_it_was_written(draft):
    written = text_of(clean(draft))[0]

    assert (
        written.split() == draft.replace("\\*", "*").replace("<http://a b>", "http://a%20b").split()
    )


def test_characters_that_no_word_file_can_hold_are_shown_as_missing():
    assert text_of(clean("a\x00b\x0bc\ud800d\uffffe")) == ["a�b�c�d�e", ""]


def test_persian_runs_from_right_to_left():
    (paragraph, _) = body(clean("دره زیبا and valley")).iter(f"{W}p")

    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    runs = [
        (run.find(f"{W}rPr/{W}rtl") is not None, run.find(f"{W}t").text)
        for run in paragraph.iter(f"{W}r")
    ]
    assert runs == [(True, "دره زیبا "), (False, "and valley")]


def test_the_same_draft_always_gives_the_same_bytes_and_names_no_one():
    data = clean(DRAFT, "The Vision")

    assert data == clean(DRAFT, "The Vision")
    about = docx.Document(io.BytesIO(data)).core_properties
    assert (about.title, about.author, about.comments) == ("The Vision", "", "")
    assert b"thumbnail" not in data


def test_a_link_to_a_place_in_the_page_keeps_its_words_alone():
    (paragraph,) = docx.Document(io.BytesIO(clean("See [the scope](#scope)."))).paragraphs[:-1]

    assert (paragraph.text, paragraph.hyperlinks) == ("See the scope.", [])
