"""What is kept of answers tells nothing that a write has overtaken."""

from contextlib import suppress
from functools import cache, partial

import pytest
from cast import ArchiveOf, Clock
from store.questions import ASKED
from store.questions import Stage as Asked
from workshop.verbs import VERBS, Stage

from drafting.domain.errors import DraftingError
from drafting.domain.people import Reader
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.facts import FACTS, table
from drafting.workshop import Workshop

Answers = dict[str, object]


def test_after_every_verb_everybody_is_answered_as_if_nothing_were_kept(
    stage: Stage,
    workshop: Workshop,
    database: Database,
    clock: Clock,
    archive_of: ArchiveOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is asked past all that is kept, in a transaction of its own, is what stands there."""
    read = Archive._read
    rated = archive_of(stage.people.chair).my_ratings(stage.round.id)
    about = Asked(
        stage.people, stage.vision, stage.round, stage.dilemma, stage.comment,
        next(iter(rated.values()), None), stage.letter,  # type: ignore[arg-type]
    )  # fmt: skip

    def answered(reader: Reader) -> Answers:
        found: Answers = {}
        for name, ask in ASKED.items():
            with suppress(DraftingError, AttributeError):
                found[name] = repr(ask(archive_of(reader), reader, about))
        return found

    readers = (stage.people.chair, stage.people["Cat"])
    for turn, (name, (_, do)) in enumerate(VERBS.items()):
        clock.advance(minutes=1)
        for actor in readers:
            with suppress(DraftingError):
                do(workshop, actor, stage, {})
        reader = readers[turn % 2]
        warm = answered(reader)
        # Nothing is written meanwhile, so what is asked in the same words is asked once.
        once = cache(partial(read, archive_of(reader)))
        with database.transaction(), monkeypatch.context() as asking:
            asking.setattr(Database, "answer", lambda _, key, sql, ask, parts=None: ask())
            asking.setattr(Archive, "_read", lambda _, sql, given, once=once: once(sql, given))
            cold = answered(reader)
        assert warm == cold, name
        assert len(warm) > 20


def test_what_forgetting_blanks_is_kept_nowhere(
    stage: Stage, workshop: Workshop, archive_of: ArchiveOf
) -> None:
    chair, ben = stage.people.chair, stage.people["Ben"]
    assert archive_of(chair).stakeholder(ben.id).name == ben.name

    workshop.forget(chair, ben.id)

    assert archive_of(chair).stakeholder(ben.id).name != ben.name


def test_an_answer_that_another_table_does_not_touch_is_not_read_again(
    stage: Stage, workshop: Workshop, database: Database
) -> None:
    reads: list[str] = []

    def asked(sql: str) -> None:
        database.answer(sql, sql, lambda: (reads.append(sql),))

    sectors, comments = "SELECT id FROM sector", "SELECT id FROM comment"
    for sql in (sectors, comments, sectors):
        asked(sql)
    workshop.comment(stage.people["Cat"], stage.vision.draft.id, "And then?")
    for sql in (sectors, comments):
        asked(sql)

    assert reads == [sectors, comments, comments]
    assert {table(kind) for kind in FACTS} >= {"sector", "comment"}


def test_a_transaction_is_answered_what_it_wrote_itself_and_nothing_of_it_is_kept(
    stage: Stage, workshop: Workshop, database: Database, archive_of: ArchiveOf
) -> None:
    def comments() -> int:
        return len(archive_of(stage.people.chair).comments(stage.vision.id))

    before = comments()
    with suppress(ZeroDivisionError), database.transaction():
        workshop.comment(stage.people["Cat"], stage.vision.draft.id, "And then?")
        assert comments() == before + 1
        raise ZeroDivisionError
    assert comments() == before
