"""The matrix of access is written once, and menus, pages, files and its document keep to it."""

import ast
import runpy
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from cast import ArchiveOf, People, Text

from drafting.domain.access import EXPORTS, PAGES, QUESTIONS, VERBS
from drafting.domain.errors import NotAllowed
from drafting.domain.people import MAY, Role
from drafting.domain.rounds import RoundNow
from drafting.exchange import docx
from drafting.store.archive import Archive
from drafting.ui.calendar import dates_for
from drafting.ui.menu import MENU, open_to
from drafting.ui.visit import Visit
from drafting.ui.word import _redlined
from drafting.workshop import Workshop

ROOT = Path(__file__).parents[1]
ALL = {"your_turn", "vision", "missions", "narrative", "dilemmas", "roundtable", "account", "about"}
PROGRESS = {"convergence", "timeline", "outcome"}
SAID = {"responses", "ledger", "evidence"}
DESKS = {"desk", "merge", "triage"}
CHAIR_S = {"rounds", "planner", "post", "people", "bring_in"}


def test_the_document_says_what_the_code_does() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "write_access.py"))

    assert (ROOT / "docs" / "access.md").read_text("utf-8") == script["written"](), (
        "Run docs/write_access.py."
    )


def test_every_page_stands_in_the_matrix_and_asks_under_its_own_name() -> None:
    files = {file.stem: file for file in (ROOT / "pages").glob("*/*.py")}

    assert set(files) == set(PAGES) == {one.name for one in MENU}
    for name, file in files.items():
        calls = [
            node
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "visit"
        ]
        assert calls, name
        for call in calls:
            assert [ast.literal_eval(one) for one in call.args] == [name]


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.OBSERVER, ALL),
        (Role.STEERING, ALL | PROGRESS),
        (Role.STAKEHOLDER, ALL | PROGRESS | SAID),
        (Role.DRAFTER, ALL | PROGRESS | SAID | DESKS),
        (Role.CHAIR, ALL | PROGRESS | SAID | DESKS | CHAIR_S),
    ],
)
def test_a_menu_holds_the_pages_of_a_role_and_no_other(
    role: Role, pages: set[str], people: People
) -> None:
    assert {one.name for one in MENU if open_to(people.who(role), one)} == pages


def test_what_goes_beyond_reading_is_given_to_nobody_by_mistake() -> None:
    """Whoever only reads does nothing but what concerns themselves."""
    own = {"mark_read", "set_password", "choose_reminders", "turn_off_second_factor"}

    for role in (Role.OBSERVER, Role.STEERING):
        assert {verb for verb, act in VERBS.items() if act in MAY[role]} == own
    others = {name for name in QUESTIONS if name.endswith((", another", ", another's"))}
    assert {role for role in Role for name in others if QUESTIONS[name] in MAY[role]} == {
        Role.CHAIR
    }


# What each file is made from; a page asks for nothing more to make it.
MADE_FROM: dict[str, Callable[[Archive, Text, RoundNow], object]] = {
    "a draft as a Word file": lambda asked, text, round: asked.draft(text.draft.id),
    "comments in a Word file": lambda asked, text, round: asked.comments(text.id),
    "rounds in the calendar": lambda asked, text, round: asked.rounds(),
    "milestones in the calendar": lambda asked, text, round: asked.milestones(),
    "the timeline on one page": lambda asked, text, round: asked.milestones(),
    "an agreement record": lambda asked, text, round: asked.closed_text(text.id),
    "a chart of a round": lambda asked, text, round: asked.positions(round.id),
}


@pytest.mark.parametrize("role", Role)
def test_what_a_file_is_made_from_is_told_to_those_who_may_take_it_and_to_no_other(
    role: Role, people: People, vision: Text, round: RoundNow,
    archive_of: ArchiveOf,
) -> None:  # fmt: skip
    told = set()
    for name, ask in MADE_FROM.items():
        with suppress(NotAllowed):
            ask(archive_of(people.who(role)), vision, round)
            told.add(name)

    assert set(MADE_FROM) == set(EXPORTS)
    assert told == {name for name, act in EXPORTS.items() if act in MAY[role]}


@pytest.mark.parametrize("role", Role)
def test_a_file_holds_only_what_its_reader_may_ask(
    role: Role,
    people: People,
    vision: Text,
    round: RoundNow,
    workshop: Workshop,
    archive_of: ArchiveOf,
) -> None:
    reader = people.who(role)
    workshop.comment(people["Cat"], vision.draft.id, "Remarkable?")
    workshop.promise(people.chair, "Promised", round.closes_at.date())
    after = workshop.publish(people.chair, vision.id, vision.draft.text + "\n\nMore.", "More")
    workshop.comment(people["Cat"], after.id, "Remarkable too?")
    here = cast("Visit", SimpleNamespace(archive=archive_of(reader), actor=reader))

    word = _redlined(here, vision.document, vision.draft, after, docx)
    returned = docx.read(word, ())
    dates = dates_for(archive_of(reader), reader)

    said = EXPORTS["comments in a Word file"] in MAY[role]
    assert [one.text for one in returned.comments] == (["Remarkable too?"] if said else [])
    promised = EXPORTS["milestones in the calendar"] in MAY[role]
    assert any("Promised" in one.title for one in dates) == promised
    assert any("Round 1" in one.title for one in dates)
