"""What the Timeline says in words and tables: first what slipped and what is to be decided."""

from collections.abc import Iterator, Sequence
from datetime import date

import streamlit as st

from drafting.domain.commitments import CommitmentNow, commitments_in_words
from drafting.domain.milestones import MilestoneNow
from drafting.domain.process import day, day_and_time
from drafting.domain.rounds import RoundNow
from drafting.ui.pieces import Column, folded_html, quiet, safe, subheading, table
from drafting.ui.visit import Visit

MOST = 3  # of what slipped, in the first answer


def first_answers(decide: Sequence[str], late: Sequence[str], plan: str) -> None:
    """Show before any chart what waits for a decision, what slipped, and what still fits."""
    cards = (
        ("What to decide today", decide, "Nothing waits for a decision today."),
        ("What slipped", _most(late), "Nothing is later than promised."),
        ("How many rounds still fit", [plan], ""),
    )
    st.html(
        '<div class="d-grid">'
        + "".join(
            f'<div class="d-card"><h2>{safe(title)}</h2>{_items(items or [nothing])}</div>'
            for title, items, nothing in cards
        )
        + "</div>"
    )


def _most(items: Sequence[str]) -> list[str]:
    more = len(items) - MOST
    rest = [f"And {more} more."] if more > 0 else []
    return [*items[:MOST], *rest]


def _items(items: Sequence[str]) -> str:
    if len(items) == 1:
        return f'<p class="d-said">{safe(items[0])}</p>'
    return "<ul>" + "".join(f'<li class="d-said">{safe(one)}</li>' for one in items) + "</ul>"


def milestone_table(milestones: Sequence[MilestoneNow], today: date) -> None:
    """Show each promise: for when, planned or reached when, days of slip, and every move."""
    late = sum(one.slip(today) > 0 for one in milestones)
    reached = sum(one.reached is not None for one in milestones)
    titles = ("Milestone", "Promised for", "Planned or reached", "Where it stands")
    table(
        f"{reached} of {len(milestones)} milestones reached, {late} later than promised",
        [*map(Column, titles), Column("Days late", numbers=True)],
        [
            (
                one.milestone.title,
                day(one.milestone.baseline),
                day(one.reached or one.planned),
                one.words(today),
                max(0, one.slip(today)),
            )
            for one in milestones
        ],
        stacked=True,
    )
    moves = sorted(
        ((move, one.milestone.title) for one in milestones for move in one.moves),
        key=lambda pair: pair[0].at,
    )
    if moves:
        subheading("What moved, and why")
        st.html(
            "".join(
                f'<p class="d-said"><strong>{safe(title)}</strong> moved to {day(move.planned)} '
                f"(said on {day(move.at)}): {safe(move.reason)}</p>"
                for move, title in moves
            )
        )


def response_table(here: Visit, rounds: Sequence[RoundNow]) -> None:
    """Show who answered, by sector and round, and why a round was longer or shorter."""
    subheading("Rounds")
    if not rounds:
        quiet("No round has been opened yet.")
        return
    counts = {one.id: here.archive.coverage(one.id) for one in rounds}
    sectors = list(dict.fromkeys(sector for found in counts.values() for sector in found))
    rows = [(sector, *(_of(counts[one.id].get(sector)) for one in rounds)) for sector in sectors]
    whole = [tuple(map(sum, zip(*counts[one.id].values(), strict=True))) for one in rounds]
    table(
        "Who answered at least one question, of how many asked",
        [Column("Sector"), *(Column(f"Round {one.round.number}", True) for one in rounds)],
        [*rows, ("Everyone", *(_of((pair[0], pair[1])) if pair else "–" for pair in whole))],
        stacked=True,
    )
    quiet(*(words for one in rounds for words in _course(here, one)))


def _course(here: Visit, one: RoundNow) -> Iterator[str]:
    """Say when a round was asked, and why it lasted longer or shorter."""
    yield (
        f"{one.round.title} ({one.state(here.now)}): {day_and_time(one.round.opens_at)} to "
        f"{day_and_time(one.closes_at)}."
    )
    for more in one.extensions:
        yield f"Extended to {day_and_time(more.closes_at)}: {more.reason}"
    if one.closing:
        yield f"Closed early on {day_and_time(one.closing.at)}: {one.closing.reason}"


def _of(pair: tuple[int, int] | None) -> str:
    return f"{pair[0]} of {pair[1]}" if pair else "–"


def commitment_table(found: Sequence[CommitmentNow], today: date) -> None:
    """Show who does what for which Mission by when, how it stands, and folded all that was said."""
    titles = ("Action", "Mission", "Organisation", "Owner", "By", "State", "Last word")
    table(
        commitments_in_words(found, today),
        [Column(title) for title in titles],
        [
            (
                one.commitment.action,
                one.mission,
                one.organisation,
                one.commitment.owner,
                day(one.due),
                one.words(today),
                f"{day(one.updates[-1].at)}: {one.updates[-1].note}" if one.updates else "–",
            )
            for one in found
        ],
        stacked=True,
    )
    st.html(every_update_html(found, today))


def every_update_html(found: Sequence[CommitmentNow], today: date) -> str:
    """Write every word on every commitment, folded, in the order given: who, when, what state."""
    many = sum(len(one.updates) for one in found)
    updates = "1 update" if many == 1 else f"{many} updates"
    return folded_html(
        f"What was said of each commitment, and by whom ({updates})",
        "".join(_history_html(one, today) for one in found),
    )


def _history_html(one: CommitmentNow, today: date) -> str:
    """Write a commitment with every word on it, the newest first."""
    lines = "".join(
        f'<li class="d-said"><strong>{day(said.at)}, {safe(said.author)}: {safe(said.state)}, '
        f"{'moved to' if said.moved else 'by'} {day(said.due)}.</strong> {safe(said.note)}</li>"
        for said in one.history
    )
    stands = f"{safe(one.organisation)}, {safe(one.words(today))}"
    return f"<h3>{safe(one.commitment.action)}</h3><p>{stands}</p><ul>{lines}</ul>"
