"""The evidence of the demo: what was heard, who may be quoted, and where each finding went."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from drafting.demo_files import Row, settings, words
from drafting.demo_story import Story
from drafting.domain.carry.quotes import find
from drafting.domain.evidence import Consent, SourceKind
from drafting.domain.people import Stakeholder

SOON = timedelta(hours=1)
BEFORE_THE_LAST_ROUND_ENDS = datetime(2023, 12, 1, 16, 0)


def tell(story: Story) -> None:
    """Say when each source was entered, and when its findings went where they went."""
    told = settings("evidence")
    findings: dict[str, str] = {}
    for source in told["sources"]:
        # What was heard before the process began was entered on its first day.
        held = datetime.combine(source["on"], time(17, 0))
        found = [one for one in told["findings"] if one["source"] == source["key"]]
        entered = max(held, story.process["created"] + 2 * SOON)
        story.at(entered, partial(_enter, story, source, found, findings))
        if "summary" in source:
            story.at(source["circulated"], partial(_circulate, story, source["title"]))
    published: dict[tuple[str, int], datetime] = {}
    for one in settings("drafts")["drafts"]:
        published[one["document"], one["number"]] = one["published"]
    said = {f"comment:{one['key']}": one["at"] for one in settings("comments")["comments"]}
    for one in told["findings"]:
        _went(story, one, findings, published, said)
    for one in told["settled"]:
        story.at(one["at"], partial(_settle, story, one))


def _enter(story: Story, source: Row, found: list[Row], findings: dict[str, str]) -> None:
    by = story.people[source["entered_by"]]
    heard = story.people[source["with"]].name if "with" in source else ""
    entered = story.workshop.add_source(
        by,
        SourceKind(source["kind"]),
        source["title"],
        source["on"],
        story.sectors.get(source.get("sector", "")),
        heard=heard,
        consent=Consent(source["consent"]) if "consent" in source else None,
    )
    for one in found:
        findings[one["key"]] = story.workshop.add_finding(
            by, entered.id, one["text"], one["theme"], story.sectors.get(one["sector"])
        ).id
    if "summary" in source:
        story.workshop.write_summary(by, entered.id, words(source["summary"]))


def _circulate(story: Story, title: str) -> None:
    source = next(one for one in story.archive.sources() if one.title == title)
    story.workshop.circulate_summary(story.chair, source.id)


def _went(
    story: Story,
    one: Row,
    findings: dict[str, str],
    published: dict[tuple[str, int], datetime],
    said: dict[str, datetime],
) -> None:
    """Let a finding land where the files say, soon after there was something to land on."""
    key = one["key"]
    by = story.people[settings("evidence")["sources"][0]["entered_by"]]
    if "dilemma" in one:
        story.at(
            story.process["texts_begun"] + SOON,
            lambda: story.workshop.land(by, findings[key], story.dilemmas[one["dilemma"]]),
        )
    for subject in one.get("behind", []):
        story.at(
            said[subject] + SOON,
            partial(_behind, story, by, findings, key, subject),
        )
    if "landed" in one:
        place = one["landed"]
        at = published[place["document"], place["number"]]
        story.at(at + SOON, lambda: _land(story, by, findings[key], place))
    else:
        story.at(
            BEFORE_THE_LAST_ROUND_ENDS,
            lambda: story.workshop.set_aside(by, findings[key], one["not_used"]),
        )


def _behind(
    story: Story, by: Stakeholder, findings: dict[str, str], key: str, subject: str
) -> None:
    story.workshop.land(by, findings[key], story.subjects[subject])


def _land(story: Story, by: Stakeholder, finding_id: str, place: Row) -> None:
    start, end = _span(place)
    draft_id = story.drafts[place["document"], place["number"]]
    story.workshop.land(by, finding_id, draft_id, start, end)


def _settle(story: Story, one: Row) -> None:
    start, end = _span(one)
    story.workshop.settle_dilemma(
        story.chair,
        story.dilemmas[one["dilemma"]],
        story.drafts[one["document"], one["number"]],
        start,
        end,
        one["reason"],
        story.documents[one["option"]],
    )


def _span(place: dict[str, Any]) -> tuple[int, int]:
    """Return where the passage of a draft's file begins and ends."""
    return find(words(f"{place['document']}/{place['number']}.md"), place["passage"])
