"""A process in full swing: a vision in its first round, with all that goes with it."""

from datetime import date

import pytest
from cast import Clock, People, Text
from workshop.verbs import Stage

from drafting.domain.evidence import SourceKind
from drafting.domain.letters.facts import Sort
from drafting.domain.rounds import RoundNow
from drafting.workshop import Workshop


@pytest.fixture
def stage(workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock) -> Stage:
    chair = people.chair
    letter, refused = workshop.write_letters(
        chair, Sort.ROUND, [people["Ann"].id, people["Ben"].id], round.id
    )
    workshop.take_letter(chair, refused.id)
    workshop.letter_failed(chair, refused.id, "No such address", for_good=True)
    source = workshop.add_source(chair, SourceKind.ROUNDTABLE, "Roundtable", date(2026, 2, 1))
    finding = workshop.add_finding(chair, source.id, "Nobody was asked.", "Voice")
    workshop.write_summary(chair, source.id, "They met.")
    made = Stage(
        people,
        vision,
        round,
        workshop.comment(people["Cat"], vision.draft.id, "By when?"),
        workshop.promise(chair, "Vision agreed", date(2026, 5, 1)),
        workshop.begin_dilemma(chair, "Money", "Who pays?"),
        source,
        workshop.add_board_date(chair, "Cluster board", date(2026, 5, 4)),
        letter,
        refused,
        finding,
        workshop.land(chair, finding.id, vision.draft.id, 2, 12),
    )
    clock.advance(minutes=1)
    return made
