"""The piece that Vision, Missions and Narrative share: read, see what changed, rate, comment."""

from collections.abc import Sequence

import streamlit as st

from drafting.domain.behind import Behind, behind
from drafting.domain.changed_lines import lines
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.rounds import RoundNow, State
from drafting.domain.tracked_changes import Change, Op
from drafting.ui.pieces import prose, quiet, safe, subheading
from drafting.ui.points import ties
from drafting.ui.rating import rating, veil
from drafting.ui.redline import lines_html, redline
from drafting.ui.remarks import comment_form, remarks
from drafting.ui.replying import reply_form
from drafting.ui.selected import text_to_select
from drafting.ui.since_rated import since_rated
from drafting.ui.suggestions import because, proposals, suggest_form
from drafting.ui.visit import Visit
from drafting.ui.word import WordWriter, word_back, word_files

AS_IT_STANDS = "The text as it stands"
WHO_BROUGHT_IT = "Which draft brought each line"


def choose_document(here: Visit, kind: Kind) -> Document | None:
    """Let the reader pick one of the documents of a kind; the address can name it (?text=2)."""
    documents = here.archive.documents(kind)
    if not documents:
        quiet("There is no text here yet. The chair begins one at the Desk.")
        return None
    if len(documents) == 1:
        return documents[0]
    asked = st.query_params.get("text", "1")
    place = int(asked) - 1 if asked.isdecimal() and 0 < int(asked) <= len(documents) else 0
    return st.selectbox(
        f"Which {kind}?" if kind is not Kind.NARRATIVE else "Which section?",
        documents,
        index=place,
        format_func=lambda document: document.title,
        key=f"choose {kind} {place}",
    )


def document(here: Visit, text: Document, word: WordWriter, scale: bool = True) -> None:
    """Show one document: its latest draft, what changed, the question, the comments.

    `word` writes the drafts as Word files. Without `scale` the rating stands elsewhere on the page.
    """
    drafts = here.archive.drafts(text.id)
    if not drafts:
        quiet("No draft is published yet. You will find it here as soon as there is one.")
        return
    read_before = here.archive.last_read(text.id)
    draft = _choose_draft(text, drafts)
    st.html(
        f'<p class="d-quiet">Draft {draft.number} of {len(drafts)}, published '
        f"{day(draft.at)}. {safe(draft.note)}</p>"
    )
    with st.container(key=text_to_select(draft.id)):
        _text(here, text.title, drafts, draft, _since(here, read_before, draft))
    st.html(
        '<details class="d-more"><summary>Fingerprint of this draft</summary>'
        f'<p class="d-fingerprint">SHA-256 {draft.sha256}</p></details>'
    )
    word_files(here, text, drafts, draft, word)
    if read_before is None or read_before.id != draft.id:
        here.workshop.mark_read(here.actor, draft.id)
    asking = asking_about(here, draft)
    asked = asking and here.actor.may(Act.RATE) and here.actor.id in here.archive.invited(asking.id)
    if scale and asking and asked:
        rating(here, draft, asking)
        since_rated(here, draft, asking)
    if here.actor.may(Act.READ_COMMENTS):
        if asking or draft == drafts[-1]:
            comment_form(here, draft, asking)
            suggest_form(here, draft, asking)
            word_back(here, text, draft, asking, word)
        _said(here, text, drafts, draft, asking)


def asking_about(here: Visit, draft: Draft) -> RoundNow | None:
    """Return the round that asks about a draft: the open one, else the last."""
    rounds = here.archive.rounds_asking(draft.id)
    open_now = [one for one in rounds if one.state(here.now) is State.OPEN]
    either = open_now or rounds
    return either[-1] if either else None


def _since(here: Visit, read_before: Draft | None, draft: Draft) -> Draft | None:
    """Remember for this visit which draft was read last, though this one is being read now."""
    kept = f"read before {draft.document_id}"
    if kept not in st.session_state:
        st.session_state[kept] = read_before
    before: Draft | None = st.session_state[kept]
    return before if before and before.number < draft.number else None


def _choose_draft(text: Document, drafts: Sequence[Draft]) -> Draft:
    """Let the reader go through all drafts, the latest first shown."""
    if len(drafts) == 1:
        return drafts[0]
    numbers = [draft.number for draft in drafts]
    chosen = st.select_slider(
        "Draft",
        numbers,
        value=numbers[-1],
        format_func=lambda number: f"Draft {number}{' (latest)' if number == numbers[-1] else ''}",
        key=f"draft of {text.id} among {len(drafts)}",
    )
    return drafts[numbers.index(chosen)]


def _text(
    here: Visit, title: str, drafts: Sequence[Draft], draft: Draft, read: Draft | None
) -> None:
    earlier = [one for one in reversed(drafts) if one.number < draft.number]
    if not earlier:
        prose(draft.text, title)
        return
    views: list[Draft | str] = [AS_IT_STANDS, *earlier, WHO_BROUGHT_IT]
    chosen = st.selectbox(
        "Show",
        views,
        index=views.index(read) if read in earlier else 0,
        format_func=lambda one: _view(one, read),
        key=f"view of {draft.id}",
    )
    if isinstance(chosen, Draft):
        subheading(f"What changed from draft {chosen.number} to draft {draft.number}")
        redline(chosen.text, draft.text, draft.id)
    elif chosen == WHO_BROUGHT_IT:
        _who_brought_it(here, [one for one in drafts if one.number <= draft.number])
    else:
        prose(draft.text, title)


def _view(one: Draft | str, read: Draft | None) -> str:
    if isinstance(one, str):
        return one
    since = ", which you last read" if read and one.id == read.id else ""
    return f"Changes since draft {one.number}{since}"


def _who_brought_it(here: Visit, drafts: Sequence[Draft]) -> None:
    """Show for each line which draft brought it, and what people said before it came."""
    text, heard = drafts[-1].document_id, here.actor.may(Act.READ_COMMENTS)
    said = [*here.archive.comments(text), *here.archive.objections(text)] if heard else []
    told = behind(drafts, here.archive.proposals(text) if heard else [], said)
    numbers = {draft.id: draft.number for draft in drafts}
    subheading(f"Which draft brought each line of draft {drafts[-1].number}")
    st.html("".join(_born(one, numbers) for one in told))
    if heard:
        quiet(
            "Named is what the chair accepted: a suggestion whose own words came, a comment or an "
            "objection whose passage was changed. For the rest the notes say why."
        )
    quiet(*(f"Draft {one.number}, {day(one.at)}: {one.note or 'no note.'}" for one in drafts))


def _born(one: Behind, numbers: dict[str, int]) -> str:
    """Write a line, the drafts that brought it, and what people said before it came."""
    line = lines_html(lines([Change(Op.KEPT, one.line)]))
    brought = ", then ".join(f"draft {number}" for number in one.numbers)
    said = "".join(f"<li>{safe(because(each, numbers))}</li>" for each in one.said)
    heard = f"<p>Because of:</p><ul>{said}</ul>" if said else ""
    about = f'<div class="d-quiet"><p>From {brought}.</p>{heard}</div>'
    return f'<div class="d-prose d-born">{line}{about}</div>'


def _said(
    here: Visit, text: Document, drafts: Sequence[Draft], draft: Draft, asking: RoundNow | None
) -> None:
    said = [*here.archive.comments(text.id), *here.archive.objections(text.id)]
    made = here.archive.proposals(text.id)
    if made:
        subheading(f"Proposed wording ({len(made)})")
        numbers = {one.id: one.number for one in drafts}
        proposals(made, numbers, {draft.id, drafts[-1].id})
        ties(here, drafts, said, made)
    subheading(f"What people said ({len(said)})")
    veiled = asking and veil(here, asking)
    if veiled:
        quiet(veiled)
    if veiled and not said:
        return
    remarks(said, {one.id: one for one in drafts}, drafts[-1], draft)
    reply_form(here, said, draft, asking, drafts[-1])
