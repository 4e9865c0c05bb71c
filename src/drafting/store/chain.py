"""The chain over the facts: each write seals what it added and the link before it.

A link holds SHA-256 over the hashes of its facts in the order of writing, and its head hashes the
head before. Rows that went missing, in the middle or at the end, are noticed at the next start.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafting.store.answers_kept import of_one
from drafting.store.fingerprints import PERSONAL, Print, committed, new_salt, prints, sha256

# Up to so many facts a start checks the whole chain (about 0.2 seconds); beyond, what is new.
WHOLE_AT_START = 20_000
_BATCH = 10_000
_PARTING = {"stakeholder_id", "round_id", "draft_id"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link: everything up to `last_seq` is sealed, `facts` facts in all."""

    number: int
    anew: bool
    last_seq: int
    facts: int
    digest: str
    head: str


NONE_YET = Link(0, False, 0, 0, "", "")


class Chain:
    """The chain of one open database. Only whoever holds the write lock may call what adds.

    `touched` names the tables to which this transaction added, and their parts of one person, round
    or draft.
    """

    def __init__(self, cursor: Any) -> None:
        self._prints = prints(cursor)
        self._added: list[tuple[int, str]] = []
        self._next: Link | None = None
        self.touched: set[str] = set()
        self.newest = newest(cursor)

    def begin(self) -> None:
        """Begin a transaction: nothing is added yet."""
        self._added, self._next, self.touched = [], None, set()

    def insert(
        self, cursor: Any, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Add rows to a chained table, the only way that a fact is added."""
        kept = self._prints[table]
        self.touched.add(table)
        for place, name in enumerate(names):
            if name in _PARTING:
                self.touched.update(of_one(table, row[place]) for row in rows)
        listed = ", ".join(f'"{name}"' for name in names)
        places = ", ".join(["(" + ", ".join("?" * len(names)) + ")"] * len(rows))
        added = cursor.execute(
            f"INSERT INTO {table} ({listed}) VALUES {places} RETURNING seq",
            [value for row in rows for value in row],
        ).fetchall()
        written = [
            dict(zip(("seq", *names), (*seq, *row), strict=True))
            for seq, row in zip(sorted(added), rows, strict=True)
        ]
        prints = [kept.of(row) for row in written]
        if kept.personal:
            sealed = self._commit_to(cursor, table, written)
            prints = [sha256(one + seal) for one, seal in zip(prints, sealed, strict=True)]
        self._added += [(row["seq"], one) for row, one in zip(written, prints, strict=True)]

    def close(self, cursor: Any) -> None:
        """Write the link of what this transaction added, if it added anything."""
        if not self._added:
            return
        digest = hashlib.sha256()
        for _, one in sorted(self._added):
            digest.update(one.encode())
        last, facts = max(self._added)[0], self.newest.facts + len(self._added)
        self._next = _follow(self.newest, False, last, facts, digest.hexdigest())
        _write(cursor, self._next)

    def anew(self, cursor: Any) -> None:
        """Seal every fact there is, those just added too, with one link: rows were reshaped."""
        self._prints, self._added = prints(cursor), []
        digest, last, facts = hashlib.sha256(), 0, 0
        for seq, one in _rows(cursor, self._prints, _held(cursor, self._prints), 0):
            digest.update(one.encode())
            last, facts = seq, facts + 1
        if facts or self.newest.number:
            self._next = _follow(self.newest, True, last, facts, digest.hexdigest())
            _write(cursor, self._next)

    @property
    def coming(self) -> Link | None:
        """Return the link that this transaction wrote, if it added anything."""
        return self._next

    def kept(self) -> Link:
        """Take note that the transaction was committed; return the newest link."""
        if self._next:
            self.newest, self._next = self._next, None
        return self.newest

    def fault(self, cursor: Any, since: int = 0, *, inside: bool = False) -> str:
        """Say what does not fit in the chain after link number `since`, or nothing.

        `inside` a transaction the links are read with its own cursor, all at once.
        Raises duckdb.Error where the file itself is damaged.
        """
        held = _held(cursor, self._prints)
        lost = _lost(held, self.newest)
        if lost:
            return lost
        (anew,) = cursor.execute("SELECT max(number) FROM chain_link WHERE anew").fetchone()
        with contextlib.ExitStack() as until_checked:
            if inside:
                links = iter(list(_links(cursor, since - 1)))
            else:
                links = _links(until_checked.enter_context(cursor.cursor()), since - 1)
            before = next(links, NONE_YET) if since else NONE_YET
            changed = self._changed(cursor, held, before, links, anew or 0)
            return changed or self._unsealed(cursor)

    def _changed(
        self,
        cursor: Any,
        held: Mapping[str, int],
        before: Link,
        links: Iterator[Link],
        anew: int,
    ) -> str:
        rows: Iterator[tuple[int, str]] = iter(())
        found: tuple[int, str] | None = None
        reading = False
        for link in links:
            if link != _follow(before, link.anew, link.last_seq, link.facts, link.digest):
                return f"link {link.number} of the chain does not follow from the one before it"
            if link.number >= anew:
                place = 0 if link.anew else before.last_seq
                if not reading:
                    reading, rows = True, _rows(cursor, self._prints, held, place)
                    found = next(rows, None)
                digest = hashlib.sha256()
                while found and found[0] <= link.last_seq:
                    digest.update(found[1].encode())
                    found = next(rows, None)
                if digest.hexdigest() != link.digest:
                    return f"facts {place + 1} to {link.last_seq} are not what was written"
            before = link
        return "facts were added past the end of the chain" if found else ""

    def _unsealed(self, cursor: Any) -> str:
        """Say whether a name, address or password is not the one that was committed to."""
        for table in PERSONAL:
            (wrong,) = cursor.execute(
                f"SELECT count(*) FROM {table} t JOIN chain_commitment c ON c.kind = '{table}' "
                f"AND c.fact_id = t.id WHERE c.salt IS NOT NULL "
                f"AND sha256(c.salt || {self._prints[table].personal}) <> c.sealed"
            ).fetchone()
            if wrong:
                return f"{wrong} rows of {table} are not what was written"
        return ""

    def _commit_to(self, cursor: Any, table: str, rows: Sequence[dict[str, Any]]) -> list[str]:
        made = []
        for row in rows:
            salt = new_salt()
            seal = committed(salt, {name: row[name] for name in PERSONAL[table]})
            made.append((table, row["id"], salt, seal))
        places = ", ".join(["(?, ?, ?, ?)"] * len(made))
        cursor.execute(
            f"INSERT INTO chain_commitment (kind, fact_id, salt, sealed) VALUES {places}",
            [value for one in made for value in one],
        )
        return [one[3] for one in made]


_LINK = "SELECT number, anew, last_seq, facts, digest, head FROM chain_link"


def newest(cursor: Any) -> Link:
    """Return the last link of a database; number 0 where there is none yet."""
    row = cursor.execute(f"{_LINK} ORDER BY number DESC LIMIT 1").fetchone()
    return _link(row) if row else NONE_YET


def _links(cursor: Any, after: int) -> Iterator[Link]:
    reading = cursor.execute(f"{_LINK} WHERE number > ? ORDER BY number", [after])
    while batch := reading.fetchmany(_BATCH):
        yield from map(_link, batch)


def head_of(cursor: Any, number: int) -> str:
    """Return the head of a link, or nothing if there is no such link."""
    row = cursor.execute("SELECT head FROM chain_link WHERE number = ?", [number]).fetchone()
    return str(row[0]) if row else ""


def _link(row: tuple[Any, ...]) -> Link:
    return Link(int(row[0]), bool(row[1]), int(row[2]), int(row[3]), str(row[4]), str(row[5]))


def _follow(before: Link, anew: bool, last_seq: int, facts: int, digest: str) -> Link:
    number = before.number + 1
    head = sha256(f"{before.head} {number} {int(anew)} {last_seq} {facts} {digest}")
    return Link(number, anew, last_seq, facts, digest, head)


def _write(cursor: Any, link: Link) -> None:
    cursor.execute(
        "INSERT INTO chain_link (number, anew, last_seq, facts, digest, head) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [link.number, link.anew, link.last_seq, link.facts, link.digest, link.head],
    )


def _held(cursor: Any, kept: Mapping[str, Print]) -> dict[str, int]:
    """Count the facts in each table that holds any; quick, whatever their number."""
    counts = " UNION ALL ".join(
        f"SELECT '{name}' AS kind, count(*) AS n FROM {name}" for name in kept
    )
    return {str(name): int(n) for name, n in cursor.execute(counts).fetchall() if n}


def _lost(held: Mapping[str, int], last: Link) -> str:
    """Say how many facts the tables hold too few or too many."""
    there = sum(held.values())
    return "" if there == last.facts else f"{last.facts:,} facts were written, {there:,} are there"


def _rows(
    cursor: Any, kept: Mapping[str, Print], held: Mapping[str, int], after: int
) -> Iterator[tuple[int, str]]:
    """Yield the place and hash of every chained row after `after`, in the order of writing."""
    # Planning to read a table takes about a millisecond, so one that holds nothing is left out.
    parts = [f"{kept[name].rows} WHERE t.seq > {after}" for name in held]
    if not parts:
        return
    reading = cursor.execute(
        f"SELECT seq, digest FROM ({' UNION ALL '.join(parts)}) AS parts ORDER BY seq"
    )
    while batch := reading.fetchmany(_BATCH):
        yield from batch
