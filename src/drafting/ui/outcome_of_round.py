"""What came of a round: once it closed; and, while it is open, what it lets people see."""

from collections.abc import Sequence

from drafting.domain.people import Act
from drafting.domain.process import day_and_time
from drafting.domain.rounds import RoundNow
from drafting.ui.pieces import Column, quiet, subheading, table
from drafting.ui.rating import words
from drafting.ui.replying import unsent
from drafting.ui.visit import Visit


def outcome(here: Visit, closed: Sequence[RoundNow]) -> None:
    """Show what the last closed round said of each of its texts, beside this person's answers."""
    if not closed or not here.actor.may(Act.READ_PROGRESS):
        return
    last = closed[-1]
    given = here.archive.my_ratings(last.id)
    asked = here.actor.id in here.archive.invited(last.id)
    rows = [
        (
            f"{one.document.title}, draft {stage.draft.number}",
            stage.verdict.words,
            *([words(given[stage.draft.id].score) if stage.draft.id in given else "None"] * asked),
        )
        for one in here.archive.standings()
        for stage in one.stages
        if stage.round.id == last.id
    ]
    subheading(f"{last.round.title} closed on {day_and_time(last.closes_at)}")
    if asked and not given:
        quiet("You did not answer this round. It takes no more answers; the next one asks you.")
    for draft_id in here.archive.round_drafts(last.id):
        unsent(here, f"rate {draft_id}")
    columns = [Column("Text"), Column("What the rule says"), *([Column("You")] * asked)]
    table("What came of it", columns, rows)


def seen_so_far(here: Visit, asking: RoundNow) -> None:
    """Show what this round, while it is open, lets those whom it asks see."""
    found = here.archive.so_far(asking.id)
    if not found:
        return
    drafts = here.archive.drafts_by_id()
    titles = {one.id: one.title for one in here.archive.documents()}
    rows = [
        (
            f"{titles[drafts[draft_id].document_id]}, draft {drafts[draft_id].number}",
            one.sector,
            one.supporters,
            one.objectors,
            f"{one.heard} of {one.invited}",
        )
        for draft_id, positions in found.items()
        for one in positions
        if one.heard
    ]
    columns = [
        Column("Text"),
        Column("Sector"),
        Column("Support", numbers=True),
        Column("Object", numbers=True),
        Column("Heard", numbers=True),
    ]
    table(f"{asking.round.title} so far, counted in groups of at least five", columns, rows)
