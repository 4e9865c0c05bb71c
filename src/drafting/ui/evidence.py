"""Pieces about the evidence: what stands behind words, and the forms that say so."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from drafting.domain.chain import Sentence, sentences_of
from drafting.domain.documents import Dilemma, Document
from drafting.domain.evidence import Finding
from drafting.domain.people import Act
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, quiet, safe
from drafting.ui.visit import Visit

_SHOWN = 90  # characters of a finding or sentence in a list


def short(words: str) -> str:
    """Shorten words for a list to choose from; the whole stands where it is shown."""
    folded = " ".join(words.split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1] + "…"


def behind_a_passage(
    here: Visit, document: Document, text: str, note: str, follows_id: str | None
) -> None:
    """At the Desk: say in one action which finding stands behind a sentence of what is written."""
    findings = here.archive.findings()
    sentences = sentences_of(text)
    if not (findings and sentences):
        return
    with st.expander("Which finding stands behind this passage?"):
        what = f"landing {document.id}"
        passage: Sentence | None = st.selectbox(
            "Passage",
            sentences,
            index=None,
            format_func=lambda one: short(one.text),
            placeholder="Choose a sentence of the text above",
            key=field(here, what, "passage"),
        )
        finding = _choose_finding(here, what, findings)
        if not button(here, what, "Link it", "secondary"):
            return
        if passage is None or finding is None:
            st.error("Choose a passage and a finding. Nothing was linked.")
            return
        act(
            here,
            what,
            lambda key: here.workshop.land_while_writing(
                here.actor,
                document.id,
                text,
                note,
                follows_id,
                finding.id,
                passage.start,
                passage.end,
                key,
            ),
            "The text is saved, and the finding stands behind the passage.",
        )


def _choose_finding(here: Visit, what: str, findings: Sequence[Finding]) -> Finding | None:
    chosen: Finding | None = st.selectbox(
        "Finding",
        sorted(findings, key=lambda one: one.theme),
        index=None,
        format_func=lambda one: f"{one.theme.capitalize()}: {short(one.text)}",
        placeholder="Choose what was heard",
        key=field(here, what, "finding"),
    )
    return chosen


def where_it_went(here: Visit, findings: Sequence[Finding]) -> None:
    """Offer to say that a finding sharpened a dilemma, stands behind a remark, or was set aside."""
    quiet("What stands behind a passage is linked at the Desk, while you write it.")
    what = "whereabouts"
    finding = _choose_finding(here, what, findings)
    dilemma: Dilemma | None = st.selectbox(
        "It sharpened this dilemma",
        here.archive.dilemmas(),
        index=None,
        format_func=lambda one: one.title,
        placeholder="Choose a dilemma, or give a reason below",
        key=field(here, what, "dilemma"),
    )
    reason = typed(
        here,
        what,
        f"reason {finding.id if finding else ''}",
        "Or: why it stands in no text",
        rows=1,
    )
    if not button(here, what, "Record where it went", "secondary"):
        return
    if finding is None or bool(dilemma) == bool(reason):
        st.error("Choose a finding, and either a dilemma or a reason. Nothing was recorded.")
    elif dilemma:
        act(
            here,
            what,
            lambda key: here.workshop.land(here.actor, finding.id, dilemma.id, key=key),
            f"The finding stands behind “{dilemma.title}”.",
        )
    else:
        act(
            here,
            what,
            partial(here.workshop.set_aside, here.actor, finding.id, reason),
            "The reason is recorded, and everybody who reads the evidence sees it.",
        )


def dilemma_chain(here: Visit, dilemma: Dilemma) -> None:
    """On the Dilemmas page: the findings behind a dilemma, and the words that settle it."""
    settled = here.archive.settled().get(dilemma.id)
    if here.actor.may(Act.READ_COMMENTS):
        linked = {one.finding_id for one in here.archive.landings() if one.target_id == dilemma.id}
        heard = [one for one in here.archive.findings() if one.id in linked]
        if heard:
            said = "".join(f'<p class="d-said">{safe(one.text)}</p>' for one in heard)
            st.html(
                f'<details class="d-more"><summary>What was heard ({len(heard)})</summary>'
                f"{said}</details>"
            )
    if settled is None:
        quiet("No words of a draft settle it yet.")
        return
    draft = here.archive.draft(settled.draft_id)
    text = here.archive.document(draft.document_id)
    option = here.archive.document(settled.option_id).title if settled.option_id else ""
    taken = f" It takes up the option “{safe(option)}”." if option else ""
    st.html(
        f'<article class="d-card"><h2>Settled in {safe(text.title)}, draft {draft.number}</h2>'
        f'<p class="d-quote">{safe(settled.quote)}</p>'
        f'<p class="d-said">{safe(settled.reason)}{taken}</p></article>'
    )
