"""What people of the demo said quotes the texts, and each point is answered with a reason."""

from collections import Counter

import pytest
from demo.as_played import FILES, OWES, Demo, clock, settings

from drafting.domain.chain import silent_themes
from drafting.domain.drafts import passages
from drafting.domain.errors import NotAcceptable
from drafting.domain.evidence import SourceKind
from drafting.domain.suggestions import bundle
from drafting.workshop import Workshop


def test_every_objection_and_comment_quotes_its_own_draft(demo: Demo) -> None:
    def folded(text: str) -> str:
        return " ".join(text.split())

    said = demo.remarks()
    assert Counter(one.is_objection for _, one in said) == {True: 55, False: 47}
    for draft, one in said:
        assert folded(one.quote) in folded(draft.text), (draft.number, one.quote)
        if one.is_objection:
            assert one.quote and one.text and one.condition


def test_a_quote_lies_within_one_passage_that_people_can_choose(demo: Demo) -> None:
    for draft, one in demo.remarks():
        if one.quote:
            assert any(one.quote in passage for passage in passages(draft.text)), one.quote


def test_every_point_on_an_earlier_draft_was_answered_with_a_reason(demo: Demo) -> None:
    third = set(demo.asks().round_drafts(demo.round(3).id))
    for draft, one in demo.remarks():
        assert (one.disposition is None) == (draft.id in third), one.text
        assert one.disposition is None or len(one.disposition.reason) > 4


def test_answers_were_given_before_the_draft_that_they_came_out_with() -> None:
    published = {
        (one["document"], one["number"]): one["published"] for one in settings("drafts")["drafts"]
    }
    for one in settings("dispositions")["dispositions"]:
        out = one["published_with"]
        assert isinstance(out, dict)
        assert one["at"] < published[out["document"], out["number"]], one["answers"]  # type: ignore[operator]


def test_two_want_other_words_for_one_promise_and_the_chair_chooses_one(demo: Demo) -> None:
    asked = demo.asks("chair@clusteroffice.example")
    vision = asked.latest_drafts()[demo.document("A Vision").id]
    proposed = [one.suggestion for one in asked.proposals() if one.suggestion.draft_id == vision.id]

    together = [len(one.suggestions) for one in bundle(proposed)]
    assert sorted(together) == [1, 2]


def test_adopting_what_objectors_would_accept_lifts_objections_of_four_sectors(demo: Demo) -> None:
    asked = demo.asks("chair@clusteroffice.example")
    mission = demo.document("Mission 2")
    latest = asked.latest_drafts()[mission.id]
    made = [one for one in asked.proposals() if one.suggestion.draft_id == latest.id]

    would_do = [one for one in asked.ties() if one.holds]
    assert {one.suggestion_id for one in would_do} < {one.suggestion.id for one in made}
    lifted = {one.objection_id for one in would_do}
    sectors = {one.sector for one in asked.objections(mission.id) if one.id in lifted}
    assert sectors == {"Patients and carers", "University", "Small business", "Large business"}


def test_everybody_who_takes_part_can_read_the_answers(demo: Demo) -> None:
    unanswered = Counter(one.disposition is None for _, one in demo.remarks(OWES))
    assert unanswered == Counter(one.disposition is None for _, one in demo.remarks())


def test_what_was_said_before_a_round_shows_its_name_to_the_chair_only(demo: Demo) -> None:
    vision = demo.document("A Vision").id
    to_chair = demo.asks("chair@clusteroffice.example").comments(vision)[0]
    to_others = demo.asks(OWES).comments(vision)[0]

    assert to_chair.author == "Head of science, small diagnostics company (Small business)"
    assert to_others.author == "Someone from Small business"
    assert to_others.text == to_chair.text


def test_nobody_comments_on_a_draft_that_was_superseded_before_any_round(demo: Demo) -> None:
    first = demo.asks().drafts(demo.document("A Vision").id)[0]
    workshop = Workshop(demo.database, clock, lambda: "new")

    with pytest.raises(NotAcceptable, match="Comment on draft 4"):
        workshop.comment(demo.person(OWES), first.id, "Too late.")


def test_the_evidence_stands_in_the_texts_that_it_moved(demo: Demo) -> None:
    archive = demo.asks()
    assert Counter(one.kind for one in archive.sources()) == {
        SourceKind.INTERVIEW: 12,
        SourceKind.SURVEY: 1,
        SourceKind.ROUNDTABLE: 1,
    }
    told = settings("evidence")["findings"]
    assert {one.text for one in archive.findings()} == {one["text"] for one in told}
    for one in told:
        landed = one.get("landed")
        if isinstance(landed, dict):
            text = (FILES / landed["document"] / f"{landed['number']}.md").read_text()
            assert landed["passage"] in text, one["key"]
        else:
            assert one["not_used"]


def test_every_sentence_of_the_vision_shows_its_source_or_that_it_has_none(demo: Demo) -> None:
    grounds = demo.asks("director@carersnetwork.example").grounds(demo.document("A Vision").id)

    assert len(grounds) == 35
    assert sum(one.has_source for one in grounds) == 14
    behind = {
        one.sentence.text: {link.finding.text for link in one.links}
        for one in grounds
        if one.has_source
    }
    assert behind["Clinicians hear about it at a conference abroad."] == {
        "Heard of a device made eight miles away at a conference in Vienna."
    }
    changed = {one.sentence.text: one.prompts for one in grounds if one.prompts}
    (sentence,) = [words for words in changed if words.startswith("We will ask patients")]
    assert "Consult is what one does after the decision" in changed[sentence][0].remark.text


def test_two_themes_appear_nowhere_and_the_chair_says_why(demo: Demo) -> None:
    found = demo.asks(OWES).whereabouts()

    assert silent_themes(found) == ["environment", "transport"]
    missing = [one for one in found if one.finding.theme in {"environment", "transport"}]
    assert all(one.reason for one in missing)


def test_the_roundtable_s_summary_went_to_everybody(demo: Demo) -> None:
    (summary,) = demo.asks("press@combinedauthority.example").summaries()

    assert summary.circulated
    assert "four dilemmas" in summary.text.casefold()
