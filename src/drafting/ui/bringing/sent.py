"""A file that was sent: its rows, which column is which, what is wrong, how far the work is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

import streamlit as st

from drafting.domain.errors import DraftingError
from drafting.domain.listing import listed
from drafting.exchange.named_columns import Fault, Headings, Places, recognised
from drafting.exchange.sheets import Row, rows
from drafting.exchange.written import LARGEST_FILE
from drafting.ui.pieces import Column, field, plain, quiet, table
from drafting.ui.visit import Visit

T = TypeVar("T")

USUAL = LARGEST_FILE // 1_000_000  # megabytes of a file
NAMED = 50  # bad rows
PREVIEWED = 10  # good rows
STEPS = 100  # of a bar


class Sent(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def file_id(self) -> str:
        """Return what no other file is called."""

    def getvalue(self) -> bytes:
        """Return its bytes."""


def ask_for(here: Visit, what: str, label: str, *types: str, most: int = USUAL) -> Sent | None:
    """Ask for a file of these types, of at most so many megabytes."""
    return st.file_uploader(
        label, type=list(types), key=field(here, what, "file"), max_upload_size=most
    )


def once(sent: Sent, what: str, make: Callable[[], T]) -> T:
    """Make something of a file once, not at each drawing of the page."""
    name, slot = f"{what} of {sent.file_id}", f"kept {what.split(maxsplit=1)[0]}"
    held: tuple[str, T] | None = st.session_state.get(slot)
    if held is None or held[0] != name:
        held = (name, make())
        st.session_state[slot] = held
    return held[1]


def kindly(make: Callable[[], T]) -> T | None:
    """Make something; where it cannot be, say why in place of it."""
    try:
        return make()
    except DraftingError as no:
        st.error(plain(str(no)))
        return None


def rows_of(sent: Sent, headings: Headings) -> list[Row] | None:
    """Return the rows of a file, or say why it cannot be read."""
    return kindly(lambda: once(sent, "rows", lambda: rows(sent.getvalue(), headings.what)))


def columns_of(
    here: Visit, what: str, sent: Sent, found: Sequence[Row], headings: Headings
) -> Places | None:
    """Return which column is which. Where the names do not say, ask; None until it is clear."""
    if not found:
        return {}
    cells = found[0].cells
    known = recognised(found[0], headings)
    if set(headings.needed) <= known.keys():
        return known
    quiet("The names of the columns do not say which is which. Choose.")
    chosen: dict[str, int] = {}
    for name in headings.all:
        place = st.selectbox(
            f"Column of the {name}" + ("" if name in headings.needed else " (optional)"),
            range(len(cells)),
            index=known.get(name),
            format_func=lambda one: f"{_letter(one)}: {cells[one] or 'no name'}",
            placeholder="Choose a column",
            key=field(here, what, f"{name} in {sent.file_id}"),
        )
        if place is not None:
            chosen[name] = place
    missing = [name for name in headings.needed if name not in chosen]
    if missing:
        quiet(f"Still to choose: the column of the {listed(missing)}.")
        return None
    return chosen


def _letter(place: int) -> str:
    """Name a column as spreadsheets do: A, B, ..., Z, AA."""
    first, last = divmod(place, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


def bad_rows(faults: Sequence[Fault], ignored: Sequence[str] = ()) -> None:
    """Name each row that cannot be taken, and the columns that are not used."""
    if ignored:
        quiet(f"Columns not used: {', '.join(ignored)}.")
    if not faults:
        return
    many = "1 row" if len(faults) == 1 else f"{len(faults):,} rows"
    table(
        f"{many} cannot be taken. Mend them in the file, or leave them out.",
        [Column("Row"), Column("What is wrong")],
        [(fault.row, fault.words) for fault in faults[:NAMED]],
    )
    if len(faults) > NAMED:
        quiet(f"And {len(faults) - NAMED:,} more rows.")


def of_rows(count: int, one: str, several: str = "") -> str:
    """Write "1 comment", "2,000 comments"."""
    return f"1 {one}" if count == 1 else f"{count:,} {several or one + 's'}"


def preview(
    many: str, done: str, columns: Sequence[Column], found: Sequence[Sequence[object]]
) -> None:
    """Show the first rows that can be "registered" or "recorded", and how `many` there are."""
    first = f"; the first {PREVIEWED} are" if len(found) > PREVIEWED else ""
    table(f"{many} can be {done}{first}", columns, found[:PREVIEWED], stacked=True)


@contextmanager
def bar(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far a work is as long as it lasts; `total` 0 is not known beforehand."""
    shown = st.empty()

    def tell(done: int) -> None:
        if not total:
            shown.text(f"{words}: {done:,}")
        elif done % max(1, total // STEPS) == 0 or done >= total:
            # A file may have more lines than were counted: its cells may hold line ends.
            shown.progress(min(done / total, 1.0), f"{words}: {done:,} of {total:,}")

    yield tell
    shown.empty()


def with_bar(words: str, total: int, bring: Callable[..., object]) -> Callable[[str], object]:
    """Return what `act` does: bring it in, once, with a bar."""

    def do(key: str) -> object:
        with bar(words, total) as tell:
            return bring(key=key, done=tell)

    return do
