"""Two people write the same text: the second is told, sees both, and overwrites nothing."""

import os
import random
import threading
from dataclasses import dataclass

import pytest
from cast import ArchiveOf, People, Text

from drafting.domain.drafts import Began
from drafting.domain.errors import TextMovedOn
from drafting.domain.people import HOUSE, Stakeholder
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.workshop import Workshop

INTERLEAVINGS = 1000 if os.environ.get("DRAFTING_TORTURE") else 100


@dataclass
class Writer:
    """Somebody with the Desk open: what they began from, and what they saw last."""

    person: Stakeholder
    archive: Archive
    workshop: Workshop
    document: str

    def __post_init__(self) -> None:
        self.look()

    def look(self) -> None:
        saved, drafts = self.archive.working_text(self.document), self.archive.drafts(self.document)
        self.began = Began(saved.id if saved else None, len(drafts))

    def save(self, text: str) -> bool:
        try:
            self.workshop.save_working_text(
                self.person, self.document, text, follows_id=self.began.working_text_id
            )
        except TextMovedOn:
            return False
        self.look()
        return True

    def publish(self, text: str) -> bool:
        try:
            self.workshop.publish(self.person, self.document, text, began=self.began)
        except TextMovedOn:
            return False
        self.look()
        return True


def test_whoever_saves_second_is_told_when_and_overwrites_nothing(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    chair, drafter = (
        Writer(one, archive_of(HOUSE), workshop, vision.document.id)
        for one in (people.chair, people.drafter)
    )
    assert drafter.save("The drafter's words")

    with pytest.raises(TextMovedOn, match=r"was saved on 1 March 2026, 9:00 am UK time\. Yours is"):
        workshop.save_working_text(people.chair, vision.document.id, "The chair's words")
    with pytest.raises(TextMovedOn, match="Yours is still in the box: compare"):
        workshop.publish(people.chair, vision.document.id, "The chair's", began=chair.began)

    newest = archive_of(HOUSE).working_text(vision.document.id)
    assert newest and newest.text == "The drafter's words"
    assert len(archive_of(HOUSE).drafts(vision.document.id)) == 1


def test_whoever_publishes_second_does_not_supersede_a_draft_they_never_saw(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    one, other = (
        Writer(people.chair, archive_of(HOUSE), workshop, vision.document.id) for _ in range(2)
    )
    assert one.publish("The second draft")

    with pytest.raises(TextMovedOn, match=r"Draft 2 .* was published on"):
        workshop.publish(people.chair, vision.document.id, "Another second", began=other.began)
    other.look()

    assert other.publish("The third draft, with the second in view")


@pytest.mark.parametrize("seed", range(4))
def test_no_interleaving_of_two_writers_overwrites_in_silence(
    seed: int, workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    """Whatever is written follows what its writer had seen last, or is refused."""
    chance = random.Random(seed)
    archive = archive_of(HOUSE)
    for number in range(INTERLEAVINGS // 4):
        writers = [
            Writer(one, archive, workshop, vision.document.id)
            for one in (people.chair, people.drafter)
        ]
        for step in range(chance.randrange(3, 7)):
            who = chance.choice(writers)
            saved, drafts = archive.working_text(who.document), archive.drafts(who.document)
            seen = Began(saved.id if saved else None, len(drafts))
            text = f"{seed}-{number}-{step}"
            act = chance.choice(["save", "save", "publish", "look"])
            if act == "look":
                who.look()
            elif act == "save":
                expected = who.began.working_text_id == seen.working_text_id
                assert who.save(text) == expected
            elif who.person is people.chair:
                expected = who.began == seen
                assert who.publish(text) == expected
    texts = saved_texts(archive, vision.document.id)
    assert [follows for _, follows in texts] == [None, *(id_ for id_, _ in texts[:-1])]


def saved_texts(archive: Archive, document_id: str) -> list[tuple[str, str | None]]:
    with archive._database.reading() as cursor:
        return cursor.execute(
            "SELECT id, follows_id FROM working_text WHERE document_id = ? ORDER BY seq",
            [document_id],
        ).fetchall()


def test_of_two_who_save_at_the_same_moment_one_is_told(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf, database: Database
) -> None:
    for _ in range(INTERLEAVINGS // 4):
        writers = [
            Writer(one, archive_of(HOUSE), workshop, vision.document.id)
            for one in (people.chair, people.drafter)
        ]
        start = threading.Barrier(2)
        won: list[bool] = []

        def write(who: Writer, start: threading.Barrier = start, won: list[bool] = won) -> None:
            start.wait()
            won.append(who.save(f"By {who.person.name}"))

        threads = [threading.Thread(target=write, args=(one,)) for one in writers]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert sorted(won) == [False, True]
