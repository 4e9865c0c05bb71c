"""The HealthTech process of 2023, played through the workshop: it obeys every rule.

Every text, person and organisation is an illustration; `data/demo/README.md` says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from drafting.demo_evidence import tell
from drafting.demo_files import Clock, Row, counted_ids, moment, resolved, settings, table, words
from drafting.demo_remarks import remark
from drafting.domain.agreement import Weights
from drafting.domain.documents import Kind
from drafting.domain.letters.facts import Sort
from drafting.domain.passwords import COST, hash_password
from drafting.domain.people import HOUSE, Role, Size, Stakeholder
from drafting.domain.process import day
from drafting.domain.ratings import Objecting, as_score
from drafting.domain.rounds import Anonymity
from drafting.domain.sight import Sight
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.workshop import Workshop

PASSWORD = "agree-by-december"
# The password is printed for everybody, so a fixed salt tells nobody more, and the demo is the
# same each time. Bcrypt's own alphabet, 22 characters.
SALT = f"$2b${COST}$AgreeByDecember2023...".encode()

Act = Callable[[], object]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody as whom a visitor may enter the demo."""

    email: str
    role: Role
    password: str
    note: str


def accounts() -> list[Account]:
    """List the accounts of the demo, without playing it."""
    return [
        Account(one["email"], Role(one["role"]), PASSWORD, one["note"])
        for one in settings("process")["accounts"]
    ]


def play(
    database: Database, progress: Progress, stands_at: datetime | None = None
) -> list[Account]:
    """Play the demo into an empty database, all of it or nothing; return its accounts.

    What would happen after `stands_at`, where its clock then stands, is left out; None is its
    usual day.

    `progress` is told the day that is played, how many acts are done, and how many there are.
    Raises NotAcceptable when the database holds a process already.
    """
    with database.transaction():
        _Story(database, stands_at).play(progress)
    return accounts()


class _Story:
    """Everything that happens, each at its moment, and who and what it happens to, by key."""

    def __init__(self, database: Database, stands_at: datetime | None) -> None:
        self.process = settings("process")
        self.stands_at = stands_at or moment(self.process["now"])
        self.clock = Clock(moment(self.process["created"]))
        self.workshop = Workshop(database, self.clock, counted_ids())
        self.database = database
        self.acts: list[tuple[datetime, Act]] = []
        self.people: dict[str, Stakeholder] = {}
        self.sectors: dict[str, str] = {}
        self.dilemmas: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self.drafts: dict[tuple[str, int], str] = {}
        self.rounds: dict[int, str] = {}
        self.subjects: dict[str, str] = {}
        self.authors: dict[str, Stakeholder] = {}

    def play(self, progress: Progress) -> None:
        """Do every act in the order of time, the clock put at its moment."""
        self._begin()
        for part in (
            self._plan,
            self._evidence,
            self._texts,
            self._rounds,
            self._ratings,
            self._remarks,
        ):
            part()
        happens = [event for event in self.acts if event[0] <= self.stands_at]
        in_order = sorted(happens, key=lambda event: event[0])
        for done, (at, act) in enumerate(in_order, 1):
            self.clock.advance(at)
            act()
            progress(day(at), done, len(in_order))
        # The demo's clock stands still from here on: nothing may lie in its future.
        self.clock.advance(self.stands_at)

    @property
    def archive(self) -> Archive:
        return Archive(self.database, HOUSE, self.clock)

    @property
    def chair(self) -> Stakeholder:
        return self.people[self.process["chair"]]

    def at(self, local: datetime | str, act: Act) -> None:
        """Let something happen at a wall-clock time in London."""
        self.acts.append((moment(local), act))

    def _begin(self) -> None:
        told = self.process
        self.workshop.begin_process(HOUSE, told["title"], told["deadline"].date(), self.stands_at)
        for name in told["sectors"]:
            self.sectors[name] = self.workshop.name_sector(HOUSE, name).id
        for one in table("people"):
            size, role = Size(one["size"]), Role(one["role"])
            self.people[one["email"]] = self.workshop.register(
                HOUSE, one["name"], one["email"], one["organisation"], one["sector"], size, role
            )
        hashed = hash_password(PASSWORD, SALT)
        for account in accounts():
            person = self.people[account.email]
            self.workshop.set_password(person, person.id, hashed)

    def _plan(self) -> None:
        rule = self.process["agreement_rule"]
        parts = ("support_target", "sector_floor", "response_floor")
        support, floor, response = (rule[part] for part in parts)
        weights = Weights(rule["weights"])
        self.at(
            rule["fixed_at"],
            partial(
                self.workshop.fix_rule,
                self.chair,
                support,
                floor,
                response,
                weights,
                rule["reason"],
            ),
        )
        for one in self.process["milestones"]:
            promised = self.workshop.promise(self.chair, one["title"], one["baseline"]).id
            for move in one.get("moves", []):
                moved = (self.chair, promised, move["to"], move["reason"])
                self.at(move["at"], partial(self.workshop.move_milestone, *moved))
            if "reached" in one:
                self.at(
                    datetime.combine(one["reached"], time(17, 30)),
                    partial(self.workshop.reach_milestone, self.chair, promised, one["reached"]),
                )
        for one in settings("plans")["acts"]:
            self.at(one["at"], partial(self._do, one))

    def _do(self, one: Row) -> None:
        """Do a verb that the file names, and remember what came of it by the name given there."""
        known = {**self.subjects, **self.documents}
        known |= {
            f"organisation of {email}": who.organisation_id for email, who in self.people.items()
        }
        fact = getattr(self.workshop, one["do"])(
            self.people[one["by"]], **resolved(one["with"], known)
        )
        self.subjects[one.get("as", "")] = fact.id

    def _evidence(self) -> None:
        tell(self)

    def _remarks(self) -> None:
        remark(self)

    def _texts(self) -> None:
        told = settings("drafts")
        self.at(self.process["texts_begun"], partial(self._begin_texts, told["documents"]))
        for one in told["drafts"]:
            self.at(one["published"], partial(self._publish, one))
        for one in told["working_texts"]:
            self.at(one["saved"], partial(self._write, one))

    def _begin_texts(self, documents: list[Row]) -> None:
        for one in settings("dilemmas")["dilemmas"]:
            self.dilemmas[one["key"]] = self.workshop.begin_dilemma(
                self.chair, one["title"], f"{one['question']} {one['context']}"
            ).id
        for one in documents:
            dilemma = self.dilemmas.get(one.get("dilemma", ""))
            self.documents[one["key"]] = self.workshop.begin_document(
                self.chair, Kind(one["kind"]), one["title"], dilemma
            ).id

    def _publish(self, one: Row) -> None:
        draft = self.workshop.publish(
            self.people[one["by"]],
            self.documents[one["document"]],
            words(one["path"]),
            one["note"],
        )
        self.drafts[one["document"], draft.number] = draft.id

    def _write(self, one: Row) -> None:
        self.workshop.save_working_text(
            self.people[one["by"]],
            self.documents[one["document"]],
            words(one["path"]),
            one["note"],
        )

    def _rounds(self) -> None:
        for one in settings("rounds")["rounds"]:
            self.at(one["opens"], partial(self._open, one))
            for more in one.get("extensions", []):
                self.at(more["at"], partial(self._extend, one["number"], more))

    def _open(self, one: Row) -> None:
        opened = self.workshop.open_round(
            self.chair,
            one["title"],
            [self.drafts[asked["document"], asked["number"]] for asked in one["drafts"]],
            self.clock(),
            moment(one["closes"]),
            one["note"],
            Anonymity(one["anonymity"]),
            sight=(Sight(one["before"]), Sight(one["after"])),
        ).id
        self.rounds[one["number"]] = opened
        asked = sorted(self.archive.invited(opened))
        for letter in self.workshop.write_letters(self.chair, Sort.ROUND, asked, opened):
            self.workshop.letter_went(self.chair, letter.id, by_hand=True)

    def _extend(self, number: int, more: Row) -> None:
        self.workshop.extend_round(
            self.chair, self.rounds[number], moment(more["closes"]), more["reason"]
        )

    def _ratings(self) -> None:
        objections = {
            (one["round"], one["document"], one["email"]): Objecting(
                one["passage"], one["reason"], one["condition"]
            )
            for one in table("objections")
        }
        for one in table("ratings"):
            key = one["round"], one["document"], one["email"]
            self.at(one["at"], partial(self._rate, one, objections.get(key)))

    def _rate(self, one: dict[str, str], objecting: Objecting | None) -> None:
        person = self.people[one["email"]]
        draft = self.drafts[one["document"], int(one["draft"])]
        self.workshop.mark_read(person, draft)
        rating = self.workshop.rate(person, draft, as_score(one["score"]), objecting)
        if objecting:
            for said in Archive(self.database, person, self.clock).my_objections(rating.id):
                key = f"objection:{one['round']}:{one['document']}:{person.email}"
                self.subjects[key], self.authors[key] = said.id, person
