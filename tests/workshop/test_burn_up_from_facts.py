"""The steering group reads from facts alone how many Missions are at target, and what may come."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from cast import ArchiveOf, Clock, People
from charts.drawing import drawn, words_of

from drafting.charts.burn_up import missions_to_the_deadline
from drafting.domain.agreement import AgreementRule
from drafting.domain.burn_up import Burn, burn_up, burn_words
from drafting.domain.documents import Kind
from drafting.domain.ratings import Objecting, Score
from drafting.workshop import Workshop

DEADLINE = date(2026, 12, 31)
WHY = Objecting("We agree.", "Too vague", "Say by when")
YES, NO = Score.SUPPORT, Score.RESERVATIONS


class Missions:
    """Missions that rounds ask about; each round is told who agrees to which."""

    def __init__(
        self, workshop: Workshop, people: People, archive_of: ArchiveOf,
        clock: Clock,
    ) -> None:  # fmt: skip
        self._workshop, self._people, self._clock = workshop, people, clock
        self._archive = archive_of(people.steering)
        self._ids: list[str] = []

    def begin(self, many: int) -> None:
        for _ in range(many):
            title = f"Mission {len(self._ids) + 1}"
            made = self._workshop.begin_document(self._people.chair, Kind.MISSION, title)
            self._workshop.publish(self._people.chair, made.id, f"{title} begins.")
            self._ids.append(made.id)

    def ask(self, scores: Sequence[Score], *, close: bool = True) -> None:
        """Publish the first so many Missions anew, and let all nine people give each its score."""
        drafts = [
            self._workshop.publish(self._people.chair, id_, f"We agree. {self._clock.now}").id
            for id_, _ in zip(self._ids, scores, strict=False)
        ]
        closes = self._clock.now + timedelta(days=7)
        self._workshop.open_round(self._people.chair, "A round", drafts, self._clock.now, closes)
        for draft, score in zip(drafts, scores, strict=True):
            for one in self._people.stakeholders:
                self._workshop.rate(one, draft, score, WHY if score is NO else None)
        if close:
            self._clock.set(closes + timedelta(minutes=1))

    def burns(self) -> list[Burn]:
        missions = [one for one in self._archive.standings() if one.document.kind is Kind.MISSION]
        return burn_up(missions, self._clock.now)


@pytest.fixture
def missions(
    workshop: Workshop, people: People, rule: AgreementRule,
    archive_of: ArchiveOf, clock: Clock,
) -> Missions:  # fmt: skip
    made = Missions(workshop, people, archive_of, clock)
    made.begin(3)
    return made


def counts(burns: Sequence[Burn]) -> list[tuple[int, int, int]]:
    return [(one.round, one.agreed, one.scope) for one in burns]


def words_drawn(burns: Sequence[Burn], left: int) -> list[str]:
    made = missions_to_the_deadline(burns, left, DEADLINE)
    assert made
    return words_of(drawn(made.drawn.to_dict(), 900))


def test_before_a_round_has_closed_nothing_is_drawn(missions: Missions) -> None:
    assert missions.burns() == []
    missions.ask([YES, YES], close=False)

    assert missions.burns() == []
    assert missions_to_the_deadline([], 3, DEADLINE) is None
    assert burn_words([], 3) == "No round that asked about a Mission has closed yet."


def test_one_round_is_told_in_words_and_not_drawn(missions: Missions) -> None:
    missions.ask([YES, NO])

    burns = missions.burns()

    assert counts(burns) == [(1, 1, 3)]
    assert missions_to_the_deadline(burns, 3, DEADLINE) is None
    assert burn_words(burns, 3) == "1 of 3 Missions are at target after A round."


def test_where_nothing_is_agreed_the_course_lies_at_nought_and_the_chance_is_small(
    missions: Missions,
) -> None:
    missions.ask([NO, NO, NO])
    missions.ask([NO, NO, NO])

    burns = missions.burns()

    assert counts(burns) == [(1, 0, 3), (2, 0, 3)]
    made = missions_to_the_deadline(burns, 2, DEADLINE)
    assert made
    assert made.finding.startswith("0 of 3 Missions are at target; the chance of all 3 by 31 Dec")
    assert [row["Reached"] for row in made.rows] == ["0 of 3", "0 of 3", "–", "–"]
    assert made.rows[-1]["Round"] == "by 31 Dec"


def test_where_all_are_agreed_there_is_no_forecast(missions: Missions) -> None:
    missions.ask([YES, NO, YES])
    missions.ask([YES, YES, YES])

    burns = missions.burns()

    assert counts(burns) == [(1, 2, 3), (2, 3, 3)]
    made = missions_to_the_deadline(burns, 2, DEADLINE)
    assert made
    assert made.finding == "3 of 3 Missions are at target."
    assert len(made.rows) == 2
    assert not [one for one in words_drawn(burns, 2) if "31 Dec" in one]
    assert burn_words(burns, 2) == "3 of 3 Missions are at target after A round."


def test_past_the_deadline_what_was_reached_stays_and_nothing_is_forecast(
    missions: Missions,
) -> None:
    missions.ask([YES, NO, NO])
    missions.ask([YES, YES, NO])

    burns = missions.burns()

    assert burn_words(burns, 0).endswith("No round is left to bring the others there.")
    made = missions_to_the_deadline(burns, 0, DEADLINE)
    assert made
    assert made.finding == "2 of 3 Missions are at target."
    assert [row["Reached"] for row in made.rows] == ["1 of 3", "2 of 3"]


def test_one_that_falls_back_a_newcomer_and_one_not_asked_again_are_counted_as_they_are(
    missions: Missions,
) -> None:
    missions.ask([YES, YES, YES])
    missions.begin(1)
    missions.ask([YES, NO])
    missions.ask([YES, YES], close=False)

    burns = missions.burns()

    # The third keeps what round 1 said of it; round 3 is still open.
    assert counts(burns) == [(1, 3, 3), (2, 2, 4)]
    assert "the chance of all 4 by 31 December 2026" in (
        getattr(missions_to_the_deadline(burns, 1, DEADLINE), "finding", "")
    )


def test_the_chart_names_how_many_may_be_at_target_by_the_deadline(missions: Missions) -> None:
    missions.ask([YES, NO, NO])
    missions.ask([YES, YES, NO])

    words = words_drawn(missions.burns(), 1)

    assert "all 3" in words
    assert "by 31 Dec" in words
    assert [one for one in words if one.startswith("3 of 3 (")]
