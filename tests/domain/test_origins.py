"""For each passage of a text one can see which draft brought it."""

from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.changed_lines import lines, passages_changed, sections
from drafting.domain.origins import origins
from drafting.domain.tracked_changes import compare

FIRST = "# Vision\n\nWe farm the valley.\n\nSchools come first."
SECOND = "# Vision\n\nWe farm the green valley.\n\nSchools come first.\n\nWe pay in 30 days."
THIRD = "# Vision\n\nWe farm the green valley.\n\nSchools come first.\n\nWe pay in 20 days."


def test_each_line_names_the_drafts_that_brought_its_words() -> None:
    told = {one.line: one.numbers for one in origins([FIRST, SECOND, THIRD])}

    assert told == {
        "# Vision": (1,),
        "We farm the green valley.": (1, 2),
        "Schools come first.": (1,),
        "We pay in 20 days.": (2, 3),
    }


def test_the_draft_that_last_touched_a_line_is_named() -> None:
    assert [one.latest for one in origins([FIRST, SECOND, THIRD])] == [1, 2, 1, 3]


@given(st.lists(st.text(alphabet="ab \n.", max_size=40), min_size=1, max_size=4))
def test_every_visible_line_has_an_origin_among_the_drafts(texts: list[str]) -> None:
    told = origins(texts)

    assert [one.line for one in told] == [line for line in texts[-1].split("\n") if line.strip()]
    assert all(1 <= number <= len(texts) for one in told for number in one.numbers)


@given(st.text(alphabet="ab \n#.", max_size=60), st.text(alphabet="ab \n#.", max_size=60))
def test_lines_and_sections_lose_nothing_visible(old: str, new: str) -> None:
    cut = lines(compare(old, new))
    gathered = [line for section in sections(cut) for line in section.lines]

    assert gathered == cut
    assert "".join("".join(line.old for line in cut).split()) == "".join(old.split())
    assert "".join("".join(line.new for line in cut).split()) == "".join(new.split())


def test_only_the_changed_passages_are_shown_with_a_line_around_them() -> None:
    text = "\n\n".join(f"Paragraph {number} stays." for number in range(9))
    runs = passages_changed(lines(compare(text, text.replace("4 stays", "4 went"))))

    assert [[line.new for line in run] for run in runs] == [
        ["Paragraph 3 stays.", "Paragraph 4 went.", "Paragraph 5 stays."]
    ]


def test_each_section_says_how_many_words_came_and_went() -> None:
    old = "# Vision\n\nWe farm.\n\n## Who\n\nAll of us agreed."
    new = "# Vision\n\nWe farm.\n\n## Who\n\nAll of us have agreed."

    told = [(one.title, one.added, one.removed) for one in sections(lines(compare(old, new)))]

    assert told == [("Vision", 0, 0), ("Who", 1, 0)]
