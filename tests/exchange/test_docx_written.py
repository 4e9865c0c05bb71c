"""Drafts leave as Word files that say what the drafts say, and show what changed between them."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import docx
import pytest
from exchange.corpus import ALL_PAIRS, pairs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from drafting.domain.errors import DraftingError
from drafting.domain.tracked_changes import Change, Op
from drafting.exchange.docx import WordComment, clean, redlined
from drafting.exchange.docx.check import first_that_holds, holds
from drafting.exchange.docx.seams import along_paragraphs

AT = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
# Pieces of Markdown, so that random drafts have structure, and characters that make trouble.
BITS = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "- ",
            "1. ",
            "   ",
            "> ",
            "\n",
            "\n\n",
            "\n\n",
            "**",
            "*",
            "`",
            "```\n",
            "  \n",
        ),
        *("[a](https://a.example) ", "[b](https://b.example)", "valley ", "hills ", "the ", ". "),
        *(
            "\t",
            "\u0001",
            "\u00ad",
            "é",
            "e\u0301",
            "👩‍🔬",
            "🇬🇧",
            "¶",
            "<b>&amp;",
            "谷",
            "دره ",
            "\u2028",
        ),
    ]
)
TEXTS = st.lists(BITS, max_size=25).map("".join)


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


def test_changes_carry_author_and_moment():
    tokyo = AT.astimezone(timezone(timedelta(hours=9)))
    changes = [
        each
        for each in body(
            redlined("We farm the valley.", "We farm the hills.", "Ada Öz", tokyo)
        ).iter()
        if each.tag in {f"{W}ins", f"{W}del"}
    ]

    assert [(each.tag.removeprefix(W), "".join(each.itertext())) for each in changes] == [
        ("del", "valley"),
        ("ins", "hills"),
    ]
    assert {each.get(f"{W}author") for each in changes} == {"Ada Öz"}
    assert {each.get(f"{W}date") for each in changes} == {"2026-03-08T12:30:00Z"}
    assert len({each.get(f"{W}id") for each in changes}) == 2


def test_a_heading_that_becomes_text_keeps_its_words():
    both = redlined("# The valley\n\nIt is ours.", "The valley\n\nIt is ours.", "Ada", AT)

    assert marked(both) == 0
    assert [each.get(f"{W}author") for each in body(both).iter(f"{W}pPrChange")] == ["Ada"]


def test_words_that_become_bold_keep_their_place():
    both = redlined("We must farm.", "We **must** farm.", "Ada", AT)

    (run,) = [
        run for run in body(both).iter(f"{W}r") if run.find(f"{W}rPr/{W}rPrChange") is not None
    ]
    assert ("".join(run.itertext()), run.find(f"{W}rPr/{W}b") is not None) == ("must", True)
    assert run.find(f"{W}rPr/{W}rPrChange/{W}rPr/{W}b") is None
    assert marked(both) == 0


def test_a_link_that_leads_elsewhere_is_shown_as_replaced():
    both = redlined("See [it](https://a.example).", "See [it](https://b.example).", "Ada", AT)

    assert marked(both) == 2 * len("it")


def test_an_item_put_first_does_not_touch_the_others():
    both = redlined("1. Two\n2. Three", "1. One\n2. Two\n3. Three", "Ada", AT)

    assert marked(both) == len("One") + 1


def test_a_paragraph_put_between_two_that_begin_alike_is_added_whole():
    told = along_paragraphs(
        [
            Change(Op.KEPT, "(1) The board.\n(2"),
            Change(Op.ADDED, ") A seat.\n(3"),
            Change(Op.KEPT, ") The fee.\n"),
        ]
    )

    assert [(str(each.op), each.text) for each in told] == [
        ("kept", "(1) The board.\n"),
        ("added", "(2) A seat.\n"),
        ("removed", "(2"),
        ("added", "(3"),
        ("kept", ") The fee.\n"),
    ]


def test_a_section_that_leaves_takes_its_own_full_stop():
    told = along_paragraphs(
        [
            Change(Op.KEPT, "The valley"),
            Change(Op.REMOVED, ".\nThe fee.\nThe hills"),
            Change(Op.KEPT, ".\nThe end.\n"),
        ]
    )

    assert [(str(each.op), each.text) for each in told] == [
        ("kept", "The valley.\n"),
        ("removed", "The fee.\nThe hills.\n"),
        ("kept", "The end.\n"),
    ]


PIECES = st.tuples(st.sampled_from(Op), st.text("ab\n .", max_size=6))


@given(st.lists(PIECES, max_size=12))
def test_changes_told_along_paragraphs_are_the_same_changes(pieces):
    changes = [Change(op, text) for op, text in pieces]
    told = along_paragraphs(changes)

    for gone in (Op.ADDED, Op.REMOVED):
        assert "".join(each.text for each in told if each.op is not gone) == "".join(
            each.text for each in changes if each.op is not gone
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_both_drafts_can_be_read_out_of_the_changes(old, new):
    both = redlined(old, new, "Ada", AT)

    assert text_of(both, drop="del") == text_of(clean(new))
    assert text_of(both, drop="ins") == text_of(clean(old))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_a_draft_that_did_not_change_shows_no_change(draft):
    assert marked(redlined(draft, draft, "Ada", AT)) == 0


def test_few_more_characters_are_marked_than_must_be():
    total = fewest = 0
    for pair in pairs():
        total += marked(redlined(pair.old, pair.new, "Ada", AT))
        fewest += Indel.distance(words_of(clean(pair.old)), words_of(clean(pair.new)))

    assert total / fewest <= (1.35 if ALL_PAIRS else 1.5)


def words_of(data: bytes) -> str:
    return "".join(
        f"{paragraph.text}\n" for paragraph in docx.Document(io.BytesIO(data)).paragraphs
    )


def test_a_link_to_a_place_in_the_page_keeps_its_words_alone():
    (paragraph,) = docx.Document(io.BytesIO(clean("See [the scope](#scope)."))).paragraphs[:-1]

    assert (paragraph.text, paragraph.hyperlinks) == ("See the scope.", [])


def test_a_paragraph_that_only_moved_can_be_marked_as_moved():
    one, two = "We farm the valley together.", "Every school takes part in that."
    old, new = f"{one}\n\n{two}\n\n# End", f"{two}\n\n{one}\n\n# End"
    moved = body(redlined(old, new, "Ada", AT, moves=True))
    told = body(redlined(old, new, "Ada", AT))

    (left,), (came,) = (list(moved.iter(f"{W}{tag}RangeStart")) for tag in ("moveFrom", "moveTo"))
    assert left.get(f"{W}name") == came.get(f"{W}name")
    assert not [*moved.iter(f"{W}ins"), *moved.iter(f"{W}del")]
    assert not [*told.iter(f"{W}moveFrom"), *told.iter(f"{W}moveTo")]


@pytest.mark.parametrize("new", ["{two}\n\nWe farm the hills together.", "{two}\n\n- {one}"])
def test_a_paragraph_changed_on_the_way_is_not_marked_as_moved(new):
    one, two = "We farm the valley together.", "Every school takes part in that."
    both = redlined(f"{one}\n\n{two}", new.format(one=one, two=two), "Ada", AT, moves=True)

    assert not list(body(both).iter(f"{W}moveFrom"))


def test_a_comparison_that_lies_costs_readability_but_never_the_text():
    liars = [
        lambda old, new: [Change(Op.KEPT, old)],
        lambda old, new: [Change(Op.REMOVED, old), Change(Op.ADDED, new[:-3])],
        lambda old, new: [],
    ]
    old, new = "We farm the valley.\n\nAll of us.", "We farm the hills.\n\nAll of us."
    for liar in liars:
        both = redlined(old, new, "Ada", AT, compare=liar)

        assert text_of(both, drop="del") == text_of(clean(new))
        assert text_of(both, drop="ins") == text_of(clean(old))
        assert marked(both) == len("We farm the valley.We farm the hills.") + 2


def test_a_file_that_does_not_give_both_drafts_back_never_leaves():
    old, new = clean("We farm the valley."), clean("We farm the hills.")
    both = redlined("We farm the valley.", "We farm the hills.", "Ada", AT)

    assert first_that_holds([new, both], old, new) == both
    with pytest.raises(DraftingError, match="clean files"):
        first_that_holds([old, new], old, new)
    assert not holds(redlined("We farm the valley.", "We **farm** the hills.", "Ada", AT), old, new)
    assert not holds(redlined("# We farm the valley.", "We farm the hills.", "Ada", AT), old, new)


def test_comments_stand_beside_their_passage():
    comments = [
        WordComment("Ada Obi", AT, "Which?\nAll?", "the **hills**"),
        WordComment("Ben", AT, "Why?", "valley"),
        WordComment("Ben", AT, "Good."),
        WordComment("Ben", AT, "Gone.", "never there"),
    ]
    both = redlined("We farm the valley.", "We farm the **hills**.", "Ada", AT, comments)

    written = docx.Document(io.BytesIO(both))
    assert [(one.author, one.timestamp, one.text) for one in written.comments] == [
        ("Ada Obi", AT, "Which?\nAll?"),
        ("Ben", AT, "Why?"),
        ("Ben", AT, "Good."),
        ("Ben", AT, "On “never there”:\nGone."),
    ]
    with zipfile.ZipFile(io.BytesIO(both)) as packed:
        xml = packed.read("word/document.xml").decode()
    assert [between(xml, number) for number in range(2)] == ["the valleyhills", "valley"]
    assert [between(xml, number) for number in (2, 3)] == ["We farm the valleyhills."] * 2


def between(xml: str, comment: int) -> str:
    inner = xml.split(f'<w:commentRangeStart w:id="{comment}"/>')[1]
    return re.sub("<[^>]+>", "", inner.split(f'<w:commentRangeEnd w:id="{comment}"/>')[0])
