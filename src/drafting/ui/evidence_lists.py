"""What the Evidence page lists: sources, what stands behind sentences, what is missing."""

from collections.abc import Mapping, Sequence

from drafting.domain.chain import Ground, Whereabouts
from drafting.domain.evidence import Hearing
from drafting.domain.process import day
from drafting.ui.pieces import folded_html, safe, sentence_html

NO_SOURCE = "No source"
NOBODY = "Nobody in particular"


def hearing_html(
    hearing: Hearing,
    said: Sequence[Whereabouts],
    sectors: Mapping[str, str],
    *,
    unfolded: bool = False,
) -> str:
    """Write a source, and folded in it each finding with where it went."""
    source = hearing.source
    lines = "".join(
        f'<p class="d-said">{safe(one.finding.text)} <span class="d-quiet">'
        f"({safe(one.finding.theme)}"
        f"{', ' + safe(sectors[one.finding.sector_id]) if one.finding.sector_id else ''}). "
        f"{safe(whereabouts_line(one))}</span></p>"
        for one in said
    )
    who = f", {safe(hearing.heard)}" if hearing.heard else ""
    agreed = f", {safe(hearing.consent)}" if hearing.consent else ""
    many = "1 finding" if len(said) == 1 else f"{len(said)} findings"
    return (
        f'<article class="d-card"><h2>{safe(source.title)}</h2><p class="d-quiet">'
        f"{source.kind.capitalize()}, {day(source.held_on)}{who}{agreed}</p>"
        f"{folded_html(many, lines, unfolded) if said else ''}</article>"
    )


def ground_html(one: Ground) -> str:
    """Write a sentence, and folded in it what stands behind it; what people wrote is escaped."""
    lines = [
        f'<p class="d-said">{safe(link.finding.text)} <span class="d-quiet">'
        f"({safe(link.finding.theme)}"
        + (
            f"; linked to “{safe(link.landing.quote)}”, and the words have changed since"
            if link.changed
            else ""
        )
        + ")</span></p>"
        for link in one.links
    ]
    for prompt in one.prompts:
        remark = prompt.remark
        lines.append(
            f'<p class="d-said"><span class="d-quiet">Changed after draft {prompt.number}: '
            f"{safe(remark.what)} of {safe(remark.author)}, {safe(remark.decision)}, on</span> "
            f"“{safe(remark.quote)}”: {safe(remark.text)}</p>"
        )
        lines += [
            f'<p class="d-said"><span class="d-quiet">behind it:</span> {safe(said.text)}</p>'
            for said in prompt.findings
        ]
    sentence = f'<p class="d-quote">{sentence_html(one.sentence.text)}</p>'
    if not lines:
        return f'<article class="d-card">{sentence}<p class="d-quiet">{NO_SOURCE}.</p></article>'
    many = "1 thing stands behind it" if len(lines) == 1 else f"{len(lines)} things stand behind it"
    if not one.has_source:
        many = f"{NO_SOURCE} among the findings; {many}"
    return f'<article class="d-card">{sentence}{folded_html(many, "".join(lines))}</article>'


def nowhere_html(
    by_sector: Mapping[str | None, Sequence[Whereabouts]], sectors: Mapping[str, str]
) -> str:
    """Write the findings that no text says, folded by sector, the sector with the most first."""
    named = sorted(
        (
            (-len(found), sectors[sector] if sector else NOBODY, found)
            for sector, found in by_sector.items()
        ),
        key=lambda one: one[:2],
    )
    return "".join(
        folded_html(
            f"{name}: {len(found)}",
            "".join(
                f'<p class="d-said">{safe(one.finding.text)} <span class="d-quiet">'
                f"({safe(one.finding.theme)}). {safe(whereabouts_line(one))}</span></p>"
                for one in found
            ),
        )
        for _, name, found in named
    )


def bare_html(sentences: Sequence[str]) -> str:
    """Write the sentences of a text that have no source, in their order."""
    if not sentences:
        return '<p class="d-said">Every sentence has a source.</p>'
    lines = "".join(f'<li class="d-said">{sentence_html(one)}</li>' for one in sentences)
    return f"<ul>{lines}</ul>"


def whereabouts_line(one: Whereabouts) -> str:
    """Say in plain words where a finding went."""
    said = [
        f"{place.title}: “{place.words}”" + ("" if place.stands == "same" else f" ({place.stands})")
        if place.words
        else place.title
        for place in one.places
    ]
    if one.reason:
        said.append(f"Set aside: {one.reason}")
    return "; ".join(said) or "Nowhere yet."
