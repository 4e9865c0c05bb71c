"""The remarks of the demo: comments, suggestions, and what was said of them in turn."""

from functools import partial

from drafting.demo_files import Row, settings
from drafting.demo_story import Story
from drafting.domain.carry.quotes import find
from drafting.domain.comments import Decision
from drafting.domain.settlement import Word


def remark(story: Story) -> None:
    """Say when each remark was made, and when it was answered and settled."""
    for one in settings("comments")["comments"]:
        story.at(one["at"], partial(_comment, story, one))
        for answer in one.get("replies", []):
            story.at(answer["at"], partial(_reply, story, one["key"], answer))
    told = settings("suggestions")
    for one in told["suggestions"]:
        story.at(one["at"], partial(_suggest, story, one))
    for one in told["ties"]:
        story.at(one["at"], partial(_tie, story, one))
    for one in settings("dispositions")["dispositions"]:
        story.at(one["at"], partial(_dispose, story, one))
        if "settled_at" in one:
            story.at(one["settled_at"], partial(_settle, story, one))


def _comment(story: Story, one: Row) -> None:
    by, draft = story.people[one["by"]], story.drafts[one["document"], one["number"]]
    said = story.workshop.comment(by, draft, one["text"], one["passage"])
    key = f"comment:{one['key']}"
    story.subjects[key], story.authors[key] = said.id, by


def _reply(story: Story, key: str, answer: Row) -> None:
    comment_id = story.subjects[f"comment:{key}"]
    story.workshop.reply(story.people[answer["by"]], comment_id, answer["text"])


def _suggest(story: Story, one: Row) -> None:
    by, draft_id = story.people[one["by"]], story.drafts[one["document"], one["number"]]
    start, end = find(story.archive.draft(draft_id).text, one["passage"])
    said = story.workshop.suggest(by, draft_id, start, end, one["words"], one["reason"])
    key = f"suggestion:{one['key']}"
    story.subjects[key], story.authors[key] = said.id, by


def _tie(story: Story, one: Row) -> None:
    by, objection = story.authors[one["objection"]], story.subjects[one["objection"]]
    suggestion = story.subjects[f"suggestion:{one['suggestion']}"]
    story.workshop.tie(by, objection, suggestion, one.get("holds", True))


def _dispose(story: Story, one: Row) -> None:
    story.workshop.dispose(
        story.people[one["by"]],
        story.subjects[one["answers"]],
        Decision(one["decision"]),
        one["reason"],
    )


def _settle(story: Story, one: Row) -> None:
    author, subject = story.authors[one["answers"]], story.subjects[one["answers"]]
    story.workshop.settle(author, subject, Word(one["settlement"]), one.get("missing", ""))
