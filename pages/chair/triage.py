"""Triage: one queue of comments, suggestions and objections, each answered with a reason."""

from collections import Counter

from drafting.domain.people import Act
from drafting.domain.points import queue
from drafting.domain.settlement import PointState
from drafting.ui.pieces import heading, quiet, said, subheading
from drafting.ui.points import all_points
from drafting.ui.triage import Desk, answer, current, days_to_settle, narrowed, steps
from drafting.ui.triage_keys import triage_keys
from drafting.ui.visit import Visit, visit


def desk(here: Visit) -> None:
    """Show the point that is answered now, and the ways to the others."""
    waiting = queue(all_points(here, here.archive.drafts_by_id()))
    heading(
        "Triage",
        f"{len(waiting)} {'point waits' if len(waiting) == 1 else 'points wait'} for an answer. "
        "Answers are shown to their authors with the next draft."
        if waiting
        else "Every comment, suggestion and objection is answered.",
    )
    if not waiting:
        said()
        return
    titles = {one.id: one.title for one in here.archive.documents()}
    seen = Desk(waiting, titles, here.archive.latest_drafts())
    shown = narrowed(here, seen)
    said()
    if not shown:
        quiet("Nothing waits that fits all five. Choose “Everything” in one of them.")
        return
    place = current(shown)
    subheading("Waiting for an answer")
    steps(shown, place)
    answer(here, seen, shown, place)
    triage_keys(shown[place].id)


here = visit("triage")
desk(here)
if here.actor.may(Act.PUBLISH):
    drafts = here.archive.drafts_by_id()
    quiet_on = Counter(
        one.draft_id
        for one in here.archive.outcomes().values()
        if one.draft_id and one.state in {PointState.ANSWERED, PointState.SILENT}
    )
    if quiet_on:
        titles = {one.id: one.title for one in here.archive.documents()}
        newest = sorted(quiet_on, key=lambda one: drafts[one].at, reverse=True)
        days_to_settle(here, Desk((), titles, {}), [(drafts[n], quiet_on[n]) for n in newest])
