"""For each line one sees whose suggestion, comment or objection stands behind it, or nobody's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from drafting.domain.behind import behind
from drafting.domain.comments import Decision, Disposition, Remark
from drafting.domain.drafts import Draft
from drafting.domain.proposals import Proposal
from drafting.domain.suggestions import Suggestion

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = (
    "# Vision\n\nWe farm the valley together.\n\nThe fee is paid by companies.\n\n"
    "Schools come first."
)


def drafts(*texts: str) -> list[Draft]:
    return [
        Draft(f"d{n}", "vision", n, text, "", "", "chair", START + timedelta(days=7 * (n - 1)))
        for n, text in enumerate(texts, 1)
    ]


def answer(decision: Decision = Decision.ACCEPTED, week: int = 1) -> Disposition:
    at = START + timedelta(days=7 * week, hours=-1)
    return Disposition("a", "s", decision, "Yes.", "chair", at)


def proposal(
    quote: str, words: str, text: str = FIRST, on: str = "d1", answered: Disposition | None = None
) -> Proposal:
    start = text.index(quote)
    made = Suggestion("s", on, "", None, start, start + len(quote), quote, words, "So.", START)
    return Proposal(made, "Ben", "NHS", mine=False, disposition=answered or answer())


def remark(quote: str, on: str = "d1", answered: Disposition | None = None) -> Remark:
    return Remark(
        "c",
        on,
        "Ada",
        "NHS",
        quote,
        "Say more.",
        START,
        mine=False,
        disposition=answered or answer(),
    )


def named(texts, made=(), said=()):
    """Return the lines that somebody stands behind, with who."""
    told = behind(drafts(*texts), made, said)
    return {one.line: [each.author for each in one.said] for one in told if one.said}


HILLS = "We farm the valley and the wooded hills together."
SECOND = FIRST.replace("We farm the valley together.", HILLS)
BEN = proposal("We farm the valley together.", HILLS)


def test_a_suggestion_that_was_taken_stands_behind_its_line():
    assert named([FIRST, SECOND], [BEN]) == {HILLS: ["Ben"]}


def test_it_still_does_when_later_drafts_change_other_words():
    third = SECOND.replace("Schools", "Pupils").replace("We farm", "We all farm")

    assert named([FIRST, SECOND, third], [BEN]) == {
        HILLS.replace("We farm", "We all farm"): ["Ben"]
    }


def test_it_does_no_more_when_its_words_are_gone():
    assert named([FIRST, SECOND, FIRST], [BEN]) == {}


def test_it_does_when_the_chair_amended_a_word():
    amended = FIRST.replace("valley together", "valley and the hills together")

    assert named([FIRST, amended], [replace(BEN, disposition=answer(Decision.AMENDED))]) == {
        "We farm the valley and the hills together.": ["Ben"]
    }


@pytest.mark.parametrize("decision", [Decision.DECLINED, Decision.PARKED])
def test_one_that_was_not_accepted_is_not_named_though_its_words_came(decision):
    assert named([FIRST, SECOND], [replace(BEN, disposition=answer(decision))]) == {}


def test_one_without_a_public_answer_is_not_named():
    assert named([FIRST, SECOND], [replace(BEN, disposition=None)]) == {}


def test_one_accepted_later_than_the_words_came_is_not_named():
    assert (
        named([FIRST, SECOND, SECOND + " End."], [replace(BEN, disposition=answer(week=2))]) == {}
    )


def test_one_whose_words_did_not_come_is_not_named_though_the_passage_changed():
    other = FIRST.replace("We farm the valley together.", "We farm the valley in peace together.")

    assert named([FIRST, other], [BEN]) == {}


def test_one_whose_words_came_elsewhere_is_not_named():
    other = FIRST.replace("Schools come first.", "Schools and the wooded hills come first.")

    assert named([FIRST, other], [BEN]) == {}


def test_an_accepted_comment_stands_behind_the_passage_it_quotes_when_that_changed():
    assert named([FIRST, SECOND], said=[remark("We farm the valley together.")]) == {HILLS: ["Ada"]}


def test_a_comment_on_another_passage_or_on_the_whole_text_is_not_named():
    said = [remark("Schools come first."), remark("")]

    assert named([FIRST, SECOND], said=said) == {}


def test_a_comment_whose_passage_was_thrown_out_is_not_named_for_what_stands_there_instead():
    other = FIRST.replace(
        "The fee is paid by companies.", "Nobody knows what winter will bring us."
    )

    assert named([FIRST, other], said=[remark("The fee is paid by companies.")]) == {}


def test_a_comment_that_was_declined_or_speaks_of_words_that_stand_twice_is_not_named():
    declined = remark("We farm the valley together.", answered=answer(Decision.DECLINED))

    assert named([FIRST, SECOND], said=[declined, remark("the")]) == {}


def test_every_line_names_the_drafts_that_brought_it():
    told = behind(drafts(FIRST, SECOND), [], [])

    assert [(one.line, one.numbers) for one in told][:2] == [("# Vision", (1,)), (HILLS, (1, 2))]
    assert behind([], [], []) == []
