"""Ratings that stood on unchanged text are counted apart from fresh ones."""

from datetime import timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.charts import sector_table, support_by_sector
from drafting.domain.people import HOUSE
from drafting.domain.positions import Position
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow
from drafting.domain.stood import stood_again
from drafting.workshop import Workshop

WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


@pytest.mark.parametrize(
    ("more", "counted"),
    [("", {"NHS": 1, "Universities": 1, "Everyone": 2}), ("\n\nAnd more words.", {})],
)
def test_who_rates_the_same_again_stood_unless_words_changed(
    more: str,
    counted: dict[str, int],
    workshop: Workshop,
    people: People,
    vision: Text,
    round: RoundNow,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    for name, score in (("Ann", 3), ("Ben", 5), ("Eve", 4), ("Fay", 4)):
        workshop.rate(people[name], vision.draft.id, Score(score), WHY)
    clock.advance(days=8)
    text = vision.draft.text + more
    draft = workshop.publish(people.chair, vision.id, text, "Anew") if more else vision.draft
    workshop.open_round(
        people.chair, "Round 2", [draft.id], clock.now, clock.now + timedelta(days=7)
    )
    for name, score in (("Ann", 4), ("Ben", 5), ("Dan", 5), ("Eve", 4), ("Fay", 5)):
        workshop.rate(people[name], draft.id, Score(score), WHY)

    assert stood_again(archive_of(HOUSE).standings()[0]) == counted


def test_the_chart_and_its_table_tell_fresh_and_stood_apart() -> None:
    where = [Position("NHS", 9, (0, 0, 1, 4, 2)), Position("Farms", 6, (0, 1, 1, 2, 1))]
    stood = {"NHS": 5, "Farms": 0, "Everyone": 5}
    drawn = str(support_by_sector(where, 0.75, "T.", stood=stood).to_dict(validate=False))

    assert "NHS, 7 of 9, 5 stood" in drawn
    assert "Farms, 5 of 6, 0 stood" in drawn
    rows = {row["Sector"]: row for row in sector_table(where, stood)}
    assert (rows["NHS"]["Stood on unchanged text"], rows["NHS"]["Fresh"]) == ("5", "2")
    assert (rows["Everyone"]["Stood on unchanged text"], rows["Everyone"]["Fresh"]) == ("5", "7")
    # Who sees movement of everyone only has that count alone.
    rows = {row["Sector"]: row for row in sector_table(where, {"Everyone": 5})}
    assert rows["NHS"]["Fresh"] == "–"
    assert "Fresh" not in sector_table(where, {})[0]
