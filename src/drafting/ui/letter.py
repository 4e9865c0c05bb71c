"""“Our letter to you”: what changed and what became of one's own points, for each open round."""

import streamlit as st

from drafting.domain.letters.said import Bullets, Heading, Paragraph, Part, Quote
from drafting.domain.letters.wording import what_became, what_changed
from drafting.domain.rounds import RoundNow, State
from drafting.ui.pieces import act, button, quiet, safe, subheading
from drafting.ui.visit import Visit


def our_letter(here: Visit) -> None:
    """Show the visitor, folded, the personal part of the letter of each open round."""
    for asking in here.archive.rounds():
        if asking.state(here.now) is not State.OPEN:
            continue
        if here.actor.id not in here.archive.invited(asking.id):
            continue
        st.html(_letter_html(here, asking))


def _letter_html(here: Visit, asking: RoundNow) -> str:
    letter = here.archive.round_letter(here.actor.id, asking.id)
    parts = (*what_changed(letter), *what_became(letter))
    points = sum(len(text.points) for text in letter.texts)
    about = (
        f"what became of your {points} {'point' if points == 1 else 'points'}"
        if points
        else "what changed"
    )
    body = "".join(part_html(part) for part in parts)
    return f'<details class="d-more"><summary>Our letter to you: {about}</summary>{body}</details>'


def part_html(part: Part) -> str:
    """Write a part of a letter for a page; everything people wrote is escaped."""
    if isinstance(part, Heading):
        return f"<h3>{safe(part.words)}</h3>"
    if isinstance(part, Quote):
        return f'<p class="d-quote">{safe(part.words)}</p>'
    if isinstance(part, Bullets):
        return "<ul>" + "".join(f"<li>{safe(item)}</li>" for item in part.items) + "</ul>"
    return f'<p class="d-said">{safe(part.words)}</p>' if isinstance(part, Paragraph) else ""


def choose_reminders(here: Visit) -> None:
    """Offer to stop reminders, or to begin them again."""
    subheading("Reminders by e-mail")
    wanted = here.archive.my_reminders()
    quiet(
        "You get a reminder when a round is open and you still owe an answer, at most one a day."
        if wanted
        else "You get no reminders. Letters about new rounds still come: one for each round."
    )
    label = "Stop reminders" if wanted else "Send me reminders again"
    if button(here, "reminders", label, "secondary"):
        act(
            here,
            "reminders",
            lambda key: here.workshop.choose_reminders(here.actor, here.actor.id, not wanted, key),
            "You get no more reminders. Letters about new rounds still come."
            if wanted
            else "You get reminders again.",
        )
