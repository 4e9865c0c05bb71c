"""Pieces of the outbox: who is owed a letter, what it says, what became of each."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from drafting.domain.errors import DraftingError
from drafting.domain.letters import wording
from drafting.domain.letters.facts import Letter, Sort
from drafting.domain.letters.outbox import (
    LetterNow,
    State,
    reminded_on,
    still_owe,
    without_invitation,
    without_round_letter,
)
from drafting.domain.people import Stakeholder
from drafting.domain.process import day_and_time
from drafting.domain.rounds import RoundNow
from drafting.domain.rounds import State as RoundState
from drafting.exchange.mail.setting import as_text
from drafting.ui.pieces import (
    Column,
    act,
    button,
    field,
    folded_html,
    plain,
    quiet,
    subheading,
    table,
    table_html,
)
from drafting.ui.visit import Visit

NAMED = {Sort.INVITATION: "invitation", Sort.ROUND: "letter", Sort.REMINDER: "reminder"}
LISTED = 20
DONE_WITH = {State.SENT, State.BY_HAND, State.WITHDRAWN}


def counted(count: int, sort: Sort) -> str:
    """Name a number of letters: 1 reminder, 180 reminders."""
    return f"{count} {NAMED[sort]}{'' if count == 1 else 's'}"


def summary(letters: Sequence[LetterNow], here: Visit) -> str:
    """Say in a sentence what is in the outbox."""
    states = Counter(one.state(here.now) for one in letters)
    if not letters:
        return "No letter is written yet."
    told = [
        f"{states[state]} {words}"
        for state, words in (
            (State.PERHAPS, "perhaps sent: say what became of them"),
            (State.FAILED, "not delivered"),
            (State.WAITING, "waiting"),
            (State.GOING, "on the way"),
        )
        if states[state]
    ]
    gone = f"{states[State.SENT] + states[State.BY_HAND]} of {len(letters)} letters are sent"
    return f"{gone}; {', '.join(told)}." if told else f"{gone}."


def how_letters_go(here: Visit) -> None:
    """Say how letters leave, and offer a test."""
    subheading("How letters go out")
    if here.post.illustration:
        quiet("Everybody here is invented, so nothing is sent. Letters can be read and copied.")
        return
    if not here.post.sends:
        quiet(
            "No mail server is set. Copy each letter below, send it with your own mail program and "
            "mark it as sent. To have them sent from here, set DRAFTING_SMTP_HOST and its fellows; "
            "the README says how."
        )
        return
    quiet(f"From {here.post.sender}. Links lead to {here.post.site}.")
    if button(here, "test letter", "Send a test letter to myself", "secondary"):
        said = wording.test_letter(here.process.title)
        act(
            here,
            "test letter",
            lambda _: here.post.mail(here.actor.id, said),
            f"A test letter is on its way to {here.actor.email}.",
        )


def offers(here: Visit, letters: Sequence[LetterNow]) -> None:
    """Offer to write to everybody who is owed a letter."""
    people = here.archive.stakeholders()
    now_open = [one for one in here.archive.rounds() if one.state(here.now) is RoundState.OPEN]
    for asking in now_open:
        missing = without_round_letter(here.archive.invited(asking.id), asking.id, letters)
        offer(here, Sort.ROUND, [one for one in people if one.id in missing], asking)
    for asking in now_open:
        owing = still_owe(
            here.archive.answered(asking.id),
            len(here.archive.round_drafts(asking.id)),
            here.archive.reminders_stopped(),
        ) - reminded_on(letters, here.now)
        offer(here, Sort.REMINDER, [one for one in people if one.id in owing], asking)
    uninvited = without_invitation(people, here.archive.with_password(), letters, here.now)
    offer(here, Sort.INVITATION, uninvited)
    if not now_open:
        quiet("No round is open. Letters about a round and reminders are offered while one is.")


def offer(
    here: Visit, sort: Sort, people: Sequence[Stakeholder], asking: RoundNow | None = None
) -> None:
    """Show who would get a letter and what it says, and write to them."""
    if not people:
        return
    why = {
        Sort.ROUND: f"{len(people)} invited to {_title(asking)} have no letter about it yet",
        Sort.REMINDER: f"{len(people)} still owe an answer in {_title(asking)}",
        Sort.INVITATION: f"{len(people)} have no password yet and no invitation that holds",
    }[sort]
    subheading(why)
    with st.expander(f"See who, and read the {NAMED[sort]} to {plain(people[0].name)}"):
        rows = [(one.name, one.email) for one in people[:LISTED]]
        more = f"; the first {LISTED} of {len(people)}" if len(people) > LISTED else ""
        table(f"Who gets it{more}", [Column("Name"), Column("E-mail")], rows)
        first = Letter("", people[0].id, sort, "", asking.id if asking else None, here.now)
        show(here, LetterNow(first))
    what = f"{sort} {asking.id if asking else ''}"
    does = "Send" if here.post.sends else "Write"
    if button(here, what, f"{does} {counted(len(people), sort)}"):
        act(
            here,
            what,
            partial(_write, here, sort, people, asking),
            f"{counted(len(people), sort).capitalize()} "
            + ("on the way." if here.post.sends else "in the outbox: copy and send each."),
        )


def _write(
    here: Visit, sort: Sort, people: Sequence[Stakeholder], asking: RoundNow | None, key: str
) -> None:
    ids = [one.id for one in people]
    here.workshop.write_letters(here.actor, sort, ids, asking.id if asking else None, key)
    if here.post.sends:
        here.post.begin_sending(here.actor)


def _title(asking: RoundNow | None) -> str:
    return asking.round.title if asking else ""


def show(here: Visit, letter: LetterNow) -> None:
    """Show a letter as the chair may read it, links left out."""
    said = here.post.said(here.actor, letter)
    st.markdown(f"**{plain(said.subject)}**")
    st.code(as_text(said, here.post.site), language=None, wrap_lines=True)


def letters_table(here: Visit, letters: Sequence[LetterNow], people: dict[str, str]) -> None:
    """List letters, newest first, with what became of each; many that are done with are folded."""
    rows: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    for one in reversed(letters):
        state = one.state(here.now)
        note = one.withdrawn.reason if one.withdrawn else one.failure.reason if one.failure else ""
        shown = note if state in {State.FAILED, State.WITHDRAWN, State.WAITING} else ""
        when = one.sent.at if one.sent else one.letter.at
        told = (people[one.letter.stakeholder_id], one.letter.sort, state, day_and_time(when))
        rows[state in DONE_WITH].append((*told, shown))
    titles = [Column(title) for title in ("To", "Letter", "State", "Sent or written", "Why")]
    for done in (False, True):
        number = len(rows[done])
        caption = f"{number} letter{'' if number == 1 else 's'} sent or taken back"
        if done and number > LISTED:
            st.html(folded_html(caption, table_html(caption, titles, rows[done], stacked=True)))
        elif number:
            table(
                caption if done else f"{number} not sent yet, or not delivered",
                titles,
                rows[done],
                stacked=True,
            )


def handle(here: Visit, letter: LetterNow) -> None:
    """Show one letter, and what can be done with it."""
    state = letter.state(here.now)
    if state not in {State.WAITING, State.FAILED, State.PERHAPS}:
        show(here, letter)
        return
    if state is State.PERHAPS:
        quiet("The connection broke before the mail server confirmed it. Ask whether it came.")
    copied = f"copy of {letter.id}"
    if copied in st.session_state:
        st.code(st.session_state[copied], language=None, wrap_lines=True)
        quiet("This copy has its own links. Send it, then mark it as sent.")
    else:
        show(here, letter)
        if st.button("Make a copy to send by hand", key=copied + " made"):
            said, stop = here.post.copy(here.actor, letter)
            st.session_state[copied] = f"{said.subject}\n\n{as_text(said, here.post.site, stop)}"
            st.rerun()
    name = here.archive.stakeholder(letter.letter.stakeholder_id).name
    _do(
        here,
        f"sent {letter.id}",
        "Mark as sent",
        f"The letter to {name} is marked as sent.",
        partial(here.workshop.letter_went, here.actor, letter.id, True),
    )
    if state in {State.FAILED, State.PERHAPS}:
        _do(
            here,
            f"again {letter.id}",
            "Send it again",
            f"The letter to {name} waits again.",
            partial(here.workshop.send_again, here.actor, letter.id),
        )
    if state in {State.WAITING, State.FAILED}:
        reason = st.text_input("Why take it back?", key=field(here, f"back {letter.id}", "why"))
        _do(
            here,
            f"back {letter.id}",
            "Take it back",
            f"The letter to {name} will not go.",
            partial(here.workshop.withdraw_letter, here.actor, letter.id, reason or ""),
        )


def _do(here: Visit, what: str, label: str, done: str, verb: Callable[[str], object]) -> None:
    if button(here, what, label, "secondary"):
        act(here, what, verb, done)


def sending(here: Visit, letters: Sequence[LetterNow]) -> None:
    """Say how far the sending is, or offer to send what waits."""
    if here.post.running:
        _progress(here)
        return
    if here.post.problem:
        st.error(plain(here.post.problem))
    waiting = [one for one in letters if one.state(here.now) is State.WAITING]
    if (
        waiting
        and here.post.sends
        and st.button(f"Send what waits: {len(waiting)}", key="send what waits", type="primary")
    ):
        try:
            here.post.begin_sending(here.actor)
        except DraftingError as no:
            st.error(plain(str(no)))
        st.rerun()


@st.fragment(run_every=2)
def _progress(here: Visit) -> None:
    if not here.post.running:
        st.rerun()
    states = Counter(one.state(here.now) for one in here.archive.letters())
    quiet(f"Sending: {states[State.WAITING]} still wait. You can leave this page meanwhile.")
