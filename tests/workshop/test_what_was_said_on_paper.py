"""What people said on paper comes in on their behalf, by the rules that hold for everybody."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.brought import BroughtComment, BroughtRating
from drafting.domain.comments import Decision
from drafting.domain.errors import NotAcceptable, ObjectionNeeded
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow
from drafting.exchange.said_files import read_comments, read_ratings
from drafting.workshop import Workshop

WHY = Objecting("We farm no data", "Too narrow", "Name research")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_ratings_on_paper_count_like_any_other(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    ann, ben, chair = people["Ann"], people["Ben"], people.chair
    sent = workbook(
        ("E-mail", "Score", "Passage", "Reason", "Condition", "Notes"),
        (ann.email.upper(), 4, None, None, None, "by post"),
        (ben.email, 2, "We farm no data", "Too narrow", "Name research"),
        (ben.email, "Serious reservations", "small take part", "Who pays?", "Say who"),
        (people["Cat"].email, "not my field"),
    )

    found = read_ratings(sent, archive_of(chair).expected(vision.draft.id))
    workshop.import_ratings(chair, vision.draft.id, found.said, file="paper.xlsx")

    assert (found.faults, found.ignored) == ((), ("Notes",))
    given = {
        one.name[:3]: archive_of(one).my_ratings(round.id)[vision.draft.id].score
        for one in (ann, ben, people["Cat"])
    }
    assert given == {"Ann": Score.SUPPORT, "Ben": Score.RESERVATIONS, "Cat": None}
    assert {one.text for one in archive_of(chair).objections(vision.id)} == {
        "Too narrow",
        "Who pays?",
    }


def test_each_bad_row_is_named_and_the_others_come_in(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    ben, cat, dan = (people[name].email for name in ("Ben", "Cat", "Dan"))
    sent = "\n".join(
        (
            "email,score,passage,reason,condition",
            f"{people['Ann'].email},1,a,b,c",
            "nobody@else.example,4,,,",
            f"{people.observer.email},4,,,",
            f"{ben},6,,,",
            f"{cat},2,All of it,,",
            f"{dan},5,,,",
            f"{dan},4,,,",
            "not an address,4,,,",
            f"{people['Eve'].email},,,,",
            f"{people['Fay'].email},4,,,,,too far right",
        )
    ).encode()

    found = read_ratings(sent, archive_of(people.chair).expected(vision.draft.id))

    assert [one.email for one in found.said] == [dan]
    said = {fault.row: fault.words for fault in found.faults}
    assert [*said] == [2, 3, 4, 5, 6, 8, 9, 10, 11]
    for row, words in {
        2: "has rated this draft already",
        3: "not on the register",
        4: "not asked about this draft",
        5: "“6” is not 1 to 5",
        6: "score of 2 needs the reason, the condition",
        8: "is in row 7 already",
        9: "not an e-mail address",
        10: "score is empty",
        11: "only 5 columns",
    }.items():
        assert words in said[row]


def test_nobodys_own_word_is_replaced_and_no_objection_comes_without_its_parts(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock,
    remembered: Callable[[], object],
) -> None:  # fmt: skip
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    before = remembered()
    good = BroughtRating(people["Dan"].email, Score.FULL_SUPPORT)

    def bring(*bad: BroughtRating) -> None:
        workshop.import_ratings(people.chair, vision.draft.id, [good, *bad])

    with pytest.raises(NotAcceptable, match="has rated this draft already"):
        bring(BroughtRating(people["Ann"].email, Score.BLOCK, (WHY,)))
    with pytest.raises(ObjectionNeeded):
        bring(BroughtRating(people["Ben"].email, Score.BLOCK, (Objecting("All", "", ""),)))
    with pytest.raises(NotAcceptable, match="not on the register"):
        bring(BroughtRating("nobody@else.example", Score.SUPPORT))
    with pytest.raises(NotAcceptable, match="has rated this draft already"):
        bring(good)
    assert remembered() == before


def test_ratings_that_came_in_by_mistake_count_nowhere_and_may_come_again(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    chair, ben = archive_of(people.chair), people["Ben"]
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    before = chair.positions(round.id), chair.answered(round.id), chair.objections(vision.id)
    brought = [BroughtRating(ben.email, Score.BLOCK, (WHY,))]
    workshop.import_ratings(people.chair, vision.draft.id, brought)
    assert chair.objections(vision.id)

    workshop.undo_import(people.chair, chair.imports()[0].imported.id)

    assert before == (
        chair.positions(round.id), chair.answered(round.id), chair.objections(vision.id)
    )  # fmt: skip
    assert archive_of(ben).my_ratings(round.id) == {}
    workshop.import_ratings(people.chair, vision.draft.id, brought)
    assert len(chair.objections(vision.id)) == 1


def test_what_a_round_has_counted_stays(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock,
    archive_of: ArchiveOf,
) -> None:  # fmt: skip
    chair = archive_of(people.chair)
    brought = [BroughtRating(people["Ben"].email, Score.SUPPORT)]
    workshop.import_ratings(people.chair, vision.draft.id, brought)
    clock.set(round.closes_at)

    with pytest.raises(NotAcceptable, match="its figures stand"):
        workshop.undo_import(people.chair, chair.imports()[0].imported.id)
    late = read_ratings(
        f"email,score\n{people['Cat'].email},4".encode(), chair.expected(vision.draft.id)
    )
    assert "is not asked about this draft now" in str(late.faults[0])
    with pytest.raises(NotAcceptable):
        workshop.import_ratings(
            people.chair, vision.draft.id, [BroughtRating(people["Cat"].email, Score.SUPPORT)]
        )


def test_comments_come_in_with_their_passage_and_go_until_they_are_answered(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    chair, ben = archive_of(people.chair), people["Ben"].email
    sent = "\r\n".join(
        (
            "E-mail address;Comment;Passage",
            f"{ben};By when?;By 2030 every patient",
            f"{ben};By when?;By 2030 every patient",
            f"{ben};;",
            f"{ben};Where?;these words are nowhere",
            f"{ben};“Naïve”, says the board;",
        )
    ).encode("cp1252")

    found = read_comments(sent, chair.expected(vision.draft.id))
    made = workshop.import_comments(people.chair, vision.draft.id, found.said)

    assert [(one.row, one.words) for one in found.faults] == [
        (3, "it says the same as row 2"),
        (4, "the comment is empty"),
        (5, "the passage is not in the draft"),
    ]
    assert {one.text for one in chair.comments(vision.id)} == {
        "By when?",
        "“Naïve”, says the board",
    }
    first = chair.imports()[0].imported.id
    workshop.undo_import(people.chair, first)
    assert chair.comments(vision.id) == []
    again = workshop.import_comments(
        people.chair, vision.draft.id, [BroughtComment(ben, "By when?")]
    )
    workshop.dispose(people.chair, again[0].id, Decision.DECLINED, "It says so.")
    with pytest.raises(NotAcceptable, match="built on what came in"):
        workshop.undo_import(people.chair, chair.imports()[0].imported.id)
    assert len(made) == 2


def test_the_same_file_brought_in_twice_doubles_nothing_and_says_so(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, archive_of: ArchiveOf
) -> None:
    chair, ben = archive_of(people.chair), people["Ben"]
    ratings = f"email,score\n{ben.email},4\n{people['Cat'].email},5".encode()
    comments = f"email,comment,passage\n{ben.email},By when?,\n{ben.email},Who pays?,".encode()
    for _ in range(2):
        rated = read_ratings(ratings, chair.expected(vision.draft.id))
        said = read_comments(comments, chair.expected(vision.draft.id))
        if rated.said:
            workshop.import_ratings(people.chair, vision.draft.id, rated.said)
            workshop.import_comments(people.chair, vision.draft.id, said.said)

    assert len(chair.comments(vision.id)) == 2
    assert (rated.said, said.said) == ((), ())
    assert rated.twice == said.twice == "2 rows are here already. Nothing is brought in twice."
    assert [fault.words for fault in said.faults] == ["it was brought in already"] * 2
    with pytest.raises(NotAcceptable, match="brought in already"):
        workshop.import_comments(
            people.chair, vision.draft.id, [BroughtComment(ben.email.upper(), " By when? ")]
        )


def test_what_was_taken_back_may_come_in_again(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    chair = archive_of(people.chair)
    sent = f"email,comment\n{people['Ben'].email},By when?".encode()
    first = read_comments(sent, chair.expected(vision.draft.id))
    workshop.import_comments(people.chair, vision.draft.id, first.said)

    workshop.undo_import(people.chair, chair.imports()[0].imported.id)

    again = read_comments(sent, chair.expected(vision.draft.id))
    assert (again.said, again.twice) == (first.said, "")


def test_a_file_never_tells_the_chair_who_typed_a_comment(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    """Otherwise one could guess at the author of an unsigned comment, name by name."""
    workshop.comment(people["Ben"], vision.draft.id, "By when?")
    chair = archive_of(people.chair)

    found = [
        read_comments(
            f"email,comment\n{people[name].email},By when?".encode(),
            chair.expected(vision.draft.id),
        )
        for name in ("Ben", "Cat")
    ]

    assert [(len(one.said), one.faults) for one in found] == [(1, ()), (1, ())]
