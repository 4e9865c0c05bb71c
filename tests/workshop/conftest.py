"""A process in full swing: a vision in its first round, with all that goes with it."""

from datetime import date, timedelta

import pytest
from cast import Clock, People, Text
from workshop.verbs import TALLY, Stage

from drafting.domain.documents import Kind
from drafting.domain.evidence import SourceKind
from drafting.domain.imports import ImportNow
from drafting.domain.letters.facts import Sort
from drafting.domain.people import Stakeholder
from drafting.domain.rounds import RoundNow
from drafting.workshop import Workshop


def imported(workshop: Workshop, chair: Stakeholder) -> ImportNow:
    """A survey that came in from a file and has moved nothing yet."""
    workshop.import_survey(chair, "Survey", date(2026, 1, 9), TALLY, "survey.csv")
    return workshop._archive.imports()[0]


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
    mission, skills = (
        workshop.begin_document(chair, Kind.MISSION, title) for title in ("Mission", "Skills")
    )
    drafts = [workshop.publish(chair, one.id, "We agree.").id for one in (mission, skills)]
    closes = clock.now + timedelta(days=7)
    asked = workshop.open_round(chair, "Round 2", drafts, clock.now, closes)
    clock.advance(minutes=1)
    workshop.close_round(chair, asked.id, "All is said.")
    workshop.close_document(chair, skills.id, "Nobody answered.")
    employer = people["Ivy"].organisation_id
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
        mission,
        skills,
        workshop.commit(chair, skills.id, "Train", employer, "Ivy", date(2026, 9, 1)),
        imported(workshop, chair),
    )
    clock.advance(minutes=1)
    return made
