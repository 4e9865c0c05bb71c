"""What people write beside words of ours turns nothing round but itself, in whatever script."""

from datetime import UTC, datetime
from email.headerregistry import Address
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from drafting.charts.sheet import Sheet
from drafting.domain.comments import remark
from drafting.domain.diary import Entry
from drafting.domain.drafts import publishable
from drafting.domain.errors import NotAcceptable
from drafting.domain.letters.said import Bullets, Button, Heading, Paragraph, Quote, Said
from drafting.domain.people import tidy_email, tidy_name
from drafting.domain.ratings import Objecting
from drafting.domain.tracked_changes import compare
from drafting.domain.unseen import beside, seen, straight
from drafting.exchange.calendar import calendar_file
from drafting.exchange.comparison import as_page
from drafting.exchange.mail.setting import message
from drafting.ui.pieces import Column, plain, prose_html, safe, sentence_html, table_html
from drafting.ui.redline import redline_html

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NAMES = [
    "\u05e9\u05e8\u05d4 \u05db\u05d4\u05df",
    "\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
    "\u0646\u0647\u0631\u200c\u0648\u0646\u062f",
    "\u0936\u094d\u0930\u0940\u200d\u092e\u0924\u0940",
    "Siân O’Neill",
    "\u738b\u5c0f\u660e",
    "Team \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f Glasgow",
    "\U0001f469\u200d\U0001f680 Ada",
]
SPOOF = "Ann\u202e)riahc( neB"
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def closed(words: str) -> bool:
    """Tell whether every sign that turns words round ends with a sign of its own, line by line."""
    for line in words.split("\n"):
        depth = 0
        for one in line:
            if one in TURNING and one not in "\u2067\u2069":
                return False
            depth += {"\u2067": 1, "\u2069": -1}.get(one, 0)
            if not 0 <= depth <= 1:
                return False
        if depth:
            return False
    return True


class Words(HTMLParser):
    """Keeps the words of HTML and what stands in its attributes, each apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for _, value in attrs]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_is_in_any_script(name: str) -> None:
    assert tidy_name(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (SPOOF, "Ann)riahc( neB"),
        ("\u202aAnn Smith\u202c", "Ann Smith"),
        ("\u2068Ann\u2069 \u200eSmith\u200f\u061c", "Ann Smith"),
        ("\ufeffAnn\u200b\u00ad\u2060 Smith\u3164", "Ann Smith"),
        ("Ann\U000e0041\U000e0042", "Ann"),
        ("\u202a\u05e9\u05e8\u05d4\u202c", "\u05e9\u05e8\u05d4"),
    ],
)
def test_what_nobody_sees_is_no_part_of_a_name(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize("typed", ["\u3164", "\u200b \u200b", "\u202e", "\u200d", "\u2800\u115f"])
def test_a_name_of_which_nothing_is_seen_is_none(typed: str) -> None:
    with pytest.raises(NotAcceptable, match="Enter an organisation"):
        tidy_name(typed, "organisation")


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u200f", "\ufeff", "\u2066", "\u00ad"])
def test_an_address_with_what_nobody_sees_is_refused_never_another_s(hidden: str) -> None:
    with pytest.raises(NotAcceptable, match="holds a character that nobody sees"):
        tidy_email(f"a{hidden}nn@example.org")
    assert tidy_email(" Ann@Example.org ") == "ann@example.org"


@given(st.text(alphabet=st.characters() | st.sampled_from(TURNING + "\u05d0\u0627a1, .\n")))
def test_words_beside_ours_are_closed_off_and_lose_nothing_that_is_seen(words: str) -> None:
    shown = beside(words)

    assert closed(shown)
    assert straight(shown) == straight(words)
    assert seen(straight(words)) == seen(words)
    if words.isascii():
        assert shown == words


def test_a_number_or_comma_behind_a_name_from_right_to_left_stays_behind_it() -> None:
    name = NAMES[0]

    assert beside(f"{name}, 5 comments; {name}: 3") == (
        f"\u2067{name}\u2069, 5 comments; \u2067{name}\u2069: 3"
    )
    assert beside(f"{name} 5 {name}.") == f"\u2067{name} 5 {name}\u2069."
    assert beside("Siân, 5 comments") == "Siân, 5 comments"


def test_a_page_shows_people_s_words_without_turning_anything_round() -> None:
    said = f"{SPOOF} {TURNING} {NAMES[0]} 5"
    old, new = f"We farm data. {SPOOF}\n", f"We share data. {SPOOF} {TURNING} now\n"
    pages = [
        safe(said),
        plain(said),
        prose_html(f"# {said}\n\n{said}", ""),
        sentence_html(said),
        table_html(said, [Column(said)], [[said]], stacked=True),
        redline_html(compare(old, new)),
        as_page(compare(old, new), said),
    ]

    for page in pages:
        assert all(map(closed, Words(page).found)), page
        assert "neB" in page


def test_a_chart_s_title_turns_nothing_round() -> None:
    drawn = Sheet(0, 1, 10).chart([], title=SPOOF, note=NAMES[1], description=SPOOF + TURNING)

    told = [str(one["value"]) for one in drawn.to_dict()["params"] if "value" in one]
    assert all(closed(one) for one in [*told, drawn.to_dict()["description"]])


def test_a_letter_turns_nothing_round_in_its_head_and_its_body() -> None:
    words = f"{SPOOF} {TURNING} {NAMES[0]}, 5"
    parts = (
        Heading(words),
        Paragraph(words),
        Quote(f"{words}\n{' '.join([NAMES[0]] * 30)}"),
        Bullets((words, words)),
        Button(words, "/go"),
    )

    made = message(
        Said(words, parts, False),
        SPOOF,
        "ann@example.org",
        Address("The team", "team", "cluster.example"),
        "https://text.example.org",
        MOMENT,
        "1",
    )

    assert not set(str(made["Subject"]) + str(made["To"])) & set(TURNING)
    text, page = (part.get_content() for part in made.iter_parts())
    assert closed(text)
    assert all(map(closed, Words(page).found))
    assert "\u2067" in text and "\u2067" in page


def test_a_calendar_turns_nothing_round() -> None:
    entry = Entry("1", f"{SPOOF} {NAMES[0]}", MOMENT, note=SPOOF)

    read = Calendar.from_ical(calendar_file("A", [entry], MOMENT))

    (event,) = read.walk("VEVENT")
    assert closed(str(event["summary"])) and closed(str(event["description"]))


def test_what_is_said_and_published_holds_no_sign_that_turns_it_round() -> None:
    hebrew = f"{NAMES[0]}\u200f!"

    assert remark(f"{SPOOF}{TURNING} {hebrew}") == f"Ann)riahc( neB {hebrew}"
    assert publishable(f"{TURNING}{hebrew}\r\n{SPOOF}", []) == f"{hebrew}\nAnn)riahc( neB"
    assert Objecting("as \u2066it stands", SPOOF, SPOOF).tidy == Objecting(
        "as \u2066it stands", "Ann)riahc( neB", "Ann)riahc( neB"
    )
    with pytest.raises(NotAcceptable, match="is empty"):
        remark(TURNING)
    with pytest.raises(NotAcceptable, match="is empty"):
        publishable(TURNING, [])
