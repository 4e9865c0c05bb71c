"""What people write is shown as they wrote it: nothing in it runs, loads or changes the page."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from drafting.domain.tracked_changes import compare
from drafting.domain.unseen import straight
from drafting.ui.pieces import Column, plain, prose_html, table_html
from drafting.ui.redline import counted_between, redline_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[tap](javascript:alert(1))",
    "![](http://outside.example/pixel.png)",
    "# Heading **bold** `code` ~~gone~~ :red[x] $x$",
    "<https://outside.example>",
    '"><svg onload=alert(1)>',
    "&lt;script&gt;",
]


class Reader(HTMLParser):
    """Notes the tags, the addresses and the words of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.words = ""
        self.lines: list[dict[str, str]] = []
        self._inside: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside.append(tag)
        for name, value in attrs:
            if name in {"src", "href", "action"}:
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)
        if ("class", "sr") in attrs:
            self._silent += 1
        if tag in {"p", "h1", "h2", "h3", "h4"}:
            self.lines.append({"old": "", "new": ""})

    def handle_endtag(self, tag: str) -> None:
        self._inside.pop()
        if tag == "span" and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._silent or not self.lines:
            return
        if "ins" not in self._inside:
            self.lines[-1]["old"] += data
        if "del" not in self._inside:
            self.lines[-1]["new"] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("words", HOSTILE)
def test_a_label_shows_hostile_words_as_words(words: str) -> None:
    rendered = read(MarkdownIt("gfm-like", {"linkify": False}).render(plain(words)))

    assert rendered.tags <= {"p"}
    assert rendered.words.strip() == words


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S"))))
def test_a_label_shows_any_words_as_words(words: str) -> None:
    rendered = read(MarkdownIt("gfm-like", {"linkify": False}).render(plain(words)))

    # What runs from right to left is closed off: test_nobody_turns_a_line_round.py.
    assert straight(rendered.words.strip()) == words


@pytest.mark.parametrize("words", HOSTILE)
def test_a_draft_fetches_and_runs_nothing(words: str) -> None:
    rendered = read(prose_html(words))

    assert not rendered.tags & {"script", "img", "svg", "iframe", "form", "style", "link"}
    assert not rendered.handlers
    assert all(address.startswith(("http://", "https://")) for address in rendered.addresses)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_table_shows_hostile_words_as_words(words: str) -> None:
    rendered = read(table_html(words, [Column(words)], [[words]]))

    assert rendered.tags <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert rendered.words == words * 3


@given(
    st.text(alphabet="ab <>&\"'*#-\n", max_size=60), st.text(alphabet='ab <>&"*#-\n', max_size=60)
)
def test_tracked_changes_show_both_texts_line_by_line(old: str, new: str) -> None:
    shown = read(redline_html(compare(old, new)))

    assert shown.tags <= {"p", "h1", "h2", "h3", "h4", "ins", "del", "span", "strong", "em"}
    # Signs of headings and bold words stand back where they stayed: tests/ui/test_redline.py.
    for which, text in (("old", old), ("new", new)):
        assert _letters("".join(line[which] for line in shown.lines)) == _letters(text)


def _letters(text: str) -> str:
    return "".join(text.split()).translate({ord("#"): None, ord("*"): None})


def test_tracked_changes_say_how_many_words_came_and_went() -> None:
    assert counted_between("We farm the valley.", "We farm the green hills.") == (
        "2 words added, 1 removed."
    )
    assert counted_between("One.", "One.") == "No words changed."


def test_added_and_removed_words_are_labelled_for_a_screen_reader() -> None:
    shown = read(redline_html(compare("We farm the valley.", "We farm the hills.")))

    assert "removed: valley" in shown.words
    assert "added: hills" in shown.words
