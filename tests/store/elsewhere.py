"""What a stakeholder reads elsewhere: the timeline and its print, options compared, letters."""

from collections.abc import Iterator
from typing import Any

from drafting.domain.burn_up import burn_up, burn_words
from drafting.domain.letters.wording import reminder, round_letter
from drafting.domain.people import Stakeholder
from drafting.domain.planner import plan_back
from drafting.domain.process import LONDON
from drafting.domain.rounds_needed import plan_in_words
from drafting.domain.steering import to_decide
from drafting.domain.working_days import WorkingDays
from drafting.exchange.bank_holidays import bank_holidays
from drafting.exchange.mail.setting import as_text
from drafting.exchange.printed import TimelinePage
from drafting.exchange.printed.timeline_page import _Layout
from drafting.store.archive import Archive
from drafting.ui.options_beside import _row


def elsewhere(archive: Archive, reader: Stakeholder, dilemma_id: str) -> Iterator[str]:
    """Yield every word of the timeline, of options side by side, and of the reader's letters."""
    yield from timeline(archive)
    yield from options(archive, dilemma_id)
    for asking in archive.rounds():
        if reader.id in archive.invited(asking.id):
            letter = archive.round_letter(reader.id, asking.id)
            for said in (round_letter(letter), reminder(letter)):
                yield as_text(said, "https://drafting.example")


def options(archive: Archive, dilemma_id: str) -> Iterator[str]:
    """Yield what is said of a dilemma's options beside each other."""
    told = archive.comparison(dilemma_id)
    if told:
        yield told.words
        yield told.blocks
        yield from (str(cell) for one in told.options for cell in _row(one))


def timeline(archive: Archive) -> Iterator[str]:
    """Yield the words of the Timeline page and of the page that it prints."""
    now, process, standings = archive._clock(), archive.process(), archive.standings()
    assert process is not None
    today, rounds = now.astimezone(LONDON).date(), archive.rounds()
    days = WorkingDays(bank_holidays(range(today.year - 1, process.deadline.year + 2)))
    plan = plan_back(archive.pace(), days, today, process.deadline)
    closed = [one.document_id for one in archive.closings().values()]
    decide = to_decide(archive.milestones(), standings, closed, [], plan, now)
    yield from decide
    yield plan_in_words(plan, None)
    yield burn_words(burn_up(standings, now), len(plan.rounds))
    coverage = {one.id: archive.coverage(one.id) for one in rounds}
    drafts = [one.at for one in archive.drafts_by_id().values()]
    page = TimelinePage(
        process.title, now, process.deadline, "", [], decide, [], rounds, coverage, drafts
    )
    yield from _words_in(_Layout(page).data())


def _words_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _words_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _words_in(value)
