"""People who turn our Word files into other formats with pandoc get both drafts back, too."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from exchange.corpus import ALL_PAIRS, pairs
from exchange.office import as_markdown, in_pandoc

from drafting.exchange.docx import WordComment, clean, redlined

pytestmark = pytest.mark.slow

AT = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)


@pytest.fixture
def lay(tmp_path: Path):
    def lay(name: str, data: bytes) -> Path:
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        return file

    return lay


def test_pandoc_reads_both_drafts_out_of_the_tracked_changes(lay):
    """pandoc 2.17 does not join headings or items, and puts a space where it joins the rest.

    So every letter must be that of the draft, and every paragraph in all but a few files.
    """
    same = total = 0
    for pair in pairs():
        for side, changes in ((pair.new, "accept"), (pair.old, "reject")):
            file = lay("both", redlined(pair.old, pair.new, "The chair", AT))
            found, _ = in_pandoc(file, changes)
            expected, _ = in_pandoc(lay("one", clean(side)), changes)
            assert letters(found) == letters(expected), (pair.name, changes)
            same, total = same + (found == expected), total + 1

    assert same / total >= (0.85 if ALL_PAIRS else 0.55)


def letters(paragraphs: list[str]) -> str:
    return "".join("".join(paragraphs).split())


def test_small_changes_are_exact_to_the_paragraph(lay):
    old = "# Vision\n\nWe farm the valley.\n\n- One\n- Two\n\nThe end."
    new = "# Our vision\n\nWe farm the hills.\n\nNobody is left out.\n\n- One\n- Three\n- Two\n"
    both = lay("both", redlined(old, new, "The chair", AT))

    assert in_pandoc(both, "accept")[0] == [
        "Our vision",
        "We farm the hills.",
        "Nobody is left out.",
        "One",
        "Three",
        "Two",
    ]
    assert in_pandoc(both, "reject")[0] == [
        "Vision",
        "We farm the valley.",
        "One",
        "Two",
        "The end.",
    ]


def test_paragraphs_marked_as_moved_are_exact(lay):
    one, two = "We farm the valley together.", "Every school takes part in that."
    old, new = f"{one}\n\nAll of us.\n\n{two}\n\nEnd.", f"{two}\n\nAll of us.\n\n{one}\n\nEnd."
    both = lay("both", redlined(old, new, "The chair", AT, moves=True))

    assert in_pandoc(both, "accept")[0] == [two, "All of us.", one, "End."]
    assert in_pandoc(both, "reject")[0] == [one, "All of us.", two, "End."]


def test_comments_arrive_with_author_and_date(lay):
    said = [
        WordComment("Ada Obi", AT, "Which hills?", "the hills"),
        WordComment("Łukasz 王", AT, "A <good> draft."),
    ]
    both = redlined(
        "We farm the valley.", "We farm the hills.\n\nAll of us.", "The chair", AT, said
    )

    paragraphs, comments = in_pandoc(lay("both", both), "all")

    assert comments == [
        {"author": "Łukasz 王", "at": "2026-03-08T12:30:00Z", "text": "A <good> draft."},
        {"author": "Ada Obi", "at": "2026-03-08T12:30:00Z", "text": "Which hills?"},
    ]
    assert paragraphs[-1] == "All of us."


def test_headings_lists_emphasis_and_links_arrive_as_such(lay):
    draft = "## Aim\n\n1. **Bold** and *soft*\n   - `x` [there](https://a.example)\n\n> Said\n"

    assert as_markdown(lay("one", clean(draft))).splitlines() == [
        "## Aim",
        "",
        "1.  **Bold** and *soft*",
        "",
        "    -   `x` [there](https://a.example)",
        "",
        "> Said",
    ]
