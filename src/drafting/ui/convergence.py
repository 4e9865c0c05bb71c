"""What the Convergence page says in words and tables; its charts are the page's own."""

from typing import Any

import streamlit as st

from drafting.domain.agreement import AgreementRule
from drafting.domain.documents import Dilemma
from drafting.domain.outlook import Outlook, conditions, group_consensus
from drafting.domain.people import Act
from drafting.domain.privacy import MERGED
from drafting.domain.process import day, days_left
from drafting.domain.standing import Stage, Standing
from drafting.domain.verdict import agreement, coverage, support
from drafting.ui.pieces import Column, quiet, safe, share, subheading, table
from drafting.ui.visit import Visit

MOST = 3  # texts named in the answer above the table
MET = {True: "Met.", False: "Not met.", None: "Cannot be told yet."}


def answers(here: Visit, view: Outlook) -> None:
    """Answer the chair's four questions: are we there, who is not, what is missing, how long."""
    left = days_left(here.process.deadline, here.now)
    outside = "; ".join(
        f"{sector}: {len(texts)} {'text' if len(texts) == 1 else 'texts'}"
        for sector, texts in view.outside
    )
    missing = "; ".join(f"{one.document.title}: {_unmet(one)}" for one in view.not_yet[:MOST])
    if len(view.not_yet) > MOST:
        missing += f"; and {len(view.not_yet) - MOST} more texts"
    cards = (
        ("Are we there?", view.words),
        ("Who is not on board?", outside or ("Nobody stands outside." if view.agreed else "–")),
        ("What is missing?", f"{missing}." if missing else "Nothing."),
        ("How many days are left?", f"{left}, until {day(here.process.deadline)}."),
    )
    st.html(
        '<div class="d-grid">'
        + "".join(
            f'<div class="d-card"><h3>{safe(question)}</h3><p class="d-said">{safe(answer)}</p>'
            "</div>"
            for question, answer in cards
        )
        + "</div>"
    )


def _unmet(standing: Standing) -> str:
    """Name the parts of the rule that a text does not meet yet."""
    stage = standing.latest
    names = [one.name.lower() for one in stage.verdict.conditions if not one.met] if stage else []
    return ", ".join(names)


def rule_in_words(rule: AgreementRule) -> str:
    """Say what counts as agreed, and when that was fixed."""
    return (
        f"Agreed means: support (4 or 5) of {rule.support:.0%} with {rule.weights}, at least "
        f"{rule.sector_floor:.0%} in every sector, answers from {rule.response:.0%} of those "
        f"asked, and nobody who cannot live with it. Fixed on {day(rule.at)}, before the first "
        "round."
    )


def overview(rule: AgreementRule, standings: list[Standing]) -> None:
    """Show one line a text; every figure names its draft, its round and n of N."""
    rows = [_line(rule, one) for one in standings]
    table(
        f"{len(rows)} texts by their last round",
        [
            Column("Text"),
            Column("Verdict"),
            Column("Support", numbers=True),
            Column("Answered", numbers=True),
            Column("Agreement A", numbers=True),
            Column("Figures from"),
        ],
        rows,
    )
    quiet(
        "Agreement A (van der Eijk) runs from -1, two camps at the ends of the scale, over 0, "
        "spread evenly, to +1, everybody the same."
    )


def _line(rule: AgreementRule, standing: Standing) -> tuple[str, ...]:
    stage = standing.latest
    title = standing.document.title
    if stage is None:
        return (title, "–", "–", "–", "–", f"Draft {standing.draft.number}, not asked yet")
    spread = agreement(stage.positions)
    heard, asked = coverage(stage.positions)
    return (
        title,
        "Agreed" if stage.verdict.agreed else "Not yet",
        supported(rule, stage),
        f"{heard} of {asked}",
        "–" if spread is None else f"{spread:+.2f}",
        stage.words.capitalize(),
    )


def supported(rule: AgreementRule, stage: Stage) -> str:
    """Write the support under the agreed weights; in words where small sectors were merged."""
    if all(one.sector != MERGED for one in stage.positions):
        return share(support(stage.positions, rule.weights))
    met = stage.verdict.conditions[0].met
    needed = f"{rule.support:.0%}"
    return "–" if met is None else f"{needed} or more" if met else f"below {needed}"


def verdict(stage: Stage) -> None:
    """Show what the rule says of a text, condition by condition."""
    st.html(
        f'<p class="d-lead"><strong>{safe(stage.verdict.words)}</strong></p><ul>'
        + "".join(
            f"<li><strong>{MET[one.met]}</strong> {safe(one.words)}</li>"
            for one in stage.verdict.conditions
        )
        + "</ul>"
    )


def wanted(here: Visit, standing: Standing, stage: Stage) -> None:
    """List, sector by sector, what objectors say would have to change."""
    if not here.actor.may(Act.READ_COMMENTS):
        return
    subheading("What would move them, in their own words")
    by_sector = conditions(here.archive.objections(standing.document.id), stage.draft.id)
    if not by_sector:
        quiet("Nobody objects to this draft.")
    for sector, said in by_sector:
        items = "".join(f'<li class="d-said">{safe(one.condition)}</li>' for one in said)
        st.html(f"<p><strong>{safe(sector)} ({len(said)})</strong></p><ul>{items}</ul>")


def options(here: Visit, dilemma: Dilemma, standings: list[Standing]) -> None:
    """Show how the options of a dilemma stand, the most agreed first."""
    rule = here.archive.rule()
    # Groups too small to be shown were merged for this reader, which would change the figure.
    whole = here.actor.may(Act.READ_EVERY_FIGURE)
    lines: list[tuple[float, tuple[Any, ...]]] = []
    for one in standings:
        if one.document.dilemma_id != dilemma.id or one.latest is None:
            continue
        positions = one.latest.positions
        consensus = group_consensus(positions) if whole else None
        stands = support(positions, rule.weights)
        heard, asked = coverage(positions)
        blocks = sum(position.counts[0] for position in positions)
        figures = (supported(rule, one.latest), f"{heard} of {asked}", blocks, decimal(consensus))
        order = consensus if consensus is not None else stands if stands is not None else -1.0
        lines.append((order, (one.document.title, *figures)))
    if not lines:
        return
    lines.sort(key=lambda line: line[0], reverse=True)
    titles = ("Support", "Answered", "Cannot live with it", "Group-informed consensus")
    table(
        f"{dilemma.title} {len(lines)} options, the most agreed first",
        [Column("Option"), *(Column(title, numbers=True) for title in titles)],
        [line for _, line in lines],
    )


def decimal(value: float | None) -> str:
    """Write a figure with three decimals; "–" where it is undefined."""
    return "–" if value is None else f"{value:.3f}"
