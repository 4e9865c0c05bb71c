"""An accepted point may name the words it changed; a draft without them is not published."""

from collections.abc import Callable

import pytest
from cast import ArchiveOf
from workshop.verbs import Stage

from drafting.domain.comments import Decision
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.landing import Reworded
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]
OLD = "We farm no data without consent."
NEW = "We use no data without consent."
YES = (Decision.ACCEPTED, "You are right.", None)


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (NEW, "1 answer would say that “We use no data without consent.” came in"),
        ("", "1 answer would say that “We farm no data without consent.” went"),
    ],
)
def test_a_draft_that_lacks_what_an_answer_promises_is_refused(
    workshop: Workshop, stage: Stage, remembered: Remembered, came: str, said: str
) -> None:
    chair, vision = stage.people.chair, stage.vision
    text = vision.draft.text.replace(OLD, came)
    workshop.save_working_text(chair, vision.id, text)
    changed = Reworded(vision.id, OLD, came)
    workshop.dispose_together(chair, [stage.comment.id], *YES, changed)
    before = remembered()

    with pytest.raises(NotAcceptable, match=said):
        workshop.publish(chair, vision.id, vision.draft.text + "\n\nOne more sentence.")
    assert remembered() == before

    assert workshop.publish(chair, vision.id, text).number == 2


def test_several_points_get_one_answer_each_or_none_does(
    workshop: Workshop, stage: Stage, archive_of: ArchiveOf, remembered: Remembered
) -> None:
    chair = stage.people.chair
    more = [
        workshop.comment(stage.people[name], stage.vision.draft.id, f"{name} says so").id
        for name in ("Ann", "Ben")
    ]
    before = remembered()
    with pytest.raises(NotFound):
        workshop.dispose_together(chair, [*more, "nonsense"], *YES[:2])
    with pytest.raises(NotAcceptable, match="Choose at least one point"):
        workshop.dispose_together(chair, [], *YES[:2])
    assert remembered() == before

    made = workshop.dispose_together(chair, [*more, more[0]], *YES[:2])

    assert [one.subject_id for one in made] == more
    answers = [one.disposition for one in archive_of(chair).comments() if one.id in more]
    assert [one and (one.decision, one.reason) for one in answers] == [YES[:2], YES[:2]]
