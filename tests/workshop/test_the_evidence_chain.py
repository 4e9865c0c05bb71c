"""From what was heard to the words it stands behind, and back; nothing is linked silently."""

from datetime import date

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.chain import nowhere_by_sector, sentences_of, silent_themes
from drafting.domain.comments import Decision
from drafting.domain.documents import Kind
from drafting.domain.errors import NotAcceptable, NotFound, TextMovedOn
from drafting.domain.evidence import WITHHELD, Consent, Finding, Source, SourceKind
from drafting.domain.people import Stakeholder
from drafting.store.archive import Archive
from drafting.workshop import Workshop

SENTENCE = "We farm no data without consent."


@pytest.fixture
def source(workshop: Workshop, chair: Stakeholder) -> Source:
    return workshop.add_source(
        chair, SourceKind.INTERVIEW, "Interview with Ann", date(2026, 2, 1),
        heard="Ann Ashworth", consent=Consent.NAMED,
    )  # fmt: skip


@pytest.fixture
def finding(workshop: Workshop, chair: Stakeholder, source: Source) -> Finding:
    return workshop.add_finding(chair, source.id, "Patients were never told.", "Trust")


def spanned(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def ground(archive: Archive, vision: Text, words: str) -> tuple[list[str], list[str]]:
    """Return the findings behind the one sentence that holds the words, and how they stand."""
    (found,) = [one for one in archive.grounds(vision.id) if words in one.sentence.text]
    return [link.finding.text for link in found.links], [
        link.carried.state.value for link in found.links
    ]


def test_every_sentence_says_what_stands_behind_it_or_nothing(
    workshop: Workshop, people: People, vision: Text, finding: Finding, archive_of: ArchiveOf
) -> None:
    workshop.land(
        people.drafter, finding.id, vision.draft.id, *spanned(vision.draft.text, SENTENCE)
    )
    asked = archive_of(people["Ben"])

    grounds = asked.grounds(vision.id)

    assert [one.sentence.text for one in grounds] == [
        "By 2030 every patient in the region can use the best tools for health.",
        SENTENCE,
        "Businesses large and small take part.",
        "The NHS tests early and says so.",
    ]
    assert [one.has_source for one in grounds] == [False, True, False, False]
    (where,) = asked.whereabouts()
    assert where.in_a_text
    assert where.places[0].words == SENTENCE


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Something new first.\n\nWe farm no data without consent.", "same"),
        ("We farm no data without clear consent.", "changed"),
        ("Businesses take part.", "removed"),
    ],
)
def test_a_link_is_carried_to_the_next_draft_and_says_how(
    text: str, stands: str, workshop: Workshop, people: People, vision: Text, finding: Finding,
    archive_of: ArchiveOf, clock: Clock,
) -> None:  # fmt: skip
    workshop.land(
        people.drafter, finding.id, vision.draft.id, *spanned(vision.draft.text, SENTENCE)
    )
    clock.advance(days=1)

    workshop.publish(people.chair, vision.id, text)

    asked = archive_of(people["Ben"])
    linked = [link for one in asked.grounds(vision.id) for link in one.links]
    assert [link.carried.state.value for link in linked] == [stands] * (stands != "removed")
    assert [link.landing.quote for link in linked] == [SENTENCE] * (stands != "removed")
    (where,) = asked.whereabouts()
    assert [place.stands for place in where.places] == [stands]
    assert silent_themes([where]) == (["Trust"] if stands == "removed" else [])


def test_what_was_linked_while_writing_stands_in_the_draft_once_it_is_published(
    workshop: Workshop, people: People, vision: Text, finding: Finding, archive_of: ArchiveOf,
    clock: Clock,
) -> None:  # fmt: skip
    clock.advance(hours=1)
    written = "# Our vision\n\nPatients are told first. We farm no data."
    span = spanned(written, "Patients are told first.")
    workshop.land_while_writing(people.drafter, vision.id, written, "", None, finding.id, *span)
    asked = archive_of(people["Ben"])
    assert [place.stands for one in asked.whereabouts() for place in one.places] == [
        "not published"
    ]
    with pytest.raises(TextMovedOn):
        workshop.land_while_writing(
            people.drafter, vision.id, written + " More.", "", None, finding.id, *span
        )
    clock.advance(hours=1)

    workshop.publish(people.chair, vision.id, "New.\n\n" + written)

    assert ground(asked, vision, "told first") == (["Patients were never told."], ["same"])


def test_a_mistaken_link_is_taken_back_once(
    workshop: Workshop, people: People, vision: Text, finding: Finding, archive_of: ArchiveOf
) -> None:
    landing = workshop.land(people.drafter, finding.id, vision.draft.id, 2, 12)

    workshop.undo_landing(people.chair, landing.id)

    assert archive_of(people.chair).landings() == []
    with pytest.raises(NotFound, match="taken back already"):
        workshop.undo_landing(people.chair, landing.id)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (-3, 4), (0, 10**6), (12, 14)])
def test_a_passage_without_words_is_refused(
    start: int, end: int, workshop: Workshop, people: People, vision: Text, finding: Finding
) -> None:
    with pytest.raises(NotAcceptable, match="Choose the words"):
        workshop.land(people.drafter, finding.id, vision.draft.id, start, end)


def test_a_remark_that_was_heeded_and_the_finding_behind_it_stand_behind_the_change(
    workshop: Workshop, people: People, vision: Text, finding: Finding, archive_of: ArchiveOf,
    clock: Clock,
) -> None:  # fmt: skip
    comment = workshop.comment(people["Cat"], vision.draft.id, "Say who is told.", SENTENCE)
    workshop.land(people.chair, finding.id, comment.id)
    workshop.dispose(people.chair, comment.id, Decision.ACCEPTED, "It says so now.")
    clock.advance(days=1)
    text = vision.draft.text.replace(SENTENCE, "We farm no data without consent of those told.")

    workshop.publish(people.chair, vision.id, text)

    changed = [one for one in archive_of(people["Ben"]).grounds(vision.id) if one.prompts]
    (one,) = changed
    assert "those told" in one.sentence.text
    assert one.has_source
    (prompt,) = one.prompts
    assert (prompt.remark.what, prompt.number, prompt.remark.quote) == ("comment", 1, SENTENCE)
    assert [said.text for said in prompt.findings] == ["Patients were never told."]


def test_what_landed_nowhere_is_told_by_sector_with_the_reason(
    workshop: Workshop, people: People, source: Source, archive_of: ArchiveOf
) -> None:
    nhs = archive_of(people.chair).sectors()[1]
    aside = workshop.add_finding(people.chair, source.id, "Buses are rare.", "Transport", nhs.id)

    workshop.set_aside(people.drafter, aside.id, "Nobody can promise it.")

    found = archive_of(people["Ben"]).whereabouts()
    assert silent_themes(found) == ["Transport"]
    assert {
        sector: [(one.finding.text, one.reason) for one in missing]
        for sector, missing in nowhere_by_sector(found).items()
    } == {nhs.id: [("Buses are rare.", "Nobody can promise it.")]}
    with pytest.raises(NotAcceptable, match="Give the reason"):
        workshop.set_aside(people.drafter, aside.id, "  ")


@pytest.mark.parametrize(
    ("consent", "title", "heard", "words"),
    [
        (Consent.NAMED, "Interview with Ann", "Ann Ashworth", "Patients were never told."),
        (Consent.UNNAMED, "Interview of 1 February 2026", "", "Patients were never told."),
        (Consent.NONE, "Interview of 1 February 2026", "", WITHHELD),
    ],
)
def test_people_are_quoted_as_they_agreed_and_no_further(
    consent: Consent, title: str, heard: str, words: str, workshop: Workshop, people: People,
    vision: Text, source: Source, finding: Finding, archive_of: ArchiveOf,
) -> None:  # fmt: skip
    workshop.land(
        people.drafter, finding.id, vision.draft.id, *spanned(vision.draft.text, SENTENCE)
    )
    workshop.record_consent(people.chair, source.id, "Ann Ashworth", consent)
    reader, drafter = archive_of(people["Ben"]), archive_of(people.drafter)

    (seen,) = reader.hearings()

    assert (seen.title, seen.heard) == (title, heard)
    assert [one.title for one in reader.sources()] == [title]
    assert [one.text for one in reader.findings()] == [words]
    assert ground(reader, vision, "no data")[0] == [words]
    assert [one.finding.text for one in reader.whereabouts()] == [words]
    assert [one.text for one in drafter.findings()] == ["Patients were never told."]
    assert [one.heard for one in drafter.hearings()] == ["Ann Ashworth"]


def test_a_summary_is_read_by_all_once_circulated_and_then_frozen(
    workshop: Workshop, people: People, source: Source, archive_of: ArchiveOf
) -> None:
    with pytest.raises(NotAcceptable, match="no summary yet"):
        workshop.circulate_summary(people.chair, source.id)
    workshop.write_summary(people.drafter, source.id, "They met.")
    workshop.write_summary(people.chair, source.id, "They met and parted.")
    readers = [people.observer, people.steering, people["Ben"]]
    assert [archive_of(one).summaries() for one in readers] == [[], [], []]

    out = workshop.circulate_summary(people.chair, source.id)

    assert {one.text for who in readers for one in archive_of(who).summaries()} == {
        "They met and parted."
    }
    assert len(out.sha256) == 64
    for again in (workshop.circulate_summary, lambda a, s: workshop.write_summary(a, s, "No.")):
        with pytest.raises(NotAcceptable, match="so nobody can change it"):
            again(people.chair, source.id)


def test_a_dilemma_is_settled_by_words_that_stand_in_a_draft(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    dilemma = workshop.begin_dilemma(people.chair, "Data", "Where?")
    other = workshop.begin_dilemma(people.chair, "Money", "Whose?")
    option = workshop.begin_document(people.chair, Kind.OPTION, "At home", dilemma.id)
    span = spanned(vision.draft.text, SENTENCE)
    with pytest.raises(NotAcceptable, match="answers another dilemma"):
        workshop.settle_dilemma(people.chair, other.id, vision.draft.id, *span, "So.", option.id)

    workshop.settle_dilemma(people.chair, dilemma.id, vision.draft.id, *span, "So.", option.id)

    assert {key: one.quote for key, one in archive_of(people.observer).settled().items()} == {
        dilemma.id: SENTENCE
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# Title\n\n---\n", []),
        ("# T\nOne. Two!\n- three\n1. four", ["One.", "Two!", "three", "four"]),
        ("No end", ["No end"]),
    ],
)
def test_headings_and_marks_are_no_sentences(text: str, expected: list[str]) -> None:
    found = sentences_of(text)

    assert [one.text for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


def test_what_is_kept_for_one_reader_is_neither_stale_nor_shown_to_another(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    private = workshop.add_source(
        people.chair, SourceKind.INTERVIEW, "Interview with Cat", date(2026, 2, 2),
        heard="Cat Llewellyn", consent=Consent.NONE,
    )  # fmt: skip
    said = workshop.add_finding(people.chair, private.id, "Nobody trusts the board.", "Trust")
    ben, chair = archive_of(people["Ben"]), archive_of(people.chair)
    assert ground(ben, vision, SENTENCE) == ground(chair, vision, SENTENCE) == ([], [])
    assert [one.places for one in ben.whereabouts()] == [()]

    landed = workshop.land(
        people.drafter, said.id, vision.draft.id, *spanned(vision.draft.text, SENTENCE)
    )

    for _ in range(2):
        assert ground(chair, vision, SENTENCE)[0] == ["Nobody trusts the board."]
        assert ground(ben, vision, SENTENCE)[0] == [WITHHELD]
        assert [one.in_a_text for one in ben.whereabouts()] == [True]
        assert [one.finding.text for one in ben.whereabouts()] == [WITHHELD]
    ben.grounds(vision.id).clear()
    assert len(ben.grounds(vision.id)) == 4
    workshop.undo_landing(people.drafter, landed.id)
    assert ground(chair, vision, SENTENCE) == ground(ben, vision, SENTENCE) == ([], [])
    assert [one.in_a_text for one in ben.whereabouts()] == [False]
