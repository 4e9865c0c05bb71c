"""What changed since somebody's last rating: the text, their own word, and how others moved."""

from collections.abc import Iterable

from drafting.domain.drafts import Draft
from drafting.domain.movement import Movement, moved_together
from drafting.domain.people import Act
from drafting.domain.ratings import NOT_MY_FIELD, Rating, Score
from drafting.domain.rounds import RoundNow
from drafting.ui.pieces import quiet, subheading
from drafting.ui.redline import counted_between
from drafting.ui.visit import Visit


def since_rated(here: Visit, draft: Draft, asking: RoundNow) -> None:
    """Show what changed since the round before in which this person rated; only once they answered.

    How others moved is what the reader may see of it: nothing while the round is open, and for
    stakeholders only everybody together.
    """
    now = here.archive.my_ratings(asking.id).get(draft.id)
    drafts = {one.id: one for one in here.archive.drafts(draft.document_id)}
    earlier = [one for one in here.archive.rounds() if one.round.number < asking.round.number]
    before = next(
        (
            (one, rating)
            for one in reversed(earlier)
            for rating in here.archive.my_ratings(one.id).values()
            if rating.draft_id in drafts
        ),
        None,
    )
    if now is None or before is None:
        return
    asked, rating = before
    rated = drafts[rating.draft_id]
    subheading("What changed since your last rating")
    text = counted_between(rated.text, draft.text)
    quiet(f"From draft {rated.number} ({asked.round.title}) to draft {draft.number}: {text}")
    quiet(f"{own_word(rating, now)} {_others(here, draft, asking)}")


def own_word(before: Rating, now: Rating) -> str:
    """Say from which rating to which somebody moved."""
    was, stands = _said(before.score), _said(now.score)
    if was == stands:
        return f"You stand where you stood: {stands}."
    return f"You moved from {was} to {stands}."


def _said(score: Score | None) -> str:
    return f"“{score.words}” ({int(score)})" if score else f"“{NOT_MY_FIELD}”"


def _others(here: Visit, draft: Draft, asking: RoundNow) -> str:
    if not here.actor.may(Act.READ_PROGRESS):
        return ""
    moves = [
        stage.moves
        for standing in here.archive.standings()
        for stage in standing.stages
        if stage.round.id == asking.id and stage.draft.id == draft.id
    ]
    return others_in_words(moves[0] if moves else ())


def others_in_words(moves: Iterable[Movement]) -> str:
    """Say how everybody who rated twice moved since the round that asked before."""
    everyone = moved_together(moves)
    if not everyone.both:
        return "How others moved is not shown, while a round is open or where few rated twice."
    net = everyone.into - everyone.out_of
    support = (
        f"{net} more support it than before"
        if net > 0
        else f"{-net} fewer support it than before"
        if net
        else "as many support it as before"
    )
    return (
        f"Of {everyone.both} who rated in the round before, too, {everyone.up} moved up and "
        f"{everyone.down} down; {support}."
    )
