"""A process in which every name, title, text and comment attacks whoever reads it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cast import Clock
from hostile_words import ATTACKS, MORE

from drafting.domain.agreement import Weights
from drafting.domain.comments import Decision
from drafting.domain.commitments import Progress
from drafting.domain.documents import Kind
from drafting.domain.drafts import Draft, passages
from drafting.domain.evidence import Consent, SourceKind
from drafting.domain.letters import wording
from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE, Role, Size, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.domain.survey import Tally
from drafting.domain.tracked_changes import compare
from drafting.exchange import comparison
from drafting.exchange.docx import WordComment, redlined
from drafting.exchange.mail.setting import as_html
from drafting.exchange.record.agreement_record import record_of
from drafting.exchange.record.as_html import as_html as record_html
from drafting.store import sessions as doors
from drafting.store.archive import Archive
from drafting.store.connection import DOORS, Database
from drafting.ui.mail_pages import welcome_page
from drafting.ui.visit import new_id
from drafting.workshop import Workshop

ROLES = (Role.CHAIR, Role.DRAFTER, Role.STEERING, Role.OBSERVER)
SECTORS = 3


class HostileHouse:
    """Twenty-five people in three sectors, six texts of two drafts, a round closed and one open.

    The `whole` house has three times the attacks, and people, texts and plans enough for each of
    them to stand in each place. Each attack ends with its mark: its number, and its place.
    """

    def __init__(self, file: Path, outside: str, whole: bool = False) -> None:
        self.database = Database.open(file)
        self.clock = Clock(datetime.now(UTC) - timedelta(days=30))
        self.workshop = Workshop(self.database, self.clock, new_id)
        self.whole = whole
        self.texts = [one.replace("OUTSIDE", outside) for one in (*ATTACKS, *(MORE * whole))]
        self.planted: set[str] = set()
        self._begins: dict[str, int] = {}
        self._turns: Counter[str] = Counter()
        self.by_role: dict[Role, Stakeholder] = {}
        self.stakeholders: list[Stakeholder] = []
        with self.database.transaction():
            self._people()
            self._plans()
            self._drafts_and_rounds()
            self._endings()
        with self.database.transaction(DOORS) as cursor:
            for person in self.stakeholders:
                doors.add_refusal(cursor, person.id, self.clock(), self.clock())

    def close(self) -> None:
        """Close the file, so that a server may open it."""
        self.database.close()

    def many(self, few: int, whole: int) -> range:
        """Count up to a few, or to more in the whole house."""
        return range(whole if self.whole else few)

    def attack(self, place: str) -> str:
        """Return the next attack for a place; no two places begin with the same one."""
        begins = self._begins.setdefault(place, 13 * len(self._begins))
        number = (begins + self._turns[place]) % len(self.texts)
        self._turns[place] += 1
        mark = f"q{number:03}{place}"
        self.planted.add(mark)
        return f"{self.texts[number]} {mark}"

    def papers(self) -> dict[str, str]:
        """Return what leaves the house as HTML: letters, records, comparisons, doors by name."""
        archive = Archive(self.database, HOUSE, self.clock)
        written = {}
        for number, person in enumerate(self.stakeholders[: 12 if self.whole else 3]):
            letter = archive.round_letter(person.id, self.asking)
            path, ends = "/door/welcome?link=x", self.clock()
            for what, said in (
                ("round", wording.round_letter(letter)),
                ("reminder", wording.reminder(letter)),
                ("invitation", wording.invitation(person, self.title, "Zoe", ends, path)),
            ):
                written[f"{what} {number}"] = as_html(said, "https://text.example", "/stop")
            written[f"welcome {number}"] = welcome_page(person.name, person.email, "x", True)
        for number, old in enumerate(self.drafts[0]):
            new = self.drafts[1][number]
            written[f"changes {number}"] = comparison.as_page(compare(old.text, new.text), old.note)
        closed = archive.closed_text(self.closed)
        if closed:
            written["record"] = record_html(record_of(closed))
        return written

    def word_files(self) -> list[bytes]:
        """Return a Word file of each text, with tracked changes and comments."""
        archive = Archive(self.database, HOUSE, self.clock)
        return [
            redlined(
                old.text,
                new.text,
                self.chair.name,
                new.at,
                [
                    WordComment(said.author, said.at, said.text, said.quote)
                    for said in archive.comments(new.document_id)
                    if said.draft_id == new.id
                ],
                title=new.note,
            )
            for old, new in zip(*self.drafts, strict=True)
        ]

    def _people(self) -> None:
        ends = (datetime.now(UTC) + timedelta(days=60)).date()
        self.title = self.attack("process")
        self.workshop.begin_process(HOUSE, self.title, ends)
        self.workshop.fix_rule(HOUSE, 0.75, 0.5, 0.5, Weights.SECTORS, self.attack("rule"))
        sectors = [self.attack("sector") for _ in range(SECTORS)]
        roles = [*ROLES, *[Role.STAKEHOLDER] * SECTORS * (30 if self.whole else 7)]
        for number, role in enumerate(roles):
            person = self.workshop.register(
                HOUSE,
                self.attack("person"),
                f"person{number}@people.example",
                self.attack("organisation"),
                sectors[number % SECTORS],
                [*Size][number % 4],
                role,
            )
            self.by_role.setdefault(role, person)
            if role is Role.STAKEHOLDER:
                self.stakeholders.append(person)

    @property
    def chair(self) -> Stakeholder:
        return self.by_role[Role.CHAIR]

    def _plans(self) -> None:
        workshop, today = self.workshop, self.clock().date()
        for number in self.many(2, 40):
            day = today + timedelta(days=10 + number * (50 if not self.whole else 1))
            promised = workshop.promise(self.chair, self.attack("milestone"), day)
            day += timedelta(days=5)
            workshop.move_milestone(self.chair, promised.id, day, self.attack("moved"))
        for number in self.many(2, 30):
            day = today + timedelta(days=32 + number)
            board = workshop.add_board_date(self.chair, self.attack("board"), day)
            if number % 2:
                workshop.drop_board_date(self.chair, board.id, self.attack("dropped"))
        for number in self.many(2, 12):
            kind = (SourceKind.INTERVIEW, SourceKind.SURVEY, SourceKind.ROUNDTABLE)[number % 3]
            heard = workshop.add_source(self.chair, kind, self.attack("source"), today)
            for turn in self.many(4, 12):
                said = self.attack("finding"), self.attack("theme")
                found = workshop.add_finding(self.chair, heard.id, *said)
                if turn % 3 == 2:
                    workshop.set_aside(self.chair, found.id, self.attack("aside"))
            if kind is SourceKind.INTERVIEW:
                workshop.record_consent(
                    self.chair, heard.id, self.attack("interviewed"), Consent.NAMED
                )
            if kind is SourceKind.ROUNDTABLE:
                words = "\n\n".join(self.attack("summary") for _ in self.many(4, 30))
                workshop.write_summary(self.chair, heard.id, words)
        asked = {
            self.attack("asked"): {
                self.attack("group"): Counter({self.attack("chosen"): 9, self.attack("chosen"): 7})
                for _ in range(2)
            }
            for _ in self.many(1, 6)
        }
        workshop.import_survey(
            self.chair, self.attack("survey"), today, Tally(asked, {}, 32), self.attack("file")
        )

    def _drafts_and_rounds(self) -> None:
        dilemmas = [
            self.workshop.begin_dilemma(
                self.chair, self.attack("dilemma"), self.attack("question")
            ).id
            for _ in self.many(1, 4)
        ]
        kinds = [Kind.VISION, Kind.MISSION, Kind.MISSION, Kind.NARRATIVE, Kind.OPTION, Kind.OPTION]
        kinds += [Kind.MISSION, Kind.OPTION] * (3 if self.whole else 0)
        self.documents = [
            self.workshop.begin_document(
                self.chair,
                kind,
                self.attack("title"),
                dilemmas[number % len(dilemmas)] if kind is Kind.OPTION else None,
            ).id
            for number, kind in enumerate(kinds)
        ]
        self.drafts: list[list[Draft]] = []
        for turn in (0, 1):
            drafts = [self._publish(one, turn) for one in self.documents]
            self.drafts.append(drafts)
            self.clock.advance(days=1)
            asking = self.workshop.open_round(
                self.chair,
                self.attack("round"),
                [one.id for one in drafts],
                self.clock(),
                self.clock() + timedelta(days=60),
                self.attack("note"),
            )
            self.asking = asking.id
            self.clock.advance(hours=1)
            self._answer(drafts)
            self.workshop.extend_round(
                self.chair, asking.id, self.clock() + timedelta(days=90), self.attack("extended")
            )
            if turn == 0:
                self.workshop.close_round(self.chair, asking.id, self.attack("closed"))
            self.clock.advance(days=1)
        for one in self.documents:
            words = "\n\n".join(self.attack("working") for _ in range(12))
            self.workshop.save_working_text(self.chair, one, words, self.attack("saved"))

    def _publish(self, document_id: str, turn: int) -> Draft:
        """Publish a text of attacks, in another order and with other words each time."""
        words = [self.attack("text") for _ in range(12)][:: -1 if turn else 1]
        text = "\n\n".join(f"# {self.attack('head')}\n\n- {one} turn {turn}" for one in words)
        return self.workshop.publish(self.chair, document_id, text, self.attack("published"))

    def _answer(self, drafts: list[Draft]) -> None:
        for number, draft in enumerate(drafts):
            among = passages(draft.text)
            # The first stakeholder has not answered yet: the form is to be looked at, too.
            for place, person in enumerate(self.stakeholders[1:31], number):
                score = Score(place % 5 + 1)
                passage = among[place % len(among)]
                objecting = Objecting(passage, self.attack("because"), self.attack("unless"))
                self.workshop.rate(person, draft.id, score, objecting if score.objects else None)
            for person in self.stakeholders[number : number + (12 if self.whole else 6)]:
                said = self.workshop.comment(person, draft.id, self.attack("comment"))
                self.workshop.reply(self.chair, said.id, self.attack("reply"))
                self.workshop.dispose(self.chair, said.id, Decision.DECLINED, self.attack("answer"))
                self.workshop.comment(person, draft.id, self.attack("comment"))
                proposed = self.attack("proposed"), self.attack("why")
                self.workshop.suggest(person, draft.id, 2, 5, *proposed)

    def _endings(self) -> None:
        """Close one more text, sign it, and enter what organisations will do."""
        chair, today = self.chair, self.clock().date()
        self.closed = self.workshop.begin_document(chair, Kind.MISSION, self.attack("title")).id
        draft = self.workshop.publish(chair, self.closed, self.attack("ended"), self.attack("end"))
        asking = self.workshop.open_round(
            chair,
            self.attack("round"),
            [draft.id],
            self.clock(),
            self.clock() + timedelta(days=9),
        )
        self.clock.advance(minutes=1)
        self.workshop.close_round(chair, asking.id, self.attack("closed"))
        self.workshop.close_document(chair, self.closed, self.attack("dissent"))
        for number, person in enumerate(self.stakeholders[:30]):
            self.workshop.sign_off(person, self.closed, self.attack("signed"))
            entered = self.workshop.commit(
                chair,
                self.closed,
                self.attack("action"),
                person.organisation_id,
                self.attack("owner"),
                today + timedelta(days=90 + number),
            )
            self.workshop.update_commitment(
                chair, entered.id, Progress.UNDER_WAY, self.attack("update")
            )
        self.workshop.keep_until(chair, today + timedelta(days=400), self.attack("kept"))
        sent = self.workshop.write_letters(
            chair, Sort.ROUND, [one.id for one in self.stakeholders[:20]], self.asking
        )
        for one in sent[::2]:
            self.workshop.take_letter(chair, one.id)
            self.workshop.letter_failed(chair, one.id, self.attack("bounced"), for_good=True)
        for one in sent[1::2]:
            self.workshop.withdraw_letter(chair, one.id, self.attack("withdrawn"))
