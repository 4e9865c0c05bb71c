"""Word files show what changed between two drafts, as whoever reads them expects it."""

import io
import re
import zipfile
from datetime import timedelta, timezone

import docx
import pytest
from exchange.word_body import AT, W, body, marked

from drafting.domain.tracked_changes import Change, Op
from drafting.exchange.docx import WordComment, redlined
from drafting.exchange.docx.seams import along_paragraphs


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
