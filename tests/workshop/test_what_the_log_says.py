"""The log says who did which verb, when, and what came of it; and nothing that anybody wrote."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
from cast import People
from workshop.verbs import VERBS, Stage

from drafting.domain.errors import DraftingError
from drafting.domain.people import MAY, Role
from drafting.store.connection import Database
from drafting.workshop import Workshop
from drafting.workshop.log import Line

Written = Callable[[], list[dict[str, str]]]


@pytest.fixture
def written() -> Iterator[Written]:
    """Return the lines written since it was asked last."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(Line().format(record))

    logger, keeping = logging.getLogger("drafting"), Keeping()
    before = logger.level
    logger.addHandler(keeping)
    logger.setLevel(logging.INFO)

    def since() -> list[dict[str, str]]:
        found = [json.loads(line) for line in lines]
        lines.clear()
        return found

    yield since
    logger.removeHandler(keeping)
    logger.setLevel(before)


class Undone(Exception):
    """Ends a transaction, so that the next verb finds the stage as it was."""


@pytest.mark.parametrize("role", [Role.CHAIR, Role.STAKEHOLDER])
def test_every_verb_writes_one_line_that_tells_nothing_anybody_wrote(
    role: Role, workshop: Workshop, stage: Stage, database: Database, written: Written
) -> None:
    actor = stage.people.who(role)
    written()
    for verb, (act, do) in VERBS.items():
        with pytest.raises((Undone, DraftingError)), database.transaction():
            do(workshop, actor, stage, {})
            raise Undone

        (line,) = written()
        assert set(line) == {"at", "event", "verb", "by", "outcome"}
        assert (line["event"], line["by"]) == ("verb", actor.id)
        assert verb.startswith(line["verb"]) or line["verb"] == "dispose"
        if act not in MAY[role]:
            assert line["outcome"] == "NotAllowed"
        said = str([value for key, value in line.items() if key != "verb"])
        for secret in ("Zoe", "Ann", "example", "Vision", "By 20", "Because", "hashed"):
            assert secret not in said


def test_a_refused_verb_says_so_without_its_sentence(
    workshop: Workshop, people: People, written: Written
) -> None:
    with pytest.raises(DraftingError, match="e-mail address"):
        workshop.register(people.chair, "Secretive", "not an address", "Org", "NHS")

    assert [line["outcome"] for line in written()] == ["NotAcceptable"]


def test_a_verb_within_another_has_no_line_of_its_own(
    workshop: Workshop, people: People, written: Written
) -> None:
    workshop.register(people.chair, "Jo New", "jo@new.example", "New & Co", "A new sector")

    assert [(line["verb"], line["outcome"]) for line in written()] == [("register", "done")]
