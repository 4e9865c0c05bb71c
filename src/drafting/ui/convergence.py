"""What the Convergence page says in words and tables; its charts are the page's own."""

from collections.abc import Mapping, Sequence

import streamlit as st

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.comments import Remark
from drafting.domain.conditions import Condition
from drafting.domain.lenses import PLURAL, differing
from drafting.domain.outlook import Outlook, conditions
from drafting.domain.people import Act
from drafting.domain.process import day, days, days_left
from drafting.domain.rounds import RoundNow
from drafting.domain.standing import Stage, Standing
from drafting.domain.told_forecasts import ForecastTold
from drafting.domain.verdict import agreement, coverage
from drafting.ui.pieces import Column, quiet, safe, share, subheading, table
from drafting.ui.visit import Visit

MOST = 3  # texts named in the answer above the table
LETTERS = 110  # of a condition repeated there
MET = {True: "Met.", False: "Not met.", None: "Cannot be told yet."}


def answers(here: Visit, view: Outlook, dates: str) -> None:
    """Answer four questions: are we there, who is not, what would move them, how long."""
    rule = here.archive.rule()
    banners = "".join(
        f'<p class="d-banner"><strong>{safe(standing.document.title)}:</strong> {safe(words)}</p>'
        for standing in (*view.not_yet, *view.agreed)
        if standing.latest
        for words in [differing(rule, standing.latest.lenses)]
        if words
    )
    cards = (
        ("Are we there?", view.words),
        ("Who is not on board?", _outside(view)),
        ("What would move them?", _moving(here, view)),
        ("How many days are left?", dates),
    )
    st.html(
        f'{banners}<div class="d-grid">'
        + "".join(
            f'<div class="d-card"><h2>{safe(question)}</h2><p class="d-said">{safe(answer)}</p>'
            "</div>"
            for question, answer in cards
        )
        + "</div>"
    )


def dates(here: Visit, view: Outlook, told: Mapping[str, ForecastTold], rounds: int) -> str:
    """Say how many days and rounds are left, and which text is least likely to make it."""
    left = days_left(here.process.deadline, here.now)
    if left < 0:
        return f"None: the deadline, {day(here.process.deadline)}, has passed."
    fits = "no round fits any more" if not rounds else f"{rounds} more round{'s' * (rounds > 1)}"
    words = (
        f"{days(left)}, until {day(here.process.deadline)}: {fits}{' to come' if rounds else ''}."
    )
    chances = [
        (told[one.document.id].chance, one) for one in view.not_yet if one.document.id in told
    ]
    if not chances or not rounds:
        return words
    _, least = min(chances, key=lambda pair: pair[0])
    return (
        f"{words} Least likely to reach its support by then: “{least.document.title}”, about "
        f"{told[least.document.id].percent}%."
    )


def _outside(view: Outlook) -> str:
    """Name the sector that agrees least, with the text, then the others that stand outside."""
    least = view.least_agreeing
    if least is None:
        return "Nobody stands outside." if view.agreed and not view.not_yet else "–"
    sector, standing = least
    words = (
        f"{sector.name} agrees least: {sector.supporters} of {sector.heard} heard support "
        f"“{standing.document.title}”."
    )
    counted = "; ".join(
        f"{name}: {len(texts)} {'text' if len(texts) == 1 else 'texts'}"
        for name, texts in view.outside
    )
    return f"{words} Below the floor: {counted}." if counted else words


def _moving(here: Visit, view: Outlook) -> str:
    """Repeat what the sector that agrees least asks for; failing that, what the rule lacks."""
    if not view.not_yet:
        return "Nothing is missing." if view.agreed else "–"
    least = view.least_agreeing
    if least and least[1].latest and here.actor.may(Act.READ_COMMENTS):
        sector, standing = least
        stage = least[1].latest
        said = dict(conditions(here.archive.objections(standing.document.id), stage.draft.id))
        asked = said.get(sector.name, [])
        if asked:
            more = sum(len(one) for one in said.values()) - 1
            first = " ".join(asked[0].condition.split())
            short = first if len(first) <= LETTERS else first[: LETTERS - 1].rstrip() + "…"
            rest = f" And {more} more conditions on this text." if more else ""
            return f"{sector.name} on “{standing.document.title}”: “{short}”{rest}"
    missing = "; ".join(f"{one.document.title}: {_unmet(one)}" for one in view.not_yet[:MOST])
    if len(view.not_yet) > MOST:
        missing += f"; and {len(view.not_yet) - MOST} more texts"
    return f"Still missing. {missing}."


def _unmet(standing: Standing) -> str:
    """Name the parts of the rule that a text does not meet yet."""
    stage = standing.latest
    if stage is None:
        return ""
    unmet = [one for one in stage.verdict.conditions if not one.met]
    # What is not told is named only where nothing else says why.
    failing = ", ".join(one.name.lower() for one in unmet if not one.kept_back)
    return failing or " or ".join(one.name.lower() for one in unmet)


def rule_in_words(rule: AgreementRule, rounds: Sequence[RoundNow]) -> str:
    """Say what counts as agreed, when that was fixed, and when the first round opened."""
    words = (
        f"Agreed means: support (4 or 5) of {rule.support:.0%} with {rule.weights}, at least "
        f"{rule.sector_floor:.0%} in every sector, answers from {rule.response:.0%} of those "
        f"asked, and nobody who cannot live with it. Fixed on {day(rule.at)}"
    )
    if not rounds:
        return f"{words}; no round has been set yet."
    first = min(one.round.opens_at for one in rounds)
    side = "before" if rule.at < first else "after"
    return f"{words}, {side} the first round opened on {day(first)}."


def choose_lens(rule: AgreementRule) -> Weights:
    """Let the reader look through another lens; the rule's weights decide all the same."""
    lens = st.radio(
        "Whose voice counts the same in the support shown",
        list(Weights),
        index=list(Weights).index(rule.weights),
        format_func=lambda one: f"{PLURAL[one]}{' (the rule)' if one is rule.weights else ''}",
        horizontal=True,
    )
    chosen = lens or rule.weights
    if chosen is not rule.weights:
        quiet(f"This is a view. The verdict and the state go by the rule: {rule.weights}.")
    return chosen


def overview(rule: AgreementRule, standings: Sequence[Standing], lens: Weights) -> None:
    """Show one line a text; every figure names its draft, its round and n of N."""
    rows = [_line(rule, one, lens) for one in standings]
    table(
        f"{len(rows)} texts by their last round",
        [
            Column("Text"),
            Column("State"),
            Column("Verdict"),
            Column("Support", numbers=True),
            Column("Answered", numbers=True),
            Column("Agreement A", numbers=True),
            Column("Figures from"),
        ],
        rows,
        stacked=True,
    )
    quiet(
        "Agreement A (van der Eijk) runs from -1, two camps at the ends of the scale, over 0, "
        "spread evenly, to +1, everybody the same."
    )


def _line(rule: AgreementRule, standing: Standing, lens: Weights) -> tuple[str, ...]:
    stage = standing.latest
    title = standing.document.title
    if stage is None:
        return (title, "–", "–", "–", "–", "–", f"Draft {standing.draft.number}, not asked yet")
    spread = agreement(stage.positions)
    heard, asked = coverage(stage.positions)
    return (
        title,
        stage.state_words,
        "Agreed" if stage.verdict.agreed else "Not yet",
        supported(rule, stage, lens),
        f"{heard} of {asked}" if asked else "not shown",
        "–" if spread is None else f"{spread:+.2f}",
        stage.words.capitalize(),
    )


def supported(rule: AgreementRule, stage: Stage, lens: Weights | None = None) -> str:
    """Write the support through a lens, the rule's if none; in words where a figure is withheld."""
    weights = lens or rule.weights
    seen = next((one for one in stage.lenses if one.weights is weights), None)
    if seen is None or not seen.heard:
        return "–"
    if seen.met is None:
        return "not told"
    needed = f"{rule.support:.0%}"
    if seen.support is None:
        return f"{needed} or more" if seen.met else f"below {needed}"
    return share(seen.support)


def verdict(stage: Stage) -> None:
    """Show what the rule says of a text, condition by condition."""
    st.html(
        f'<p class="d-lead"><strong>{safe(stage.verdict.words)}</strong></p><ul>'
        + "".join(
            f"<li><strong>{_met(one)}</strong> {safe(one.words)}</li>"
            for one in stage.verdict.conditions
        )
        + "</ul>"
    )


def _met(one: Condition) -> str:
    return "Not told." if one.kept_back else MET[one.met]


def wanted(here: Visit, standing: Standing, stage: Stage) -> None:
    """List, sector by sector, what objectors say would have to change."""
    if not here.actor.may(Act.READ_COMMENTS):
        return
    subheading("What would move them, in their own words")
    by_sector = conditions(here.archive.objections(standing.document.id), stage.draft.id)
    if not by_sector:
        quiet("Nobody objects to this draft.")
        return
    st.html("".join(_asked_for(sector, said) for sector, said in by_sector))


def _asked_for(sector: str, said: Sequence[Remark]) -> str:
    items = "".join(f'<li class="d-said">{safe(one.condition)}</li>' for one in said)
    return f"<p><strong>{safe(sector)} ({len(said)})</strong></p><ul>{items}</ul>"
