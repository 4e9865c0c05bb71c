"""Outcome: how each text ended, its agreement record, who signed, and what was promised."""

from drafting.domain.documents import Kind
from drafting.domain.people import Act
from drafting.exchange.record import as_html, as_pdf, as_word, record_of, written
from drafting.ui.endings import Writers, close_a_text, commitments, ended_texts
from drafting.ui.pieces import heading, quiet
from drafting.ui.visit import visit

WRITERS = Writers(record_of, written, as_html, as_pdf, as_word)

here = visit("outcome")
closings = here.archive.closings()
standings = here.archive.standings() if here.archive.rules() else []
texts = [one for one in standings if one.document.kind is not Kind.OPTION]
ended = [one.document for one in standings if one.document.id in closings]
agreed = sum(closings[one.id].agreed for one in ended)
still = sum(one.document.id not in closings for one in texts)
heading(
    "Outcome",
    f"{len(ended)} texts are closed, {agreed} of them agreed. {still} are still being agreed.",
)
if not ended:
    quiet("No text was closed yet. The chair closes one after the round on its last draft.")
ended_texts(here, ended, closings, WRITERS)
if here.actor.may(Act.MANAGE_PROCESS):
    close_a_text(here, [one for one in standings if one.document.id not in closings])
missions = [one.document for one in standings if one.document.kind is Kind.MISSION]
commitments(here, missions)
